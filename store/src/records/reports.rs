//! Verslaglegging: the published reports of sessions, by day (R50). A report is a composition about its appointment.

use crate::{
    Error, Result,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{access::Access, ids::AppointmentId, names::PersonName, record::report::SessionReport, time};
use uuid::Uuid;

const ON_DAY: &str = "SELECT a.id, a.kind, a.starts_at, a.ends_at, v.content, m.initials, m.first_name, m.infix, \
     m.last_name FROM appointment a \
     JOIN composition c ON c.organisation_id = a.organisation_id AND c.record_id = a.record_id \
     AND c.kind = 'session_report' AND c.about_id = a.id \
     JOIN composition_version v ON v.organisation_id = c.organisation_id AND v.composition_id = c.id \
     AND v.version = c.version \
     JOIN membership m ON m.organisation_id = a.organisation_id AND m.id = a.practitioner_id \
     WHERE a.organisation_id = $1 AND a.record_id = $2 AND a.starts_at >= $3 AND a.starts_at < $4 \
     ORDER BY a.starts_at, a.id";
const NEWEST: &str = "SELECT a.starts_at FROM appointment a \
     JOIN composition c ON c.organisation_id = a.organisation_id AND c.record_id = a.record_id \
     AND c.kind = 'session_report' AND c.about_id = a.id AND c.version > 0 \
     WHERE a.organisation_id = $1 AND a.record_id = $2 ORDER BY a.starts_at DESC, a.id DESC LIMIT 1";

/// A session with what was published of it.
#[derive(Clone, Debug)]
pub struct Reported {
    pub appointment: AppointmentId,
    /// What it was for, which is its title.
    pub kind: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub practitioner: PersonName,
    pub report: SessionReport,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    content: String,
    #[sqlx(flatten)]
    name: NameColumns,
}

#[derive(sqlx::FromRow)]
struct Newest {
    starts_at: DateTime<Utc>,
}

/// Those of one day, in the order of time.
pub async fn on_day(on: &mut impl On, access: &Access, day: NaiveDate) -> Result<Vec<Reported>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let (begin, end) = (time::day_start(day), time::day_start(day.succ_opt().unwrap_or(day)));
    let rows = run!(on, query_as::<Row>(ON_DAY, organisation, record, begin, end).fetch_all)?;
    rows.into_iter().map(reported).collect()
}

fn reported(row: Row) -> Result<Reported> {
    let report = serde_json::from_str(&row.content)
        .map_err(|error| Error::Corrupt(format!("the report of {}: {error}", row.id)))?;
    let Row { id, kind, starts_at, ends_at, name, .. } = row;
    Ok(Reported { appointment: id.into(), kind, starts_at, ends_at, practitioner: name.into(), report })
}

/// The day of the newest session with a report.
pub async fn newest_day(on: &mut impl On, access: &Access) -> Result<Option<NaiveDate>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let newest = run!(on, query_as::<Newest>(NEWEST, organisation, record).fetch_optional)?;
    Ok(newest.map(|newest| time::day(newest.starts_at)))
}
