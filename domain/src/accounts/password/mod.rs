//! Wachtwoorden: what an organisation asks of them, and which of its rules a password breaks (D1, R8-R11). The same
//! code ticks the rules off while somebody types and refuses on the server.

pub mod expiry;
mod leaked;
mod own_words;
mod policy;
mod rules;

pub use leaked::{Leaked, beginning, list};
pub use own_words::refused_words;
pub use policy::{PasswordPolicy, Preset};
pub use rules::{Owner, Rule, Rules};

use crate::unicode;

/// The longest password, in characters: long enough for any sentence, short enough to hash.
pub const LONGEST: usize = 200;

/// A password as it is hashed: the same characters however a keyboard composes them.
pub fn normalise(typed: &str) -> String {
    unicode::composed(typed)
}
