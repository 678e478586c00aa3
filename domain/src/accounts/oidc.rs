//! Inloggen met …: OpenID Connect at a provider of an organisation's own choice, DigiD through a broker for example,
//! and at which level one must have logged in there (`acr`).

use crate::{
    actor::named,
    organisation::{Values, line},
    refusal::{Code, Refusal},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long somebody may take at the provider.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);

const LONGEST_LABEL: usize = 40;
/// Of a client's name or a claim's.
const LONGEST_NAME: usize = 200;

/// A level of logging in that a provider has (betrouwbaarheidsniveau).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What the provider calls it: a URN, compared to the letter.
    pub acr: String,
    /// What people call it: "Substantieel".
    pub name: String,
}

impl Level {
    /// As an operator writes it: `urn:x:substantieel=Substantieel`.
    pub fn parse(text: &str) -> Self {
        let (acr, name) = text.rsplit_once('=').unwrap_or((text, ""));
        Self { acr: acr.trim().into(), name: name.trim().into() }
    }
}

/// The levels of a provider, the lowest first, and which of them is asked at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    pub ordered: Vec<Level>,
    /// The `acr` of the lowest level that will do; any login will do without.
    pub required: Option<String>,
}

impl Levels {
    /// The levels that will do, the lowest first; none where any login will do.
    pub fn enough(&self) -> &[Level] {
        let is_required = |level: &Level| Some(&level.acr) == self.required.as_ref();
        self.ordered.iter().position(is_required).map_or(&[], |lowest| &self.ordered[lowest..])
    }

    /// Whether a login of this level will do. One that says no level, or one not in the list, is too low where a level
    /// is asked.
    pub fn admit(&self, acr: Option<&str>) -> bool {
        self.required.is_none() || self.enough().iter().any(|level| Some(level.acr.as_str()) == acr)
    }

    /// What people call the level that is asked.
    pub fn required_name(&self) -> Option<&str> {
        self.enough().first().map(|level| level.name.as_str())
    }
}

/// What an organisation says of a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub issuer: String,
    pub client_id: String,
    /// After "Inloggen met": "DigiD", "Ziekenhuis Oost".
    pub label: String,
    pub levels: Levels,
    /// Which claim carries the BSN, if any does.
    pub bsn_claim: Option<String>,
}

impl Settings {
    /// From a form in which `niveaus` has a level on each line, and `niveau` the name or the `acr` of one of them.
    pub fn parse(typed: &Values) -> Self {
        let value = |field: &str| typed.get(field).map_or("", |typed| typed.trim());
        let given = |field: &str| Some(value(field)).filter(|typed| !typed.is_empty());
        let lines = value("niveaus").lines().filter(|line| !line.trim().is_empty());
        let ordered: Vec<Level> = lines.map(Level::parse).collect();
        let named = |typed: &str| ordered.iter().find(|level| level.acr == typed || level.name == typed);
        let acr = |typed: &str| named(typed).map_or(typed, |level| level.acr.as_str()).to_owned();
        Self {
            issuer: value("uitgever").into(),
            client_id: value("client").into(),
            label: value("knop").into(),
            bsn_claim: given("bsn").map(Into::into),
            levels: Levels { required: given("niveau").map(acr), ordered },
        }
    }

    /// As the form shows them.
    pub fn values(&self) -> Values {
        let lines: Vec<String> =
            self.levels.ordered.iter().map(|level| format!("{}={}", level.acr, level.name)).collect();
        let required = self.levels.required_name().map(str::to_owned).or(self.levels.required.clone());
        let pairs = [
            ("uitgever", self.issuer.clone()),
            ("client", self.client_id.clone()),
            ("knop", self.label.clone()),
            ("niveaus", lines.join("\n")),
            ("niveau", required.unwrap_or_default()),
            ("bsn", self.bsn_claim.clone().unwrap_or_default()),
        ];
        pairs.map(|(field, value)| (field.to_owned(), value)).into()
    }

    /// What is wrong with them, by field; nothing when they may be used.
    pub fn refusals(&self) -> Vec<Refusal> {
        let levels = &self.levels;
        let known = levels.required.is_none() || !levels.enough().is_empty();
        let named = levels.ordered.iter().all(|level| !level.acr.trim().is_empty() && !level.name.trim().is_empty());
        [
            ("uitgever", (!is_safe(&self.issuer)).then_some(Code::UnsafeAddress)),
            ("client", line(&self.client_id, LONGEST_NAME).err()),
            ("knop", line(&self.label, LONGEST_LABEL).err()),
            ("niveaus", (!named).then_some(Code::Missing)),
            ("niveau", (!known).then_some(Code::NotAChoice)),
            ("bsn", self.bsn_claim.as_ref().and_then(|claim| line(claim, LONGEST_NAME).err())),
        ]
        .into_iter()
        .filter_map(|(field, code)| code.map(|code| Refusal::new(field, code)))
        .collect()
    }
}

/// Whether what is sent there stays between the two: over TLS, or not leaving this machine.
pub fn is_safe(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = !authority.is_empty()
        && !authority.contains(['@', '\\'])
        && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => host,
        _ => authority,
    };
    let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    is_plain && !host.is_empty() && (scheme == "https" || scheme == "http" && is_here)
}

named! {
    /// Why somebody who went to a provider is not in, for the sentence on the login page.
    Setback {
        /// They turned back there.
        Cancelled = "geannuleerd",
        /// They logged in at too low a level.
        TooLow = "niveau",
        /// Nobody here is known by this login.
        Unknown = "onbekend",
        /// They are no longer at this organisation.
        Ended = "beeindigd",
        /// It took too long, was done already, or began in another browser.
        Over = "verlopen",
        /// The provider cannot be reached, or what it says cannot be trusted.
        Trouble = "storing",
        /// While adding it to an account: it belongs to another one already.
        Taken = "bezet",
    }
}

named! {
    /// What is wrong with a provider that is tried out.
    Trouble {
        /// No connection: a wrong name, a closed door, a certificate that nobody vouches for.
        Unreachable = "onbereikbaar",
        /// Something else lives at this address.
        Absent = "afwezig",
        /// What it says of itself cannot be read.
        Unreadable = "onleesbaar",
        /// It calls itself something else than the organisation does.
        OtherIssuer = "andere-uitgever",
        /// It says not where codes are exchanged.
        NoTokens = "zonder-tokens",
    }
}

named! {
    /// How a login at a provider came to belong to an account.
    LinkedBy {
        Owner = "owner",
        Bsn = "bsn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(required: Option<&str>) -> Levels {
        let level = |(acr, name): (&str, &str)| Level { acr: acr.into(), name: name.into() };
        let ordered = [("urn:z", "Basis"), ("urn:m", "Midden"), ("urn:a", "Hoog")].map(level).into();
        Levels { ordered, required: required.map(Into::into) }
    }

    fn settings() -> Settings {
        Settings {
            issuer: "https://broker.voorbeeld.nl".into(),
            client_id: "portiek".into(),
            label: "DigiD".into(),
            levels: levels(Some("urn:m")),
            bsn_claim: Some("bsn".into()),
        }
    }

    #[test]
    fn a_level_is_compared_by_its_place_in_the_list_and_not_by_its_letters() {
        let outcomes = ["urn:z", "urn:m", "urn:a", "urn:M", "urn:b"].map(|acr| levels(Some("urn:m")).admit(Some(acr)));
        assert_eq!(outcomes, [false, true, true, false, false]);
        assert_eq!(levels(Some("urn:m")).required_name(), Some("Midden"));
    }

    #[test]
    fn a_login_without_a_level_is_too_low_where_one_is_asked() {
        assert!(!levels(Some("urn:z")).admit(None));
        assert!(levels(None).admit(None) && levels(None).admit(Some("urn:z")));
        assert!(!levels(Some("urn:weg")).admit(Some("urn:weg")), "a level that is not in the list admits nobody");
    }

    #[test]
    fn only_this_machine_is_spoken_to_without_tls() {
        for safe in [
            "https://a.nl",
            "https://a.nl:8443/realms/x",
            "http://localhost:9998",
            "http://127.0.0.1",
            "http://[::1]:9/x",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_one in [
            "http://a.nl",
            "http://localhost.kwaad.nl",
            "http://localhost@kwaad.nl",
            "http://localhost:9@kwaad.nl",
            "http://localhost\\@kwaad.nl",
            "ftp://localhost",
            "https://",
            "https://:443",
            "javascript:alert(1)",
            "https://a .nl",
            "https://a\0.nl",
            "",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
    }

    #[test]
    fn a_form_reads_back_what_it_shows_and_takes_a_level_by_its_name_or_its_acr() {
        for required in [Some("urn:m"), None] {
            let settings = Settings { levels: levels(required), ..settings() };
            assert_eq!(Settings::parse(&settings.values()), settings);
        }
        let mut typed = settings().values();
        assert_eq!(typed.get("niveau").map(String::as_str), Some("Midden"));
        typed.insert("niveau".into(), " urn:m ".into());
        typed.insert("niveaus".into(), " urn:z = Basis\r\n\r\nurn:m=Midden\nurn:a=Hoog\n".into());
        assert_eq!(Settings::parse(&typed), settings());
        typed.insert("niveau".into(), "Zeker".into());
        assert_eq!(Settings::parse(&typed).refusals(), [Refusal::new("niveau", Code::NotAChoice)]);
    }

    #[test]
    fn what_is_wrong_with_settings_is_said_by_field() {
        assert_eq!(settings().refusals(), []);
        let wrong = Settings {
            issuer: "http://a.nl".into(),
            client_id: " ".into(),
            label: String::new(),
            levels: levels(Some("urn:weg")),
            bsn_claim: Some(String::new()),
        };
        let fields: Vec<String> = wrong.refusals().into_iter().map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["uitgever", "client", "knop", "niveau", "bsn"]);
    }
}
