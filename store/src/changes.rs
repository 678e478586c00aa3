//! "Something changed": a sequence that every process polls for its open streams. Numbers commit out of order, so a
//! poll looks back ten seconds and the process forgets what it has told already.

use crate::{Conn, Result, Tx, db::run};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::ids::AccountId;
use uuid::Uuid;

/// How far a poll looks back: a transaction that commits later than this after it began is not announced.
pub const OVERLAP: TimeDelta = TimeDelta::seconds(10);

const TELL: &str = "INSERT INTO change (account_id, topic, object_id, at) VALUES ($1, $2, $3, $4)";
const SINCE: &str = "SELECT id, account_id, topic, object_id FROM change WHERE at >= $1 AND id > $2 ORDER BY id";
const FORGET: &str = "DELETE FROM change WHERE at < $1";

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Messages,
    Session,
}

impl Topic {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Session => "session",
        }
    }
}

/// One announcement for one account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Change {
    pub id: i64,
    #[sqlx(try_from = "Uuid")]
    pub account_id: AccountId,
    pub topic: String,
    pub object_id: Uuid,
}

pub async fn tell(tx: &mut Tx, account: AccountId, topic: Topic, object: Uuid) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(TELL, account.0, topic.as_str(), object, now))?;
    Ok(())
}

/// The announcements of transactions that began since a moment, numbered after one.
pub async fn since(conn: &mut Conn, (at, after): (DateTime<Utc>, i64)) -> Result<Vec<Change>> {
    Ok(run!(conn, query_as::<Change>(SINCE, at, after).fetch_all)?)
}

/// Removes what no process can still need.
pub async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - OVERLAP * 6;
    Ok(run!(tx, execute(FORGET, before))?)
}
