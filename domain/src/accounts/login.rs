//! Inloggen: growing delays and the code by SMS (D29; quality.md §3).

use super::password::expiry::Age;
use crate::{
    actor::{OrganisationKind, named},
    refusal::Code,
    text,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// When an organisation asks for a second factor (D3).
    SecondFactor {
        EachLogin = "each_login",
        /// On a browser that is not remembered.
        NewDevices = "new_devices",
        Offered = "offered",
    }
}

named! {
    /// Why a login leads to a new password first (D2).
    ChangeWhy {
        Expired = "expired",
        /// It no longer keeps the organisation's rules, or has leaked since.
        Rules = "rules",
        /// Somebody followed the link for a new one (R12).
        Forgotten = "forgotten",
        /// The first one (D5).
        Invited = "invited",
    }
}

/// What somebody logged in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// A password, and a second factor where one is asked.
    Password {
        /// Whether it keeps the rules of today.
        keeps_rules: bool,
    },
    /// A passkey and nothing else (D3).
    PasskeyAlone,
}

impl Entrance {
    /// Why a new password comes first (D2); none when one is in. Expiry and rules guard against a password that was
    /// guessed or copied: who showed a passkey used none, so theirs may wait until somebody logs in with it. Whatever
    /// does not concern the password (the membership has ended, the organisation allows no passkeys) binds both.
    pub fn change_due(self, age: Age) -> Option<ChangeWhy> {
        match self {
            Self::PasskeyAlone => None,
            Self::Password { .. } if age == Age::Expired => Some(ChangeWhy::Expired),
            Self::Password { keeps_rules } => (!keeps_rules).then_some(ChangeWhy::Rules),
        }
    }

    /// How the password stands for who comes in so: only who used it is warned that it expires (R11).
    pub fn concerned_by(self, age: Age) -> Age {
        match self {
            Self::PasskeyAlone => Age::Good,
            Self::Password { .. } => age,
        }
    }
}

impl SecondFactor {
    /// What an organisation of a kind starts with (D3).
    pub fn default_for(kind: OrganisationKind) -> Self {
        match kind {
            OrganisationKind::CareOrganisation => Self::Offered,
            OrganisationKind::Hospital => Self::NewDevices,
            _ => Self::EachLogin,
        }
    }
}

/// Wrong tries that cost nothing.
const FREE_TRIES: u32 = 3;
/// The longest delay: nobody is ever locked out for longer by somebody else's tries.
const LONGEST_DELAY: TimeDelta = TimeDelta::minutes(15);
/// How long a code may be used.
pub const CODE_LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// Wrong codes that one attempt survives.
pub const CODE_TRIES: i32 = 5;
/// The least time between two codes of one attempt.
pub const CODE_PAUSE: TimeDelta = TimeDelta::seconds(60);
/// Failures that one network address may cause within `NETWORK_WINDOW`, whoever it tries.
pub const NETWORK_BUDGET: i64 = 100;
pub const NETWORK_WINDOW: TimeDelta = TimeDelta::minutes(15);

/// What somebody logs in with, compared without case: a user name or a mail address (D29).
pub fn login_key(typed: &str) -> String {
    text::search_key(typed)
}

/// How long after its latest failure an account takes no further try.
pub fn delay(failures: u32) -> TimeDelta {
    let doublings = failures.saturating_sub(FREE_TRIES);
    if failures < FREE_TRIES {
        return TimeDelta::zero();
    }
    TimeDelta::seconds(1i64 << doublings.min(20)).min(LONGEST_DELAY)
}

/// Refused while the delay lasts, with the whole seconds that are left.
pub fn may_try(failures: u32, latest: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Code> {
    let left = latest + delay(failures) - now;
    if left > TimeDelta::zero() { Err(Code::Wait { seconds: whole_seconds(left) }) } else { Ok(()) }
}

pub(super) fn whole_seconds(left: TimeDelta) -> i64 {
    (left.num_milliseconds() + 999) / 1000
}

/// A code that was sent, as the attempt keeps it.
#[derive(Clone, Copy, Debug)]
pub struct SentCode {
    pub sent_at: DateTime<Utc>,
    pub wrong_tries: i32,
}

impl SentCode {
    /// Whether this code may be tried at all; `matches` is the comparison's outcome.
    pub fn check(self, matches: bool, now: DateTime<Utc>) -> Result<(), Code> {
        if now >= self.sent_at + CODE_LIFETIME || self.wrong_tries >= CODE_TRIES {
            Err(Code::CodeExpired)
        } else if matches {
            Ok(())
        } else {
            Err(Code::WrongCode { left: CODE_TRIES - self.wrong_tries - 1 })
        }
    }
}

/// The digits of a typed code; people copy it with spaces.
pub fn code_digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

/// Six digits from four random bytes.
pub fn code_from(random: [u8; 4]) -> String {
    format!("{:06}", u32::from_be_bytes(random) % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap_or_default()
    }

    #[test]
    fn d2_a_password_that_expired_or_breaks_the_rules_is_replaced_by_who_logs_in_with_it() {
        let (good, weak) = (Entrance::Password { keeps_rules: true }, Entrance::Password { keeps_rules: false });
        for age in [Age::Good, Age::Warn { days: 3 }] {
            assert_eq!((good.change_due(age), good.concerned_by(age)), (None, age));
            assert_eq!(weak.change_due(age), Some(ChangeWhy::Rules));
        }
        assert_eq!(good.change_due(Age::Expired), Some(ChangeWhy::Expired));
        assert_eq!(weak.change_due(Age::Expired), Some(ChangeWhy::Expired));
    }

    #[test]
    fn d3_who_logs_in_with_a_passkey_alone_is_asked_nothing_about_a_password() {
        for age in [Age::Good, Age::Warn { days: 3 }, Age::Expired] {
            assert_eq!(Entrance::PasskeyAlone.change_due(age), None);
            assert_eq!(Entrance::PasskeyAlone.concerned_by(age), Age::Good);
        }
    }

    #[test]
    fn delays_grow_and_stop_growing() {
        let seconds: Vec<i64> = [0, 2, 3, 4, 5, 12, 13, 1000].map(|n| delay(n).num_seconds()).into();
        assert_eq!(seconds, [0, 0, 1, 2, 4, 512, 900, 900]);
    }

    #[test]
    fn a_try_is_refused_until_the_delay_is_over_to_the_second() {
        assert_eq!(may_try(5, at(100), at(103)), Err(Code::Wait { seconds: 1 }));
        assert_eq!(may_try(5, at(100), at(104)), Ok(()));
    }

    #[test]
    fn a_code_works_for_ten_minutes_and_five_tries() {
        let fresh = SentCode { sent_at: at(0), wrong_tries: 0 };
        assert_eq!(fresh.check(true, at(599)), Ok(()));
        assert_eq!(fresh.check(true, at(600)), Err(Code::CodeExpired));
        assert_eq!(SentCode { wrong_tries: 4, ..fresh }.check(false, at(1)), Err(Code::WrongCode { left: 0 }));
        assert_eq!(SentCode { wrong_tries: 5, ..fresh }.check(true, at(1)), Err(Code::CodeExpired));
    }

    #[test]
    fn codes_have_six_digits_and_accept_spaces() {
        assert_eq!(code_from([0, 0, 0, 7]), "000007");
        assert_eq!(code_digits(" 123 456 "), "123456");
    }

    #[test]
    fn both_identifiers_work_in_whatever_case() {
        assert_eq!(login_key(" Karen.Test@Voorbeeld.NL "), "karen.test@voorbeeld.nl");
    }
}
