//! The lists of a record: what is to come, what is past, and what lies in some days (R36). One statement each, however
//! many there are: the first two walk along one index from a place in it.

use crate::{
    Conn, Result,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::Access,
    appointments::{LONGEST, Times, Wish},
    ids::AppointmentId,
    names::PersonName,
    time,
};
use uuid::Uuid;

/// Appointments on a page.
pub const PAGE: usize = 25;
/// More than any agenda's weeks hold.
const IN_DAYS: i64 = 500;

macro_rules! list {
    ($which:literal) => {
        concat!(
            "SELECT a.id, a.kind, a.starts_at, a.ends_at, a.place, a.video_link, \
             a.cancelled_at IS NOT NULL AS cancelled, a.late_at IS NOT NULL AS late, q.wish, \
             EXISTS (SELECT 1 FROM composition c WHERE c.organisation_id = a.organisation_id \
             AND c.record_id = a.record_id AND c.kind = 'session_report' AND c.about_id = a.id AND c.version > 0) \
             AS reported, \
             m.initials, m.first_name, m.infix, m.last_name FROM appointment a \
             JOIN membership m ON m.organisation_id = a.organisation_id AND m.id = a.practitioner_id \
             LEFT JOIN appointment_request q ON q.organisation_id = a.organisation_id AND q.appointment_id = a.id \
             AND q.closed_at IS NULL WHERE a.organisation_id = $1 AND a.record_id = $2 AND ",
            $which
        )
    };
}
const UPCOMING: &str = list!("a.ends_at > $3 AND (a.starts_at, a.id) > ($4, $5) ORDER BY a.starts_at, a.id LIMIT $6");
const PAST: &str =
    list!("a.ends_at <= $3 AND (a.starts_at, a.id) < ($4, $5) ORDER BY a.starts_at DESC, a.id DESC LIMIT $6");
const DAYS: &str = list!("a.starts_at >= $3 AND a.starts_at < $4 ORDER BY a.starts_at, a.id LIMIT $5");

/// One appointment in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: AppointmentId,
    pub kind: String,
    pub times: Times,
    pub place: String,
    pub video: Option<String>,
    pub cancelled: bool,
    /// It was asked to be cancelled later than the organisation asks (D11).
    pub late: bool,
    /// What is asked and not answered yet.
    pub wish: Option<Wish>,
    pub practitioner: PersonName,
    /// Its report was published (R36).
    pub reported: bool,
}

/// Where a page of a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub starts_at: DateTime<Utc>,
    pub id: AppointmentId,
}

/// A page of a list and where the next one begins.
#[derive(Clone, Debug)]
pub struct Page {
    pub appointments: Vec<Listed>,
    pub next: Option<Cursor>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    place: String,
    video_link: Option<String>,
    cancelled: bool,
    late: bool,
    wish: Option<String>,
    reported: bool,
    #[sqlx(flatten)]
    name: NameColumns,
}

/// "Komende afspraken", the soonest first; one that is under way is among them.
pub async fn upcoming(conn: &mut Conn, access: &Access, (after, now): (Option<Cursor>, DateTime<Utc>)) -> Result<Page> {
    let begin = Cursor { starts_at: now - LONGEST, id: Uuid::nil().into() };
    page(conn, (UPCOMING, access), (after.unwrap_or(begin), now)).await
}

/// "Afgelopen afspraken", the newest first.
pub async fn past(conn: &mut Conn, access: &Access, (after, now): (Option<Cursor>, DateTime<Utc>)) -> Result<Page> {
    let begin = Cursor { starts_at: now, id: Uuid::max().into() };
    page(conn, (PAST, access), (after.unwrap_or(begin), now)).await
}

async fn page(
    conn: &mut Conn,
    (sql, access): (&'static str, &Access),
    (after, now): (Cursor, DateTime<Utc>),
) -> Result<Page> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows =
        run!(conn, query_as::<Row>(sql, organisation, record, now, after.starts_at, after.id.0, limit).fetch_all)?;
    let mut appointments: Vec<Listed> = rows.into_iter().map(listed).collect();
    let more = appointments.len() > PAGE;
    appointments.truncate(PAGE);
    let last = appointments.last().filter(|_| more);
    let next = last.map(|last| Cursor { starts_at: last.times.starts_at, id: last.id });
    Ok(Page { appointments, next })
}

/// What begins on these days, both included, in the order of time.
pub async fn days(conn: &mut impl On, access: &Access, (first, last): (NaiveDate, NaiveDate)) -> Result<Vec<Listed>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let after = time::day_start(last.succ_opt().unwrap_or(last));
    let rows =
        run!(conn, query_as::<Row>(DAYS, organisation, record, time::day_start(first), after, IN_DAYS).fetch_all)?;
    Ok(rows.into_iter().map(listed).collect())
}

fn listed(row: Row) -> Listed {
    Listed {
        id: row.id.into(),
        kind: row.kind,
        times: Times { starts_at: row.starts_at, ends_at: row.ends_at },
        place: row.place,
        video: row.video_link,
        cancelled: row.cancelled,
        late: row.late,
        wish: row.wish.and_then(|wish| Wish::try_from(wish).ok()),
        practitioner: row.name.into(),
        reported: row.reported,
    }
}
