//! Words that an organisation's passwords may not hold (D1): its name, its street, its product.

use super::rules::SHORTEST_WORD;
use crate::refusal::Code;

/// The most words that are kept.
const MOST: usize = 200;
const LONGEST: usize = 60;

/// One word or name per line; empty lines and repetitions go.
pub fn refused_words(typed: &str) -> Result<Vec<String>, Code> {
    let mut words: Vec<String> = Vec::new();
    for word in typed.lines().map(str::trim).filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if word.chars().any(char::is_control) {
            return Err(Code::Unstorable);
        }
        if word.split(|c: char| !c.is_alphanumeric()).all(|part| part.chars().count() < SHORTEST_WORD) {
            return Err(Code::TooShort { least: SHORTEST_WORD });
        }
        if length > LONGEST {
            return Err(Code::TooLong { by: length - LONGEST });
        }
        if !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            words.push(word.to_owned());
        }
    }
    if words.len() > MOST { Err(Code::TooMany { most: MOST }) } else { Ok(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_word_and_none_is_kept_twice() {
        assert_eq!(
            refused_words(" De Linde \r\n\r\nde linde\npraktijk"),
            Ok(vec!["De Linde".into(), "praktijk".into()])
        );
        assert_eq!(refused_words(" \n"), Ok(Vec::new()));
    }

    #[test]
    fn words_that_would_never_count_or_do_not_fit_are_refused() {
        assert_eq!(refused_words("Linde\nde wal"), Err(Code::TooShort { least: SHORTEST_WORD }));
        assert_eq!(refused_words(&"a".repeat(61)), Err(Code::TooLong { by: 1 }));
        let many: String = (0..201).map(|number| format!("woord{number}\n")).collect();
        assert_eq!(refused_words(&many), Err(Code::TooMany { most: 200 }));
    }
}
