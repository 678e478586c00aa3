//! What somebody is to a record, as the one SQL condition all lists share; the decision is the domain's.

use crate::{Error, Result, Tx, audit};
use portiek_domain::{
    actor::{Actor, Role},
    audit::{Event, Kind, ObjectKind},
};
use uuid::Uuid;

/// SQL: the actor's membership `$2` is in the care team of `r` on day `$3`, within organisation `$1`.
macro_rules! in_care_team {
    () => {
        "EXISTS (SELECT 1 FROM care_team t WHERE t.organisation_id = r.organisation_id AND t.record_id = r.id \
         AND t.membership_id = $2 AND t.from_day <= $3 AND t.until_day >= $3)"
    };
}
/// SQL: the record `r` is about the actor's membership `$2`.
macro_rules! is_subject {
    () => {
        "r.subject_id = $2 AND $3 = $3"
    };
}
pub(crate) use {in_care_team, is_subject};

/// Whose records somebody may list: the own ones, or those of the own care teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Own,
    CareTeams,
}

/// What a role may list at all; nothing for roles without patients.
pub fn reach(actor: &Actor) -> Result<Reach> {
    match actor.role {
        Role::Client | Role::Patient => Ok(Reach::Own),
        Role::Practitioner => Ok(Reach::CareTeams),
        _ => Err(refused(actor, actor.membership.0)),
    }
}

/// "It does not exist for you", with what the log says of it.
pub fn refused(actor: &Actor, asked_for: Uuid) -> Error {
    Error::NotFound(Box::new(Event::by(actor, Kind::AccessRefused).on(ObjectKind::Address, asked_for)))
}

/// Logs a refusal; the transaction that met it has been rolled back.
pub async fn log_refusal(tx: &mut Tx, event: Event) -> Result<()> {
    audit::log(tx, event).await
}
