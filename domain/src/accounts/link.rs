//! One-time links that are mailed: invitations, new passwords, logins past a delay (D5, R13). Following one changes
//! nothing: mail scanners fetch links too.

use crate::actor::named;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// What a link is for.
    LinkKind {
        Invitation = "invitation",
        Password = "password",
        /// Lets the owner log in on a new browser though others' wrong tries delay that.
        Login = "login",
    }
}

impl LinkKind {
    /// How long it may be used (R13, D5); an organisation sets how many days it gives an invitation.
    pub fn lifetime(self, invitation_days: i64) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(invitation_days),
            Self::Password | Self::Login => TimeDelta::hours(8),
        }
    }
}

/// What an organisation gives an invitation when it says nothing else (D5).
pub const INVITATION_DAYS: i64 = 14;
/// What it may give one.
pub const INVITATION_DAYS_BOUNDS: (i64, i64) = (1, 90);
/// The link of the first platform administrator, printed on the console.
pub const BY_HAND: TimeDelta = TimeDelta::hours(24);

/// The moments that decide whether a link may still be used.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    pub valid_until: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
    /// A newer link took its place, or it was withdrawn.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Whether a link may be used, and if not, which sentence follows R13's text (D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Usable,
    /// "Deze link is al gebruikt op …"
    Used(DateTime<Utc>),
    /// "Deze link was geldig tot …"
    Expired(DateTime<Utc>),
}

impl Moments {
    pub fn state(self, now: DateTime<Utc>) -> State {
        match (self.used_at, self.ended_at) {
            (Some(at), _) => State::Used(at),
            (None, Some(at)) if at < self.valid_until => State::Expired(at),
            _ if now >= self.valid_until => State::Expired(self.valid_until),
            _ => State::Usable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r13_a_link_works_once_and_for_eight_hours_to_the_second() {
        let sent = DateTime::<Utc>::default();
        let until = sent + LinkKind::Password.lifetime(INVITATION_DAYS);
        let fresh = Moments { valid_until: until, used_at: None, ended_at: None };
        assert_eq!(fresh.state(sent + TimeDelta::hours(8) - TimeDelta::seconds(1)), State::Usable);
        assert_eq!(fresh.state(sent + TimeDelta::hours(8)), State::Expired(until));
        let at = sent + TimeDelta::hours(1);
        assert_eq!(Moments { used_at: Some(at), ..fresh }.state(at), State::Used(at));
        assert_eq!(Moments { ended_at: Some(at), ..fresh }.state(at), State::Expired(at));
    }

    #[test]
    fn d5_a_login_link_lasts_as_long_as_one_for_a_password() {
        assert_eq!(LinkKind::Login.lifetime(INVITATION_DAYS), TimeDelta::hours(8));
    }

    #[test]
    fn d5_an_invitation_lasts_fourteen_days() {
        assert_eq!(LinkKind::Invitation.lifetime(INVITATION_DAYS), TimeDelta::days(14));
    }
}
