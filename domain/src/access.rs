//! Who may see a record: a ground is a value, and the store's verbs ask for the `Access` that holds it (S14).
//! What somebody has no ground for does not exist for them.

use crate::{
    actor::{Actor, Role, named},
    ids::{MembershipId, OrganisationId, RecordId, SubjectId},
};
use serde::{Deserialize, Serialize};

named! {
    /// Why somebody may look (S14). Mandates, deputies and emergencies join with the screens that grant them.
    Ground {
        Own = "own",
        CareTeam = "care_team",
    }
}

/// What is known about somebody and a record, loaded for the decision.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    pub record: RecordId,
    pub organisation: OrganisationId,
    /// The membership of the person the record is about, if that person has one.
    pub subject: Option<MembershipId>,
    /// Whether the actor is in the record's care team today, the last day included (R48).
    pub in_care_team: bool,
}

/// Leave to see and use one record, on a ground. Only [`to_record`] makes one.
#[derive(Clone, Debug)]
pub struct Access {
    actor: Actor,
    record: RecordId,
    ground: Ground,
}

impl Access {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn record(&self) -> RecordId {
        self.record
    }

    pub fn ground(&self) -> Ground {
        self.ground
    }
}

/// Leave to see who looked at what is one's own (S10): a record; a portfolio, once there are any.
#[derive(Clone, Debug)]
pub struct Inspection {
    actor: Actor,
    subject: SubjectId,
}

impl Inspection {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn subject(&self) -> SubjectId {
        self.subject
    }
}

impl Access {
    /// Only the person it is about has it.
    pub fn inspection(&self) -> Option<Inspection> {
        let own = || Inspection { actor: self.actor.clone(), subject: self.record.into() };
        (self.ground == Ground::Own).then(own)
    }
}

/// Leave to write in a record (S1): for who treats the patient. Only [`Access::treatment`] makes one.
#[derive(Clone, Debug)]
pub struct Treatment {
    access: Access,
}

impl Treatment {
    pub fn access(&self) -> &Access {
        &self.access
    }

    pub fn actor(&self) -> &Actor {
        &self.access.actor
    }
}

impl Access {
    /// Only who is in the care team has it.
    pub fn treatment(&self) -> Option<Treatment> {
        (self.ground == Ground::CareTeam).then(|| Treatment { access: self.clone() })
    }
}

/// Leave to read the log of one's organisation. Only [`to_log`] makes one.
#[derive(Clone, Debug)]
pub struct LogAccess {
    actor: Actor,
}

impl LogAccess {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

/// Why somebody may not read the organisation's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLog {
    /// It does not exist for them.
    NotAppointed,
    /// They logged in with a password only.
    NoSecondFactor,
}

/// Decides whether an actor may read the log of the own organisation: who is appointed by name, and logged in with a
/// second factor (NEN 7513).
pub fn to_log(actor: &Actor, (appointed, second_factor): (bool, bool)) -> Result<LogAccess, NoLog> {
    match (appointed, second_factor) {
        (false, _) => Err(NoLog::NotAppointed),
        (true, false) => Err(NoLog::NoSecondFactor),
        (true, true) => Ok(LogAccess { actor: actor.clone() }),
    }
}

/// Leave to run the installation: organisations and their settings, never clinical content (S9). Only [`to_platform`]
/// makes one.
#[derive(Clone, Debug)]
pub struct PlatformAccess(Actor);

impl PlatformAccess {
    pub fn actor(&self) -> &Actor {
        &self.0
    }
}

/// For platform administrators alone.
pub fn to_platform(actor: &Actor) -> Option<PlatformAccess> {
    (actor.role == Role::Platform).then(|| PlatformAccess(actor.clone()))
}

/// Decides on what ground an actor may see a record; none means it does not exist for them.
pub fn to_record(actor: &Actor, relation: &Relation) -> Option<Access> {
    if actor.organisation != relation.organisation {
        return None;
    }
    let ground = match actor.role {
        Role::Client | Role::Patient => (relation.subject == Some(actor.membership)).then_some(Ground::Own),
        Role::Practitioner => relation.in_care_team.then_some(Ground::CareTeam),
        _ => None,
    }?;
    Some(Access { actor: actor.clone(), record: relation.record, ground })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::SessionId, names::PersonName};
    use uuid::Uuid;

    fn actor(role: Role) -> Actor {
        Actor {
            account: Uuid::from_u128(1).into(),
            membership: Uuid::from_u128(2).into(),
            organisation: Uuid::from_u128(3).into(),
            role,
            name: PersonName::default(),
            session: SessionId(Uuid::from_u128(4)),
            network: "127.0.0.1".into(),
        }
    }

    fn relation(subject: u128, in_care_team: bool) -> Relation {
        Relation {
            record: Uuid::from_u128(5).into(),
            organisation: Uuid::from_u128(3).into(),
            subject: Some(Uuid::from_u128(subject).into()),
            in_care_team,
        }
    }

    fn ground(role: Role, relation: Relation) -> Option<Ground> {
        to_record(&actor(role), &relation).map(|access| access.ground())
    }

    #[test]
    fn a_client_sees_the_own_record_and_no_other() {
        assert_eq!(ground(Role::Client, relation(2, false)), Some(Ground::Own));
        assert_eq!(ground(Role::Client, relation(9, true)), None);
    }

    #[test]
    fn a_practitioner_sees_the_records_of_the_own_care_teams() {
        assert_eq!(ground(Role::Practitioner, relation(9, true)), Some(Ground::CareTeam));
        assert_eq!(ground(Role::Practitioner, relation(9, false)), None);
    }

    #[test]
    fn s10_only_the_person_it_is_about_inspects_a_record() {
        let inspects = |role, relation: Relation| {
            to_record(&actor(role), &relation).is_some_and(|access| access.inspection().is_some())
        };
        assert!(inspects(Role::Client, relation(2, false)));
        assert!(!inspects(Role::Practitioner, relation(9, true)));
    }

    #[test]
    fn s1_only_who_treats_the_patient_writes_in_the_record() {
        let writes = |role, relation: Relation| {
            to_record(&actor(role), &relation).is_some_and(|access| access.treatment().is_some())
        };
        assert!(writes(Role::Practitioner, relation(9, true)));
        assert!(!writes(Role::Client, relation(2, false)));
    }

    #[test]
    fn the_log_is_for_who_is_appointed_and_logged_in_with_a_second_factor() {
        let nina = actor(Role::Assistant);
        assert_eq!(to_log(&nina, (false, true)).err(), Some(NoLog::NotAppointed));
        assert_eq!(to_log(&nina, (true, false)).err(), Some(NoLog::NoSecondFactor));
        assert!(to_log(&nina, (true, true)).is_ok());
    }

    #[test]
    fn nobody_sees_a_record_of_another_organisation() {
        let elsewhere = Relation { organisation: Uuid::from_u128(8).into(), ..relation(2, true) };
        assert_eq!(ground(Role::Client, elsewhere), None);
        assert_eq!(ground(Role::Practitioner, elsewhere), None);
    }

    #[test]
    fn no_other_role_has_a_ground_of_its_own() {
        for role in Role::ALL.iter().filter(|r| !matches!(r, Role::Client | Role::Patient | Role::Practitioner)) {
            assert_eq!(ground(*role, relation(2, true)), None, "{role:?}");
        }
    }
}
