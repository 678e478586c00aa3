//! The real clock and real chance: the only place they come from.

use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::clock::{Clock, Entropy};
use rand::TryRng;

/// The machine's clock, set off by `--clock` in the demonstration world: it runs on from that moment.
pub struct SystemClock {
    offset: TimeDelta,
}

impl SystemClock {
    pub fn new(set_to: Option<DateTime<Utc>>) -> Self {
        Self { offset: set_to.map_or(TimeDelta::zero(), |moment| moment - system_time()) }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        system_time() + self.offset
    }
}

#[allow(clippy::disallowed_methods, reason = "the one place where time comes in")]
fn system_time() -> DateTime<Utc> {
    Utc::now()
}

/// The operating system's randomness.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[allow(clippy::expect_used, reason = "without randomness nothing safe can be done")]
        rand::rngs::SysRng.try_fill_bytes(bytes).expect("the operating system gives no randomness");
    }
}
