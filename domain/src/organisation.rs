//! What an organisation tells its people: privacy statement and terms (S15).

use crate::actor::named;
use serde::{Deserialize, Serialize};

named! {
    /// A text that an organisation publishes.
    TextKind {
        /// "Privacyverklaring": what happens with people's data.
        Privacy = "privacy",
        /// "Gebruiksvoorwaarden": agreed to at activation.
        Terms = "terms",
    }
}

/// The most characters of such a text.
pub const LONGEST_TEXT: usize = 100_000;
