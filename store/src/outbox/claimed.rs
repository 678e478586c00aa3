//! What becomes of a letter: sent, tried again later, or given up.

use super::{Channel, Letter};
use crate::{
    Conn, Error, Result, Store,
    db::run,
    keys::Purpose,
    organisations::{self, Sender},
    transact,
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::ids::OutboxId;
use uuid::Uuid;

const DUE: &str = "SELECT id, sealed, created_at, due_at, tries, failure FROM outbox WHERE channel = $1 AND due_at <= $2 \
     AND sent_at IS NULL AND given_up_at IS NULL ORDER BY due_at LIMIT $3";
const CLAIM: &str = "UPDATE outbox SET due_at = $3, tries = tries + 1 \
     WHERE id = $1 AND due_at = $2 AND sent_at IS NULL AND given_up_at IS NULL";
/// What has been sent is not kept: only that it was.
const SENT: &str = "UPDATE outbox SET sent_at = $2, sealed = $3, failure = NULL WHERE id = $1";
const LATER: &str = "UPDATE outbox SET due_at = $2, failure = $3 \
     WHERE id = $1 AND sent_at IS NULL AND given_up_at IS NULL";
/// Nor is what will never be sent.
const GIVEN_UP: &str = "UPDATE outbox SET given_up_at = $2, sealed = $3, failure = $4 \
     WHERE id = $1 AND sent_at IS NULL AND given_up_at IS NULL";
/// A claim of which nothing was noted is free again after this.
const CLAIMED_FOR: TimeDelta = TimeDelta::minutes(2);
/// How long a letter is tried before it is given up.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::hours(48);

/// How the reason of a letter begins that nobody needed any more.
pub const TOO_LATE: &str = "too late";

/// How the reason begins when a server does not take us for who we say we are.
pub const LOGIN_REFUSED: &str = "login refused";

/// A letter that this process has claimed.
pub struct Claimed {
    pub id: OutboxId,
    pub letter: Letter,
    /// The organisation in whose name it is sent.
    pub sender: Option<Sender>,
    pub created_at: DateTime<Utc>,
    tries: i64,
    /// Why the try before this one failed.
    failure: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    sealed: Vec<u8>,
    created_at: DateTime<Utc>,
    due_at: DateTime<Utc>,
    tries: i64,
    failure: Option<String>,
}

/// At most so many letters that are due, each claimed by this process alone, for two minutes. What nobody needs any more
/// is given up instead.
pub async fn claim(store: &Store, (channel, most): (Channel, i64)) -> Result<Vec<Claimed>> {
    let mut conn = store.read().await?;
    let due = run!(&mut conn, query_as::<Row>(DUE, channel.as_str(), store.now(), most).fetch_all)?;
    drop(conn);
    let mut claimed = Vec::new();
    for row in due {
        let id = row.id;
        if !claim_one(store, &row).await? {
            continue;
        }
        match open(store, row).await {
            Ok(letter) if letter.is_late(store.now()) => letter.drop_late(store).await?,
            Ok(letter) => claimed.push(letter),
            Err(error @ (Error::Corrupt(_) | Error::Secrets(_))) => {
                tracing::error!(%error, %id, "a letter cannot be read and keeps waiting");
            }
            Err(error) => return Err(error),
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

async fn open(store: &Store, row: Row) -> Result<Claimed> {
    let text = store.ambient().keys.open(Purpose::Outbox, row.id.as_bytes(), &row.sealed)?;
    let letter: Letter =
        serde_json::from_slice(&text).map_err(|error| Error::Corrupt(format!("outbox.sealed: {error}")))?;
    let sender = sender(&mut store.read().await?, &letter).await?;
    Ok(Claimed {
        id: row.id.into(),
        letter,
        sender,
        created_at: row.created_at,
        tries: row.tries,
        failure: row.failure,
    })
}

async fn sender(conn: &mut Conn, letter: &Letter) -> Result<Option<Sender>> {
    match letter.organisation {
        Some(organisation) => organisations::sender(conn, organisation).await,
        None => Ok(None),
    }
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

    /// When it is given up at the latest.
    fn end(&self) -> DateTime<Utc> {
        let end = self.created_at + LONGEST_WAIT;
        self.letter.useless_after.map_or(end, |useless| useless.min(end))
    }

    fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.letter.useless_after.is_some_and(|useless| now >= useless)
    }

    /// Given up without another try; why the latest one failed is what whoever mends it has to know.
    async fn drop_late(&self, store: &Store) -> Result<()> {
        let before = self.failure.as_ref().map(|failure| format!(", {failure}"));
        self.give_up(store, &format!("{TOO_LATE}{}", before.unwrap_or_default())).await
    }

    /// To be tried again, the last time when it has waited as long as a letter may. `failure` says in a few words
    /// why, and nothing about people.
    pub async fn failed(&self, store: &Store, failure: &str) -> Result<()> {
        let (id, end) = (self.id.0, self.end());
        if store.now() >= end {
            return self.give_up(store, failure).await;
        }
        let pause = self.pause();
        transact!(store, |tx| {
            let at = (tx.now() + pause).min(end);
            run!(tx, execute(LATER, id, at, failure))?;
            Ok(())
        })
    }

    /// Never to be tried again.
    pub async fn give_up(&self, store: &Store, failure: &str) -> Result<()> {
        let id = self.id.0;
        transact!(store, |tx| {
            let now = tx.now();
            run!(tx, execute(GIVEN_UP, id, now, Vec::<u8>::new(), failure))?;
            Ok(())
        })
    }
}
