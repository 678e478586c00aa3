//! Behandelinzet: entries of what will be billed, and how much of the plan's expectation was realised (R49).

use crate::{
    Result, Tx, access, audit,
    db::{On, run},
    forms::{self, Once},
    names::NameColumns,
};
use chrono::NaiveDate;
use portiek_domain::{
    access::{Access, Treatment},
    audit::{Event, Kind, ObjectKind},
    ids::{EffortId, FormKey},
    names::PersonName,
    record::effort::{Activity, NewEffort},
};
use uuid::Uuid;

/// Entries on a page.
pub const PAGE: usize = 50;

const LIST: &str = "SELECT e.id, e.day, e.minutes, e.activity, e.consult_type, m.initials, m.first_name, m.infix, \
     m.last_name FROM effort e \
     JOIN membership m ON m.organisation_id = e.organisation_id AND m.id = e.practitioner_id \
     WHERE e.organisation_id = $1 AND e.record_id = $2 AND e.removed_at IS NULL AND (e.day, e.id) < ($3, $4) \
     ORDER BY e.day DESC, e.id DESC LIMIT $5";
/// Of consults: the minutes of a surcharge are no treatment.
const REALISED: &str = "SELECT CAST(COALESCE(SUM(minutes), 0) AS BIGINT) AS minutes FROM effort \
     WHERE organisation_id = $1 AND record_id = $2 AND removed_at IS NULL AND activity <> 'surcharge'";
const ADD: &str = "INSERT INTO effort (organisation_id, id, record_id, practitioner_id, day, minutes, activity, \
     consult_type, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const REMOVE: &str = "UPDATE effort SET removed_at = $4 WHERE organisation_id = $1 AND record_id = $2 AND id = $3 \
     AND removed_at IS NULL";

#[derive(Clone, Debug)]
pub struct Effort {
    pub id: EffortId,
    pub by: PersonName,
    pub day: NaiveDate,
    pub minutes: i64,
    pub activity: Activity,
    pub consult_type: String,
}

/// A page of entries, the newest first, and where the next one begins.
pub struct Page {
    pub efforts: Vec<Effort>,
    pub next: Option<After>,
}

/// Where a page ended.
pub type After = (NaiveDate, EffortId);

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    day: NaiveDate,
    minutes: i64,
    #[sqlx(try_from = "String")]
    activity: Activity,
    consult_type: String,
    #[sqlx(flatten)]
    name: NameColumns,
}

#[derive(sqlx::FromRow)]
struct Sum {
    minutes: i64,
}

pub async fn list(on: &mut impl On, access: &Access, after: Option<After>) -> Result<Page> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let (day, id) = after.map_or((super::OPEN_END, Uuid::max()), |(day, id)| (day, id.0));
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = run!(on, query_as::<Row>(LIST, organisation, record, day, id, limit).fetch_all)?;
    let more = rows.len() > PAGE;
    let efforts: Vec<Effort> = rows.into_iter().take(PAGE).map(effort).collect();
    let next = efforts.last().filter(|_| more).map(|last| (last.day, last.id));
    Ok(Page { efforts, next })
}

fn effort(row: Row) -> Effort {
    let Row { id, day, minutes, activity, consult_type, name } = row;
    Effort { id: id.into(), by: name.into(), day, minutes, activity, consult_type }
}

/// Minutes of all consults.
pub async fn realised(on: &mut impl On, access: &Access) -> Result<i64> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    Ok(run!(on, query_as::<Sum>(REALISED, organisation, record).fetch_one)?.minutes)
}

/// Adds what the actor did; the same form again adds nothing.
pub async fn add(tx: &mut Tx, treatment: &Treatment, (new, key): (&NewEffort, FormKey)) -> Result<EffortId> {
    let (actor, record, now) = (treatment.actor(), treatment.access().record(), tx.now());
    let id: EffortId = tx.mint();
    if let Once::Again(earlier) = forms::once(tx, (key, actor.account), id.0).await? {
        return Ok(earlier.into());
    }
    let (organisation, by, activity) = (actor.organisation.0, actor.membership.0, new.activity.as_str());
    run!(tx, execute(ADD, organisation, id.0, record.0, by, new.day, new.minutes, activity, &new.consult_type, now))?;
    let event = Event::with(treatment.access(), Kind::EffortAdded).on(ObjectKind::Effort, id);
    audit::log(tx, event).await.map(|()| id)
}

/// Takes an entry away that was wrong; once more changes nothing.
///
/// # Errors
/// Not found when the record has no such entry.
pub async fn remove(tx: &mut Tx, treatment: &Treatment, id: EffortId) -> Result<()> {
    let (actor, record, now) = (treatment.actor(), treatment.access().record(), tx.now());
    if run!(tx, execute(REMOVE, actor.organisation.0, record.0, id.0, now))? == 0 {
        return Err(access::refused(actor, id.0));
    }
    audit::log(tx, Event::with(treatment.access(), Kind::EffortRemoved).on(ObjectKind::Effort, id)).await
}
