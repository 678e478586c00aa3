//! Hulp: the help desk of an organisation, and what people ask it before they can log in (R22, R116).

use crate::{
    Conn, Result, Tx, audit,
    db::{On, run},
    keys::Purpose,
    outbox::{self, Letter},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    actor::{Actor, OrganisationKind},
    audit::{Change, Event, Kind, ObjectKind},
    help::{About, Asked, Desk, NETWORK_BUDGET, NETWORK_WINDOW},
    ids::{FormKey, OrganisationId},
    organisation::desk_values,
    refusal::{Code, Refusal},
    text,
};
use uuid::Uuid;

const SET: &str = "UPDATE organisation SET help_faq = $2, help_mail = $3, help_phone = $4, help_hours = $5, \
     help_contract = $6 WHERE id = $1";
const ALL: &str = "SELECT id, number, kind, name, display_name, help_faq, help_mail, help_phone, help_hours, \
     help_contract FROM organisation ORDER BY number";
const SENT: &str = "SELECT count(*) AS sent, min(asked_at) AS first FROM help_request \
     WHERE network_hash = $1 AND asked_at > $2 AND form_key <> $3";
const KEEP: &str = "INSERT INTO help_request (id, form_key, organisation_id, about, sealed, network_hash, asked_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (form_key) DO NOTHING";

/// An organisation with its desk.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: OrganisationId,
    pub number: i64,
    pub name: String,
    pub display_name: String,
    pub desk: Desk,
    /// The installation's own: its desk stands in for organisations that are unknown or have none.
    pub is_platform: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    name: String,
    display_name: String,
    help_faq: String,
    help_mail: String,
    help_phone: String,
    help_hours: String,
    help_contract: String,
}

#[derive(sqlx::FromRow)]
struct Sent {
    sent: i64,
    first: Option<DateTime<Utc>>,
}

/// Says how an organisation's desk is reached. Without an actor it is the operator, or an import.
pub async fn set_desk(tx: &mut Tx, (organisation, by): (OrganisationId, Option<&Actor>), desk: &Desk) -> Result<()> {
    let before = all(tx).await?.into_iter().find(|one| one.id == organisation).map(|one| one.desk).unwrap_or_default();
    run!(tx, execute(SET, organisation.0, &desk.faq, &desk.mail, &desk.phone, &desk.hours, &desk.contract))?;
    let event = match by {
        Some(actor) => Event::by(actor, Kind::HelpDeskSet),
        None => Event::from_network("command line", Kind::HelpDeskSet),
    };
    let changes = Change::between(&desk_values(&before), &desk_values(desk));
    audit::log(tx, event.at(organisation).on(ObjectKind::Organisation, organisation).changing(changes)).await
}

/// The organisation of a number with its desk, or the installation's own.
pub async fn desk(conn: &mut Conn, number: Option<i64>) -> Result<Option<Organisation>> {
    let all = all(conn).await?;
    let named = number.and_then(|number| all.iter().find(|organisation| organisation.number == number));
    Ok(named.or_else(|| all.iter().find(|organisation| organisation.is_platform)).cloned())
}

async fn all(on: &mut impl On) -> Result<Vec<Organisation>> {
    let rows = run!(on, query_as::<Row>(ALL).fetch_all)?;
    Ok(rows.into_iter().map(organisation).collect())
}

fn organisation(row: Row) -> Organisation {
    Organisation {
        id: row.id.into(),
        number: row.number,
        name: row.name,
        display_name: row.display_name,
        desk: Desk {
            faq: row.help_faq,
            mail: row.help_mail,
            phone: row.help_phone,
            hours: row.help_hours,
            contract: row.help_contract,
        },
        is_platform: row.kind == OrganisationKind::Platform,
    }
}

/// Sends a request to the desk of the organisation that was typed, once per form; too many from one address are refused.
/// Nothing in the answer depends on who has an account.
pub async fn ask(
    tx: &mut Tx,
    (key, about, asked): (FormKey, About, &Asked),
    network: &str,
) -> Result<Result<(), Refusal>> {
    let network_hash = tx.ambient().keys.mac(Purpose::Throttle, &[b"help", network.as_bytes()]).to_vec();
    if let Err(code) = may_send(tx, (&network_hash, key)).await? {
        return Ok(Err(Refusal::new("omschrijving", code)));
    }
    let all = all(tx).await?;
    let meant = meant(&all, &asked.organisation);
    let (id, now): (Uuid, _) = (tx.mint(), tx.now());
    let text = serde_json::to_vec(asked).unwrap_or_default();
    let sealed = tx.ambient().keys.seal(Purpose::Help, tx.ambient().random(), (id.as_bytes(), &text))?;
    let organisation = meant.map(|meant| meant.id.0);
    if run!(tx, execute(KEEP, id, key.0, organisation, about.as_str(), sealed, network_hash, now))? == 0 {
        return Ok(Ok(()));
    }
    tell_desk(tx, (id, &all, meant), (about, asked)).await?;
    let event = Event::from_network(network, Kind::HelpRequested);
    let event = meant.map_or(event.clone(), |meant| event.on(ObjectKind::Organisation, meant.id));
    audit::log(tx, event).await.map(Ok)
}

async fn may_send(tx: &mut Tx, (network_hash, key): (&[u8], FormKey)) -> Result<Result<(), Code>> {
    let now = tx.now();
    let sent = run!(tx, query_as::<Sent>(SENT, network_hash, now - NETWORK_WINDOW, key.0).fetch_one)?;
    if sent.sent < NETWORK_BUDGET {
        return Ok(Ok(()));
    }
    let left = sent.first.unwrap_or(now) + NETWORK_WINDOW - now;
    Ok(Err(Code::Wait { seconds: left.num_seconds().max(1) }))
}

/// The one organisation that is called what was typed, whatever case or accents.
fn meant<'a>(all: &'a [Organisation], typed: &str) -> Option<&'a Organisation> {
    let typed = text::search_key(typed);
    let is_called =
        |one: &&Organisation| [&one.name, &one.display_name].map(|name| text::search_key(name)).contains(&typed);
    let mut called = all.iter().filter(is_called);
    let first = called.next()?;
    called.next().is_none().then_some(first)
}

async fn tell_desk(
    tx: &mut Tx,
    (id, all, meant): (Uuid, &[Organisation], Option<&Organisation>),
    (about, asked): (About, &Asked),
) -> Result<()> {
    let has_desk = |one: &&Organisation| !one.desk.mail.is_empty();
    let platform = all.iter().find(|one| one.is_platform);
    let Some(desk) = meant.filter(has_desk).or(platform.filter(has_desk)) else { return Ok(()) };
    let subject = match about {
        About::Login => "Hulp bij inloggen gevraagd",
        About::Other => "Hulp gevraagd",
    };
    let lines = asked.lines();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let letter = Letter::mail(desk.id, &desk.desk.mail, subject, &lines);
    outbox::post(tx, &format!("help:{id}"), &letter).await
}
