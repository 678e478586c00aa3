//! Behandelteam: who treats a patient, from when and until when, and how they are reached (R48).

use crate::{
    Result,
    db::{On, run},
    names::NameColumns,
};
use chrono::NaiveDate;
use portiek_domain::{access::Access, ids::MembershipId, names::PersonName, record::TeamRole};
use uuid::Uuid;

const TEAM: &str = "SELECT m.id, m.initials, m.first_name, m.infix, m.last_name, m.profession, m.contact_phone, \
     m.contact_mail, t.role, t.from_day, t.until_day FROM care_team t \
     JOIN membership m ON m.organisation_id = t.organisation_id AND m.id = t.membership_id \
     WHERE t.organisation_id = $1 AND t.record_id = $2 ORDER BY t.from_day, m.last_name, m.id";

/// A place in the care team, now, before or later.
#[derive(Clone, Debug)]
pub struct Treating {
    pub member: MembershipId,
    pub name: PersonName,
    pub profession: String,
    pub phone: String,
    pub mail: String,
    pub role: TeamRole,
    pub from: NaiveDate,
    /// The last day; none while it has no end.
    pub until: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    #[sqlx(flatten)]
    name: NameColumns,
    profession: String,
    contact_phone: String,
    contact_mail: String,
    #[sqlx(try_from = "String")]
    role: TeamRole,
    from_day: NaiveDate,
    until_day: NaiveDate,
}

/// Everybody who ever was in it, in the order they came.
pub async fn team(on: &mut impl On, access: &Access) -> Result<Vec<Treating>> {
    let organisation = access.actor().organisation;
    let rows = run!(on, query_as::<Row>(TEAM, organisation.0, access.record().0).fetch_all)?;
    Ok(rows.into_iter().map(treating).collect())
}

fn treating(row: Row) -> Treating {
    Treating {
        member: row.id.into(),
        name: row.name.into(),
        profession: row.profession,
        phone: row.contact_phone,
        mail: row.contact_mail,
        role: row.role,
        from: row.from_day,
        until: (row.until_day != super::OPEN_END).then_some(row.until_day),
    }
}

impl Treating {
    /// Whether somebody treats on a day, the last day included (R48).
    pub fn is_active(&self, today: NaiveDate) -> bool {
        self.from <= today && self.until.is_none_or(|until| until >= today)
    }
}
