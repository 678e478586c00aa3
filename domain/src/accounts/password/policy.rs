//! One policy per organisation, made from a preset or from its own values (D1).

use super::rules::Rules;
use crate::{
    actor::{OrganisationKind, named},
    organisation::{Values, whole_number},
    refusal::{Code, Refusal},
};
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

/// The shortest password that any organisation may ask for (NIST SP 800-63B-4 asks for 8 with a second factor).
const SHORTEST: u32 = 8;

/// Each field of a form for own values, with the least and the most it may be.
pub const BOUNDS: [(&str, i64, i64); 10] = [
    ("lengte", SHORTEST as i64, 64),
    ("lengte-factor", SHORTEST as i64, 64),
    ("hoofdletters", 0, 5),
    ("kleine-letters", 0, 5),
    ("cijfers", 0, 5),
    ("groepen", 0, 4),
    ("vorige", 0, 24),
    ("maanden-geldig", 0, 36),
    ("dagen-waarschuwen", 0, 28),
    ("maanden-inactief", 0, 60),
];

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

    /// Own values, as a form sends them; each within its bounds.
    pub fn parse(typed: &Values) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut number = |field: &str| {
            let bounds = BOUNDS.iter().find(|(name, ..)| *name == field).map_or((0, 0), |(_, from, to)| (*from, *to));
            let value = typed.get(field).map_or("", String::as_str);
            let number = whole_number(value, bounds).and_then(|number| {
                u32::try_from(number).map_err(|_| Code::OutOfRange { from: bounds.0, to: bounds.1 })
            });
            number.unwrap_or_else(|code| {
                refusals.push(Refusal::new(field, code));
                0
            })
        };
        let policy = Self {
            min_length: number("lengte"),
            min_length_with_factor: number("lengte-factor"),
            min_upper: number("hoofdletters"),
            min_lower: number("kleine-letters"),
            min_digits: number("cijfers"),
            min_classes: number("groepen"),
            forbid_name: typed.contains_key("geen-naam"),
            history: number("vorige"),
            months_valid: number("maanden-geldig"),
            warn_days: number("dagen-waarschuwen"),
            months_inactive: number("maanden-inactief"),
        };
        if refusals.is_empty() && policy.min_length_with_factor > policy.min_length {
            let (from, to) = (i64::from(SHORTEST), i64::from(policy.min_length));
            refusals.push(Refusal::new("lengte-factor", Code::OutOfRange { from, to }));
        }
        if refusals.is_empty() { Ok(policy) } else { Err(refusals) }
    }

    /// As the form shows it.
    pub fn values(&self) -> impl Iterator<Item = (String, String)> + use<> {
        let numbers = [
            ("lengte", self.min_length),
            ("lengte-factor", self.min_length_with_factor),
            ("hoofdletters", self.min_upper),
            ("kleine-letters", self.min_lower),
            ("cijfers", self.min_digits),
            ("groepen", self.min_classes),
            ("vorige", self.history),
            ("maanden-geldig", self.months_valid),
            ("dagen-waarschuwen", self.warn_days),
            ("maanden-inactief", self.months_inactive),
        ];
        let numbers = numbers.into_iter().map(|(field, number)| (field.to_owned(), number.to_string()));
        numbers.chain(self.forbid_name.then(|| ("geen-naam".to_owned(), "1".to_owned())))
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

    fn own(change: (&str, &str)) -> Result<PasswordPolicy, Vec<Refusal>> {
        let mut values: Values = PasswordPolicy::preset(Preset::Portero).values().collect();
        values.insert(change.0.into(), change.1.into());
        PasswordPolicy::parse(&values)
    }

    #[test]
    fn own_values_stay_within_their_bounds() {
        for (field, from, to) in BOUNDS.into_iter().filter(|(field, ..)| *field != "lengte-factor") {
            assert!(own((field, &to.to_string())).is_ok(), "{field} {to}");
            assert_eq!(
                own((field, &(to + 1).to_string())),
                Err(vec![Refusal::new(field, Code::OutOfRange { from, to })])
            );
            assert_eq!(own((field, "veel")), Err(vec![Refusal::new(field, Code::OutOfRange { from, to })]));
        }
        assert_eq!(own(("lengte", "7")), Err(vec![Refusal::new("lengte", Code::OutOfRange { from: 8, to: 64 })]));
    }

    #[test]
    fn with_a_second_factor_no_longer_password_is_asked_than_without() {
        assert!(own(("lengte", "12")).is_ok());
        let refused = vec![Refusal::new("lengte-factor", Code::OutOfRange { from: 8, to: 8 })];
        assert_eq!(own(("lengte-factor", "9")), Err(refused));
    }

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
