//! Inloggen met …: OpenID Connect at a provider of an organisation's own choice, DigiD through a broker for example,
//! and at which level one must have logged in there (`acr`).

use crate::{
    actor::named,
    refusal::{Code, Refusal},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long somebody may take at the provider.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);

const LONGEST_LABEL: usize = 40;

/// A level of logging in that a provider has (betrouwbaarheidsniveau).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What the provider calls it: a URN, compared to the letter.
    pub acr: String,
    /// What people call it: "Substantieel".
    pub name: String,
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
    /// What is wrong with them, by field; nothing when they may be used.
    pub fn refusals(&self) -> Vec<Refusal> {
        let levels = &self.levels;
        let known = levels.required.is_none() || !levels.enough().is_empty();
        let named = levels.ordered.iter().all(|level| !level.acr.trim().is_empty() && !level.name.trim().is_empty());
        [
            ("uitgever", (!is_safe(&self.issuer)).then_some(Code::UnsafeAddress)),
            ("client", self.client_id.trim().is_empty().then_some(Code::Missing)),
            ("naam", crate::text::within(&self.label, LONGEST_LABEL).err()),
            ("niveaus", (!named).then_some(Code::Missing)),
            ("niveau", (!known).then_some(Code::NotAChoice)),
            ("bsn", self.bsn_claim.as_ref().is_some_and(|claim| claim.trim().is_empty()).then_some(Code::Missing)),
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
    let is_plain = !authority.is_empty() && !authority.contains(['@', '\\']) && !address.contains(char::is_whitespace);
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
            "",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
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
        assert_eq!(fields, ["uitgever", "client", "naam", "niveau", "bsn"]);
    }
}
