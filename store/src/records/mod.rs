//! Dossiers: a patient's record in one organisation, and the care team that may see it (R43, R48).

pub mod agreements;
pub mod clients;
pub mod compositions;
pub mod efforts;
pub mod medication;
mod opened;
pub mod overview;
pub mod reports;
mod team;

pub use opened::{Opened, open};
pub use team::{Treating, team};

use crate::{
    Result, Tx, access,
    db::{On, run},
};
use chrono::NaiveDate;
use portiek_domain::{
    access::{Access, Inspection, Relation, to_record},
    actor::Actor,
    ids::{MembershipId, OrganisationId, RecordId},
    names::PersonName,
    record::TeamRole,
};
use uuid::Uuid;

const BEGIN: &str = "INSERT INTO record (organisation_id, id, number, subject_id, initials, first_name, infix, \
     last_name, birth_date, sex, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const JOIN_TEAM: &str = "INSERT INTO care_team (organisation_id, record_id, membership_id, role, from_day, until_day) \
     VALUES ($1, $2, $3, $4, $5, $6)";
/// Who joins a team finds its conversations: already read, so that years of them do not light up as new.
const SHOW_CONVERSATIONS: &str = "INSERT INTO inbox_entry (organisation_id, membership_id, conversation_id, record_id, \
     last_message_at, read_through, unread_since, archived_at) \
     SELECT c.organisation_id, $3, c.id, c.record_id, m.placed_at, c.message_count, NULL, NULL FROM conversation c \
     JOIN message m ON m.organisation_id = c.organisation_id AND m.conversation_id = c.id \
     AND m.number = c.message_count \
     WHERE c.organisation_id = $1 AND c.record_id = $2 \
     ON CONFLICT (organisation_id, membership_id, conversation_id) DO NOTHING";

const OWN: &str = "SELECT id FROM record WHERE organisation_id = $1 AND subject_id = $2 AND ($3 = '' OR number = $3) \
     LIMIT 2";

#[derive(sqlx::FromRow)]
struct Own {
    id: Uuid,
}

#[derive(Clone, Debug)]
pub struct NewRecord {
    pub number: String,
    /// The client's own membership, when there is one.
    pub subject: Option<MembershipId>,
    pub name: PersonName,
    pub birth_date: NaiveDate,
    pub sex: String,
}

/// Somebody's place in a care team, the last day included.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub member: MembershipId,
    pub role: TeamRole,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

pub async fn begin(tx: &mut Tx, organisation: OrganisationId, new: &NewRecord) -> Result<RecordId> {
    let (id, now): (RecordId, _) = (tx.mint(), tx.now());
    let name = &new.name;
    run!(
        tx,
        execute(
            BEGIN,
            organisation.0,
            id.0,
            &new.number,
            new.subject.map(|subject| subject.0),
            &name.initials,
            &name.first,
            &name.infix,
            &name.last,
            new.birth_date,
            &new.sex,
            now
        )
    )?;
    Ok(id)
}

/// Adds somebody to a care team.
pub async fn join_team(tx: &mut Tx, (organisation, record): (OrganisationId, RecordId), place: Place) -> Result<()> {
    let until = place.until.unwrap_or(OPEN_END);
    let member = place.member.0;
    run!(tx, execute(JOIN_TEAM, organisation.0, record.0, member, place.role.as_str(), place.from, until))?;
    run!(tx, execute(SHOW_CONVERSATIONS, organisation.0, record.0, member))?;
    Ok(())
}

/// Leave to see the actor's own record: the one of this number or, without one, the only one (D30).
pub async fn own(on: &mut impl On, actor: &Actor, number: &str) -> Result<Access> {
    let rows = run!(on, query_as::<Own>(OWN, actor.organisation.0, actor.membership.0, number).fetch_all)?;
    let access = match rows.as_slice() {
        [only] => to_record(actor, &of_own(actor, only.id.into())),
        _ => None,
    };
    access.ok_or_else(|| access::refused(actor, actor.membership.0))
}

/// Leave to see who looked at that record (S10).
pub async fn own_inspection(on: &mut impl On, actor: &Actor, number: &str) -> Result<Inspection> {
    own(on, actor, number).await?.inspection().ok_or_else(|| access::refused(actor, actor.membership.0))
}

fn of_own(actor: &Actor, record: RecordId) -> Relation {
    Relation { record, organisation: actor.organisation, subject: Some(actor.membership), in_care_team: false }
}

/// A care team place without an end: a date later than any, so that no NULL has to be compared.
const OPEN_END: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
