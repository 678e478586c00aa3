//! One policy per organisation, made from a preset or from its own values (D1).

use super::rules::Rules;
use crate::actor::{OrganisationKind, named};
use serde::{Deserialize, Serialize};

named! {
    /// Ready-made policies.
    Preset {
        /// "Patiënt" (R8).
        Patient = "patient",
        /// "Portero" (R9-R11, R14).
        Portero = "portero",
        /// "Modern": long, without composition and expiry, as NIST SP 800-63B-4 asks.
        Modern = "modern",
    }
}

/// What an organisation asks of the passwords of its people. Zero means: not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordPolicy {
    /// In characters.
    pub min_length: u32,
    /// Enough where a second factor is asked at each login.
    pub min_length_with_factor: u32,
    pub min_upper: u32,
    pub min_lower: u32,
    pub min_digits: u32,
    /// Of the four classes capital, small letter, digit and other character.
    pub min_classes: u32,
    /// No parts of the name or user name, from 3 letters on.
    pub forbid_name: bool,
    /// How many of somebody's latest passwords may not come back.
    pub history: u32,
    /// Months until a password expires.
    pub months_valid: u32,
    /// Days before that from which each login warns.
    pub warn_days: u32,
    /// Months without a visit after which a membership becomes inactive (D6).
    pub months_inactive: u32,
}

impl PasswordPolicy {
    pub fn preset(preset: Preset) -> Self {
        let none = Self {
            min_length: 0,
            min_length_with_factor: 0,
            min_upper: 0,
            min_lower: 0,
            min_digits: 0,
            min_classes: 0,
            forbid_name: false,
            history: 0,
            months_valid: 0,
            warn_days: 0,
            months_inactive: 0,
        };
        match preset {
            Preset::Patient => {
                Self { min_length: 10, min_length_with_factor: 10, min_upper: 1, min_lower: 1, min_digits: 2, ..none }
            }
            Preset::Portero => Self {
                min_length: 8,
                min_length_with_factor: 8,
                min_classes: 3,
                forbid_name: true,
                history: 12,
                months_valid: 3,
                warn_days: 14,
                months_inactive: 6,
                ..none
            },
            Preset::Modern => Self { min_length: 15, min_length_with_factor: 12, ..none },
        }
    }

    /// The preset this policy is, if it is one.
    pub fn is_preset(&self) -> Option<Preset> {
        Preset::ALL.iter().copied().find(|preset| *self == Self::preset(*preset))
    }

    /// What an organisation of a kind starts with (D1).
    pub fn default_for(kind: OrganisationKind) -> Self {
        Self::preset(match kind {
            OrganisationKind::GeneralPractice => Preset::Patient,
            OrganisationKind::CareOrganisation => Preset::Portero,
            OrganisationKind::MentalHealth | OrganisationKind::Hospital | OrganisationKind::Platform => Preset::Modern,
        })
    }

    /// Whether NIST SP 800-63B-4 advises against it: composition rules or expiry.
    pub fn is_outdated(&self) -> bool {
        self.min_upper + self.min_lower + self.min_digits + self.min_classes + self.months_valid > 0
    }

    /// The rules for somebody's next password, where a second factor is asked at each login or not.
    pub fn rules(&self, with_factor: bool) -> Rules {
        Rules {
            length: if with_factor { self.min_length_with_factor } else { self.min_length },
            upper: self.min_upper,
            lower: self.min_lower,
            digits: self.min_digits,
            classes: self.min_classes,
            no_name: self.forbid_name,
            history: self.history,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d1_each_kind_of_organisation_starts_with_its_preset() {
        let preset = |kind| PasswordPolicy::default_for(kind).is_preset();
        assert_eq!(preset(OrganisationKind::GeneralPractice), Some(Preset::Patient));
        assert_eq!(preset(OrganisationKind::MentalHealth), Some(Preset::Modern));
        assert_eq!(preset(OrganisationKind::CareOrganisation), Some(Preset::Portero));
        assert_eq!(preset(OrganisationKind::Hospital), Some(Preset::Modern));
        assert!(PasswordPolicy::preset(Preset::Portero).is_outdated());
        assert!(!PasswordPolicy::preset(Preset::Modern).is_outdated());
    }
}
