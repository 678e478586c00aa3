//! Browsers that somebody was let in with. One is recognised by a cookie: it skips nothing, but others' wrong tries do
//! not delay its owner. Where an organisation allows it, it is also remembered, and then no code is asked (D3, R16).

use super::{links, login::Browser, throttle::Tried};
use crate::{
    Conn, Result, Store, Tx,
    db::{On, run},
    keys::{Keys, token_hash},
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        link::{LinkKind, State},
        session::REMEMBERED,
    },
    ids::{AccountId, LinkId},
};
use uuid::Uuid;

const FIND: &str = "SELECT remembered_until FROM known_browser WHERE account_id = $1 AND token_hash = $2";
const KEEP: &str = "INSERT INTO known_browser (account_id, token_hash, id, device, network, first_at, last_at, \
     remembered_until) VALUES ($1, $2, $3, $4, $5, $6, $6, $7) \
     ON CONFLICT (account_id, token_hash) DO UPDATE SET device = excluded.device, network = excluded.network, \
     last_at = excluded.last_at, \
     remembered_until = COALESCE(excluded.remembered_until, known_browser.remembered_until)";
const FORGET_REMEMBERED: &str = "UPDATE known_browser SET remembered_until = NULL WHERE account_id = $1";
const FORGET: &str = "DELETE FROM known_browser WHERE last_at <= $1";
/// As long as a browser keeps a cookie.
const KEPT_FOR: chrono::TimeDelta = chrono::TimeDelta::days(400);

#[derive(sqlx::FromRow)]
struct Known {
    remembered_until: Option<DateTime<Utc>>,
}

/// One statement, whether there is such an account and such a browser or not.
async fn find(on: &mut impl On, (account, browser): (AccountId, &Browser)) -> Result<Option<Known>> {
    let hash = token_hash(&browser.token.unwrap_or_default());
    let known = run!(on, query_as::<Known>(FIND, account.0, hash).fetch_optional)?;
    Ok(known.filter(|_| browser.token.is_some()))
}

/// Whose tries count together: those on a recognised browser by themselves, all others by account (or name, when there
/// is none) and by network address.
pub(super) async fn tried(
    on: &mut impl On,
    (keys, who): (&Keys, &[u8]),
    (account, browser): (AccountId, &Browser),
) -> Result<Tried> {
    Ok(match (find(on, (account, browser)).await?, browser.token) {
        (Some(_), Some(token)) => Tried::on_browser(keys, who, &token),
        _ => Tried::new(keys, who, &browser.network),
    })
}

/// Until when no code is asked here, if that is still to come.
pub(super) async fn remembered_until(
    tx: &mut Tx,
    (account, browser): (AccountId, &Browser),
) -> Result<Option<DateTime<Utc>>> {
    let now = tx.now();
    let known = find(tx, (account, browser)).await?;
    Ok(known.and_then(|known| known.remembered_until).filter(|until| *until > now))
}

/// Its owner is in: it is recognised from now on, by the token that the answer has.
pub(super) async fn keep(tx: &mut Tx, account: AccountId, (browser, remember): (&Browser, bool)) -> Result<Browser> {
    let (id, now): (Uuid, _) = (tx.mint(), tx.now());
    let token = browser.token.unwrap_or_else(|| tx.ambient().random());
    let until = remember.then(|| now + REMEMBERED);
    let (hash, device, network) = (token_hash(&token), &browser.device, &browser.network);
    run!(tx, execute(KEEP, account.0, hash, id, device, network, now, until))?;
    Ok(Browser { token: Some(token), ..browser.clone() })
}

/// From now on a code is asked on all of them.
pub(super) async fn forget_remembered(tx: &mut Tx, account: AccountId) -> Result<()> {
    run!(tx, execute(FORGET_REMEMBERED, account.0))?;
    Ok(())
}

/// Removes those that have not been used for so long that their cookie is gone too.
pub async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - KEPT_FOR;
    Ok(run!(tx, execute(FORGET, before))?)
}

/// How a link to log in with stands; none when there never was such a link.
pub async fn follow(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<State>> {
    Ok(links::find(conn, LinkKind::Login, token).await?.map(|row| row.state(now)))
}

/// Uses a mailed link: its follower owns the account's mailbox, so this browser is recognised; name, password and code
/// still follow. None when the link is of no use any more.
pub async fn recognise(store: &Store, token: &[u8], browser: &Browser) -> Result<Option<Browser>> {
    transact!(store, |tx| {
        let Some(row) = links::open(tx, LinkKind::Login, token).await? else { return Ok(None) };
        if !links::use_up(tx, LinkId(row.id)).await? {
            return Ok(None);
        }
        keep(tx, row.account_id.into(), (browser, false)).await.map(Some)
    })
}
