//! How long a login lasts (D20).

use crate::actor::Role;
use chrono::{DateTime, TimeDelta, Utc};

/// The longest a login lasts, used or not.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// How long before the idle timeout a page warns.
pub const WARNING: TimeDelta = TimeDelta::minutes(2);

/// How long a browser is remembered (D3, R16), and a login on it lasts.
pub const REMEMBERED: TimeDelta = TimeDelta::days(90);

/// Without activity a login ends after this: patients 15 minutes, everybody else 60 (D20).
pub fn idle_limit(role: Role) -> TimeDelta {
    match role {
        Role::Client | Role::Patient => TimeDelta::minutes(15),
        _ => TimeDelta::minutes(60),
    }
}

/// The strictest limit of all roles somebody has; 15 minutes for somebody without any.
pub fn strictest_idle_limit(roles: impl IntoIterator<Item = Role>) -> TimeDelta {
    roles.into_iter().map(idle_limit).min().unwrap_or(TimeDelta::minutes(15))
}

/// How long a login lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub idle: TimeDelta,
    pub absolute: TimeDelta,
}

/// What a login lasts for somebody with these roles, on a browser that is remembered for so long yet or on another one:
/// the training portfolio has no idle timeout on a remembered browser (D20).
pub fn limits(roles: &[Role], remembered: Option<TimeDelta>) -> Limits {
    let idle = strictest_idle_limit(roles.iter().copied());
    let absolute = remembered.unwrap_or(ABSOLUTE);
    let is_training = |role: &Role| matches!(role, Role::Trainee | Role::Director | Role::Faculty);
    let untimed = remembered.is_some() && !roles.is_empty() && roles.iter().all(is_training);
    Limits { idle: if untimed { absolute } else { idle }, absolute }
}

/// The times that decide whether a login still counts.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    pub ends_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub idle_limit: TimeDelta,
}

impl Times {
    pub fn alive(self, now: DateTime<Utc>) -> bool {
        now < self.seen_at + self.idle_limit && now < self.ends_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d20_a_login_ends_at_its_idle_limit_and_after_twelve_hours() {
        let start = DateTime::from_timestamp(0, 0).unwrap_or_default();
        let times = Times { ends_at: start + ABSOLUTE, seen_at: start, idle_limit: idle_limit(Role::Client) };
        assert!(times.alive(start + TimeDelta::seconds(899)));
        assert!(!times.alive(start + TimeDelta::seconds(900)));
        let busy = Times { seen_at: start + TimeDelta::hours(12) - TimeDelta::seconds(1), ..times };
        assert!(busy.alive(start + TimeDelta::hours(12) - TimeDelta::seconds(1)));
        assert!(!busy.alive(start + TimeDelta::hours(12)));
    }

    #[test]
    fn d20_only_the_portfolio_on_a_remembered_browser_has_no_idle_timeout() {
        let hour = TimeDelta::minutes(60);
        let noor = |roles: &[Role], remembered| limits(roles, remembered);
        assert_eq!(noor(&[Role::Trainee], None), Limits { idle: hour, absolute: ABSOLUTE });
        let remembered = Some(REMEMBERED);
        assert_eq!(
            noor(&[Role::Trainee, Role::Faculty], remembered),
            Limits { idle: REMEMBERED, absolute: REMEMBERED }
        );
        assert_eq!(noor(&[Role::Trainee, Role::Support], remembered), Limits { idle: hour, absolute: REMEMBERED });
        assert_eq!(noor(&[], remembered).idle, TimeDelta::minutes(15));
    }

    #[test]
    fn d20_several_roles_take_the_strictest_limit() {
        assert_eq!(strictest_idle_limit([Role::Trainee, Role::Patient]), TimeDelta::minutes(15));
        assert_eq!(strictest_idle_limit([Role::Practitioner]), TimeDelta::minutes(60));
    }
}
