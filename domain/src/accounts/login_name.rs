//! Inlognaam: made from a name, never changed and never used again (R66, D25).

use crate::{names::PersonName, text};

/// A name of symbols only still gets a login name.
const OF_NOBODY: &str = "gebruiker";
const LONGEST_STEM: usize = 40;

/// What all login names of people with this name begin with: first letters and last name, in plain small letters
/// ("fgrashoff").
pub fn stem(name: &PersonName) -> String {
    let given = if name.initials.trim().is_empty() { first_letters(&name.first) } else { name.initials.clone() };
    let stem: String = text::search_key(&format!("{given}{}", name.last)).chars().flat_map(plain).collect();
    let stem: String = stem.chars().take(LONGEST_STEM).collect();
    if stem.is_empty() { OF_NOBODY.into() } else { stem }
}

/// The login name with the number after the highest one in use.
pub fn numbered<'a>(stem: &str, taken: impl IntoIterator<Item = &'a str>) -> String {
    let number = |name: &str| name.strip_prefix(stem).and_then(|number| number.parse::<u64>().ok());
    let highest = taken.into_iter().filter_map(number).max().unwrap_or(0);
    format!("{stem}{}", highest + 1)
}

fn first_letters(names: &str) -> String {
    names.split_whitespace().filter_map(|name| name.chars().next()).collect()
}

/// Letters that have no accent to lose are written as Dutch keyboards write them; what is no letter goes.
fn plain(c: char) -> impl Iterator<Item = char> {
    let letters = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        _ => "",
    };
    letters.chars().chain(Some(c).filter(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(initials: &str, first: &str, infix: &str, last: &str) -> PersonName {
        let [initials, first, infix, last] = [initials, first, infix, last].map(str::to_owned);
        PersonName { initials, first, infix, last }
    }

    #[test]
    fn r66_a_login_name_is_first_letters_and_last_name() {
        assert_eq!(stem(&name("F", "", "", "Grashoff")), "fgrashoff");
        assert_eq!(stem(&name("", "Anne Marie", "van der", "Berg-Jansen")), "ambergjansen");
        assert_eq!(stem(&name("J.Ø.", "", "", "Łukasiewicz")), "jolukasiewicz");
        assert_eq!(stem(&name("Ç", "", "", "Groß O'Neill")), "cgrossoneill");
        assert_eq!(stem(&name("", "", "", "王")), "gebruiker");
    }

    #[test]
    fn d25_the_number_is_one_more_than_ever_used() {
        assert_eq!(numbered("fgrashoff", []), "fgrashoff1");
        assert_eq!(numbered("fgrashoff", ["fgrashoff2", "fgrashoff11", "fgrashoffer99", "fgrashoff"]), "fgrashoff12");
    }
}
