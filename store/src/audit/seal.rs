//! Sealing: every event becomes a link in a monthly chain of keyed hashes, so that an edit, a removal, an insertion
//! or another order shows. Runs each second; several processes make one chain.

use crate::{
    Conn, Result, Store, Tx,
    db::{insert_many, run},
    keys::{Keys, Purpose},
    transact,
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A chain for each.
const MONTH: &str = "%Y-%m";
const LOCK: &str = "UPDATE audit_sealer SET sealed_at = $1 WHERE id = 1";
macro_rules! fields {
    () => {
        "e.id, e.organisation_id, e.recorded_at, e.kind, e.action, e.outcome, e.account_id, e.membership_id, e.role, \
         e.agent_name, e.session_id, e.network, e.ground, e.emergency, e.purpose, e.object_kind, e.object_id, e.query, \
         e.changes"
    };
}
const UNSEALED: &str = concat!(
    "SELECT ",
    fields!(),
    " FROM audit_unsealed u JOIN audit_event e ON e.id = u.event_id ORDER BY u.event_id LIMIT 1000"
);
/// CROSS JOIN keeps SQLite from beginning with all subjects there ever were.
const SUBJECTS: &str = "SELECT s.event_id, s.subject_id FROM audit_unsealed u CROSS JOIN audit_subject s \
     WHERE s.event_id = u.event_id AND u.event_id <= $1 ORDER BY u.event_id, s.subject_id";
const HEAD: &str = "SELECT number, mac FROM audit_seal WHERE segment = $1 ORDER BY number DESC LIMIT 1";
const INSERT: &str = "INSERT INTO audit_seal (segment, number, event_id, key_version, mac) ";
const DONE: &str = "DELETE FROM audit_unsealed WHERE event_id <= $1 \
     AND EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = audit_unsealed.event_id)";
const SEALED: &str = concat!(
    "SELECT s.segment, s.number, s.key_version, s.mac, s.event_id, ",
    fields!(),
    " FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id \
     WHERE (s.segment, s.number) > ($1, $2) ORDER BY s.segment, s.number LIMIT 1000"
);
const SEALED_SUBJECTS: &str = "SELECT t.event_id, t.subject_id FROM audit_seal s \
     JOIN audit_subject t ON t.event_id = s.event_id WHERE (s.segment, s.number) > ($1, $2) \
     AND (s.segment, s.number) <= ($3, $4) ORDER BY t.event_id, t.subject_id";
/// More are not told one by one.
const STRAYS_TOLD: usize = 20;
const STRAYS: &str = "SELECT e.id, e.recorded_at FROM audit_event e WHERE NOT EXISTS \
     (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id) AND NOT EXISTS \
     (SELECT 1 FROM audit_unsealed u WHERE u.event_id = e.id) ORDER BY e.id LIMIT 21";

/// What `portiek doctor` says of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub sealed: u64,
    /// One sentence per thing that is wrong; none in an untouched log.
    pub findings: Vec<String>,
    /// The last hash of each month, to be kept elsewhere.
    pub heads: BTreeMap<String, Head>,
}

/// Where a month's chain ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub number: i64,
    pub mac: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    number: i64,
    mac: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: Uuid,
    organisation_id: Option<Uuid>,
    recorded_at: DateTime<Utc>,
    kind: String,
    action: String,
    outcome: String,
    account_id: Option<Uuid>,
    membership_id: Option<Uuid>,
    role: Option<String>,
    agent_name: Option<String>,
    session_id: Option<Uuid>,
    network: String,
    ground: Option<String>,
    emergency: bool,
    purpose: String,
    object_kind: Option<String>,
    object_id: Option<Uuid>,
    query: Option<String>,
    changes: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SubjectRow {
    event_id: Uuid,
    subject_id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Stray {
    id: Uuid,
    recorded_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Waiting {
    events: i64,
}

/// Subjects by event.
type Subjects = BTreeMap<Uuid, Vec<u8>>;

struct Link {
    segment: String,
    number: i64,
    event: Uuid,
    mac: Vec<u8>,
}

/// Seals what is committed and not sealed yet; how many events that were.
pub async fn seal(store: &Store) -> Result<usize> {
    transact!(store, |tx| { seal_batch(tx).await })
}

async fn seal_batch(tx: &mut Tx) -> Result<usize> {
    let now = tx.now();
    run!(tx, execute(LOCK, now))?;
    let events = run!(tx, query_as::<EventRow>(UNSEALED).fetch_all)?;
    let Some(last) = events.last().map(|event| event.id) else { return Ok(0) };
    let subjects = collect(run!(tx, query_as::<SubjectRow>(SUBJECTS, last).fetch_all)?);
    let links = chain(tx, &events, &subjects).await?;
    let version = tx.ambient().keys.current();
    for links in links.chunks(256) {
        insert_many!(tx, INSERT, links, |link| [
            link.segment.clone(),
            link.number,
            link.event,
            version,
            link.mac.clone(),
        ])?;
    }
    run!(tx, execute(DONE, last))?;
    Ok(links.len())
}

fn collect(rows: Vec<SubjectRow>) -> Subjects {
    let mut subjects = Subjects::new();
    for row in rows {
        subjects.entry(row.event_id).or_default().extend_from_slice(row.subject_id.as_bytes());
    }
    subjects
}

async fn chain(tx: &mut Tx, events: &[EventRow], subjects: &Subjects) -> Result<Vec<Link>> {
    let mut heads: BTreeMap<String, Head> = BTreeMap::new();
    let mut links = Vec::with_capacity(events.len());
    for event in events {
        let segment = segment(event);
        if !heads.contains_key(&segment) {
            let row = run!(tx, query_as::<HeadRow>(HEAD, &segment).fetch_optional)?;
            let head = row.map(|row| Head { number: row.number, mac: row.mac }).unwrap_or_default();
            heads.insert(segment.clone(), head);
        }
        let head = heads.entry(segment.clone()).or_default();
        let keys = &tx.ambient().keys;
        let mac = mac((keys, keys.current()), (&segment, head), (event, subjects))?;
        *head = Head { number: head.number + 1, mac: mac.clone() };
        links.push(Link { segment, number: head.number, event: event.id, mac });
    }
    Ok(links)
}

fn segment(event: &EventRow) -> String {
    event.recorded_at.format(MONTH).to_string()
}

/// The next link: over the one before, its place, and everything the event says.
fn mac(
    (keys, version): (&Keys, i32),
    (segment, before): (&str, &Head),
    (event, subjects): (&EventRow, &Subjects),
) -> Result<Vec<u8>> {
    let number = (before.number + 1).to_be_bytes();
    let at = event.recorded_at.timestamp_micros().to_be_bytes();
    let ids = [event.organisation_id, event.account_id, event.membership_id, event.session_id, event.object_id];
    let ids = ids.map(|id| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default()).map(|id| tagged(&id)).concat();
    let texts = [&event.role, &event.agent_name, &event.ground, &event.object_kind];
    let texts = texts.map(|text| tagged(text.as_deref().unwrap_or_default().as_bytes())).concat();
    let parts: [&[u8]; 13] = [
        &before.mac,
        segment.as_bytes(),
        &number,
        event.id.as_bytes(),
        &at,
        event.kind.as_bytes(),
        event.action.as_bytes(),
        event.outcome.as_bytes(),
        event.network.as_bytes(),
        &[u8::from(event.emergency)],
        event.purpose.as_bytes(),
        &[ids, texts].concat(),
        subjects.get(&event.id).map(Vec::as_slice).unwrap_or_default(),
    ];
    // What events without a query or changes were sealed over before there were any stays as it was. Where there are
    // changes the query has its place before them, so that neither passes for the other.
    let (query, changes) = (event.query.as_deref(), event.changes.as_deref());
    let query = query.or(changes.map(|_| "")).map(str::as_bytes);
    let parts: Vec<&[u8]> = parts.into_iter().chain(query).chain(changes.map(str::as_bytes)).collect();
    keys.mac_with(version, Purpose::AuditSeal, &parts).map(|mac| mac.to_vec())
}

/// With its length in front, so that two fields cannot trade bytes.
fn tagged(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u64).to_be_bytes(), bytes].concat()
}

#[derive(sqlx::FromRow)]
struct SealedRow {
    segment: String,
    number: i64,
    key_version: i32,
    mac: Vec<u8>,
    event_id: Uuid,
    /// Absent when the event itself is gone.
    id: Option<Uuid>,
    #[sqlx(flatten)]
    event: MaybeEvent,
}

#[derive(sqlx::FromRow)]
struct MaybeEvent {
    organisation_id: Option<Uuid>,
    recorded_at: Option<DateTime<Utc>>,
    kind: Option<String>,
    action: Option<String>,
    outcome: Option<String>,
    account_id: Option<Uuid>,
    membership_id: Option<Uuid>,
    role: Option<String>,
    agent_name: Option<String>,
    session_id: Option<Uuid>,
    network: Option<String>,
    ground: Option<String>,
    emergency: Option<bool>,
    purpose: Option<String>,
    object_kind: Option<String>,
    object_id: Option<Uuid>,
    query: Option<String>,
    changes: Option<String>,
}

/// Walks every chain and says what does not hold.
pub async fn verify(store: &Store) -> Result<Verdict> {
    let mut conn = store.read().await?;
    let mut verdict = Verdict::default();
    let mut at = (String::new(), 0i64);
    loop {
        let rows = run!(&mut conn, query_as::<SealedRow>(SEALED, &at.0, at.1).fetch_all)?;
        let Some(last) = rows.last().map(|row| (row.segment.clone(), row.number)) else { break };
        let subjects =
            run!(&mut conn, query_as::<SubjectRow>(SEALED_SUBJECTS, &at.0, at.1, &last.0, last.1).fetch_all)?;
        check(&store.ambient().keys, (rows, &collect(subjects)), &mut verdict);
        at = last;
    }
    find_strays(&mut conn, &mut verdict).await?;
    Ok(verdict)
}

fn check(keys: &Keys, (rows, subjects): (Vec<SealedRow>, &Subjects), verdict: &mut Verdict) {
    for row in rows {
        let (segment, number) = (row.segment.clone(), row.number);
        let head = verdict.heads.entry(segment.clone()).or_default();
        if number != head.number + 1 {
            verdict.findings.push(format!("{segment}: after link {} comes {number}; links are missing", head.number));
        }
        let before = Head { number: number - 1, mac: std::mem::take(&mut head.mac) };
        *head = Head { number, mac: row.mac.clone() };
        verdict.sealed += 1;
        if let Some(finding) = wrong(keys, (row, &before), subjects) {
            verdict.findings.push(finding);
        }
    }
}

fn wrong(keys: &Keys, (row, before): (SealedRow, &Head), subjects: &Subjects) -> Option<String> {
    let (segment, number, version, kept, id) =
        (row.segment.clone(), row.number, row.key_version, row.mac.clone(), row.event_id);
    let Some(event) = whole(row) else {
        return Some(format!("{segment}: link {number} seals event {id}, which is gone"));
    };
    let expected = mac((keys, version), (&segment, before), (&event, subjects)).ok();
    (expected != Some(kept)).then(|| format!("{segment}: link {number} does not fit event {id}: changed or moved"))
}

fn whole(row: SealedRow) -> Option<EventRow> {
    let event = row.event;
    Some(EventRow {
        id: row.id?,
        organisation_id: event.organisation_id,
        recorded_at: event.recorded_at?,
        kind: event.kind?,
        action: event.action?,
        outcome: event.outcome?,
        account_id: event.account_id,
        membership_id: event.membership_id,
        role: event.role,
        agent_name: event.agent_name,
        session_id: event.session_id,
        network: event.network?,
        ground: event.ground,
        emergency: event.emergency?,
        purpose: event.purpose?,
        object_kind: event.object_kind,
        object_id: event.object_id,
        query: event.query,
        changes: event.changes,
    })
}

async fn find_strays(conn: &mut Conn, verdict: &mut Verdict) -> Result<()> {
    let strays = run!(conn, query_as::<Stray>(STRAYS).fetch_all)?;
    let told = strays.iter().take(STRAYS_TOLD).map(|stray| {
        let month = stray.recorded_at.format(MONTH);
        format!("{month}: event {} is in no chain and waits for none: inserted from outside", stray.id)
    });
    verdict.findings.extend(told);
    if strays.len() > STRAYS_TOLD {
        verdict.findings.push("and more events that are in no chain".into());
    }
    Ok(())
}

/// Whether anything waits for its seal; spares an idle database a write each second.
pub async fn is_due(store: &Store) -> Result<bool> {
    const WAITING: &str = "SELECT count(*) AS events FROM (SELECT event_id FROM audit_unsealed LIMIT 1) AS waiting";
    let mut conn = store.read().await?;
    Ok(run!(&mut conn, query_as::<Waiting>(WAITING).fetch_one)?.events > 0)
}
