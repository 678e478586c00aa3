//! The rules that hold for one person, and which of them a password breaks.

use super::LONGEST;
use crate::text::search_key;
use serde::{Deserialize, Serialize};

/// The shortest part of a name that may not be in a password.
const SHORTEST_PART: usize = 3;
/// The shortest word of an organisation that counts: shorter ones are in too many other words.
pub(super) const SHORTEST_WORD: usize = 4;

/// One thing that is asked of a password; the Dutch sentence is the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// At least so many characters.
    Length(u32),
    /// At least so many capitals.
    Upper(u32),
    Lower(u32),
    /// Of 0 to 9.
    Digits(u32),
    /// Characters of at least so many of the four classes.
    Classes(u32),
    /// No part of the name or user name.
    NoName,
    /// None of the commonest leaked passwords.
    NotLeaked,
    /// No word that belongs to the organisation.
    NoWord,
    /// None of somebody's latest so many.
    NotUsed(u32),
    /// Not longer than can be kept.
    NotTooLong,
}

/// What is asked of one person's password: the strictest of all organisations they are at (D23).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub length: u32,
    pub upper: u32,
    pub lower: u32,
    pub digits: u32,
    pub classes: u32,
    pub no_name: bool,
    pub history: u32,
}

/// What a password may not be made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Names, user names and mail addresses.
    pub names: Vec<String>,
    /// The organisations' own words.
    pub words: Vec<String>,
}

impl Rules {
    /// Both: somebody at two organisations meets the stricter of each rule.
    pub fn and(self, other: Self) -> Self {
        Self {
            length: self.length.max(other.length),
            upper: self.upper.max(other.upper),
            lower: self.lower.max(other.lower),
            digits: self.digits.max(other.digits),
            classes: self.classes.max(other.classes),
            no_name: self.no_name || other.no_name,
            history: self.history.max(other.history),
        }
    }

    /// All that is asked, in the order in which a page lists it.
    pub fn list(self, owner: &Owner) -> Vec<Rule> {
        let counted = [
            (self.length, Rule::Length as fn(u32) -> Rule),
            (self.upper, Rule::Upper),
            (self.lower, Rule::Lower),
            (self.digits, Rule::Digits),
            (self.classes, Rule::Classes),
        ];
        let mut rules: Vec<Rule> =
            counted.into_iter().filter(|(least, _)| *least > 0).map(|(least, rule)| rule(least)).collect();
        rules.extend(self.no_name.then_some(Rule::NoName));
        rules.push(Rule::NotLeaked);
        rules.extend((!owner.words.is_empty()).then_some(Rule::NoWord));
        rules.extend((self.history > 0).then_some(Rule::NotUsed(self.history)));
        rules
    }
}

impl Rule {
    /// Whether a password keeps this rule, as far as can be told without lists: leaked and used ones are looked up.
    pub fn holds(self, password: &str, owner: &Owner) -> bool {
        let classes = Classes::of(password);
        match self {
            Self::Length(least) => password.chars().count() >= least as usize,
            Self::Upper(least) => classes.upper >= least,
            Self::Lower(least) => classes.lower >= least,
            Self::Digits(least) => classes.digits >= least,
            Self::Classes(least) => classes.used() >= least,
            Self::NoName => !contains_any(password, parts(&owner.names, SHORTEST_PART)),
            Self::NoWord => !contains_any(password, parts(&owner.words, SHORTEST_WORD)),
            Self::NotTooLong => password.chars().count() <= LONGEST,
            Self::NotLeaked | Self::NotUsed(_) => true,
        }
    }
}

/// How many characters of each class a password has (R9).
#[derive(Default)]
struct Classes {
    upper: u32,
    lower: u32,
    digits: u32,
    other: u32,
}

impl Classes {
    fn of(password: &str) -> Self {
        let mut classes = Self::default();
        for c in password.chars() {
            match c {
                _ if c.is_uppercase() => classes.upper += 1,
                _ if c.is_lowercase() => classes.lower += 1,
                '0'..='9' => classes.digits += 1,
                _ if !c.is_alphabetic() => classes.other += 1,
                _ => {}
            }
        }
        classes
    }

    fn used(&self) -> u32 {
        [self.upper, self.lower, self.digits, self.other].into_iter().map(|count| u32::from(count > 0)).sum()
    }
}

/// The parts of names that count: runs of letters, compared without case and accents.
fn parts(names: &[String], shortest: usize) -> impl Iterator<Item = String> {
    let runs = |name: &String| -> Vec<String> {
        search_key(name).split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect()
    };
    names.iter().flat_map(runs).filter(move |part| part.chars().count() >= shortest)
}

fn contains_any(password: &str, mut parts: impl Iterator<Item = String>) -> bool {
    let key = search_key(password);
    parts.any(|part| key.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::password::{PasswordPolicy, Preset};

    /// Which rules of a preset a password breaks, without a second factor, for Karen Test at "De Linde".
    fn broken(preset: Preset, password: &str) -> Vec<Rule> {
        let owner = Owner {
            names: ["Zoë", "van", "Test", "zoe.test@voorbeeld.nl", "fgrashoff11"].map(Into::into).into(),
            words: vec!["De Linde".into()],
        };
        let rules = PasswordPolicy::preset(preset).rules(false).list(&owner);
        rules.into_iter().filter(|rule| !rule.holds(password, &owner)).collect()
    }

    #[test]
    fn d1_the_three_presets_at_their_exact_boundaries() {
        use Preset::{Modern, Patient, Portero};
        let table: [(Preset, &str, &[Rule]); 22] = [
            // R8: at least 10 characters, 1 capital, 1 small letter, 2 digits.
            (Patient, "Abcdefgh12", &[]),
            (Patient, "Abcdefg12", &[Rule::Length(10)]),
            (Patient, "abcdefgh12", &[Rule::Upper(1)]),
            (Patient, "ABCDEFGH12", &[Rule::Lower(1)]),
            (Patient, "Abcdefghi1", &[Rule::Digits(2)]),
            (Patient, "Ébcdefgh12", &[]),
            (Patient, "Abcdefgh1٢", &[Rule::Digits(2)]),
            // R9: at least 8, characters from at least 3 of the 4 classes, no part of the name from 3 letters on.
            (Portero, "Abcdef12", &[]),
            (Portero, "Abcde12", &[Rule::Length(8)]),
            (Portero, "abcdef1!", &[]),
            (Portero, "ABCDEF1!", &[]),
            (Portero, "Abcdefg!", &[]),
            (Portero, "Abcdefgh", &[Rule::Classes(3)]),
            (Portero, "abcdef12", &[Rule::Classes(3)]),
            (Portero, "Abcdef1 ", &[]),
            (Portero, "zOE-qrs12", &[Rule::NoName]),
            (Portero, "Mijn-Tést1", &[Rule::NoName]),
            (Portero, "Vanille-12", &[Rule::NoName]),
            (Portero, "FGRASHOFF-12", &[Rule::NoName]),
            // Modern: 15 characters of any kind.
            (Modern, "abcdefghijklmno", &[]),
            (Modern, "abcdefghijklmn", &[Rule::Length(15)]),
            (Modern, "onder de linde boom", &[Rule::NoWord]),
        ];
        for (preset, password, expected) in table {
            assert_eq!(broken(preset, password), expected, "{preset:?} {password}");
        }
    }

    #[test]
    fn d1_with_a_second_factor_modern_asks_twelve() {
        let rules = PasswordPolicy::preset(Preset::Modern).rules(true);
        assert_eq!(rules.list(&Owner::default())[0], Rule::Length(12));
        assert!(Rule::Length(12).holds("twaalf tekens", &Owner::default()));
        assert!(!Rule::Length(12).holds("elf tekens.", &Owner::default()));
    }

    #[test]
    fn d23_somebody_at_two_organisations_meets_the_stricter_of_each_rule() {
        let both = PasswordPolicy::preset(Preset::Patient).rules(false);
        let both = both.and(PasswordPolicy::preset(Preset::Portero).rules(false));
        assert_eq!((both.length, both.digits, both.classes, both.no_name, both.history), (10, 2, 3, true, 12));
    }

    #[test]
    fn characters_count_once_however_many_bytes_they_take() {
        assert!(Rule::Length(3).holds("é👩ü", &Owner::default()));
        assert!(!Rule::NotTooLong.holds(&"x".repeat(LONGEST + 1), &Owner::default()));
    }
}
