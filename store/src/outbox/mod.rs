//! Mail and SMS: written in the transaction that wants them, delivered by a job, never twice for one event.
//! Recipient and text are encrypted while they wait.

use crate::{Conn, Result, Store, Tx, db::run, keys::Purpose, transact};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::ids::OutboxId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const POST: &str = "INSERT INTO outbox (id, event_key, channel, sealed, created_at, due_at, tries, sent_at) \
     VALUES ($1, $2, $3, $4, $5, $5, 0, NULL) ON CONFLICT (event_key) DO NOTHING";
const DUE: &str = "SELECT id, channel, sealed, created_at, due_at, tries FROM outbox \
     WHERE sent_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT 50";
const CLAIM: &str =
    "UPDATE outbox SET due_at = $3, tries = tries + 1 WHERE id = $1 AND due_at = $2 AND sent_at IS NULL";
/// What has been sent is not kept: only that it was.
const SENT: &str = "UPDATE outbox SET sent_at = $2, sealed = $3 WHERE id = $1";
/// A claim that was neither sent nor given up is free again after this.
const CLAIMED_FOR: TimeDelta = TimeDelta::minutes(2);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Mail,
    Sms,
}

impl Channel {
    fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

/// A mail or SMS. Never carries clinical content (S11).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    pub channel: Channel,
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// A letter that this process has claimed.
pub struct Claimed {
    pub id: OutboxId,
    pub letter: Letter,
    pub created_at: DateTime<Utc>,
    tries: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    sealed: Vec<u8>,
    created_at: DateTime<Utc>,
    due_at: DateTime<Utc>,
    tries: i64,
}

/// Queues a letter, once per event.
pub async fn post(tx: &mut Tx, event_key: &str, letter: &Letter) -> Result<()> {
    let id: OutboxId = tx.mint();
    let text = serde_json::to_vec(letter).unwrap_or_default();
    let ambient = tx.ambient();
    let sealed = ambient.keys.seal(Purpose::Outbox, ambient.random(), (id.0.as_bytes(), &text))?;
    let now = tx.now();
    run!(tx, execute(POST, id.0, event_key, letter.channel.as_str(), sealed, now))?;
    Ok(())
}

/// The letters that are due, each claimed by this process alone.
pub async fn claim(store: &Store) -> Result<Vec<Claimed>> {
    let mut conn = store.read().await?;
    let due = run!(&mut conn, query_as::<Row>(DUE, store.now()).fetch_all)?;
    drop(conn);
    let mut claimed = Vec::new();
    for row in due {
        if claim_one(store, &row).await? {
            claimed.push(open(store, row)?);
        }
    }
    Ok(claimed)
}

async fn claim_one(store: &Store, row: &Row) -> Result<bool> {
    transact!(store, |tx| {
        let until = tx.now() + CLAIMED_FOR;
        Ok(run!(tx, execute(CLAIM, row.id, row.due_at, until))? == 1)
    })
}

fn open(store: &Store, row: Row) -> Result<Claimed> {
    let text = store.ambient().keys.open(Purpose::Outbox, row.id.as_bytes(), &row.sealed)?;
    let letter =
        serde_json::from_slice(&text).map_err(|error| crate::Error::Corrupt(format!("outbox.sealed: {error}")))?;
    Ok(Claimed { id: row.id.into(), letter, created_at: row.created_at, tries: row.tries })
}

impl Claimed {
    pub async fn sent(&self, store: &Store) -> Result<()> {
        let id = self.id.0;
        transact!(store, |tx| {
            let now = tx.now();
            run!(tx, execute(SENT, id, now, Vec::<u8>::new()))?;
            Ok(())
        })
    }

    /// When the next try is due if this one failed: pauses grow from a few seconds to an hour.
    pub fn pause(&self) -> TimeDelta {
        TimeDelta::seconds(5i64 << self.tries.clamp(0, 10)).min(TimeDelta::hours(1))
    }

    pub async fn failed(&self, store: &Store) -> Result<()> {
        const LATER: &str = "UPDATE outbox SET due_at = $2 WHERE id = $1 AND sent_at IS NULL";
        let (id, pause) = (self.id.0, self.pause());
        transact!(store, |tx| {
            let at = tx.now() + pause;
            run!(tx, execute(LATER, id, at))?;
            Ok(())
        })
    }
}

/// How many letters wait, and since when the oldest does.
pub async fn backlog(conn: &mut Conn) -> Result<i64> {
    #[derive(sqlx::FromRow)]
    struct Backlog {
        waiting: i64,
    }
    const BACKLOG: &str = "SELECT count(*) AS waiting FROM outbox WHERE sent_at IS NULL";
    Ok(run!(conn, query_as::<Backlog>(BACKLOG).fetch_one)?.waiting)
}
