//! What goes wrong is told in one English sentence, remedy included: there is nobody to match on it.

use std::fmt::Display;

pub type Outcome<T = ()> = Result<T, String>;

pub trait OrSay<T> {
    /// Puts a sentence in front of the cause.
    fn or_say(self, sentence: impl Display) -> Outcome<T>;
}

impl<T, E: Display> OrSay<T> for Result<T, E> {
    fn or_say(self, sentence: impl Display) -> Outcome<T> {
        self.map_err(|cause| format!("{sentence}: {cause:#}."))
    }
}
