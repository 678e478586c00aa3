//! The clock and chance, passed in wherever they are needed, so that tests can set them.

use chrono::{DateTime, SubsecRound, Utc};

/// Tells the moment; never finer than a microsecond, which is what PostgreSQL keeps.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// Fills bytes with randomness fit for secrets.
pub trait Entropy: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// A moment as both databases keep it.
pub fn to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}
