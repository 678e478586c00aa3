//! Growing delays per account and a budget per network address; the same statements for known and unknown names.

use crate::{
    Result, Tx,
    db::{On, run},
    keys::{Keys, Purpose},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::login::{NETWORK_BUDGET, NETWORK_WINDOW, may_try},
    refusal::Code,
};

const COUNTS: &str = "SELECT key, failures, latest_at FROM login_failure WHERE key = $1 OR key = $2";
const COUNT_ACCOUNT: &str = "INSERT INTO login_failure (key, failures, latest_at) VALUES ($1, 1, $2) \
     ON CONFLICT (key) DO UPDATE SET failures = login_failure.failures + 1, latest_at = excluded.latest_at";
const COUNT_NETWORK: &str = "INSERT INTO login_failure (key, failures, latest_at) VALUES ($1, 1, $2) \
     ON CONFLICT (key) DO UPDATE SET latest_at = excluded.latest_at, \
     failures = CASE WHEN login_failure.latest_at < $3 THEN 1 ELSE login_failure.failures + 1 END";
const FORGET: &str = "DELETE FROM login_failure WHERE key = $1";

/// Who tries: a login name or account, and from which network address. Kept as keyed hashes.
pub struct Tried {
    account: Vec<u8>,
    network: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Count {
    key: Vec<u8>,
    failures: i64,
    latest_at: DateTime<Utc>,
}

impl Tried {
    pub fn new(keys: &Keys, account: &[u8], network: &str) -> Self {
        let hash = |kind: &[u8], what: &[u8]| keys.mac(Purpose::Throttle, &[kind, what]).to_vec();
        Self { account: hash(b"account", account), network: hash(b"network", network.as_bytes()) }
    }

    /// An account on a browser that it was logged in with before: delayed by nobody else's tries.
    pub fn on_browser(keys: &Keys, account: &[u8], browser: &[u8]) -> Self {
        let hash = |kind: &[u8]| keys.mac(Purpose::Throttle, &[kind, account, browser]).to_vec();
        Self { account: hash(b"browser"), network: hash(b"browser-network") }
    }

    /// Who asks for a new password: counted apart from wrong passwords, every request as one.
    pub fn asking(keys: &Keys, name: &[u8], network: &str) -> Self {
        let hash = |kind: &[u8], what: &[u8]| keys.mac(Purpose::Throttle, &[kind, what]).to_vec();
        Self { account: hash(b"asked-for", name), network: hash(b"asked-from", network.as_bytes()) }
    }

    /// A calendar program that tries addresses which lead nowhere: counted by its network address alone.
    pub fn fetching(keys: &Keys, network: &str) -> Self {
        let hash = |kind: &[u8]| keys.mac(Purpose::Throttle, &[kind, network.as_bytes()]).to_vec();
        Self { account: hash(b"calendar"), network: hash(b"calendar-network") }
    }

    /// Refuses a try that comes too soon.
    pub async fn check(&self, on: &mut impl On, now: DateTime<Utc>) -> Result<Result<(), Code>> {
        let counts = run!(on, query_as::<Count>(COUNTS, &self.account, &self.network).fetch_all)?;
        Ok(counts.iter().try_for_each(|count| self.allow(count, now)))
    }

    fn allow(&self, count: &Count, now: DateTime<Utc>) -> Result<(), Code> {
        if count.key == self.account {
            return may_try(u32::try_from(count.failures).unwrap_or(u32::MAX), count.latest_at, now);
        }
        let over = count.failures >= NETWORK_BUDGET && now < count.latest_at + NETWORK_WINDOW;
        let left = count.latest_at + NETWORK_WINDOW - now;
        if over { Err(Code::Wait { seconds: left.num_seconds().max(1) }) } else { Ok(()) }
    }

    pub async fn count_failure(&self, tx: &mut Tx) -> Result<()> {
        let now = tx.now();
        run!(tx, execute(COUNT_ACCOUNT, &self.account, now))?;
        run!(tx, execute(COUNT_NETWORK, &self.network, now, now - NETWORK_WINDOW))?;
        Ok(())
    }

    /// The rightful owner is in: the account's count starts anew.
    pub async fn forget(&self, tx: &mut Tx) -> Result<()> {
        run!(tx, execute(FORGET, &self.account))?;
        Ok(())
    }
}
