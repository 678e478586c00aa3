//! Modules: the parts of the application that an organisation uses. One that is off closes its portal (S9).

use crate::actor::{OrganisationKind, Role, named};
use serde::{Deserialize, Serialize};

named! {
    /// With the names of D31.
    Module {
        /// "Cliëntenportaal", for clients and those who treat them.
        ClientPortal = "client_portal",
        /// "Patiëntenportaal", for patients and their practice.
        PatientPortal = "patient_portal",
        /// "Opleidingsportfolio".
        Portfolio = "portfolio",
        /// "Gebruikersbeheer".
        UserManagement = "user_management",
    }
}

impl Module {
    /// What an organisation of a kind starts with.
    pub fn default_for(kind: OrganisationKind) -> &'static [Self] {
        match kind {
            OrganisationKind::MentalHealth => &[Self::ClientPortal, Self::UserManagement],
            OrganisationKind::GeneralPractice => &[Self::PatientPortal, Self::UserManagement],
            OrganisationKind::Hospital => &[Self::Portfolio, Self::UserManagement],
            OrganisationKind::CareOrganisation => &[Self::UserManagement],
            OrganisationKind::Platform => &[],
        }
    }

    /// Whether it is for people in this role.
    pub fn serves(self, role: Role) -> bool {
        match role {
            Role::Client => self == Self::ClientPortal,
            Role::Patient => self == Self::PatientPortal,
            Role::Practitioner | Role::Assistant => matches!(self, Self::ClientPortal | Self::PatientPortal),
            Role::Trainee | Role::Director | Role::Faculty => self == Self::Portfolio,
            Role::Support | Role::Administrator => self == Self::UserManagement,
            Role::Platform => false,
        }
    }

    /// Whether somebody in this role has anything to open where these modules are on. The platform is none of them.
    pub fn open_to(role: Role, on: &[Self]) -> bool {
        role == Role::Platform || on.iter().any(|module| module.serves(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_organisation_starts_with_what_its_people_need() {
        let open = |kind, role| Module::open_to(role, Module::default_for(kind));
        assert!(open(OrganisationKind::MentalHealth, Role::Client));
        assert!(open(OrganisationKind::MentalHealth, Role::Practitioner));
        assert!(open(OrganisationKind::GeneralPractice, Role::Patient));
        assert!(open(OrganisationKind::Hospital, Role::Trainee));
        assert!(open(OrganisationKind::CareOrganisation, Role::Administrator));
        assert!(open(OrganisationKind::Platform, Role::Platform));
        assert!(!open(OrganisationKind::CareOrganisation, Role::Client));
    }

    #[test]
    fn a_module_that_is_off_closes_its_portal_and_no_other() {
        let on = [Module::PatientPortal, Module::UserManagement];
        assert!(!Module::open_to(Role::Client, &on) && !Module::open_to(Role::Trainee, &on));
        assert!(Module::open_to(Role::Practitioner, &on) && Module::open_to(Role::Administrator, &on));
    }
}
