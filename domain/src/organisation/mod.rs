//! What an organisation is to its people: its details and modules, what it asks of who logs in, and the texts it
//! publishes (S9, S15).

mod desk;
mod details;
mod invited;
mod modules;
mod settings;

pub use desk::values as desk_values;
pub use details::Details;
pub(crate) use details::line;
pub use invited::{Invited, reason};
pub use modules::Module;
pub(crate) use settings::whole_number;
pub use settings::{Section, Setting, Values};

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
