//! Burgerservicenummers, where an organisation keeps them (S16). Never shown whole: not in a log, not in a debug print.

use std::fmt;

/// Nine digits that pass the eleven-test.
#[derive(Clone, PartialEq, Eq)]
pub struct Bsn(String);

/// What each digit counts for; the last one against the others.
const WEIGHTS: [i32; 9] = [9, 8, 7, 6, 5, 4, 3, 2, -1];

impl Bsn {
    /// As people and providers write it: with dots or spaces, or with the leading zero left out. None when it is none.
    pub fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed.trim().chars().filter(|c| !matches!(c, '.' | ' ' | '-')).collect();
        let digits = if plain.len() == 8 { format!("0{plain}") } else { plain };
        let figures: Vec<i32> = digits.chars().filter_map(|c| c.to_digit(10)?.try_into().ok()).collect();
        let is_number = digits.len() == 9 && figures.len() == 9 && figures.iter().any(|figure| *figure != 0);
        let sum: i32 = figures.iter().zip(WEIGHTS).map(|(figure, weight)| figure * weight).sum();
        (is_number && sum % 11 == 0).then_some(Self(digits))
    }

    /// The nine digits: for sealing and for finding by keyed hash only.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(•••••••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s16_a_number_passes_the_eleven_test_however_it_is_written() {
        for typed in ["999990019", " 9999.90.019", "999 990 019", "010464554", "10464554"] {
            assert!(Bsn::parse(typed).is_some(), "{typed}");
        }
        assert_eq!(Bsn::parse("10464554"), Bsn::parse("010464554"));
    }

    #[test]
    fn s16_what_fails_the_eleven_test_is_no_number() {
        for typed in ["999990018", "000000000", "", "9999900190", "99999001", "99999001x", "٩٩٩٩٩٠٠١٩"] {
            assert!(Bsn::parse(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn s16_a_debug_print_does_not_tell_it() {
        assert_eq!(format!("{:?}", Bsn::parse("999990019")), "Some(Bsn(•••••••••))");
    }
}
