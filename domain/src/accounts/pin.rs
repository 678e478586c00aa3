//! Pincodes: 4 to 6 digits that sign (R16, R17), none that somebody who knows their owner would try first (D27).

use crate::refusal::Code;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, ops::RangeInclusive};

/// How many digits a PIN has.
pub const LENGTH: RangeInclusive<usize> = 4..=6;
/// Wrong tries after which the second factor is asked.
pub const TRIES: i32 = 5;

/// Why a PIN is too easy to guess (D27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trivial {
    /// One digit, repeated.
    Repeated,
    /// Up or down by one.
    Run,
    /// The owner's birth date or year.
    Birth,
}

/// Whether somebody can sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    NotChosen,
    Ready,
    /// Too many wrong tries: the second factor comes first.
    Locked,
}

/// A PIN as it was typed: so many digits, whatever they are. Not shown by `Debug`, so that no log has it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// From what was typed; spaces do not count, anything else than 0 to 9 is refused.
    pub fn parse(typed: &str) -> Result<Self, Code> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.is_empty() {
            Err(Code::Missing)
        } else if digits.bytes().all(|byte| byte.is_ascii_digit()) && LENGTH.contains(&digits.len()) {
            Ok(Self(digits))
        } else {
            Err(Code::NotAPin)
        }
    }

    /// One to sign with from now on, of somebody who was born on these days, if that is known.
    pub fn choose(typed: &str, born: &[NaiveDate]) -> Result<Self, Code> {
        let pin = Self::parse(typed)?;
        pin.trivial(born).map_or(Ok(pin), |why| Err(Code::TrivialPin(why)))
    }

    pub fn digits(&self) -> &str {
        &self.0
    }

    fn trivial(&self, born: &[NaiveDate]) -> Option<Trivial> {
        if self.steps_by(0) {
            Some(Trivial::Repeated)
        } else if self.steps_by(1) || self.steps_by(9) {
            Some(Trivial::Run)
        } else {
            born.iter().any(|day| spellings(*day).contains(&self.0)).then_some(Trivial::Birth)
        }
    }

    /// Whether each digit is so much more than the one before. After 9 comes 0, as on a telephone: 7890 is a run.
    fn steps_by(&self, step: u8) -> bool {
        let digits: Vec<u8> = self.0.bytes().map(|byte| byte - b'0').collect();
        digits.windows(2).all(|pair| (pair[0] + step) % 10 == pair[1])
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Every usual way to write a birth date or a part of it in 4 to 6 digits: day, month and year in any order, with
/// two digits or without the leading zero, the year in two or four; and the year alone.
fn spellings(day: NaiveDate) -> BTreeSet<String> {
    let (year, month) = (day.year(), day.month());
    let days = [format!("{:02}", day.day()), day.day().to_string()];
    let months = [format!("{month:02}"), month.to_string()];
    let years = [format!("{year:04}"), format!("{:02}", year.rem_euclid(100))];
    let mut all = BTreeSet::from([years[0].clone()]);
    for (d, m) in days.iter().flat_map(|d| months.iter().map(move |m| (d, m))) {
        all.extend(orders(&[d, m]));
        for y in &years {
            all.extend([[d, y], [m, y]].iter().flat_map(orders));
            all.extend([[d, m, y], [m, d, y], [y, m, d], [y, d, m]].map(|three| three.map(String::as_str).concat()));
        }
    }
    all.retain(|text| LENGTH.contains(&text.len()));
    all
}

fn orders(two: &[&String; 2]) -> [String; 2] {
    [format!("{}{}", two[0], two[1]), format!("{}{}", two[1], two[0])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(typed: &str) -> Option<Code> {
        let born = NaiveDate::from_ymd_opt(1986, 3, 30);
        Pin::choose(typed, born.as_slice()).err()
    }

    #[test]
    fn r16_a_pin_has_four_to_six_digits() {
        for typed in ["24681", "2468", "246813", " 24 68 "] {
            assert_eq!(why(typed), None, "{typed}");
        }
        for typed in ["246", "2468135", "24a8", "-246", "2.468", "٢٤٦٨", "246８"] {
            assert_eq!(why(typed), Some(Code::NotAPin), "{typed}");
        }
        assert_eq!((why(""), why(" \u{a0}")), (Some(Code::Missing), Some(Code::Missing)));
    }

    #[test]
    fn d27_one_repeated_digit_is_too_easy() {
        for typed in ["0000", "55555", "999999"] {
            assert_eq!(why(typed), Some(Code::TrivialPin(Trivial::Repeated)), "{typed}");
        }
        assert_eq!((why("55556"), why("5655")), (None, None));
    }

    #[test]
    fn d27_runs_up_and_down_by_one_are_too_easy_past_nine_too() {
        for typed in ["1234", "4321", "345678", "987654", "0123", "7890", "0987", "89012", "210987"] {
            assert_eq!(why(typed), Some(Code::TrivialPin(Trivial::Run)), "{typed}");
        }
        for typed in ["1235", "12343", "24680", "135790", "8899"] {
            assert_eq!(why(typed), None, "{typed}");
        }
    }

    #[test]
    fn d27_the_birth_date_is_too_easy_however_it_is_written() {
        let written = [
            "3003", "0330", "1986", "300386", "033086", "860330", "863003", "0386", "8603", "3086", "8630", "031986",
            "198603", "301986", "198630", "30386", "33086", "86330", "31986", "19863",
        ];
        for typed in written {
            assert_eq!(why(typed), Some(Code::TrivialPin(Trivial::Birth)), "{typed}");
        }
        for typed in ["1987", "3004", "0430", "300387", "1985", "8686", "6891"] {
            assert_eq!(why(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_day_without_leading_zeros_is_spelled_both_ways() {
        let born = NaiveDate::from_ymd_opt(2005, 1, 7);
        for typed in ["0701", "070105", "7105", "2005", "20057", "712005", "0501"] {
            let refused = Pin::choose(typed, born.as_slice()).err();
            assert_eq!(refused, Some(Code::TrivialPin(Trivial::Birth)), "{typed}");
        }
        assert!(Pin::choose("50701", born.as_slice()).is_ok(), "nobody writes a year with one digit");
    }

    #[test]
    fn without_a_known_birth_date_no_date_is_refused() {
        assert!(Pin::choose("1986", &[]).is_ok());
    }

    #[test]
    fn a_pin_is_in_no_log() {
        assert_eq!(Pin::parse("24680").map(|pin| format!("{pin:?}")), Ok("Pin(…)".into()));
    }
}
