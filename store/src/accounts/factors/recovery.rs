//! Herstelcodes: ten codes for who has lost the telephone. Each works once; they are kept as keyed hashes.

use super::pending::{Pending, What};
use crate::{
    Conn, Error, Result, Store, Tx,
    accounts::notices,
    audit,
    db::run,
    keys::{Keys, Purpose},
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::factors::{RECOVERY_CODES, recovery_code, recovery_key},
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, SessionId},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

const DROP: &str = "DELETE FROM recovery_code WHERE account_id = $1";
const INSERT: &str = "INSERT INTO recovery_code (account_id, id, key_version, hash, made_at, used_at) \
     VALUES ($1, $2, $3, $4, $5, NULL)";
const UNUSED: &str = "SELECT id, key_version, hash FROM recovery_code WHERE account_id = $1 AND used_at IS NULL";
const USE: &str = "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND id = $2 AND used_at IS NULL";
const STATE: &str = "SELECT made_at, used_at FROM recovery_code WHERE account_id = $1";

/// How an account's recovery codes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub made_at: DateTime<Utc>,
    pub left: usize,
}

#[derive(sqlx::FromRow)]
struct Unused {
    id: Uuid,
    key_version: i32,
    hash: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Made {
    made_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

fn pending(session: SessionId) -> Pending<'static> {
    Pending { what: What::RecoveryCodes, owner: session.0, token: &[] }
}

fn hash(keys: &Keys, version: i32, (account, code): (AccountId, &str)) -> Result<[u8; 32]> {
    keys.mac_with(version, Purpose::RecoveryCode, &[account.0.as_bytes(), recovery_key(code).as_bytes()])
}

/// Makes a new set; the earlier one stops working. For ten minutes this browser can show it.
pub async fn make(store: &Store, (account, session): (AccountId, SessionId), network: &str) -> Result<()> {
    transact!(store, |tx| {
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(tx.ambient().random())).collect();
        run!(tx, execute(DROP, account.0))?;
        let (keys, now) = (tx.ambient().keys.clone(), tx.now());
        for code in &codes {
            let id: Uuid = tx.mint();
            let hash = hash(&keys, keys.current(), (account, code))?.to_vec();
            run!(tx, execute(INSERT, account.0, id, keys.current(), hash, now))?;
        }
        pending(session).keep(tx, codes.join("\n").as_bytes()).await?;
        let event = Event::from_network(network, Kind::RecoveryCodesMade);
        audit::log(tx, event.on(ObjectKind::Account, account)).await?;
        notices::recovery_codes_made(tx, account).await
    })
}

/// The codes this browser has just made, until it says that they are kept.
pub async fn shown(conn: &mut Conn, keys: &Keys, (session, now): (SessionId, DateTime<Utc>)) -> Result<Vec<String>> {
    let kept = pending(session).look((conn, keys), now).await?.unwrap_or_default();
    let text = String::from_utf8(kept).map_err(|_| Error::Corrupt("factor_pending.sealed of recovery codes".into()))?;
    Ok(text.lines().map(Into::into).collect())
}

/// They are kept: nobody is shown them again.
pub async fn hide(tx: &mut Tx, session: SessionId) -> Result<()> {
    pending(session).drop(tx).await.map(|_| ())
}

/// None when there never were any.
pub async fn state(conn: &mut Conn, account: AccountId) -> Result<Option<State>> {
    let made = run!(conn, query_as::<Made>(STATE, account.0).fetch_all)?;
    let left = made.iter().filter(|code| code.used_at.is_none()).count();
    Ok(made.first().map(|first| State { made_at: first.made_at, left }))
}

/// Uses a code up; its owner is told.
pub(crate) async fn accept(tx: &mut Tx, account: AccountId, (typed, network): (&str, &str)) -> Result<bool> {
    let keys = tx.ambient().keys.clone();
    let unused = run!(tx, query_as::<Unused>(UNUSED, account.0).fetch_all)?;
    let mut found = None;
    for code in &unused {
        let matches: bool = hash(&keys, code.key_version, (account, typed))?.as_slice().ct_eq(&code.hash).into();
        found = found.or(matches.then_some(code.id));
    }
    let Some(id) = found else { return Ok(false) };
    let now = tx.now();
    if run!(tx, execute(USE, account.0, id, now))? == 0 {
        return Ok(false);
    }
    let event = Event::from_network(network, Kind::RecoveryCodeUsed);
    audit::log(tx, event.on(ObjectKind::Account, account)).await?;
    notices::recovery_code_used(tx, account, unused.len() - 1).await?;
    Ok(true)
}
