//! Text that people type: normalised and counted alike in browser and server (D22).

use crate::{refusal::Code, unicode};

/// Line breaks as one character each. A browser counts `\n` and submits `\r\n`.
pub fn normalise_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// How many characters somebody typed: Unicode scalar values after line breaks are normalised (D22).
pub fn count(text: &str) -> usize {
    let pairs = text.matches("\r\n").count();
    text.chars().count() - pairs
}

/// The text with normalised line breaks, or why it cannot be accepted.
pub fn within(text: &str, limit: usize) -> Result<String, Code> {
    let text = normalise_breaks(text);
    let length = count(&text);
    if text.trim().is_empty() {
        Err(Code::Missing)
    } else if text.contains('\0') {
        Err(Code::Unstorable)
    } else if length > limit {
        Err(Code::TooLong { by: length - limit })
    } else {
        Ok(text)
    }
}

/// The key by which text is compared and searched: without accents, in small letters, without outer space.
pub fn search_key(text: &str) -> String {
    unicode::plain(text.trim()).chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_counts_once_however_it_is_sent() {
        assert_eq!((count("a\r\nb"), count("a\nb"), count("a\rb")), (3, 3, 3));
        assert_eq!(within("a\r\nb\rc", 5), Ok("a\nb\nc".into()));
    }

    #[test]
    fn emoji_and_combining_marks_count_per_scalar_value() {
        assert_eq!(count("👩‍👩‍👧"), 5);
        assert_eq!(count("e\u{301}"), 2);
    }

    #[test]
    fn exactly_the_limit_passes_and_one_more_says_how_many() {
        assert!(within(&"é".repeat(1000), 1000).is_ok());
        assert_eq!(within(&"é".repeat(1012), 1000), Err(Code::TooLong { by: 12 }));
    }

    #[test]
    fn nothing_but_space_is_missing() {
        assert_eq!(within(" \r\n\u{a0}", 10), Err(Code::Missing));
        assert_eq!(within("a\0", 10), Err(Code::Unstorable));
    }

    #[test]
    fn search_keys_know_no_case_and_no_accents() {
        assert_eq!(search_key(" José ÅNGSTRÖM "), "jose angstrom");
    }
}
