//! What a calendar program gets by a private address: the appointments of the last three months and all to come. It
//! ends with the membership it was made by, with the module, and with the leave to see the record.

use crate::{Result, Tx, accounts::throttle::Tried, audit, db::run, keys::token_hash, names::NameColumns};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    access::{Access, Relation, to_record},
    actor::{Actor, OrganisationKind, Role},
    appointments::{Entry, Times},
    audit::{Event, Kind},
    ids::{MembershipId, SessionId},
    organisation::Module,
    refusal::Code,
};
use sqlx::types::Json;
use uuid::Uuid;

/// How long ago the first appointment began that is in it.
const BACK: TimeDelta = TimeDelta::days(90);
/// The most appointments in one file.
const MOST: i64 = 1000;
/// A program that looks more often than this gets nothing until the window is over: no program has to.
pub const BUDGET: i64 = 60;
pub const WINDOW: TimeDelta = TimeDelta::hours(1);

const FIND: &str = "SELECT c.organisation_id, c.record_id, c.window_from, c.fetches, m.id AS membership_id, \
     m.account_id, m.role, m.initials, m.first_name, m.infix, m.last_name, r.subject_id, o.kind, o.modules \
     FROM calendar_address c \
     JOIN membership m ON m.organisation_id = c.organisation_id AND m.id = c.membership_id AND m.ended_at IS NULL \
     JOIN record r ON r.organisation_id = c.organisation_id AND r.id = c.record_id \
     JOIN organisation o ON o.id = c.organisation_id WHERE c.token_hash = $1";
const COUNT: &str = "UPDATE calendar_address SET fetched_at = $2, \
     fetches = CASE WHEN window_from <= $3 THEN 1 ELSE fetches + 1 END, \
     window_from = CASE WHEN window_from <= $3 THEN $2 ELSE window_from END WHERE token_hash = $1";
const ENTRIES: &str = "SELECT id, sequence, changed_at, starts_at, ends_at, cancelled_at IS NOT NULL AS cancelled, place \
     FROM appointment WHERE organisation_id = $1 AND record_id = $2 AND starts_at >= $3 \
     ORDER BY starts_at, id LIMIT $4";

/// What an address gives.
#[derive(Clone, Debug)]
pub enum Fetched {
    /// With its owner's leave to see them.
    Appointments(Box<Access>, Vec<Entry>),
    /// The address leads nowhere, or not any more.
    Nothing,
    /// Too often; so many seconds until it may again.
    Wait(i64),
}

#[derive(sqlx::FromRow)]
struct Row {
    organisation_id: Uuid,
    record_id: Uuid,
    window_from: DateTime<Utc>,
    fetches: i64,
    membership_id: Uuid,
    account_id: Uuid,
    #[sqlx(try_from = "String")]
    role: Role,
    #[sqlx(flatten)]
    name: NameColumns,
    subject_id: Option<Uuid>,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    modules: Option<Json<Vec<Module>>>,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: Uuid,
    sequence: i64,
    changed_at: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    cancelled: bool,
    place: String,
}

/// Finds by the secret of an address and counts that it was looked at. Before anything is shown the caller logs the look,
/// which is the owner's. An address that leads nowhere is logged here, and who tries many is let wait.
pub async fn fetch(tx: &mut Tx, (secret, network): (&[u8], &str)) -> Result<Fetched> {
    let (now, hash) = (tx.now(), token_hash(secret));
    let row = run!(tx, query_as::<Row>(FIND, &hash).fetch_optional)?;
    let Some((access, row)) = row.and_then(|row| Some((access(&row, network)?, row))) else {
        return miss(tx, network).await;
    };
    let over = row.window_from + WINDOW;
    if row.fetches >= BUDGET && now < over {
        return Ok(Fetched::Wait((over - now).num_seconds().max(1)));
    }
    run!(tx, execute(COUNT, &hash, now, now - WINDOW))?;
    let entries = entries(tx, &access).await?;
    Ok(Fetched::Appointments(Box::new(access), entries))
}

/// The leave of its owner, as if they were here: none any more when the module is off or the record is another's.
fn access(row: &Row, network: &str) -> Option<Access> {
    let modules = row.modules.as_ref().map_or_else(|| Module::default_for(row.kind), |own| own.0.as_slice());
    if !Module::open_to(row.role, modules) {
        return None;
    }
    let actor = Actor {
        account: row.account_id.into(),
        membership: row.membership_id.into(),
        organisation: row.organisation_id.into(),
        role: row.role,
        name: row.name.clone().into(),
        session: SessionId(Uuid::nil()),
        network: network.into(),
    };
    let relation = Relation {
        record: row.record_id.into(),
        organisation: actor.organisation,
        subject: row.subject_id.map(MembershipId),
        in_care_team: false,
    };
    to_record(&actor, &relation)
}

async fn miss(tx: &mut Tx, network: &str) -> Result<Fetched> {
    let now = tx.now();
    let tried = Tried::fetching(&tx.ambient().keys, network);
    if let Err(Code::Wait { seconds }) = tried.check(tx, now).await? {
        return Ok(Fetched::Wait(seconds));
    }
    tried.count_failure(tx).await?;
    audit::log(tx, Event::from_network(network, Kind::AccessRefused)).await?;
    Ok(Fetched::Nothing)
}

async fn entries(tx: &mut Tx, access: &Access) -> Result<Vec<Entry>> {
    let since = tx.now() - BACK;
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let rows = run!(tx, query_as::<EntryRow>(ENTRIES, organisation, record, since, MOST).fetch_all)?;
    Ok(rows.into_iter().map(entry).collect())
}

fn entry(row: EntryRow) -> Entry {
    Entry {
        id: row.id,
        sequence: row.sequence,
        changed_at: row.changed_at,
        times: Times { starts_at: row.starts_at, ends_at: row.ends_at },
        cancelled: row.cancelled,
        place: row.place,
    }
}
