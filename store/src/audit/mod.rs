//! The inspection log (`inzage`): events are written in the transaction of the verb, looks by a group commit,
//! and both are sealed into a chain of keyed hashes.

pub mod inspection;
pub mod logbook;
pub mod looks;
pub mod readers;
pub mod seal;

use crate::{
    Result, Tx,
    db::{On, insert_many},
};
use chrono::{DateTime, Utc};
use portiek_domain::{audit::Event, ids::AuditEventId};
use uuid::Uuid;

/// Why a look at or change of a record is made; research and the like get purposes of their own (FHIR v3-PurposeOfUse).
const PURPOSE: &str = "TREAT";

const INSERT_EVENTS: &str = "INSERT INTO audit_event (id, organisation_id, recorded_at, kind, action, outcome, \
     account_id, membership_id, role, agent_name, session_id, network, ground, emergency, purpose, object_kind, \
     object_id, query, changes) ";
const INSERT_SUBJECTS: &str = "INSERT INTO audit_subject (subject_id, event_id) ";
const INSERT_UNSEALED: &str = "INSERT INTO audit_unsealed (event_id) ";
/// Rows per statement, far below either database's limit on parameters.
const ROWS: usize = 256;

/// An event with its moment and its identifier, which begins with that moment: so one index has a record's events in
/// the order of time.
struct Entry {
    id: Uuid,
    at: DateTime<Utc>,
    event: Event,
}

/// Writes an event in the verb's own transaction.
pub async fn log(tx: &mut Tx, event: Event) -> Result<()> {
    let entry = Entry { id: tx.mint::<AuditEventId>().into(), at: tx.now(), event };
    insert(tx, &[entry]).await
}

async fn insert(on: &mut impl On, entries: &[Entry]) -> Result<()> {
    for entries in entries.chunks(ROWS) {
        insert_events(on, entries).await?;
        insert_many!(on, INSERT_UNSEALED, entries, |entry| [entry.id])?;
    }
    let subjects: Vec<(Uuid, Uuid)> = entries.iter().flat_map(subjects).collect();
    for subjects in subjects.chunks(ROWS) {
        insert_many!(on, INSERT_SUBJECTS, subjects, |pair| [pair.0, pair.1])?;
    }
    Ok(())
}

fn subjects(entry: &Entry) -> impl Iterator<Item = (Uuid, Uuid)> {
    let mut subjects: Vec<Uuid> = entry.event.subjects.iter().map(|subject| subject.0).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects.into_iter().map(|subject| (subject, entry.id))
}

fn changes(event: &Event) -> Option<String> {
    (!event.changes.is_empty()).then(|| serde_json::to_string(&event.changes).unwrap_or_default())
}

async fn insert_events(on: &mut impl On, entries: &[Entry]) -> Result<()> {
    insert_many!(on, INSERT_EVENTS, entries, |entry| [
        entry.id,
        entry.event.organisation.map(|organisation| organisation.0),
        entry.at,
        entry.event.kind.as_str(),
        entry.event.kind.action().as_str(),
        if entry.event.kind.succeeded() { "success" } else { "refused" },
        entry.event.actor.as_ref().map(|actor| actor.account.0),
        entry.event.actor.as_ref().map(|actor| actor.membership.0),
        entry.event.actor.as_ref().map(|actor| actor.role.as_str()),
        entry.event.actor.as_ref().map(|actor| actor.name.to_string()),
        entry.event.actor.as_ref().map(|actor| actor.session.0),
        entry.event.network.clone(),
        entry.event.ground.map(|ground| ground.as_str()),
        false,
        PURPOSE,
        entry.event.object.map(|(kind, _)| kind.as_str()),
        entry.event.object.map(|(_, id)| id),
        entry.event.query.clone(),
        changes(&entry.event),
    ])?;
    Ok(())
}
