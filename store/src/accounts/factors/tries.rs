//! Wrong codes of an account, over all its attempts: whoever knows the password or reads the mail guesses no code.

use crate::{
    Result, Tx,
    db::run,
    keys::{Keys, Purpose},
};
use chrono::{DateTime, Utc};
use portiek_domain::{accounts::factors::may_try_code, ids::AccountId, refusal::Code};

const COUNT: &str = "INSERT INTO login_failure (key, failures, latest_at) VALUES ($1, 1, $2) \
     ON CONFLICT (key) DO UPDATE SET failures = login_failure.failures + 1, latest_at = excluded.latest_at";
const COUNTED: &str = "SELECT failures, latest_at FROM login_failure WHERE key = $1";
const FORGET: &str = "DELETE FROM login_failure WHERE key = $1";

pub(crate) struct Tries {
    key: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Counted {
    failures: i64,
    latest_at: DateTime<Utc>,
}

impl Tries {
    pub fn of(keys: &Keys, account: AccountId) -> Self {
        Self { key: keys.mac(Purpose::Throttle, &[b"code", account.0.as_bytes()]).to_vec() }
    }

    /// Refuses a code that comes too soon after too many wrong ones.
    pub async fn check(&self, tx: &mut Tx) -> Result<Result<(), Code>> {
        let now = tx.now();
        let counted = run!(tx, query_as::<Counted>(COUNTED, &self.key).fetch_optional)?;
        Ok(counted.map_or(Ok(()), |counted| {
            may_try_code(u32::try_from(counted.failures).unwrap_or(u32::MAX), counted.latest_at, now)
        }))
    }

    pub async fn count(&self, tx: &mut Tx) -> Result<()> {
        let now = tx.now();
        run!(tx, execute(COUNT, &self.key, now))?;
        Ok(())
    }

    pub async fn forget(&self, tx: &mut Tx) -> Result<()> {
        run!(tx, execute(FORGET, &self.key))?;
        Ok(())
    }
}
