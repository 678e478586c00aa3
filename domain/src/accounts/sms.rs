//! How many codes by SMS one account, and one mobile number, are sent: whoever knows a password, or how to begin an
//! activation, fills nobody's telephone and spends nobody's money.

use crate::refusal::Code;
use chrono::{DateTime, TimeDelta, Utc};

/// Within so long so many codes, counted over all attempts. A code that is given back right is not counted any more: its
/// owner asked for it, and who logs in often is never kept waiting.
const BUDGETS: [(TimeDelta, usize); 2] = [(TimeDelta::hours(1), 5), (COUNTED, 10)];
/// How long a code that was sent counts.
pub const COUNTED: TimeDelta = TimeDelta::days(1);

/// Whether another code may be sent, by when the earlier ones were, the latest first; refused with the whole seconds
/// until one may.
pub fn may_send(sent: &[DateTime<Utc>], now: DateTime<Utc>) -> Result<(), Code> {
    let free_at = |(window, most): &(TimeDelta, usize)| sent.get(most - 1).map(|at| *at + *window);
    match BUDGETS.iter().filter_map(free_at).max().filter(|free_at| *free_at > now) {
        Some(free_at) => Err(Code::TooManySms { seconds: super::login::whole_seconds(free_at - now) }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(minute * 60, 0).unwrap_or_default()
    }

    fn sent(minutes: &[i64]) -> Vec<DateTime<Utc>> {
        minutes.iter().rev().map(|minute| at(*minute)).collect()
    }

    #[test]
    fn five_codes_an_hour_and_the_sixth_when_the_first_is_an_hour_old_to_the_second() {
        let second = TimeDelta::seconds(1);
        assert_eq!(may_send(&sent(&[0, 1, 2, 3]), at(4)), Ok(()));
        let five = sent(&[0, 1, 2, 3, 4]);
        assert_eq!(may_send(&five, at(5)), Err(Code::TooManySms { seconds: 55 * 60 }));
        assert_eq!(may_send(&five, at(60) - second), Err(Code::TooManySms { seconds: 1 }));
        assert_eq!(may_send(&five, at(60)), Ok(()));
    }

    #[test]
    fn ten_codes_a_day_and_the_eleventh_when_the_first_is_a_day_old_to_the_second() {
        let ten = sent(&[0, 70, 140, 210, 280, 350, 420, 490, 560, 630]);
        let day = at(24 * 60);
        assert_eq!(may_send(&ten[1..], at(700)), Ok(()));
        assert_eq!(may_send(&ten, day - TimeDelta::seconds(1)), Err(Code::TooManySms { seconds: 1 }));
        assert_eq!(may_send(&ten, day), Ok(()));
    }

    #[test]
    fn whichever_budget_lasts_longer_counts() {
        let day_full = sent(&[0, 70, 140, 210, 280, 1430, 1431, 1432, 1433, 1434]);
        assert_eq!(may_send(&day_full, at(1439)), Err(Code::TooManySms { seconds: 51 * 60 }));
    }
}
