//! Who, rule, verb, commit; and how what the store knows is told on the page.

use super::views::{Choice, ConversationView, ListView, MessageView, NewView, RowView};
use crate::{
    fault::Fault,
    here::href,
    request::{Request, Sent},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::Ground,
    actor::{Actor, Context, Portal},
    audit::{Event, Kind, ObjectKind},
    forms::Answer,
    ids::{ConversationId, FormKey},
    messages::{Body, Folder, Subject},
    names::PersonName,
    refusal::{Code, Refusal},
    time,
};
use portiek_store::{
    Result as Stored, access, drafts, messages,
    messages::{
        list::{After, Listed, Page, Wanted},
        start as starting,
        thread::{Found, Message, Person},
    },
    transact,
};

pub async fn list(
    request: &Request,
    at: &Context,
    (folder, after, seen): (Folder, Option<String>, Option<String>),
) -> Result<ListView, Fault> {
    let actor = request.actor(at).await?;
    let wanted = Wanted { folder, record: at.record.clone(), after: after.as_deref().and_then(parse_cursor) };
    let mut conn = request.read().await?;
    let page = messages::list(&mut conn, &actor, (&wanted, request.store.now())).await;
    let page = request.settle(page).await?;
    drop(conn);
    let look = request.look(listed(&actor, at, &page), (folder.segment().as_bytes(), seen.as_deref())).await?;
    Ok(list_view(at, page, look))
}

fn listed(actor: &Actor, at: &Context, page: &Page) -> Event {
    let records = page.conversations.iter().map(|listed| listed.record).collect();
    let ground = if at.portal == Portal::Client { Ground::Own } else { Ground::CareTeam };
    Event::by(actor, Kind::ConversationsListed).on(ObjectKind::Membership, actor.membership).about(records, ground)
}

fn list_view(at: &Context, page: Page, look: String) -> ListView {
    let next = page.next.map(cursor);
    ListView { rows: page.conversations.into_iter().map(|listed| row(at, listed)).collect(), next, look }
}

fn row(at: &Context, listed: Listed) -> RowView {
    let preview = match (listed.draft, listed.own_last) {
        (true, _) => "Concept: nog niets geplaatst".to_owned(),
        (_, true) => format!("U: {}", listed.preview),
        _ => listed.preview,
    };
    RowView {
        id: listed.id,
        subject: listed.subject,
        preview,
        time: time::stamp(listed.last_message_at),
        unread: listed.unread,
        client: (at.portal == Portal::Practice).then(|| listed.client.to_string()),
    }
}

/// A place in a list as an address carries it.
fn cursor(after: After) -> String {
    format!("{}_{}", after.last_message_at.timestamp_micros(), after.conversation)
}

fn parse_cursor(text: &str) -> Option<After> {
    let (at, id) = text.split_once('_')?;
    let last_message_at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some(After { last_message_at, conversation: id.parse().ok()? })
}

pub struct Opening {
    pub conversation: ConversationId,
    pub before: Option<i64>,
    pub refused: Option<FormKey>,
    pub seen: Option<String>,
}

pub async fn open(request: &Request, at: &Context, opening: Opening) -> Result<ConversationView, Fault> {
    let actor = request.actor(at).await?;
    let (found, thread, readers) = load(request, (&actor, at), &opening).await?;
    let event = Event::with(&found.access, Kind::ConversationRead).on(ObjectKind::Conversation, found.id);
    let shown = [found.message_count, opening.before.unwrap_or_default()].map(i64::to_be_bytes).concat();
    let look = request.look(event, (&shown, opening.seen.as_deref())).await?;
    mark_read(request, &found, &opening).await?;
    let refused = request.refused(opening.refused).await?;
    let now = request.store.now();
    let earlier = thread.first().map(|first| first.number).filter(|number| *number > 1);
    let readers = readers_named(at, &found.client, &readers);
    let (head, badge) = (person(&found.addressed_to), found.addressed_to.name.badge());
    Ok(ConversationView {
        id: found.id,
        subject: found.subject,
        head,
        badge,
        client: (at.portal == Portal::Practice).then(|| found.client.to_string()),
        messages: thread.into_iter().map(|message| message_view(&actor, message, now)).collect(),
        earlier,
        readers,
        archived: found.archived,
        draft: found.draft,
        key: request.new_key(),
        refused,
        look,
    })
}

async fn load(
    request: &Request,
    (actor, at): (&Actor, &Context),
    opening: &Opening,
) -> Result<(Found, Vec<Message>, Vec<Person>), Fault> {
    let now = request.store.now();
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let found = in_context(messages::find(&mut conn, actor, (opening.conversation, now)).await?, at)?;
        let thread = messages::thread(&mut conn, &found, opening.before).await?;
        let readers = messages::thread::readers(&mut conn, actor, (found.access.record(), now)).await?;
        Ok((found, thread, readers))
    }
    .await;
    drop(conn);
    request.settle(loaded).await
}

/// Opening reads (R28), but not when a browser only fetches ahead.
async fn mark_read(request: &Request, found: &Found, opening: &Opening) -> Result<(), Fault> {
    if found.read_through >= found.message_count || opening.before.is_some() || request.is_prefetch() {
        return Ok(());
    }
    let read = transact!(request.store, |tx| { messages::read(tx, found, found.message_count).await });
    request.settle(read).await
}

/// Who reads what is written here (D8): for a practitioner the client as well.
fn readers_named(at: &Context, client: &PersonName, team: &[Person]) -> Vec<String> {
    let client = (at.portal == Portal::Practice).then(|| client.to_string());
    client.into_iter().chain(team.iter().map(|reader| reader.name.to_string())).collect()
}

fn person(person: &Person) -> String {
    if person.profession.is_empty() {
        person.name.to_string()
    } else {
        format!("{}, {}", person.name, person.profession)
    }
}

fn message_view(actor: &Actor, message: Message, now: DateTime<Utc>) -> MessageView {
    let own = message.author.id == actor.membership;
    let profession = &message.author.profession;
    let from = match (own, profession.is_empty()) {
        (true, _) => "U".to_owned(),
        (_, true) => message.author.name.to_string(),
        _ => format!("{} · {profession}", message.author.name),
    };
    MessageView {
        number: message.number,
        day: time::day_heading(message.placed_at, now),
        own,
        badge: message.author.name.badge(),
        from,
        time: time::clock_time(message.placed_at),
        body: message.body,
    }
}

pub async fn new(request: &Request, at: &Context, refused: Option<FormKey>) -> Result<NewView, Fault> {
    let actor = request.actor(at).await?;
    let mut conn = request.read().await?;
    let number = at.record.as_deref().unwrap_or_default();
    let options = messages::options(&mut conn, &actor, (number, request.store.now())).await;
    let options = request.settle(options).await?;
    drop(conn);
    let records = options.records.iter().map(|record| record.access.record()).collect();
    let ground = if at.portal == Portal::Client { Ground::Own } else { Ground::CareTeam };
    let event = Event::by(&actor, Kind::CareTeamRead).on(ObjectKind::Membership, actor.membership);
    request.look(event.about(records, ground), (&[], None)).await?;
    Ok(NewView { key: request.new_key(), refused: request.refused(refused).await?, choice: choice(at, options) })
}

fn choice(at: &Context, options: starting::Options) -> Choice {
    if at.portal == Portal::Client {
        return Choice::Practitioner(options.team.iter().map(|member| (member.id, person(member))).collect());
    }
    let client =
        |record: starting::Subjectable| (record.number.clone(), format!("{} ({})", record.client, record.number));
    Choice::Client(options.records.into_iter().map(client).collect())
}

pub struct Started {
    pub key: FormKey,
    pub onderwerp: String,
    pub behandelaar: Option<String>,
    pub dossier: Option<String>,
}

pub async fn start(request: &Request, at: &Context, typed: Started) -> Result<Answer, Fault> {
    let actor = request.active_actor(at).await?;
    // Who runs the platform has a portal and no patients: for them there is no such form to refuse.
    request.settle(access::reach(&actor)).await?;
    let (chosen, record) = (typed.behandelaar.unwrap_or_default(), typed.dossier.unwrap_or_default());
    let values = [("onderwerp", typed.onderwerp.as_str()), ("behandelaar", &chosen), ("dossier", &record)];
    let sent = Sent { key: typed.key, back: href(at, "/berichten/nieuw", ""), values: &values };
    let wanted = match wanted(at, (&typed.onderwerp, &chosen, &record), typed.key) {
        Ok(wanted) => wanted,
        Err(refusals) => return request.refuse(sent, refusals).await,
    };
    let started = transact!(request.store, |tx| { messages::start(tx, &actor, &wanted).await });
    match request.settle(started).await? {
        Ok(id) => {
            request.go(&href(at, &format!("/berichten/gesprek/{id}"), ""));
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent, vec![refusal]).await,
    }
}

fn wanted(
    at: &Context,
    (subject, chosen, record): (&str, &str, &str),
    key: FormKey,
) -> Result<starting::Wanted, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let subject = Subject::parse(subject).map_err(|code| refusals.push(Refusal::new("onderwerp", code)));
    let addressed_to = chosen.parse().ok();
    if at.portal == Portal::Client && addressed_to.is_none() {
        refusals.push(Refusal::new("behandelaar", Code::Missing));
    }
    if at.portal == Portal::Practice && record.is_empty() {
        refusals.push(Refusal::new("dossier", Code::Missing));
    }
    let record = if at.portal == Portal::Client { at.record.clone().unwrap_or_default() } else { record.to_owned() };
    match subject {
        Ok(subject) if refusals.is_empty() => Ok(starting::Wanted { subject, record, addressed_to, key }),
        _ => Err(refusals),
    }
}

pub struct Typed {
    pub key: FormKey,
    pub conversation: ConversationId,
    pub tekst: String,
}

pub async fn place(request: &Request, at: &Context, typed: Typed) -> Result<Answer, Fault> {
    let actor = request.active_actor(at).await?;
    let back = href(at, &format!("/berichten/gesprek/{}", typed.conversation), "");
    let body = match Body::parse(&typed.tekst) {
        Ok(body) => body,
        Err(code) => {
            let sent = Sent { key: typed.key, back, values: &[("tekst", &typed.tekst)] };
            return request.refuse(sent, vec![Refusal::new("tekst", code)]).await;
        }
    };
    let placed = transact!(request.store, |tx| {
        let found = find(tx, (&actor, at), typed.conversation).await?;
        messages::place(tx, &found, (&body, typed.key)).await
    });
    request.settle(placed).await?;
    if request.without_scripts() {
        request.go(&back);
    }
    Ok(Answer::Done(request.new_key()))
}

async fn find(tx: &mut portiek_store::Tx, (actor, at): (&Actor, &Context), id: ConversationId) -> Stored<Found> {
    let now = tx.now();
    in_context(messages::find(tx, actor, (id, now)).await?, at)
}

/// An address that names a record shows that one only, and a form made for it changes no other (D30).
fn in_context(found: Found, at: &Context) -> Stored<Found> {
    match &at.record {
        Some(number) if *number != found.record_number => Err(access::refused(found.access.actor(), found.id.0)),
        _ => Ok(found),
    }
}

/// A draft may be longer than a message: what somebody typed is kept, whatever the rule will say of it.
const LONGEST_DRAFT: usize = 20_000;

pub async fn keep_draft(
    request: &Request,
    at: &Context,
    (conversation, text): (ConversationId, &str),
) -> Result<(), Fault> {
    let actor = request.active_actor(at).await?;
    let text: String = text.chars().filter(|c| *c != '\0').take(LONGEST_DRAFT).collect();
    let kept = transact!(request.store, |tx| {
        let found = find(tx, (&actor, at), conversation).await?;
        drafts::save(tx, found.access.actor(), (found.id.0, &text)).await
    });
    request.settle(kept).await
}

pub async fn archive(request: &Request, at: &Context, conversation: ConversationId) -> Result<(), Fault> {
    let actor = request.active_actor(at).await?;
    let archived = transact!(request.store, |tx| {
        let found = find(tx, (&actor, at), conversation).await?;
        messages::archive(tx, &found).await
    });
    request.settle(archived).await?;
    request.go(&href(at, "/berichten", &format!("gearchiveerd={conversation}")));
    Ok(())
}

pub async fn restore(request: &Request, at: &Context, conversation: ConversationId) -> Result<(), Fault> {
    let actor = request.active_actor(at).await?;
    let restored = transact!(request.store, |tx| {
        let found = find(tx, (&actor, at), conversation).await?;
        messages::restore(tx, &found).await
    });
    request.settle(restored).await?;
    request.go(&href(at, "/berichten", &format!("teruggezet={conversation}")));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_survives_the_address() {
        let id = ConversationId(uuid::Uuid::from_u128(7));
        let after =
            After { last_message_at: DateTime::from_timestamp_micros(1_234_567).unwrap_or_default(), conversation: id };
        assert_eq!(parse_cursor(&cursor(after)), Some(after));
        assert_eq!(parse_cursor("onzin"), None);
    }
}
