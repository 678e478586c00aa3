//! Logboek: an organisation's own log, for who is appointed to read it (NEN 7513). Everything its people did, newest
//! first, or what one of them did. Never content: which records, not what is in them.

use super::inspection::days;
use crate::{Conn, Error, Result, access, db::run, names::NameColumns};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::{Ground, LogAccess},
    actor::Role,
    audit::{Change, Kind},
    ids::{AuditEventId, MembershipId},
    inspection::LogWanted,
    names::PersonName,
    text::search_key,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Events on a page.
pub const PAGE: usize = 50;
/// Employees that a search shows; who sees so many types more.
pub const FOUND: usize = 20;

macro_rules! range {
    ($of:literal) => {
        concat!(" FROM audit_event e WHERE e.", $of, " = $1 AND e.id >= $2 AND e.id < $3 ORDER BY e.id DESC LIMIT $4")
    };
}
macro_rules! events {
    ($of:literal) => {
        concat!(
            "SELECT e.id, e.recorded_at, e.kind, e.outcome, e.role, e.agent_name, e.network, e.ground, e.emergency, \
             e.query, e.changes",
            range!($of)
        )
    };
}
macro_rules! records {
    ($of:literal) => {
        concat!(
            "SELECT s.event_id, r.number FROM audit_subject s JOIN record r ON r.id = s.subject_id \
             WHERE s.event_id IN (SELECT e.id",
            range!($of),
            ") ORDER BY s.event_id, r.number"
        )
    };
}
/// Patients and clients are no employees; who left can still be looked for.
const EMPLOYEES: &str = "SELECT id, role, initials, first_name, infix, last_name, profession, login_name \
     FROM membership WHERE organisation_id = $1 AND role NOT IN ('client', 'patient') \
     AND ($2 OR id = $3) ORDER BY id";

/// A page of the log.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub entries: Vec<Entry>,
    /// The last event shown, when there are earlier ones.
    pub next: Option<AuditEventId>,
}

/// One event, with who it was and what they were at that moment.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: AuditEventId,
    pub at: DateTime<Utc>,
    /// None for what nobody did by hand.
    pub who: Option<(String, Role)>,
    pub kind: Kind,
    pub query: Option<String>,
    /// What was set before and after.
    pub changes: Vec<Change>,
    /// The numbers of the records that were shown or changed.
    pub records: Vec<String>,
    pub ground: Option<Ground>,
    pub emergency: bool,
    pub succeeded: bool,
    pub network: String,
}

/// Somebody who works or worked at the organisation.
#[derive(Clone, Debug)]
pub struct Employee {
    pub id: MembershipId,
    pub name: PersonName,
    pub role: Role,
    pub profession: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    recorded_at: DateTime<Utc>,
    #[sqlx(try_from = "String")]
    kind: Kind,
    outcome: String,
    role: Option<String>,
    agent_name: Option<String>,
    network: String,
    ground: Option<String>,
    emergency: bool,
    query: Option<String>,
    changes: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    event_id: Uuid,
    number: String,
}

#[derive(sqlx::FromRow)]
struct EmployeeRow {
    id: Uuid,
    #[sqlx(try_from = "String")]
    role: Role,
    #[sqlx(flatten)]
    name: NameColumns,
    profession: String,
    login_name: String,
}

/// So many events, and the records they are about: two statements, however many there are.
pub async fn page(conn: &mut Conn, access: &LogAccess, (wanted, entries): (&LogWanted, usize)) -> Result<Page> {
    let (events, records) = match wanted.member {
        None => (events!("organisation_id"), records!("organisation_id")),
        Some(_) => (events!("membership_id"), records!("membership_id")),
    };
    let of = wanted.member.map_or(access.actor().organisation.0, |member| member.0);
    let (from, until) = days(wanted.period);
    let before = wanted.after.map_or(until, |after| until.min(after.0));
    let limit = i64::try_from(entries + 1).unwrap_or(i64::MAX);
    let mut rows = run!(conn, query_as::<Row>(events, of, from, before, limit).fetch_all)?;
    let more = rows.len() > entries;
    rows.truncate(entries);
    let subjects = run!(conn, query_as::<RecordRow>(records, of, from, before, limit).fetch_all)?;
    let mut numbers: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for row in subjects {
        numbers.entry(row.event_id).or_default().push(row.number);
    }
    let next = rows.last().filter(|_| more).map(|row| row.id.into());
    let entries = rows.into_iter().map(|row| entry(row, &mut numbers)).collect::<Result<_>>()?;
    Ok(Page { entries, next })
}

fn entry(row: Row, numbers: &mut BTreeMap<Uuid, Vec<String>>) -> Result<Entry> {
    let corrupt = |_| Error::Corrupt(format!("audit_event {}", row.id));
    let role = row.role.map(Role::try_from).transpose().map_err(corrupt)?;
    let changes: Vec<Change> = match row.changes.as_deref() {
        Some(text) => serde_json::from_str(text).map_err(|_| Error::Corrupt(format!("audit_event {}", row.id)))?,
        None => Vec::new(),
    };
    Ok(Entry {
        id: row.id.into(),
        at: row.recorded_at,
        who: row.agent_name.zip(role),
        kind: row.kind,
        query: row.query,
        changes,
        records: numbers.remove(&row.id).unwrap_or_default(),
        ground: row.ground.map(Ground::try_from).transpose().map_err(corrupt)?,
        emergency: row.emergency,
        succeeded: row.outcome == "success",
        network: row.network,
    })
}

/// The employees whose names have words that begin like each word typed, whatever case or accents.
pub async fn search(conn: &mut Conn, access: &LogAccess, typed: &str) -> Result<Vec<Employee>> {
    let words: Vec<String> = search_key(typed).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let organisation = access.actor().organisation.0;
    let rows = run!(conn, query_as::<EmployeeRow>(EMPLOYEES, organisation, true, Uuid::nil()).fetch_all)?;
    let mut found: Vec<Employee> = rows.into_iter().filter(|row| row.is_meant_by(&words)).map(Into::into).collect();
    found.sort_by_cached_key(|one| (search_key(&one.name.last), search_key(one.name.given()), one.id));
    found.truncate(FOUND);
    Ok(found)
}

/// One employee; whoever is none of this organisation does not exist.
pub async fn employee(conn: &mut Conn, access: &LogAccess, id: MembershipId) -> Result<Employee> {
    let organisation = access.actor().organisation.0;
    let row = run!(conn, query_as::<EmployeeRow>(EMPLOYEES, organisation, false, id.0).fetch_optional)?;
    row.map(Into::into).ok_or_else(|| access::refused(access.actor(), id.0))
}

impl EmployeeRow {
    fn is_meant_by(&self, words: &[String]) -> bool {
        let name = PersonName::from(self.name.clone());
        let text =
            [&name.initials, &name.first, &name.infix, &name.last, &self.login_name].map(|part| search_key(part));
        let own: Vec<&str> = text.iter().flat_map(|part| part.split([' ', '.', '-', '@', '_'])).collect();
        words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
    }
}

impl From<EmployeeRow> for Employee {
    fn from(row: EmployeeRow) -> Self {
        Self { id: row.id.into(), name: row.name.into(), role: row.role, profession: row.profession }
    }
}
