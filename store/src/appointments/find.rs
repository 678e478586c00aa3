//! One appointment, found with leave to see it, with what is asked about it and what the organisation asks of who asks.

use crate::{
    Result, access,
    access::in_care_team,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::{Access, Relation, to_record},
    actor::Actor,
    appointments::{Entry, Notice, NoticeMode, Times, Timing, Wish},
    ids::{AppointmentId, AppointmentRequestId, MembershipId},
    names::PersonName,
    time,
};
use uuid::Uuid;

/// The latest question about it comes with it, open or closed.
const FIND: &str = concat!(
    "SELECT a.record_id, r.number, r.subject_id, a.kind, a.starts_at, a.ends_at, a.place, a.video_link, a.changed_at, \
     a.sequence, a.cancelled_at, a.late_at IS NOT NULL AS late, m.id AS practitioner, m.initials, m.first_name, \
     m.infix, m.last_name, m.profession, o.notice_hours, o.notice_mode, \
     q.id AS request_id, q.wish, q.reason, q.preferences, q.asked_at, q.late_at AS request_late_at, q.closed_at, \
     q.withdrawn_at, q.accepted_at, q.declined_at, q.answer, ",
    in_care_team!(),
    " AS in_care_team FROM appointment a \
     JOIN record r ON r.organisation_id = a.organisation_id AND r.id = a.record_id \
     JOIN membership m ON m.organisation_id = a.organisation_id AND m.id = a.practitioner_id \
     JOIN organisation o ON o.id = a.organisation_id \
     LEFT JOIN appointment_request q ON q.organisation_id = a.organisation_id AND q.appointment_id = a.id \
     AND q.id = (SELECT l.id FROM appointment_request l WHERE l.organisation_id = $1 AND l.appointment_id = $4 \
     ORDER BY l.asked_at DESC, l.id DESC LIMIT 1) \
     WHERE a.organisation_id = $1 AND a.id = $4"
);

/// An appointment that the actor may see, with the leave to do so.
#[derive(Clone, Debug)]
pub struct Found {
    pub id: AppointmentId,
    pub access: Access,
    /// The record's number, as addresses name it.
    pub record_number: String,
    pub kind: String,
    pub times: Times,
    pub place: String,
    pub video: Option<String>,
    pub changed_at: DateTime<Utc>,
    pub sequence: i64,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub late: bool,
    pub practitioner: (MembershipId, PersonName, String),
    pub notice: Notice,
    /// The latest question about it.
    pub request: Option<Request>,
}

/// What a client asked, and what became of it.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: AppointmentRequestId,
    pub wish: Wish,
    pub reason: String,
    /// As it is kept: `ma-ochtend do-middag`.
    pub preferences: String,
    pub asked_at: DateTime<Utc>,
    /// When it was asked, if that was too late.
    pub late_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub accepted: bool,
    pub declined: bool,
    /// What the practice said to it.
    pub answer: String,
}

impl Found {
    /// What is asked and neither answered nor withdrawn.
    pub fn open_request(&self) -> Option<&Request> {
        self.request.as_ref().filter(|request| request.closed_at.is_none())
    }

    /// What asking to move or cancel is now (D11).
    pub fn timing(&self, now: DateTime<Utc>) -> Timing {
        self.notice.timing(self.times, now)
    }

    /// As a calendar program has it.
    pub fn entry(&self) -> Entry {
        Entry {
            id: self.id.0,
            sequence: self.sequence,
            changed_at: self.changed_at,
            times: self.times,
            cancelled: self.cancelled_at.is_some(),
            place: self.place.clone(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    record_id: Uuid,
    number: String,
    subject_id: Option<Uuid>,
    in_care_team: bool,
    kind: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    place: String,
    video_link: Option<String>,
    changed_at: DateTime<Utc>,
    sequence: i64,
    cancelled_at: Option<DateTime<Utc>>,
    late: bool,
    practitioner: Uuid,
    #[sqlx(flatten)]
    name: NameColumns,
    profession: String,
    notice_hours: i64,
    #[sqlx(try_from = "String")]
    notice_mode: NoticeMode,
    #[sqlx(flatten)]
    request: RequestRow,
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    request_id: Option<Uuid>,
    wish: Option<String>,
    reason: Option<String>,
    preferences: Option<String>,
    asked_at: Option<DateTime<Utc>>,
    request_late_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    accepted_at: Option<DateTime<Utc>>,
    declined_at: Option<DateTime<Utc>>,
    answer: Option<String>,
}

/// Finds an appointment and decides whether the actor may see it. What they may not see is not found.
pub async fn find(on: &mut impl On, actor: &Actor, (id, now): (AppointmentId, DateTime<Utc>)) -> Result<Found> {
    let today: NaiveDate = time::day(now);
    let row = run!(on, query_as::<Row>(FIND, actor.organisation.0, actor.membership.0, today, id.0).fetch_optional)?;
    row.and_then(|row| found(actor, id, row)).ok_or_else(|| access::refused(actor, id.0))
}

fn found(actor: &Actor, id: AppointmentId, row: Row) -> Option<Found> {
    let relation = Relation {
        record: row.record_id.into(),
        organisation: actor.organisation,
        subject: row.subject_id.map(MembershipId),
        in_care_team: row.in_care_team,
    };
    Some(Found {
        id,
        access: to_record(actor, &relation)?,
        record_number: row.number,
        kind: row.kind,
        times: Times { starts_at: row.starts_at, ends_at: row.ends_at },
        place: row.place,
        video: row.video_link,
        changed_at: row.changed_at,
        sequence: row.sequence,
        cancelled_at: row.cancelled_at,
        late: row.late,
        practitioner: (row.practitioner.into(), row.name.into(), row.profession),
        notice: Notice { hours: row.notice_hours, mode: row.notice_mode },
        request: request(row.request),
    })
}

fn request(row: RequestRow) -> Option<Request> {
    Some(Request {
        id: row.request_id?.into(),
        wish: Wish::try_from(row.wish?).ok()?,
        reason: row.reason?,
        preferences: row.preferences?,
        asked_at: row.asked_at?,
        late_at: row.request_late_at,
        closed_at: row.closed_at,
        accepted: row.accepted_at.is_some(),
        declined: row.declined_at.is_some(),
        answer: row.answer?,
    })
}
