//! Why something that was asked is not done: a field and a code, never somebody's text.
//! The Dutch sentence is the page's; the code travels, is kept and is tested.

use crate::accounts::password::Rule;
use serde::{Deserialize, Serialize};

/// One field that is not right, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The name of the form's field.
    pub field: String,
    pub code: Code,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Code {
    /// Nothing was filled in.
    Missing,
    /// Longer than allowed, by so many characters (D22).
    TooLong { by: usize },
    /// Holds a character that cannot be kept (U+0000).
    Unstorable,
    /// Not one of the choices offered.
    NotAChoice,
    /// Not a day of the calendar.
    NotADay,
    /// The last day of a period lies before its first.
    EndsBeforeItBegins,
    /// Login: name and password do not belong together.
    WrongLogin,
    /// Login: too many tries; wait so many seconds.
    Wait { seconds: i64 },
    /// Login: the code is wrong; so many tries are left.
    WrongCode { left: i32 },
    /// Login: the code is no longer valid.
    CodeExpired,
    /// A new password breaks this rule (D1).
    BreaksRule(Rule),
    /// The current password is wrong.
    WrongPassword,
    /// Not a telephone number.
    NoPhone,
    /// An address that is neither https nor on this machine.
    UnsafeAddress,
    /// The page was made for another person or organisation than it was sent for (D30).
    OtherContext,
}

impl Refusal {
    pub fn new(field: &str, code: Code) -> Self {
        Self { field: field.into(), code }
    }
}
