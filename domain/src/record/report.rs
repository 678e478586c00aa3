//! Verslag: what was said in a session, for the client to read (R50).

use super::composition::{Composed, CompositionKind};
use crate::{
    audit::Kind,
    refusal::{Code, Refusal},
    text,
};
use serde::{Deserialize, Serialize};

/// Characters of a report.
pub const TEXT: usize = 10_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionReport {
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
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let text = text::within(typed, TEXT).map_err(|code: Code| Refusal::new("tekst", code))?;
        Ok(Self { text: text.trim().to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r50_a_report_has_words_and_ten_thousand_characters_at_most() {
        assert!(SessionReport::parse(&"é".repeat(TEXT)).is_ok());
        let refused = |typed: &str| SessionReport::parse(typed).map_err(|refusal| refusal.code);
        assert_eq!(refused(&"é".repeat(TEXT + 2)), Err(Code::TooLong { by: 2 }));
        assert_eq!(refused(" \n"), Err(Code::Missing));
    }
}
