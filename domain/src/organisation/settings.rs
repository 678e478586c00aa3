//! What an organisation sets, in sections that are saved one by one (S9). A section added here asks for its column in
//! `store/organisations/settings.rs` and for a file of its own in `app/platform/sections`.

use super::{Details, LONGEST_TEXT, Module, TextKind};
use crate::{
    accounts::{
        factors::{self, Factor},
        link::INVITATION_DAYS_BOUNDS,
        login::SecondFactor,
        password::{PasswordPolicy, Preset, refused_words},
    },
    actor::{OrganisationKind, named},
    audit::Change,
    help::Desk,
    refusal::{Code, Refusal},
    text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of a form, by name.
pub type Values = BTreeMap<String, String>;

named! {
    /// As addresses name them.
    Section {
        Details = "gegevens",
        Modules = "modules",
        Policy = "wachtwoordbeleid",
        Words = "woorden",
        Factor = "tweede-factor",
        /// Which second factors may be used.
        Factors = "factoren",
        Invitations = "uitnodigingen",
        Desk = "helpdesk",
        Privacy = "privacyverklaring",
        Terms = "gebruiksvoorwaarden",
    }
}

impl Section {
    /// The platform's own organisation has no modules.
    pub fn fits(self, kind: OrganisationKind) -> bool {
        self != Self::Modules || kind != OrganisationKind::Platform
    }
}

/// What one section holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Setting {
    Details(Details),
    Modules(Vec<Module>),
    Policy(PasswordPolicy),
    /// Words that passwords may not hold.
    Words(Vec<String>),
    Factor(SecondFactor),
    /// Which second factors may be used (D3).
    Factors(Vec<Factor>),
    /// For how many days an invitation is valid.
    Invitations(i64),
    Desk(Desk),
    Text(TextKind, String),
}

/// "Eigen waarden", beside the presets.
const OWN_VALUES: &str = "own";

impl Setting {
    pub fn section(&self) -> Section {
        match self {
            Self::Details(_) => Section::Details,
            Self::Modules(_) => Section::Modules,
            Self::Policy(_) => Section::Policy,
            Self::Words(_) => Section::Words,
            Self::Factor(_) => Section::Factor,
            Self::Factors(_) => Section::Factors,
            Self::Invitations(_) => Section::Invitations,
            Self::Desk(_) => Section::Desk,
            Self::Text(TextKind::Privacy, _) => Section::Privacy,
            Self::Text(TextKind::Terms, _) => Section::Terms,
        }
    }

    /// What the log says of saving `new`; of a text only that there is another version.
    pub fn changes(&self, new: &Self) -> Vec<Change> {
        match self {
            Self::Text(..) => Vec::new(),
            _ => Change::between(&self.values(), &new.values()),
        }
    }

    /// From what was typed into the section's form.
    pub fn parse(section: Section, typed: &Values) -> Result<Self, Vec<Refusal>> {
        let value = |field: &str| typed.get(field).map_or("", String::as_str);
        let one = |field: &str, code| vec![Refusal::new(field, code)];
        match section {
            Section::Details => Details::parse(typed).map(Self::Details),
            Section::Modules => {
                let is_on = |module: &Module| typed.contains_key(module.as_str());
                Ok(Self::Modules(Module::ALL.iter().copied().filter(is_on).collect()))
            }
            Section::Policy => policy(typed).map(Self::Policy),
            Section::Words => refused_words(value("woorden")).map(Self::Words).map_err(|code| one("woorden", code)),
            Section::Factor => SecondFactor::try_from(value("factor").to_owned())
                .map(Self::Factor)
                .map_err(|_| one("factor", Code::NotAChoice)),
            Section::Factors => factors::allowed(|factor| typed.contains_key(factor.as_str()))
                .map(Self::Factors)
                .map_err(|code| one("factoren", code)),
            Section::Invitations => whole_number(value("dagen"), INVITATION_DAYS_BOUNDS)
                .map(Self::Invitations)
                .map_err(|code| one("dagen", code)),
            Section::Desk => super::desk::parse(typed).map(Self::Desk),
            Section::Privacy => published(TextKind::Privacy, value("tekst")),
            Section::Terms => published(TextKind::Terms, value("tekst")),
        }
    }

    /// As the section's form shows it.
    pub fn values(&self) -> Values {
        let one = |field: &str, value: String| Values::from([(field.to_owned(), value)]);
        match self {
            Self::Details(details) => details.values(),
            Self::Modules(on) => ticked(on.iter().map(|module| module.as_str())),
            Self::Policy(policy) => {
                let preset = policy.is_preset().map_or(OWN_VALUES, Preset::as_str);
                policy.values().chain([("beleid".to_owned(), preset.to_owned())]).collect()
            }
            Self::Words(words) => one("woorden", words.join("\n")),
            Self::Factor(factor) => one("factor", factor.as_str().to_owned()),
            Self::Factors(allowed) => ticked(allowed.iter().map(|factor| factor.as_str())),
            Self::Invitations(days) => one("dagen", days.to_string()),
            Self::Desk(desk) => super::desk::values(desk),
            Self::Text(_, body) => one("tekst", body.clone()),
        }
    }
}

/// Boxes as a form sends them: only those that are ticked.
fn ticked<'a>(names: impl Iterator<Item = &'a str>) -> Values {
    names.map(|name| (name.to_owned(), "1".to_owned())).collect()
}

fn policy(typed: &Values) -> Result<PasswordPolicy, Vec<Refusal>> {
    let chosen = typed.get("beleid").cloned().unwrap_or_default();
    if chosen == OWN_VALUES {
        return PasswordPolicy::parse(typed);
    }
    let preset = Preset::try_from(chosen).map_err(|_| vec![Refusal::new("beleid", Code::NotAChoice)])?;
    Ok(PasswordPolicy::preset(preset))
}

fn published(kind: TextKind, body: &str) -> Result<Setting, Vec<Refusal>> {
    let body = text::within(body, LONGEST_TEXT).map_err(|code| vec![Refusal::new("tekst", code)])?;
    Ok(Setting::Text(kind, body.trim().to_owned()))
}

/// A whole number within bounds, both included.
pub(crate) fn whole_number(typed: &str, (from, to): (i64, i64)) -> Result<i64, Code> {
    let typed = typed.trim();
    let digits = typed.parse().ok().filter(|_| typed.bytes().all(|byte| byte.is_ascii_digit()));
    match digits {
        _ if typed.is_empty() => Err(Code::Missing),
        Some(number) if (from..=to).contains(&number) => Ok(number),
        _ => Err(Code::OutOfRange { from, to }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
    }

    fn code(section: Section, pairs: &[(&str, &str)]) -> Option<Code> {
        Setting::parse(section, &typed(pairs)).err().and_then(|refusals| refusals.into_iter().next()).map(|r| r.code)
    }

    #[test]
    fn every_section_reads_back_what_its_form_shows() {
        let settings = [
            Setting::Modules(vec![Module::ClientPortal, Module::UserManagement]),
            Setting::Policy(PasswordPolicy::preset(Preset::Portero)),
            Setting::Policy(PasswordPolicy { history: 3, ..PasswordPolicy::preset(Preset::Modern) }),
            Setting::Words(vec!["De Linde".into(), "praktijk".into()]),
            Setting::Factor(SecondFactor::NewDevices),
            Setting::Factors(vec![Factor::Passkey, Factor::Sms]),
            Setting::Invitations(21),
            Setting::Desk(Desk { mail: "hulp@delinde.nl".into(), ..Desk::default() }),
            Setting::Text(TextKind::Terms, "# Spoed\n\nBel 112.".into()),
        ];
        for setting in settings {
            assert_eq!(Setting::parse(setting.section(), &setting.values()), Ok(setting));
        }
    }

    #[test]
    fn an_invitation_is_valid_for_one_to_ninety_days() {
        let bounds = Code::OutOfRange { from: 1, to: 90 };
        for (days, refused) in [("1", None), ("90", None), ("0", Some(bounds.clone())), ("91", Some(bounds.clone()))] {
            assert_eq!(code(Section::Invitations, &[("dagen", days)]), refused, "{days}");
        }
        assert_eq!(code(Section::Invitations, &[("dagen", "+7")]), Some(bounds));
        assert_eq!(code(Section::Invitations, &[]), Some(Code::Missing));
    }

    #[test]
    fn what_is_none_of_the_choices_is_refused() {
        assert_eq!(code(Section::Factor, &[("factor", "nooit")]), Some(Code::NotAChoice));
        assert_eq!(code(Section::Policy, &[("beleid", "geen")]), Some(Code::NotAChoice));
        assert_eq!(code(Section::Factors, &[("recovery", "1")]), Some(Code::Missing));
        assert_eq!(code(Section::Privacy, &[("tekst", " \n")]), Some(Code::Missing));
    }

    #[test]
    fn a_preset_that_is_chosen_wins_over_own_values() {
        let chosen = Setting::parse(Section::Policy, &typed(&[("beleid", "patient"), ("lengte", "64")]));
        assert_eq!(chosen, Ok(Setting::Policy(PasswordPolicy::preset(Preset::Patient))));
    }
}
