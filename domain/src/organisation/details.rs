//! Gegevens: what an organisation is called and how it is reached.

use super::Values;
use crate::{
    mail,
    refusal::{Code, Refusal},
    text,
};
use serde::{Deserialize, Serialize};

/// The crisis number stands above every composer to care, so it is required (S13).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub name: String,
    /// As its portals and letters call it.
    pub display_name: String,
    pub phone: String,
    pub crisis_phone: String,
    /// Its letters come from noreply@ this, and its people's addresses are within it; empty when it has none.
    pub mail_domain: String,
}

const LONGEST_NAME: usize = 120;
/// Has to fit above the menu.
const LONGEST_DISPLAY_NAME: usize = 40;
const LONGEST_PHONE: usize = 20;
/// The shortest number there is to call: 112.
const SHORTEST_PHONE: usize = 3;

impl Details {
    pub fn parse(typed: &Values) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut field = |name: &str, check: fn(&str) -> Result<String, Code>| {
            let checked = check(typed.get(name).map_or("", String::as_str));
            checked.unwrap_or_else(|code| {
                refusals.push(Refusal::new(name, code));
                String::new()
            })
        };
        let details = Self {
            name: field("naam", |typed| line(typed, LONGEST_NAME)),
            display_name: field("weergavenaam", |typed| line(typed, LONGEST_DISPLAY_NAME)),
            phone: field("telefoon", phone),
            crisis_phone: field("crisisnummer", phone),
            mail_domain: field("maildomein", domain),
        };
        if refusals.is_empty() { Ok(details) } else { Err(refusals) }
    }

    pub fn values(&self) -> Values {
        let pairs = [
            ("naam", &self.name),
            ("weergavenaam", &self.display_name),
            ("telefoon", &self.phone),
            ("crisisnummer", &self.crisis_phone),
            ("maildomein", &self.mail_domain),
        ];
        pairs.map(|(field, value)| (field.to_owned(), value.clone())).into()
    }

    /// Whether a mail address is within the organisation's own domain, where it has one.
    pub fn has_mail(&self, address: &str) -> bool {
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.mail_domain.is_empty() || domain.eq_ignore_ascii_case(&self.mail_domain)
    }
}

/// One line of text, without outer space.
pub(crate) fn line(typed: &str, longest: usize) -> Result<String, Code> {
    let line = text::within(typed.trim(), longest)?;
    if line.chars().any(char::is_control) { Err(Code::Unstorable) } else { Ok(line) }
}

/// A number that can be called.
pub(super) fn phone(typed: &str) -> Result<String, Code> {
    let phone = line(typed, LONGEST_PHONE)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let reads = phone.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    if reads && digits >= SHORTEST_PHONE { Ok(phone) } else { Err(Code::NotAPhone) }
}

fn domain(typed: &str) -> Result<String, Code> {
    let typed = typed.trim().trim_start_matches('@').to_ascii_lowercase();
    if typed.is_empty() || mail::is_domain(&typed) { Ok(typed) } else { Err(Code::NotADomain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(change: (&str, &str)) -> Values {
        let details = Details {
            name: "GGZ-praktijk De Linde".into(),
            display_name: "De Linde".into(),
            phone: "088 123 45 60".into(),
            crisis_phone: "112".into(),
            mail_domain: "delinde.nl".into(),
        };
        let mut values = details.values();
        values.insert(change.0.into(), change.1.into());
        values
    }

    fn refused(field: &str, value: &str) -> Option<Code> {
        let refusals = Details::parse(&typed((field, value))).err()?;
        assert_eq!((refusals.len(), refusals[0].field.as_str()), (1, field));
        Some(refusals[0].code.clone())
    }

    #[test]
    fn details_come_back_as_they_were_typed_without_outer_space() {
        let parsed = Details::parse(&typed(("naam", "  De Beuk "))).unwrap_or_default();
        assert_eq!((parsed.name.as_str(), parsed.phone.as_str()), ("De Beuk", "088 123 45 60"));
        assert_eq!(Details::parse(&parsed.values()), Ok(parsed));
    }

    #[test]
    fn s13_the_crisis_number_is_required_and_can_be_called() {
        assert_eq!(refused("crisisnummer", " "), Some(Code::Missing));
        assert_eq!(refused("crisisnummer", "11"), Some(Code::NotAPhone));
        assert_eq!(refused("crisisnummer", "bel de buren"), Some(Code::NotAPhone));
        assert_eq!(refused("crisisnummer", "+31 (0)88-123 45 67"), None);
    }

    #[test]
    fn a_name_is_one_line_that_fits() {
        assert_eq!(refused("weergavenaam", &"a".repeat(40)), None);
        assert_eq!(refused("weergavenaam", &"a".repeat(41)), Some(Code::TooLong { by: 1 }));
        assert_eq!(refused("naam", "De\nLinde"), Some(Code::Unstorable));
    }

    #[test]
    fn a_mail_domain_may_be_left_out_and_is_kept_small() {
        assert_eq!(refused("maildomein", ""), None);
        assert_eq!(refused("maildomein", "de linde"), Some(Code::NotADomain));
        let parsed = Details::parse(&typed(("maildomein", "@DeLinde.NL"))).unwrap_or_default();
        assert_eq!(parsed.mail_domain, "delinde.nl");
        assert!(parsed.has_mail("Anna@DELINDE.nl") && !parsed.has_mail("anna@nepdelinde.nl"));
        assert!(Details::default().has_mail("anna@elders.nl"));
    }
}
