//! Mobile numbers: as people write them, and as gateways for SMS want them (E.164).

use crate::unicode;

/// How many digits, those of the country included (E.164 allows 15; the shortest in use have 8).
const LENGTH: std::ops::RangeInclusive<usize> = 8..=15;

/// `06-1234 5600` as `+31612345600`; a number of another country when it begins with + or 00. None when it is no
/// number, or one in the Netherlands that is no mobile.
pub fn e164(typed: &str) -> Option<String> {
    let typed: String = unicode::plain(typed).replace("(0)", "");
    let mut digits = String::new();
    for (place, c) in typed.trim().chars().enumerate() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if place == 0 => digits.push_str("00"),
            ' ' | '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            _ => return None,
        }
    }
    let number = match digits.strip_prefix("00") {
        Some(abroad) => abroad.to_owned(),
        None => format!("31{}", digits.strip_prefix('0')?),
    };
    let is_mobile = match number.strip_prefix("31") {
        Some(national) => national.len() == 9 && national.starts_with('6'),
        None => !number.starts_with('0'),
    };
    (is_mobile && LENGTH.contains(&number.len())).then(|| format!("+{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dutch_mobile_is_understood_however_it_is_written() {
        for typed in [
            "06-1234 5600",
            "0612345600",
            " 06 12 34 56 00 ",
            "06.12.34.56.00",
            "06\u{2011}12345600",
            "(06) 12345600",
            "+31612345600",
            "+31 6 1234 5600",
            "+31 (0)6 12345600",
            "0031 6 12345600",
            "０６１２３４５６００",
        ] {
            assert_eq!(e164(typed).as_deref(), Some("+31612345600"), "{typed}");
        }
    }

    #[test]
    fn other_countries_keep_their_own() {
        assert_eq!(e164("+32 470 12 34 56").as_deref(), Some("+32470123456"));
        assert_eq!(e164("0049 1512 3456789").as_deref(), Some("+4915123456789"));
    }

    #[test]
    fn what_is_no_mobile_number_is_none() {
        for typed in [
            "",
            "06",
            "06-1234 560",
            "06-1234 56000",
            "088 123 45 60",
            "020-1234567",
            "+31 20 1234567",
            "612345600",
            "+0612345600",
            "+3261",
            "+1234567890123456",
            "06+12345600",
            "06-1234 560o",
            "06-1234\u{200b}5600",
            "karen@voorbeeld.nl",
        ] {
            assert_eq!(e164(typed), None, "{typed}");
        }
    }
}
