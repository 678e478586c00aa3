//! Inloggen: password, then a second factor where one is asked, then a session or first a new password (D2, D3, D29). The answer to a wrong name and to a wrong password is the same, after the same work.

use super::{
    attempt::{self, Attempt, Start, Typed},
    browsers, confirm,
    demands::{self, Demands},
    factors::{
        self,
        passkey::{self, Answer, Begun, Passkeys},
    },
    hashing, password, session,
    session::Opened,
    sms,
    throttle::Tried,
};
use crate::{Error, Result, Store, Tx, audit, db::run, transact};
use portiek_domain::{
    accounts::{
        factors::{Factor, Level},
        login::{ChangeWhy, Entrance, login_key},
        password::expiry::Age,
    },
    audit::{Event, Kind, ObjectKind},
    ids::AccountId,
    refusal::{Code, Refusal},
};
use uuid::Uuid;

const ACCOUNT: &str = "SELECT a.id, a.password_hash, a.mobile FROM login_name n JOIN account a ON a.id = n.account_id \
     WHERE n.key = $1";
/// A membership that lasts, or else the one that ended last.
const LATEST: &str = "SELECT ended_how FROM membership WHERE account_id = $1 \
     ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, ended_at DESC LIMIT 1";
const FORGET_ATTEMPTS: &str = "DELETE FROM login_attempt WHERE started_at <= $1";
const FORGET_FAILURES: &str = "DELETE FROM login_failure WHERE latest_at <= $1";
/// Attempts and failures are of no use after a day.
const KEPT_FOR: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// What somebody sends from the login page.
pub struct Credentials {
    pub name: String,
    pub password: String,
}

/// A browser that is being logged in: where it is, what it says it is, and what it is recognised by.
#[derive(Clone, Debug)]
pub struct Browser {
    pub network: String,
    pub device: String,
    /// From its cookie; none the first time.
    pub token: Option<[u8; 32]>,
    /// Whether its owner asks that it be remembered (D3).
    pub remember: bool,
}

/// What a step of logging in leads to. Tokens are for the browser's cookies.
pub enum Step {
    /// A second factor comes next.
    Code {
        token: [u8; 32],
    },
    /// A new password comes next.
    NewPassword {
        token: [u8; 32],
    },
    /// The rest of an activation comes next.
    Activate {
        token: [u8; 32],
    },
    In(Entered),
    /// Who was logged in has shown it again: the session's new token.
    Confirmed {
        token: [u8; 32],
    },
}

/// Somebody is in.
pub struct Entered {
    pub session: Opened,
    /// What this browser is recognised by from now on.
    pub browser: [u8; 32],
    /// How the password stands: it may be about to expire (R11).
    pub age: Age,
}

#[derive(sqlx::FromRow)]
struct Account {
    id: Uuid,
    password_hash: String,
    mobile: String,
}

#[derive(sqlx::FromRow)]
struct Latest {
    ended_how: Option<String>,
}

/// Checks the password; if it is right, what comes next.
pub async fn start(store: &Store, typed: Credentials, browser: &Browser) -> Result<Result<Step, Refusal>> {
    let mut conn = store.read().await?;
    let key = login_key(&typed.name);
    let account = run!(&mut conn, query_as::<Account>(ACCOUNT, &key).fetch_optional)?;
    let known = account.as_ref().map_or(key.as_bytes(), |account| account.id.as_bytes());
    let id = account.as_ref().map_or(Uuid::nil(), |account| account.id);
    let tried = browsers::tried(&mut conn, (&store.ambient().keys, known), (id.into(), browser)).await?;
    if let Err(code) = tried.check(&mut conn, store.now()).await? {
        return Ok(Err(Refusal::new("naam", code)));
    }
    drop(conn);
    let kept = account.as_ref().map(|account| account.password_hash.clone());
    let right = hashing::verify(typed.password.clone(), kept).await?;
    match account.filter(|_| right) {
        Some(account) => begin(store, &account, (&typed.password, browser)).await,
        None => Ok(Err(count_failure(store, &tried, &browser.network).await?)),
    }
}

async fn count_failure(store: &Store, tried: &Tried, network: &str) -> Result<Refusal> {
    transact!(store, |tx| {
        tried.count_failure(tx).await?;
        audit::log(tx, Event::from_network(network, Kind::LoginRefused)).await
    })?;
    Ok(Refusal::new("naam", Code::WrongLogin))
}

async fn begin(
    store: &Store,
    account: &Account,
    (password, browser): (&str, &Browser),
) -> Result<Result<Step, Refusal>> {
    let id = AccountId(account.id);
    transact!(store, |tx| {
        if let Some(why) = nowhere(tx, id).await? {
            let event = Event::from_network(&browser.network, Kind::LoginRefused);
            audit::log(tx, event.on(ObjectKind::Account, id)).await?;
            return Ok(Err(Refusal::new("naam", why)));
        }
        let demands = demands::of(tx, id).await?;
        let change = change_due(tx, &demands, password);
        let remembered = browsers::remembered_until(tx, (id, browser)).await?.is_some();
        let code = demands.code_on(remembered);
        if !code && change.is_none() {
            return enter(tx, id, (&demands, browser)).await.map(|entered| Ok(Step::In(entered)));
        }
        let start = Start { account: id, mobile: &account.mobile, typed: None, change, link: None, code };
        let token = attempt::begin(tx, start, browser).await?;
        Ok(Ok(if code { Step::Code { token } } else { Step::NewPassword { token } }))
    })
}

/// Why there is nothing to log in to; none while there is. Told to who knows the password only.
pub(super) async fn nowhere(tx: &mut Tx, account: AccountId) -> Result<Option<Code>> {
    let latest = run!(tx, query_as::<Latest>(LATEST, account.0).fetch_optional)?;
    Ok(match latest.map(|latest| latest.ended_how) {
        Some(None) => None,
        Some(Some(how)) if how == "inactive" => Some(Code::Inactive),
        _ => Some(Code::Ended),
    })
}

/// Whether a right password may not stay: expired (D2), or against rules that were made stricter since.
fn change_due(tx: &Tx, demands: &Demands, password: &str) -> Option<ChangeWhy> {
    let keeps_rules = password::broken(demands, password).is_empty();
    Entrance::Password { keeps_rules }.change_due(demands.age(tx.now()))
}

/// Sends a code by SMS, at most one a minute; an earlier one stops working.
pub async fn send_again(store: &Store, token: &[u8]) -> Result<Result<(), Refusal>> {
    transact!(store, |tx| {
        match under_way(tx, token).await? {
            Some(attempt) => attempt.send_again(tx).await,
            None => Ok(Err(expired())),
        }
    })
}

/// Checks a code of whatever kind; if it is right, a session begins, or first a new password is chosen.
pub async fn give_code(
    store: &Store,
    token: &[u8; 32],
    (typed, browser): (Typed<'_>, &Browser),
) -> Result<Result<Step, Refusal>> {
    transact!(store, |tx| {
        let Some(attempt) = under_way(tx, token).await? else { return Ok(Err(expired())) };
        match attempt.try_code(tx, (typed, browser)).await? {
            Ok(()) => passed(tx, (&attempt, token), (typed.factor, browser)).await.map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        }
    })
}

/// Asks for a passkey of the account that is logging in.
pub async fn ask_passkey(store: &Store, passkeys: &Passkeys, token: &[u8]) -> Result<Option<Begun>> {
    transact!(store, |tx| {
        match under_way(tx, token).await? {
            Some(attempt) => passkey::begin_asking(tx, passkeys, (attempt.account, attempt.id.0)).await,
            None => Ok(None),
        }
    })
}

/// Checks a passkey's answer, as [`give_code`] does a code.
pub async fn give_passkey(
    store: &Store,
    (passkeys, answer): (&Passkeys, Answer<'_>),
    (token, browser): (&[u8; 32], &Browser),
) -> Result<Result<Step, Refusal>> {
    transact!(store, |tx| {
        let Some(attempt) = under_way(tx, token).await? else { return Ok(Err(expired())) };
        let is_right = attempt.allows(tx, Factor::Passkey).await?
            && passkey::accept(tx, passkeys, (attempt.account, attempt.id.0, answer)).await?;
        if is_right {
            return passed(tx, (&attempt, token), (Factor::Passkey, browser)).await.map(Ok);
        }
        let event = Event::from_network(&browser.network, Kind::LoginRefused);
        audit::log(tx, event.on(ObjectKind::Account, attempt.account)).await?;
        Ok(Err(Refusal::new("passkey", Code::WrongPasskey)))
    })
}

/// A second factor was shown: on to what the attempt is for.
async fn passed(
    tx: &mut Tx,
    (attempt, token): (&Attempt, &[u8; 32]),
    (factor, browser): (Factor, &Browser),
) -> Result<Step> {
    if !attempt.pass(tx, (factor, browser.remember)).await? {
        return Err(Error::Corrupt("login_attempt.passed_at changed within its transaction".into()));
    }
    match attempt.change {
        Some(ChangeWhy::Invited) => return Ok(Step::Activate { token: *token }),
        Some(_) => return Ok(Step::NewPassword { token: *token }),
        None => {}
    }
    if !attempt.complete(tx).await? {
        return Err(Error::Corrupt("login_attempt.completed_at changed within its transaction".into()));
    }
    if let Some(session) = attempt.session {
        return confirm::confirmed(tx, (attempt.account, session), &browser.network).await;
    }
    let demands = demands::of(tx, attempt.account).await?;
    enter_with(tx, (attempt.account, factor.into()), (&demands, browser)).await.map(Step::In)
}

async fn under_way(tx: &mut Tx, token: &[u8]) -> Result<Option<Attempt>> {
    let now = tx.now();
    Ok(attempt::find(tx, token, now).await?.filter(|attempt| !attempt.passed))
}

fn expired() -> Refusal {
    Refusal::new("code", Code::CodeExpired)
}

/// Opens a session for whoever has shown to be the account's owner.
pub(super) async fn enter(
    tx: &mut Tx,
    account: AccountId,
    (demands, browser): (&Demands, &Browser),
) -> Result<Entered> {
    enter_with(tx, (account, Level::None), (demands, browser)).await
}

/// The same, and notes with what beside the password.
pub(super) async fn enter_with(
    tx: &mut Tx,
    (account, level): (AccountId, Level),
    (demands, browser): (&Demands, &Browser),
) -> Result<Entered> {
    let keys = tx.ambient().keys.clone();
    let tried = browsers::tried(tx, (&keys, account.0.as_bytes()), (account, browser)).await?;
    tried.forget(tx).await?;
    let browser = &browsers::keep(tx, account, (browser, browser.remember && demands.may_remember())).await?;
    let session = session::open(tx, account, browser).await?;
    session::entered_with(tx, session.id, level).await?;
    let event = Event::from_network(&browser.network, Kind::LoggedIn);
    audit::log(tx, event.on(ObjectKind::Account, account)).await?;
    let token = browser.token.unwrap_or_default();
    Ok(Entered { session, browser: token, age: demands.age(tx.now()) })
}

/// Removes attempts and failures that are of no use any more.
pub async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - KEPT_FOR;
    let attempts = run!(tx, execute(FORGET_ATTEMPTS, before))? + factors::forget(tx).await? + sms::forget(tx).await?;
    Ok(attempts + run!(tx, execute(FORGET_FAILURES, before))?)
}
