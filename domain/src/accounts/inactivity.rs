//! Who stays away long enough becomes inactive (R14, D6): a membership ends, never an account.

use chrono::{DateTime, TimeDelta, Utc};

/// How a membership stands by the last visit of its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Active,
    /// To be told that it ends within so many weeks.
    Warn {
        weeks: i64,
    },
    /// To be ended.
    Inactive,
}

/// How many weeks ahead somebody is warned, the earliest first.
pub const WARNINGS: [i64; 2] = [4, 1];

/// How it stands when it becomes inactive at a moment.
pub fn standing(inactive_at: DateTime<Utc>, now: DateTime<Utc>) -> Standing {
    if now >= inactive_at {
        return Standing::Inactive;
    }
    let due = WARNINGS.into_iter().rev().find(|weeks| now >= inactive_at - TimeDelta::weeks(*weeks));
    due.map_or(Standing::Active, |weeks| Standing::Warn { weeks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d6_warnings_come_four_weeks_and_one_week_ahead_to_the_second() {
        let end = DateTime::<Utc>::default() + TimeDelta::days(365);
        let before = |days: i64, seconds: i64| standing(end, end - TimeDelta::days(days) - TimeDelta::seconds(seconds));
        assert_eq!(before(28, 1), Standing::Active);
        assert_eq!(before(28, 0), Standing::Warn { weeks: 4 });
        assert_eq!(before(7, 1), Standing::Warn { weeks: 4 });
        assert_eq!(before(7, 0), Standing::Warn { weeks: 1 });
        assert_eq!(before(0, 1), Standing::Warn { weeks: 1 });
        assert_eq!(before(0, 0), Standing::Inactive);
    }
}
