//! Sessions: a browser that is logged in. The cookie holds 256 bits of chance, the database their hash.

use super::{browsers, login::Browser};
use crate::{Conn, Result, Tx, audit, changes, db::run, keys::token_hash};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    accounts::{
        factors::Level,
        session::{Times, limits},
    },
    actor::Role,
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, SessionId},
};
use uuid::Uuid;

const ROLES: &str = "SELECT role FROM membership WHERE account_id = $1 AND ended_at IS NULL";
const OPEN: &str = "INSERT INTO session (id, token_hash, account_id, started_at, seen_at, idle_seconds, network, \
     device, ends_at, ended_at, ended_why) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, NULL, NULL)";
const SEEN: &str = "UPDATE session SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL AND seen_at < $2";
const END: &str = "UPDATE session SET ended_at = $3, ended_why = $4 WHERE account_id = $1 AND id = $2 \
     AND ended_at IS NULL";
const ENTERED: &str = "UPDATE session SET factor = $2 WHERE id = $1";
const CONFIRM: &str = "UPDATE session SET token_hash = $3, confirmed_at = $4 WHERE account_id = $1 AND id = $2 \
     AND ended_at IS NULL";
const LEVEL: &str = "SELECT factor FROM session WHERE id = $1";
const LIST: &str = "SELECT id, device, network, seen_at, started_at, ends_at, idle_seconds FROM session \
     WHERE account_id = $1 AND ended_at IS NULL AND ends_at > $2 ORDER BY seen_at DESC, id";

const OPEN_ONES: &str = "SELECT id FROM session WHERE account_id = $1 AND ended_at IS NULL ORDER BY id";

/// Activity is written at most this often; a page that is seen twice within it costs no write.
pub const SEEN_EVERY: TimeDelta = TimeDelta::seconds(30);

/// A new session and its token, for the browser's cookie.
pub struct Opened {
    pub id: SessionId,
    pub token: [u8; 32],
    /// How long it lasts where this browser is remembered.
    pub remembered: Option<TimeDelta>,
}

#[derive(sqlx::FromRow)]
struct Open {
    id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Held {
    #[sqlx(try_from = "String")]
    role: Role,
}

/// One browser that is logged in, as its owner sees it.
#[derive(sqlx::FromRow)]
pub struct Listed {
    #[sqlx(try_from = "Uuid")]
    pub id: SessionId,
    pub device: String,
    pub network: String,
    pub seen_at: DateTime<Utc>,
    pub started_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    idle_seconds: i64,
}

#[derive(sqlx::FromRow)]
struct Entered {
    #[sqlx(try_from = "String")]
    factor: Level,
}

pub async fn open(tx: &mut Tx, account: AccountId, browser: &Browser) -> Result<Opened> {
    let now = tx.now();
    let held = run!(tx, query_as::<Held>(ROLES, account.0).fetch_all)?;
    let roles: Vec<Role> = held.into_iter().map(|held| held.role).collect();
    let remembered = browsers::remembered_until(tx, (account, browser)).await?.map(|until| until - now);
    let limits = limits(&roles, remembered);
    let (id, token): (SessionId, [u8; 32]) = (tx.mint(), tx.ambient().random());
    let (hash, idle, ends_at) = (token_hash(&token), limits.idle.num_seconds(), now + limits.absolute);
    run!(tx, execute(OPEN, id.0, hash, account.0, now, idle, &browser.network, &browser.device, ends_at))?;
    Ok(Opened { id, token, remembered })
}

/// Notes what a session was entered with beside the password.
pub(super) async fn entered_with(tx: &mut Tx, session: SessionId, level: Level) -> Result<()> {
    run!(tx, execute(ENTERED, session.0, level.as_str()))?;
    Ok(())
}

/// What a session was entered with: how sure it is who is there.
pub async fn level(conn: &mut Conn, session: SessionId) -> Result<Level> {
    Ok(run!(conn, query_as::<Entered>(LEVEL, session.0).fetch_one)?.factor)
}

/// Who is logged in showed again who they are: a new token, and the old one is worth nothing. None when the session has
/// ended meanwhile.
pub(super) async fn confirm(tx: &mut Tx, (account, session): (AccountId, SessionId)) -> Result<Option<[u8; 32]>> {
    let (token, now): ([u8; 32], _) = (tx.ambient().random(), tx.now());
    let changed = run!(tx, execute(CONFIRM, account.0, session.0, token_hash(&token), now))?;
    Ok((changed == 1).then_some(token))
}

/// Somebody did something: the idle timeout starts anew.
pub async fn seen(tx: &mut Tx, session: SessionId) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(SEEN, session.0, now))?;
    Ok(())
}

/// Ends one session of an account, on every process; its streams end with it.
pub async fn end(
    tx: &mut Tx,
    (account, session): (AccountId, SessionId),
    (why, network): (&str, &str),
) -> Result<bool> {
    let now = tx.now();
    if run!(tx, execute(END, account.0, session.0, now, why))? == 0 {
        return Ok(false);
    }
    changes::tell(tx, account, changes::Topic::Session, session.0).await?;
    let event = Event::from_network(network, Kind::LoggedOut);
    audit::log(tx, event.on(ObjectKind::Session, session)).await?;
    Ok(true)
}

/// Ends all sessions of an account but the own one.
pub async fn end_others(
    tx: &mut Tx,
    (account, own): (AccountId, Option<SessionId>),
    (why, network): (&str, &str),
) -> Result<()> {
    let open = run!(tx, query_as::<Open>(OPEN_ONES, account.0).fetch_all)?;
    for other in open.into_iter().map(|open| SessionId(open.id)).filter(|id| Some(*id) != own) {
        end(tx, (account, other), (why, network)).await?;
    }
    Ok(())
}

/// The browsers an account is logged in with, the latest used first.
pub async fn list(conn: &mut Conn, account: AccountId, now: DateTime<Utc>) -> Result<Vec<Listed>> {
    let listed = run!(conn, query_as::<Listed>(LIST, account.0, now).fetch_all)?;
    Ok(listed.into_iter().filter(|listed| listed.times().alive(now)).collect())
}

impl Listed {
    fn times(&self) -> Times {
        let idle_limit = TimeDelta::seconds(self.idle_seconds);
        Times { ends_at: self.ends_at, seen_at: self.seen_at, idle_limit }
    }
}
