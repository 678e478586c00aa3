//! Berichten: conversations (`gesprek`) between a client and the care team (R23-R30, D7, D22, D28).

use crate::{refusal::Code, text};
use serde::{Deserialize, Serialize};

/// The longest message in a `gesprek`, first one and replies alike (R26).
pub const LONGEST_MESSAGE: usize = 1000;
/// The longest subject.
pub const LONGEST_SUBJECT: usize = 100;
/// How much of the last message a list shows at most; the page cuts it to one line.
const PREVIEW: usize = 120;

/// The three lists of conversations (R24); `All` is the other two together (D28).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Folder {
    #[default]
    Inbox,
    Archive,
    All,
}

impl Folder {
    /// As it stands in the address: `/berichten/archief`.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Inbox => "",
            Self::Archive => "archief",
            Self::All => "alles",
        }
    }

    pub fn from_segment(segment: &str) -> Option<Self> {
        [Self::Inbox, Self::Archive, Self::All].into_iter().find(|folder| folder.segment() == segment)
    }
}

/// The text of a message: 1 to 1000 characters, line breaks normalised (R26, D22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    pub fn parse(typed: &str) -> Result<Self, Code> {
        text::within(typed, LONGEST_MESSAGE).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first words, on one line, for the list (R24).
    pub fn preview(&self) -> String {
        let mut words = self.0.split_whitespace();
        let mut preview: String = words.next().unwrap_or_default().chars().take(PREVIEW).collect();
        for word in words {
            if preview.chars().count() + 1 + word.chars().count() > PREVIEW {
                break;
            }
            preview.push(' ');
            preview.push_str(word);
        }
        preview
    }
}

/// What a conversation is about (R25): one line, 1 to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(String);

impl Subject {
    pub fn parse(typed: &str) -> Result<Self, Code> {
        let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        text::within(&line, LONGEST_SUBJECT).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many characters are left of 1000; below zero is how many too many (D22).
pub fn characters_left(typed: &str) -> i64 {
    i64::try_from(LONGEST_MESSAGE).unwrap_or(i64::MAX) - i64::try_from(text::count(typed)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r26_d22_a_message_has_at_most_1000_characters_and_says_how_many_too_many() {
        let lines = "regel\r\n".repeat(200);
        assert_eq!(characters_left(&lines), -200);
        assert_eq!(Body::parse(&lines), Err(Code::TooLong { by: 200 }));
        assert!(Body::parse(&"\u{1f600}".repeat(1000)).is_ok());
    }

    #[test]
    fn r24_the_preview_is_the_first_words_on_one_line() {
        let body = Body::parse("  Dag Gerard,\r\n\r\nDat kan zeker\tik zal er zijn. ").map(|body| body.preview());
        assert_eq!(body, Ok("Dag Gerard, Dat kan zeker ik zal er zijn.".into()));
    }

    #[test]
    fn a_preview_never_cuts_a_word_unless_it_is_the_only_one() {
        let long = "w".repeat(300);
        assert_eq!(Body::parse(&long).map(|b| b.preview().chars().count()), Ok(PREVIEW));
        assert_eq!(Body::parse(&format!("kort {long}")).map(|b| b.preview()), Ok("kort".into()));
    }

    #[test]
    fn r25_a_subject_is_one_line() {
        assert_eq!(Subject::parse(" Mijn \r\n vraag ").map(|s| s.0), Ok("Mijn vraag".into()));
        assert_eq!(Subject::parse("\n"), Err(Code::Missing));
    }

    #[test]
    fn folders_are_found_by_their_place_in_the_address() {
        assert_eq!(Folder::from_segment("archief"), Some(Folder::Archive));
        assert_eq!(Folder::from_segment("prullenbak"), None);
    }
}
