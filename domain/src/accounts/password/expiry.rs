//! Until when a password may be used (R10, R11, D2).

use chrono::{DateTime, TimeDelta, Utc};

/// What a login finds out about its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Good,
    /// It expires within so many days, today's rest counting as one (R11).
    Warn {
        days: i64,
    },
    /// It leads to a new one and to nothing else (D2).
    Expired,
}

/// How a password stands that is valid until a moment, with a warning from so many days before it.
pub fn age(valid_until: Option<DateTime<Utc>>, warn_days: u32, now: DateTime<Utc>) -> Age {
    let Some(until) = valid_until else { return Age::Good };
    let left = until - now;
    if left <= TimeDelta::zero() {
        Age::Expired
    } else if left <= TimeDelta::days(i64::from(warn_days)) {
        Age::Warn { days: (left.num_seconds() + 86_399) / 86_400 }
    } else {
        Age::Good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r11_the_warning_begins_fourteen_days_ahead_to_the_second() {
        let until = DateTime::from_timestamp(100 * 86_400, 0);
        let at = |days, seconds| {
            let now = until.unwrap_or_default() - TimeDelta::days(days) - TimeDelta::seconds(seconds);
            age(until, 14, now)
        };
        assert_eq!(at(14, 1), Age::Good);
        assert_eq!(at(14, 0), Age::Warn { days: 14 });
        assert_eq!(at(13, 1), Age::Warn { days: 14 });
        assert_eq!(at(1, 0), Age::Warn { days: 1 });
        assert_eq!(at(0, 1), Age::Warn { days: 1 });
        assert_eq!(at(0, 0), Age::Expired);
        assert_eq!(age(None, 14, DateTime::default()), Age::Good);
    }
}
