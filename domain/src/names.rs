//! People's names, as Dutch administrations keep them (R64): initials, first name, infix, last name.

use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    pub initials: String,
    pub first: String,
    pub infix: String,
    pub last: String,
}

impl PersonName {
    /// Two letters for beside a message (R30): of the first and the last name.
    pub fn badge(&self) -> String {
        let given = if self.first.is_empty() { &self.initials } else { &self.first };
        [given, &self.last].iter().filter_map(|part| part.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// Two letters for who did something, as the source has them (R49): of the whole last name where it has an infix
    /// ("VK" for van Kesteren), else as beside a message.
    pub fn doer(&self) -> String {
        if self.infix.is_empty() {
            return self.badge();
        }
        [&self.infix, &self.last].iter().filter_map(|part| part.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// The name somebody is greeted by: "Gerard".
    pub fn given(&self) -> &str {
        if self.first.is_empty() { &self.initials } else { &self.first }
    }
}

/// The full name: "Gerard van Kesteren".
impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [self.given(), &self.infix, &self.last];
        let mut parts = parts.iter().filter(|part| !part.is_empty());
        if let Some(first) = parts.next() {
            f.write_str(first)?;
        }
        parts.try_for_each(|part| write!(f, " {part}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_has_its_infix_and_its_badge_has_not() {
        let name =
            PersonName { first: "Gerard".into(), infix: "van".into(), last: "Kesteren".into(), ..Default::default() };
        assert_eq!((name.to_string(), name.badge()), ("Gerard van Kesteren".into(), "GK".into()));
        assert_eq!(name.doer(), "VK");
    }

    #[test]
    fn without_a_first_name_the_initials_serve() {
        let name = PersonName { initials: "F".into(), last: "Grashoff".into(), ..Default::default() };
        assert_eq!((name.to_string(), name.badge()), ("F Grashoff".into(), "FG".into()));
    }
}
