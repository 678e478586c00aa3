//! "Pincode vergeten" (D27), also for who has none yet or may not try any more: the password, the second factor, and
//! then another PIN. The proof is a login attempt of their own that was passed; it lasts as long as one.

use super::{hash, set, unlock};
use crate::{
    Result, Store, Tx,
    accounts::{
        account,
        attempt::{self, Attempt, Start},
        login::Browser,
        password,
    },
    db::On,
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    ids::AccountId,
    refusal::{Code, Refusal},
};

/// Somebody who is logged in, and the token of the attempt in their browser.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub account: AccountId,
    pub token: &'a [u8],
}

/// Checks the password and sends a code; the attempt's token is for the browser's cookie.
pub async fn ask(
    store: &Store,
    account: AccountId,
    (typed, browser): (String, &Browser),
) -> Result<Result<[u8; 32], Refusal>> {
    if let Err(refusal) = password::knows(store, account, (typed, browser)).await? {
        return Ok(Err(Refusal::new("wachtwoord", refusal.code)));
    }
    transact!(store, |tx| {
        let mobile = account::mobile(tx, account).await?;
        let start = Start { account, mobile: &mobile, typed: None, change: None, link: None, code: true };
        attempt::begin(tx, start, browser).await.map(Ok)
    })
}

/// Checks the code: with the right one the current PIN may be tried again, and another be chosen.
pub async fn give_code(
    store: &Store,
    owner: Owner<'_>,
    (typed, browser): (&str, &Browser),
) -> Result<Result<(), Refusal>> {
    transact!(store, |tx| {
        let Some(attempt) = waiting(tx, owner).await? else { return Ok(Err(expired())) };
        if let Err(refusal) = attempt.try_code(tx, (typed, false), browser).await? {
            return Ok(Err(refusal));
        }
        let now = tx.now();
        unlock(tx, (owner.account, &browser.network), now).await.map(Ok)
    })
}

/// Sends another code, at most one a minute.
pub async fn send_again(store: &Store, owner: Owner<'_>) -> Result<Result<(), Refusal>> {
    transact!(store, |tx| {
        match waiting(tx, owner).await? {
            Some(attempt) => attempt.send_again(tx).await,
            None => Ok(Err(expired())),
        }
    })
}

async fn waiting(tx: &mut Tx, owner: Owner<'_>) -> Result<Option<Attempt>> {
    let now = tx.now();
    Ok(under_way(tx, owner, now).await?.filter(|attempt| !attempt.passed))
}

fn expired() -> Refusal {
    Refusal::new("code", Code::CodeExpired)
}

/// The attempt of one's own, whether its code was given or not; none when it is over.
pub async fn under_way(on: &mut impl On, owner: Owner<'_>, now: DateTime<Utc>) -> Result<Option<Attempt>> {
    let attempt = attempt::find(on, owner.token, now).await?;
    // One that ends in a new password may never have been asked a code.
    Ok(attempt.filter(|attempt| attempt.account == owner.account && attempt.change.is_none()))
}

/// Whether password and second factor were given just now. The one place that says what proves it.
pub async fn is_proven(on: &mut impl On, owner: Owner<'_>, now: DateTime<Utc>) -> Result<bool> {
    Ok(under_way(on, owner, now).await?.is_some_and(|attempt| attempt.passed))
}

/// Sets another PIN on that proof, once; none when it is not given any more.
pub async fn choose(
    store: &Store,
    owner: Owner<'_>,
    (typed, network): (&str, &str),
) -> Result<Option<Result<(), Refusal>>> {
    if !is_proven(&mut store.read().await?, owner, store.now()).await? {
        return Ok(None);
    }
    let hash = match hash(store, owner.account, typed).await? {
        Ok(hash) => hash,
        Err(code) => return Ok(Some(Err(Refusal::new("pincode", code)))),
    };
    transact!(store, |tx| {
        let now = tx.now();
        let Some(attempt) = under_way(tx, owner, now).await?.filter(|attempt| attempt.passed) else { return Ok(None) };
        attempt.complete(tx).await?;
        set(tx, owner.account, (&hash, network)).await.map(|()| Some(Ok(())))
    })
}
