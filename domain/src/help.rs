//! Hulp: how an organisation's help desk is reached, and what somebody sends it (R22, R116).

use crate::{
    actor::named,
    refusal::{Code, Refusal},
    text,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The most characters of a name, and of what is the matter.
const LONGEST_NAME: usize = 200;
const LONGEST_STORY: usize = 2000;
/// What one network address may send within the window.
pub const NETWORK_BUDGET: i64 = 10;
pub const NETWORK_WINDOW: TimeDelta = TimeDelta::minutes(15);

named! {
    /// What a request for help is about; each has a form of its own.
    About {
        Login = "inloggen",
        Other = "anders",
    }
}

named! {
    /// How bad a problem is, to who has it.
    Severity {
        Stuck = "vast",
        Hindered = "last",
        Question = "vraag",
    }
}

impl Severity {
    pub fn words(self) -> &'static str {
        match self {
            Self::Stuck => "Ik kan niet verder",
            Self::Hindered => "Ik heb er last van, maar kan verder",
            Self::Question => "Ik heb een vraag",
        }
    }
}

/// How an organisation's help desk is reached; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The page with frequently asked questions.
    pub faq: String,
    pub mail: String,
    pub phone: String,
    /// "Op kantoordagen van 08.30 tot 17.00 uur".
    pub hours: String,
    /// The mail address for questions about the contract, and about who administers the organisation.
    pub contract: String,
}

/// A form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub birth_name: &'a str,
    pub organisation: &'a str,
    pub login_name: &'a str,
    pub phone: &'a str,
    pub story: &'a str,
    pub severity: &'a str,
}

/// What the help desk gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The full name, the maiden name in brackets; the other form does not ask it.
    pub name: String,
    pub organisation: String,
    pub login_name: String,
    pub phone: String,
    pub story: String,
    pub severity: String,
}

impl Typed<'_> {
    /// What the desk gets of a form, or what is wrong with it by field.
    pub fn parse(&self, about: About) -> Result<Asked, Vec<Refusal>> {
        let refusals: Vec<Refusal> =
            self.faults(about).into_iter().map(|(field, code)| Refusal::new(field, code)).collect();
        if refusals.is_empty() { Ok(self.asked(about)) } else { Err(refusals) }
    }

    fn faults(&self, about: About) -> Vec<(&'static str, Code)> {
        let fault = |field, outcome: Result<String, Code>| outcome.err().map(|code| (field, code));
        let line = |field, typed: &str| fault(field, text::within(typed, LONGEST_NAME));
        let phone = (!is_phone(self.phone)).then(|| ("telefoon", phone_fault(self.phone)));
        let too_long = |field, typed: &str| line(field, typed).filter(|(_, code)| *code != Code::Missing);
        let story = fault("omschrijving", text::within(self.story, LONGEST_STORY));
        let is_choice = Severity::try_from(self.severity.to_owned()).is_ok();
        let faults = match about {
            About::Login => vec![
                line("voornaam", self.first_name),
                line("achternaam", self.last_name),
                too_long("meisjesnaam", self.birth_name),
                line("organisatie", self.organisation),
                line("gebruikersnaam", self.login_name),
                phone,
                story,
            ],
            About::Other => vec![
                line("organisatie", self.organisation),
                phone,
                story,
                (!is_choice).then_some(("ernst", Code::NotAChoice)),
            ],
        };
        faults.into_iter().flatten().collect()
    }

    fn asked(&self, about: About) -> Asked {
        let is_login = about == About::Login;
        let own = |typed: &str| if is_login { typed.trim().to_owned() } else { String::new() };
        let severity = Severity::try_from(self.severity.to_owned()).ok().filter(|_| !is_login);
        let birth_name = Some(own(self.birth_name)).filter(|name| !name.is_empty());
        let birth_name = birth_name.map(|name| format!(" (meisjesnaam {name})")).unwrap_or_default();
        Asked {
            name: format!("{} {}{birth_name}", own(self.first_name), own(self.last_name)).trim().to_owned(),
            organisation: self.organisation.trim().to_owned(),
            login_name: own(self.login_name),
            phone: self.phone.trim().to_owned(),
            story: text::normalise_breaks(self.story.trim()),
            severity: severity.map(|severity| severity.words().to_owned()).unwrap_or_default(),
        }
    }
}

/// However it is written, an extension included: no fewer digits than the shortest number with its area code.
fn is_phone(typed: &str) -> bool {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    (9..=20).contains(&digits) && text::count(typed) <= 60 && !typed.contains('\0')
}

fn phone_fault(typed: &str) -> Code {
    if typed.trim().is_empty() { Code::Missing } else { Code::NoPhone }
}

impl Asked {
    /// The lines of the letter to the desk.
    pub fn lines(&self) -> Vec<String> {
        let line = |label: &str, value: &str| (!value.is_empty()).then(|| format!("{label}: {value}"));
        [
            line("Naam", &self.name),
            line("Organisatie", &self.organisation),
            line("Gebruikersnaam", &self.login_name),
            line("Telefoonnummer", &self.phone),
            line("Ernst", &self.severity),
            line("Omschrijving", &self.story),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed<'static> {
        Typed {
            first_name: "Karen",
            last_name: "Test",
            birth_name: "Jansen",
            organisation: "De Linde",
            login_name: "karen.test",
            phone: "088 789 17 00",
            story: "Ik krijg geen\r\ncode.",
            severity: "last",
        }
    }

    #[test]
    fn r22_the_desk_gets_every_field_of_a_login_problem() {
        let lines = typed().parse(About::Login).map(|asked| asked.lines());
        let expected = [
            "Naam: Karen Test (meisjesnaam Jansen)",
            "Organisatie: De Linde",
            "Gebruikersnaam: karen.test",
            "Telefoonnummer: 088 789 17 00",
            "Omschrijving: Ik krijg geen\ncode.",
        ];
        assert_eq!(lines, Ok(expected.map(String::from).into()));
    }

    #[test]
    fn r116_another_problem_has_a_severity_and_no_name() {
        let lines = typed().parse(About::Other).map(|asked| asked.lines());
        let expected = [
            "Organisatie: De Linde",
            "Telefoonnummer: 088 789 17 00",
            "Ernst: Ik heb er last van, maar kan verder",
            "Omschrijving: Ik krijg geen\ncode.",
        ];
        assert_eq!(lines, Ok(expected.map(String::from).into()));
    }

    #[test]
    fn r22_each_field_that_is_missing_is_named_and_a_maiden_name_need_not_be() {
        let fields = |about| -> Vec<(String, Code)> {
            let refusals = Typed::default().parse(about).err().unwrap_or_default();
            refusals.into_iter().map(|refusal| (refusal.field, refusal.code)).collect()
        };
        let missing = |field: &str| (field.to_owned(), Code::Missing);
        let login = ["voornaam", "achternaam", "organisatie", "gebruikersnaam", "telefoon", "omschrijving"];
        assert_eq!(fields(About::Login), login.map(missing));
        let mut other: Vec<_> = ["organisatie", "telefoon", "omschrijving"].map(missing).into();
        other.push(("ernst".into(), Code::NotAChoice));
        assert_eq!(fields(About::Other), other);
    }

    #[test]
    fn d22_too_long_a_story_says_by_how_much() {
        let long = "é".repeat(2003);
        let refused = Typed { story: &long, ..typed() }.parse(About::Login);
        assert_eq!(refused, Err(vec![Refusal::new("omschrijving", Code::TooLong { by: 3 })]));
        let fits = "é".repeat(2000);
        assert!(Typed { story: &fits, ..typed() }.parse(About::Login).is_ok());
    }

    #[test]
    fn a_telephone_number_is_one() {
        for (phone, code) in [("bel me", Code::NoPhone), ("12345", Code::NoPhone), (" ", Code::Missing)] {
            let refused = Typed { phone, ..typed() }.parse(About::Other);
            assert_eq!(refused, Err(vec![Refusal::new("telefoon", code)]), "{phone}");
        }
        for phone in ["020-1234567", "+32 2 123 45 67", "088 – 7891700", "088 7891700 tst. 12"] {
            assert!(Typed { phone, ..typed() }.parse(About::Other).is_ok(), "{phone}");
        }
    }
}
