//! Placing a message (R26): the row, everybody's inbox, the announcement, the notice by mail and the log, in one
//! transaction; once per form key.

use super::thread::Found;
use crate::{
    Result, Tx, audit, changes,
    db::run,
    drafts,
    forms::{self, Once},
    outbox::{self, Letter},
};
use chrono::NaiveDate;
use portiek_domain::{
    audit::{Event, Kind, ObjectKind},
    ids::{FormKey, MessageId, OrganisationId},
    messages::Body,
    time,
};
use uuid::Uuid;

const NUMBER: &str = "UPDATE conversation SET message_count = message_count + 1, last_preview = $3, last_author = $4 \
     WHERE organisation_id = $1 AND id = $2 RETURNING message_count";
const INSERT: &str = "INSERT INTO message (organisation_id, conversation_id, number, id, author_id, body, placed_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
/// Everybody who can read it has it on top of the inbox, unread but for the author (D28).
const DELIVER: &str = "INSERT INTO inbox_entry (organisation_id, membership_id, conversation_id, record_id, \
     last_message_at, read_through, unread_since, archived_at) \
     SELECT $1, reader.id, $2, $3, $4, CASE WHEN reader.id = $5 THEN $6 ELSE 0 END, \
     CASE WHEN reader.id = $5 THEN NULL ELSE $4 END, NULL \
     FROM (SELECT subject_id AS id FROM record WHERE organisation_id = $1 AND id = $3 AND subject_id IS NOT NULL \
     UNION SELECT membership_id FROM care_team WHERE organisation_id = $1 AND record_id = $3 \
     AND from_day <= $7 AND until_day >= $7) reader WHERE 1 = 1 \
     ON CONFLICT (organisation_id, membership_id, conversation_id) DO UPDATE SET \
     last_message_at = excluded.last_message_at, archived_at = NULL, \
     read_through = CASE WHEN excluded.read_through > inbox_entry.read_through THEN excluded.read_through \
     ELSE inbox_entry.read_through END, \
     unread_since = CASE WHEN excluded.unread_since IS NULL THEN NULL \
     ELSE COALESCE(inbox_entry.unread_since, excluded.unread_since) END";
const ANNOUNCE: &str = "INSERT INTO change (account_id, topic, object_id, at) \
     SELECT m.account_id, $3, $2, $4 FROM inbox_entry e \
     JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id \
     WHERE e.organisation_id = $1 AND e.conversation_id = $2";
/// Who has just got something unread and is told by mail: the client, and the practitioner it is addressed to.
const NOTIFY: &str = "SELECT m.id, m.mail, m.role = 'client' AS client, o.display_name FROM inbox_entry e \
     JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id \
     JOIN conversation c ON c.organisation_id = e.organisation_id AND c.id = e.conversation_id \
     JOIN organisation o ON o.id = e.organisation_id \
     JOIN account a ON a.id = m.account_id AND a.activated_at IS NOT NULL \
     WHERE e.organisation_id = $1 AND e.conversation_id = $2 AND e.unread_since = $3 AND m.ended_at IS NULL \
     AND (m.role = 'client' OR m.id = c.addressed_to)";

#[derive(sqlx::FromRow)]
struct Numbered {
    message_count: i64,
}

#[derive(sqlx::FromRow)]
struct Notified {
    id: Uuid,
    mail: String,
    client: bool,
    display_name: String,
}

/// Places a message in a conversation that the actor may see; its identifier, also when it was placed before.
pub async fn place(tx: &mut Tx, found: &Found, (body, key): (&Body, FormKey)) -> Result<MessageId> {
    let actor = found.access.actor();
    let id: MessageId = tx.mint();
    if let Once::Again(earlier) = forms::once(tx, (key, actor.account), id.0).await? {
        return Ok(earlier.into());
    }
    let number = insert(tx, found, (id, body)).await?;
    deliver(tx, found, number).await?;
    notify(tx, found, number).await?;
    drafts::remove(tx, actor, found.id.0).await?;
    let event = Event::with(&found.access, Kind::MessagePlaced).on(ObjectKind::Message, id);
    audit::log(tx, event).await?;
    Ok(id)
}

async fn insert(tx: &mut Tx, found: &Found, (id, body): (MessageId, &Body)) -> Result<i64> {
    let actor = found.access.actor();
    let (organisation, author, now) = (actor.organisation.0, actor.membership.0, tx.now());
    let numbered = run!(tx, query_as::<Numbered>(NUMBER, organisation, found.id.0, body.preview(), author).fetch_one)?;
    let number = numbered.message_count;
    run!(tx, execute(INSERT, organisation, found.id.0, number, id.0, author, body.as_str(), now))?;
    Ok(number)
}

async fn deliver(tx: &mut Tx, found: &Found, number: i64) -> Result<()> {
    let actor = found.access.actor();
    let (organisation, author, now) = (actor.organisation.0, actor.membership.0, tx.now());
    let today: NaiveDate = time::day(now);
    run!(tx, execute(DELIVER, organisation, found.id.0, found.access.record().0, now, author, number, today))?;
    run!(tx, execute(ANNOUNCE, organisation, found.id.0, changes::Topic::Messages.as_str(), now))?;
    Ok(())
}

async fn notify(tx: &mut Tx, found: &Found, number: i64) -> Result<()> {
    let (organisation, now) = (found.access.actor().organisation, tx.now());
    let notified = run!(tx, query_as::<Notified>(NOTIFY, organisation.0, found.id.0, now).fetch_all)?;
    for person in notified {
        let event_key = format!("message:{}:{number}:{}", found.id, person.id);
        outbox::post(tx, &event_key, &notice(organisation, &person)).await?;
    }
    Ok(())
}

/// Says that something waits, never what (S11).
fn notice(organisation: OrganisationId, person: &Notified) -> Letter {
    let (portal, at) = (if person.client { "Cliëntenportaal" } else { "portaal" }, &person.display_name);
    let paragraphs = [
        &*format!("Er staat een nieuw bericht voor u klaar in het {portal} van {at}."),
        "Log in om het te lezen. Antwoord niet op deze mail: uw antwoord komt dan niet aan.",
    ];
    Letter::mail(organisation, &person.mail, &format!("Er staat een bericht voor u klaar bij {at}"), &paragraphs)
}
