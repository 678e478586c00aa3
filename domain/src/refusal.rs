//! Why something that was asked is not done: a field and a code, never somebody's text.
//! The Dutch sentence is the page's; the code travels, is kept and is tested.

use crate::accounts::{password::Rule, pin::Trivial};
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
    /// Something is known to harm this person: a reason to go on is needed (R46).
    Warned,
    /// Not a code of the ATC classification.
    NotAnAtc,
    /// A day that has not come yet.
    InTheFuture,
    /// The last day of a period lies before its first.
    EndsBeforeItBegins,
    /// Login: name and password do not belong together.
    WrongLogin,
    /// Login: the last membership ended because its owner stayed away too long (D6).
    Inactive,
    /// Login: the last membership was ended by an administrator.
    Ended,
    /// Login: too many tries; wait so many seconds.
    Wait { seconds: i64 },
    /// Login: the code is wrong; so many tries are left.
    WrongCode { left: i32 },
    /// Login: too many wrong codes, over several attempts.
    TooManyCodes { seconds: i64 },
    /// Login: no SMS, for there were too many to this account or number; again in so many seconds.
    TooManySms { seconds: i64 },
    /// Login: the code is no longer valid.
    CodeExpired,
    /// Login: a passkey that is not known, not for this account or not in time.
    WrongPasskey,
    /// This passkey is known already, of this account or of another.
    KnownPasskey,
    /// A new password breaks this rule (D1).
    BreaksRule(Rule),
    /// Not a mobile number that an SMS can be sent to.
    NotAMobile,
    /// Not an address that a mail can be sent to.
    NotAMail,
    /// Not within the mail domain of the organisation.
    NotInMailDomain,
    /// Not the domain of mail addresses.
    NotADomain,
    /// Not a telephone number that can be called.
    NotAPhone,
    /// Not a whole number from one to another.
    OutOfRange { from: i64, to: i64 },
    /// A list with more lines than are kept.
    TooMany { most: usize },
    /// Shorter than counts.
    TooShort { least: usize },
    /// Somebody else saved it meanwhile (quality.md §4).
    Overtaken,
    /// Nobody does this to themselves.
    Yourself,
    /// Somebody has an account with this mail address already (D9).
    MailTaken,
    /// Somebody is this at the organisation already.
    AlreadyMember,
    /// The organisation has one like this already.
    AlreadyThere,
    /// Nobody who works at the organisation.
    NoEmployee,
    /// The terms have to be agreed to (S15).
    NotAgreed,
    /// The current password is wrong.
    WrongPassword,
    /// Not 4 to 6 digits (R16).
    NotAPin,
    /// A PIN that is too easy to guess (D27).
    TrivialPin(Trivial),
    /// The PIN is wrong; so many tries are left.
    WrongPin { left: i32 },
    /// Too many wrong PINs: the second factor has to be given first.
    PinLocked,
    /// No PIN was chosen yet.
    NoPin,
    /// Not a telephone number.
    NoPhone,
    /// An address that is neither https nor on this machine.
    UnsafeAddress,
    /// It would begin before now.
    InThePast,
    /// It is too late for it, or it has begun (D11).
    TooLate,
    /// The page was made for another person or organisation than it was sent for (D30).
    OtherContext,
}

impl Refusal {
    pub fn new(field: &str, code: Code) -> Self {
        Self { field: field.into(), code }
    }
}
