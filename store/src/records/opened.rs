//! A record opened by its number, with leave to see it: whose it is (R43), and which others its owner has.

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
    ids::MembershipId,
    names::PersonName,
    time,
};
use uuid::Uuid;

/// The one asked for by number, and all of one's own.
const FIND: &str = concat!(
    "SELECT r.id, r.number, r.subject_id, r.initials, r.first_name, r.infix, r.last_name, r.birth_date, r.sex, ",
    in_care_team!(),
    " AS in_care_team FROM record r WHERE r.organisation_id = $1 AND (r.number = $4 OR r.subject_id = $2) \
     ORDER BY r.number DESC"
);

/// A record that the actor may see, with the leave to do so.
pub struct Opened {
    pub access: Access,
    pub number: String,
    pub name: PersonName,
    pub birth_date: NaiveDate,
    pub sex: String,
    /// The numbers of all records the actor may choose from, the newest first; none for who treats.
    pub own: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    subject_id: Option<Uuid>,
    #[sqlx(flatten)]
    name: NameColumns,
    birth_date: NaiveDate,
    sex: String,
    in_care_team: bool,
}

/// By its number. Without one a patient's own, the newest when there are several (D30); a practitioner names one.
pub async fn open(on: &mut impl On, actor: &Actor, (number, now): (&str, DateTime<Utc>)) -> Result<Opened> {
    let today = time::day(now);
    let rows = run!(on, query_as::<Row>(FIND, actor.organisation.0, actor.membership.0, today, number).fetch_all)?;
    let is_own = |row: &Row| row.subject_id == Some(actor.membership.0);
    let own = rows.iter().filter(|row| is_own(row)).map(|row| row.number.clone()).collect();
    let asked_for = |row: &Row| if number.is_empty() { is_own(row) } else { row.number == number };
    let found = rows.into_iter().find(asked_for).and_then(|row| opened(actor, row, own));
    found.ok_or_else(|| access::refused(actor, actor.membership.0))
}

fn opened(actor: &Actor, row: Row, own: Vec<String>) -> Option<Opened> {
    let relation = Relation {
        record: row.id.into(),
        organisation: actor.organisation,
        subject: row.subject_id.map(MembershipId),
        in_care_team: row.in_care_team,
    };
    let access = to_record(actor, &relation)?;
    let (number, name, birth_date, sex) = (row.number, row.name.into(), row.birth_date, row.sex);
    Some(Opened { access, number, name, birth_date, sex, own })
}
