//! Verslag: what was said in a session, for the client to read (R50).

use super::{
    composition::{Composed, CompositionKind},
    overview::optional,
};
use crate::{
    audit::Kind,
    refusal::{Code, Refusal},
    text,
};
use serde::{Deserialize, Serialize};

/// Characters of a title.
const TITLE: usize = 100;
/// Characters of a report.
pub const TEXT: usize = 10_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionReport {
    /// Empty where the appointment's own kind says enough.
    pub title: String,
    pub text: String,
}

impl Composed for SessionReport {
    const KIND: CompositionKind = CompositionKind::SessionReport;
    const READ: Kind = Kind::SessionReportRead;
    const SAVED: Kind = Kind::SessionReportSaved;
    const PUBLISHED: Kind = Kind::SessionReportPublished;
}

impl SessionReport {
    /// # Errors
    /// Nothing was written, too much, or what cannot be kept.
    pub fn parse(title: &str, text: &str) -> Result<Self, Vec<Refusal>> {
        let refused = |field: &'static str| move |code: Code| Refusal::new(field, code);
        let title = optional(title, TITLE).map_err(refused("titel"));
        let text = text::within(text, TEXT).map_err(refused("tekst"));
        match (title, text) {
            (Ok(title), Ok(text)) => Ok(Self { title, text: text.trim().to_owned() }),
            (title, text) => Err(title.err().into_iter().chain(text.err()).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r50_a_report_has_words_and_ten_thousand_characters_at_most() {
        assert!(SessionReport::parse("", &"é".repeat(TEXT)).is_ok());
        let refused = |title: &str, text: &str| SessionReport::parse(title, text).unwrap_err();
        let too_long = |field: &str| Refusal::new(field, Code::TooLong { by: 2 });
        let both = refused(&"x".repeat(TITLE + 2), &"é".repeat(TEXT + 2));
        assert_eq!(both, [too_long("titel"), too_long("tekst")]);
        assert_eq!(refused("Diagnose", " \n"), [Refusal::new("tekst", Code::Missing)]);
    }
}
