//! Dossiers: a patient's record in one organisation, and the care team that may see it (R43, R48).

use crate::{Result, Tx, db::run};
use chrono::NaiveDate;
use portiek_domain::{
    ids::{MembershipId, OrganisationId, RecordId},
    names::PersonName,
    record::TeamRole,
};

const OPEN: &str = "INSERT INTO record (organisation_id, id, number, subject_id, initials, first_name, infix, \
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

pub async fn open(tx: &mut Tx, organisation: OrganisationId, new: &NewRecord) -> Result<RecordId> {
    let (id, now): (RecordId, _) = (tx.mint(), tx.now());
    let name = &new.name;
    run!(
        tx,
        execute(
            OPEN,
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

/// A care team place without an end: a date later than any, so that no NULL has to be compared.
const OPEN_END: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
