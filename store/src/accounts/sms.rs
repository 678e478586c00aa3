//! The budget of codes by SMS, of an account and of a mobile number: what was sent and not given back is counted under
//! keyed hashes, so that nothing here says whose it is.

use crate::{
    Result, Tx,
    db::{On, run},
    keys::{Keys, Purpose},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::sms::{COUNTED, may_send},
    ids::AccountId,
    mobile,
    refusal::Code,
};

const SENT: &str =
    "SELECT key, sent_at FROM sms_sent WHERE (key = $1 OR key = $2) AND sent_at > $3 ORDER BY sent_at DESC";
const COUNT: &str = "INSERT INTO sms_sent (key, sent_at) VALUES ($1, $3), ($2, $3)";
const FORGET: &str = "DELETE FROM sms_sent WHERE key = $1 OR key = $2";
const FORGET_OLD: &str = "DELETE FROM sms_sent WHERE sent_at <= $1";

pub struct Budget {
    account: Vec<u8>,
    number: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Sent {
    key: Vec<u8>,
    sent_at: DateTime<Utc>,
}

impl Budget {
    /// One number is one budget, however it is written.
    pub fn of(keys: &Keys, (account, mobile): (AccountId, &str)) -> Self {
        let number = mobile::e164(mobile).unwrap_or_else(|| mobile.into());
        let hash = |kind: &[u8], what: &[u8]| keys.mac(Purpose::Throttle, &[kind, what]).to_vec();
        Self { account: hash(b"sms-account", account.0.as_bytes()), number: hash(b"sms-number", number.as_bytes()) }
    }

    /// Refuses a code that is one too many.
    pub async fn check(&self, on: &mut impl On, now: DateTime<Utc>) -> Result<Result<(), Code>> {
        let sent = run!(on, query_as::<Sent>(SENT, &self.account, &self.number, now - COUNTED).fetch_all)?;
        let of =
            |key: &[u8]| -> Vec<_> { sent.iter().filter(|sent| sent.key == key).map(|sent| sent.sent_at).collect() };
        Ok(may_send(&of(&self.account), now).and_then(|()| may_send(&of(&self.number), now)))
    }

    pub(super) async fn count(&self, tx: &mut Tx) -> Result<()> {
        let now = tx.now();
        run!(tx, execute(COUNT, &self.account, &self.number, now))?;
        Ok(())
    }

    /// A code was given back right: its owner has asked for them.
    pub(super) async fn forget(&self, tx: &mut Tx) -> Result<()> {
        run!(tx, execute(FORGET, &self.account, &self.number))?;
        Ok(())
    }
}

/// Removes what counts no more.
pub(super) async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - COUNTED;
    Ok(run!(tx, execute(FORGET_OLD, before))?)
}
