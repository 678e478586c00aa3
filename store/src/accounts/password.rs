//! A new password: what it breaks, and setting it (R9-R13, D1, D2).

use super::{
    attempt::{self, Attempt},
    browsers,
    demands::{self, Demands},
    hashing, links,
    login::{self, Browser, Entered},
    notices, session,
};
use crate::{Conn, Result, Store, Tx, audit, db::run, transact};
use portiek_domain::{
    accounts::{
        login::ChangeWhy,
        password::{Leaked, Owner, Rule, normalise},
    },
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, SessionId},
    refusal::{Code, Refusal},
};
use uuid::Uuid;

const SET: &str = "UPDATE account SET password_hash = $2, password_set_at = $3 WHERE id = $1";
const KEEP: &str = "INSERT INTO password_used (account_id, id, set_at, password_hash) VALUES ($1, $2, $3, $4)";
const FORGET: &str = "DELETE FROM password_used WHERE account_id = $1 AND id NOT IN \
     (SELECT id FROM password_used WHERE account_id = $1 ORDER BY set_at DESC, id DESC LIMIT 24)";
const USED: &str = "SELECT password_hash FROM password_used WHERE account_id = $1 \
     ORDER BY set_at DESC, id DESC LIMIT $2";
const CURRENT: &str = "SELECT password_hash FROM account WHERE id = $1";

/// The commonest leaked passwords, as their hashes; see `store/data/README.md`.
pub static LEAKED: Leaked<'static> = Leaked(include_bytes!("../../data/leaked"));

/// What the page for a new password shows.
pub struct Asked {
    pub why: ChangeWhy,
    pub rules: Vec<Rule>,
    pub owner: Owner,
}

/// Somebody who is logged in, choosing another password.
pub struct Changing<'a> {
    pub account: AccountId,
    pub session: SessionId,
    pub current: String,
    pub new: &'a str,
}

#[derive(sqlx::FromRow)]
struct Hash {
    password_hash: String,
}

/// The rules a password breaks, but for those that need somebody's earlier ones.
pub fn broken(demands: &Demands, password: &str) -> Vec<Rule> {
    let rules = demands.rules.list(&demands.owner).into_iter().chain([Rule::NotTooLong]);
    let keeps = |rule: Rule| match rule {
        Rule::NotLeaked => !LEAKED.contains(password),
        rule => rule.holds(password, &demands.owner),
    };
    rules.filter(|rule| !keeps(*rule)).collect()
}

/// What is asked of a new password, for an attempt that has come so far; none when it is over.
pub async fn asked(conn: &mut Conn, token: &[u8], now: chrono::DateTime<chrono::Utc>) -> Result<Option<Asked>> {
    let Some((attempt, why)) = attempt::find(conn, token, now).await?.and_then(due) else { return Ok(None) };
    let demands = demands::of(conn, attempt.account).await?;
    Ok(Some(Asked { why, rules: demands.rules.list(&demands.owner), owner: demands.owner }))
}

fn due(attempt: Attempt) -> Option<(Attempt, ChangeWhy)> {
    let why = attempt.change.filter(|why| attempt.passed && *why != ChangeWhy::Invited)?;
    Some((attempt, why))
}

/// Sets the password at the end of an attempt and opens a session (R114); none when the attempt is over.
pub async fn choose(
    store: &Store,
    token: &[u8],
    (typed, browser): (&str, &Browser),
) -> Result<Option<Result<Entered, Vec<Refusal>>>> {
    let mut conn = store.read().await?;
    let Some((found, _)) = attempt::find(&mut conn, token, store.now()).await?.and_then(due) else { return Ok(None) };
    drop(conn);
    let hash = match checked(store, found.account, typed).await? {
        Ok(hash) => hash,
        Err(refusals) => return Ok(Some(Err(refusals))),
    };
    let network = browser.network.as_str();
    transact!(store, |tx| {
        let now = tx.now();
        let Some((attempt, _)) = attempt::find(tx, token, now).await?.and_then(due) else { return Ok(None) };
        if !attempt.complete(tx).await? {
            return Ok(None);
        }
        if let Some(link) = attempt.link
            && !links::use_up(tx, link).await?
        {
            return Ok(None);
        }
        set(tx, attempt.account, (&hash, network, None)).await?;
        if attempt.change != Some(ChangeWhy::Invited) {
            notices::password_changed(tx, attempt.account).await?;
        }
        let demands = demands::of(tx, attempt.account).await?;
        let entered =
            login::enter_with(tx, (attempt.account, attempt.level), (&demands, &attempt.remembering(browser))).await?;
        Ok(Some(Ok(entered)))
    })
}

/// Changes the password of somebody who is logged in and knows the current one; other browsers are logged out.
pub async fn change(store: &Store, changing: Changing<'_>, browser: &Browser) -> Result<Result<(), Vec<Refusal>>> {
    let (account, session) = (changing.account, changing.session);
    if let Err(refusal) = knows(store, account, ("huidig", changing.current, browser)).await? {
        return Ok(Err(vec![refusal]));
    }
    let hash = match checked(store, account, changing.new).await? {
        Ok(hash) => hash,
        Err(refusals) => return Ok(Err(refusals)),
    };
    transact!(store, |tx| {
        set(tx, account, (&hash, &browser.network, Some(session))).await?;
        notices::password_changed(tx, account).await
    })?;
    Ok(Ok(()))
}

/// Whether this is the current password; wrong tries are counted as those of logging in.
pub(super) async fn knows(
    store: &Store,
    account: AccountId,
    (field, typed, browser): (&str, String, &Browser),
) -> Result<Result<(), Refusal>> {
    let mut conn = store.read().await?;
    let keys = &store.ambient().keys;
    let tried = browsers::tried(&mut conn, (keys, account.0.as_bytes()), (account, browser)).await?;
    if let Err(code) = tried.check(&mut conn, store.now()).await? {
        return Ok(Err(Refusal::new(field, code)));
    }
    let current = run!(&mut conn, query_as::<Hash>(CURRENT, account.0).fetch_one)?;
    drop(conn);
    if hashing::verify(typed, Some(current.password_hash)).await? {
        return Ok(Ok(()));
    }
    transact!(store, |tx| { tried.count_failure(tx).await })?;
    Ok(Err(Refusal::new(field, Code::WrongPassword)))
}

/// The hash of a password that keeps every rule, or those it breaks.
pub(super) async fn checked(store: &Store, account: AccountId, typed: &str) -> Result<Result<String, Vec<Refusal>>> {
    let refused = |code| Refusal::new("nieuw", code);
    if typed.is_empty() {
        return Ok(Err(vec![refused(Code::Missing)]));
    }
    let typed = normalise(typed);
    let mut conn = store.read().await?;
    let demands = demands::of(&mut conn, account).await?;
    let history = i64::from(demands.rules.history);
    let used = run!(&mut conn, query_as::<Hash>(USED, account.0, history).fetch_all)?;
    drop(conn);
    let mut broken = broken(&demands, &typed);
    if broken.is_empty() && was_used(used, &typed).await? {
        broken.push(Rule::NotUsed(demands.rules.history));
    }
    if broken.is_empty() {
        hashing::hash(typed, store.ambient().random()).await.map(Ok)
    } else {
        Ok(Err(broken.into_iter().map(|rule| refused(Code::BreaksRule(rule))).collect()))
    }
}

async fn was_used(used: Vec<Hash>, typed: &str) -> Result<bool> {
    for hash in used {
        if hashing::verify(typed.to_owned(), Some(hash.password_hash)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Sets it; whoever else is in, or on the way in, is out.
pub(super) async fn set(
    tx: &mut Tx,
    account: AccountId,
    (hash, network, own): (&str, &str, Option<SessionId>),
) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(SET, account.0, hash, now))?;
    keep(tx, account, hash).await?;
    run!(tx, execute(FORGET, account.0))?;
    browsers::forget_remembered(tx, account).await?;
    session::end_others(tx, (account, own), ("password changed", network)).await?;
    attempt::end_all(tx, account).await?;
    links::end_all(tx, account).await?;
    let event = Event::from_network(network, Kind::PasswordChanged);
    audit::log(tx, event.on(ObjectKind::Account, account)).await
}

/// Remembers a password, so that it does not come back.
pub(super) async fn keep(tx: &mut Tx, account: AccountId, hash: &str) -> Result<()> {
    let (id, now): (Uuid, _) = (tx.mint(), tx.now());
    run!(tx, execute(KEEP, account.0, id, now, hash))?;
    Ok(())
}
