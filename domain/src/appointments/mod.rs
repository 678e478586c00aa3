//! Afspraken (R36, D11): when one is past, how long before it one may still ask, what is asked and how it is answered.

mod asked;
mod calendar;
mod month;

pub use asked::{Answer, Asked, DAYS, Decision, LONGEST_REASON, PARTS, Preferences, Wish};
pub use calendar::{Entry, calendar};
pub use month::{Month, Week};

use crate::actor::named;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// No appointment lasts longer; lists rely on it.
pub const LONGEST: TimeDelta = TimeDelta::hours(24);
/// A video call can be entered so long before it begins.
pub const VIDEO_OPENS: TimeDelta = TimeDelta::minutes(15);

/// From when until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

impl Times {
    /// None when it ends before it begins, at once, or lasts longer than a day.
    pub fn new(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Option<Self> {
        (starts_at < ends_at && ends_at - starts_at <= LONGEST).then_some(Self { starts_at, ends_at })
    }

    /// Past appointments are those that have ended; one that is under way still is to come (R36).
    pub fn is_past(self, now: DateTime<Utc>) -> bool {
        now >= self.ends_at
    }

    pub fn has_begun(self, now: DateTime<Utc>) -> bool {
        now >= self.starts_at
    }

    /// Whether the video call can be entered: from a quarter of an hour before the beginning until the end.
    pub fn video_is_open(self, now: DateTime<Utc>) -> bool {
        now >= self.starts_at - VIDEO_OPENS && !self.is_past(now)
    }

    /// When what is shown of it changes next: the video call opens, or it is over.
    pub fn next_change(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        [self.starts_at - VIDEO_OPENS, self.starts_at, self.ends_at].into_iter().find(|at| *at > now)
    }
}

/// Where a video call is: only over a trusted connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoLink(String);

impl VideoLink {
    pub fn parse(typed: &str) -> Option<Self> {
        let link = typed.trim();
        let fits = |rest: &str| !rest.is_empty() && !rest.chars().any(|c| c.is_whitespace() || c.is_control());
        link.strip_prefix("https://").is_some_and(fits).then(|| Self(link.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

named! {
    /// What an organisation does with who asks too late (D11).
    NoticeMode {
        /// They are warned, and may.
        Warn = "warn",
        /// They are told to call.
        Refuse = "refuse",
    }
}

/// "Graag 24 uur van tevoren" (D11): per organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub hours: i64,
    pub mode: NoticeMode,
}

impl Default for Notice {
    fn default() -> Self {
        Self { hours: 24, mode: NoticeMode::Warn }
    }
}

/// What asking to move or cancel is at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timing {
    InTime,
    /// They may, and it counts as "laat geannuleerd".
    Late,
    /// They call instead.
    TooLate,
    /// It has begun or is over.
    Begun,
}

impl Notice {
    /// Hours as they pass, also in the night in which the clock changes. Exactly so many before is in time.
    pub fn timing(self, times: Times, now: DateTime<Utc>) -> Timing {
        match self.mode {
            _ if times.has_begun(now) => Timing::Begun,
            _ if now <= times.starts_at - TimeDelta::hours(self.hours) => Timing::InTime,
            NoticeMode::Warn => Timing::Late,
            NoticeMode::Refuse => Timing::TooLate,
        }
    }
}

impl Timing {
    pub fn may_ask(self) -> bool {
        matches!(self, Self::InTime | Self::Late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    fn second() -> TimeDelta {
        TimeDelta::seconds(1)
    }

    /// Monday 7 March 2022, 13:30 - 14:30 in Amsterdam.
    fn monday() -> Times {
        Times { starts_at: at("2022-03-07T12:30:00Z"), ends_at: at("2022-03-07T13:30:00Z") }
    }

    #[test]
    fn an_appointment_ends_after_it_begins_and_within_a_day() {
        let from = at("2022-03-07T12:30:00Z");
        assert_eq!(Times::new(from, from), None);
        assert_eq!(Times::new(from, from - second()), None);
        assert!(Times::new(from, from + second()).is_some());
        assert!(Times::new(from, from + LONGEST).is_some());
        assert_eq!(Times::new(from, from + LONGEST + second()), None);
    }

    #[test]
    fn r36_an_appointment_is_past_from_the_second_it_ends() {
        assert!(!monday().is_past(monday().ends_at - second()));
        assert!(monday().is_past(monday().ends_at));
    }

    #[test]
    fn a_video_call_is_open_from_a_quarter_before_until_the_end() {
        let opens = at("2022-03-07T12:15:00Z");
        assert!(!monday().video_is_open(opens - second()));
        assert!(monday().video_is_open(opens));
        assert!(monday().video_is_open(monday().ends_at - second()));
        assert!(!monday().video_is_open(monday().ends_at));
    }

    #[test]
    fn what_is_shown_changes_when_the_call_opens_when_it_begins_and_when_it_ends() {
        let opens = at("2022-03-07T12:15:00Z");
        assert_eq!(monday().next_change(opens - second()), Some(opens));
        assert_eq!(monday().next_change(opens), Some(monday().starts_at));
        assert_eq!(monday().next_change(monday().starts_at), Some(monday().ends_at));
        assert_eq!(monday().next_change(monday().ends_at), None);
    }

    #[test]
    fn d11_exactly_24_hours_before_is_in_time_and_a_second_later_is_late() {
        let last = at("2022-03-06T12:30:00Z");
        assert_eq!(Notice::default().timing(monday(), last), Timing::InTime);
        assert_eq!(Notice::default().timing(monday(), last + second()), Timing::Late);
        let strict = Notice { mode: NoticeMode::Refuse, ..Notice::default() };
        assert_eq!(strict.timing(monday(), last), Timing::InTime);
        assert_eq!(strict.timing(monday(), last + second()), Timing::TooLate);
    }

    #[test]
    fn d11_nobody_asks_any_more_from_the_second_it_begins() {
        for mode in [NoticeMode::Warn, NoticeMode::Refuse] {
            let notice = Notice { hours: 0, mode };
            assert_eq!(notice.timing(monday(), monday().starts_at - second()), Timing::InTime);
            assert_eq!(notice.timing(monday(), monday().starts_at), Timing::Begun);
        }
    }

    #[test]
    fn d11_24_hours_are_24_hours_in_the_night_in_which_summer_time_begins() {
        // Sunday 27 March 2022 has 23 hours: 09:00 in summer time is 24 hours after 08:00 in winter time.
        let sunday = Times { starts_at: at("2022-03-27T07:00:00Z"), ends_at: at("2022-03-27T08:00:00Z") };
        assert_eq!(Notice::default().timing(sunday, at("2022-03-26T07:00:00Z")), Timing::InTime);
        assert_eq!(Notice::default().timing(sunday, at("2022-03-26T07:00:01Z")), Timing::Late);
    }

    #[test]
    fn a_video_call_is_only_over_a_trusted_connection() {
        assert!(VideoLink::parse(" https://video.voorbeeld.nl/kamer/1 ").is_some());
        for link in ["http://video.voorbeeld.nl", "javascript:alert(1)", "https://", "https://a b", ""] {
            assert_eq!(VideoLink::parse(link), None, "{link}");
        }
    }
}
