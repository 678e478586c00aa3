//! Inloggen: password, then the code from the SMS, then a session (D29). The answer to a wrong name and to a wrong
//! password is the same, after the same work.

use super::{account::last_two, password, session, session::Opened, throttle::Tried};
use crate::{
    Conn, Error, Result, Store, Tx, audit,
    db::run,
    keys::{Purpose, token_hash},
    outbox::{self, Letter},
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::login::{CODE_LIFETIME, CODE_PAUSE, SentCode, code_digits, code_from, login_key},
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, AttemptId},
    refusal::{Code, Refusal},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

const ACCOUNT: &str = "SELECT a.id, a.password_hash, a.mobile FROM login_name n JOIN account a ON a.id = n.account_id \
     WHERE n.key = $1";
const START: &str = "INSERT INTO login_attempt (id, token_hash, account_id, started_at, network, code_hash, \
     code_sent_at, wrong_tries, completed_at) VALUES ($1, $2, $3, $4, $5, $6, $4, 0, NULL)";
const ATTEMPT: &str = "SELECT t.id, t.account_id, t.code_hash, t.code_sent_at, t.wrong_tries, a.mobile \
     FROM login_attempt t JOIN account a ON a.id = t.account_id \
     WHERE t.token_hash = $1 AND t.completed_at IS NULL AND t.started_at > $2";
const RENEW: &str =
    "UPDATE login_attempt SET code_hash = $2, code_sent_at = $3, wrong_tries = 0 WHERE id = $1 AND code_sent_at <= $4";
const COUNT_WRONG: &str = "UPDATE login_attempt SET wrong_tries = wrong_tries + 1 WHERE id = $1";
const COMPLETE: &str = "UPDATE login_attempt SET completed_at = $2 WHERE id = $1 AND completed_at IS NULL";

const FORGET_ATTEMPTS: &str = "DELETE FROM login_attempt WHERE started_at <= $1";
const FORGET_FAILURES: &str = "DELETE FROM login_failure WHERE latest_at <= $1";
/// Attempts and failures are of no use after a day.
const KEPT_FOR: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// What somebody sends from the login page.
pub struct Credentials {
    pub name: String,
    pub password: String,
    pub network: String,
}

/// A browser that is being logged in: where it is and what it says it is.
pub struct Browser {
    pub network: String,
    pub device: String,
}

/// The token of a new attempt, for the browser's cookie.
pub struct Started {
    pub token: [u8; 32],
}

/// What the code page may show: the last digits of the mobile number.
pub struct Waiting {
    pub mobile_ends_in: String,
}

#[derive(sqlx::FromRow)]
struct Account {
    id: Uuid,
    password_hash: String,
    mobile: String,
}

#[derive(sqlx::FromRow)]
struct Attempt {
    id: Uuid,
    account_id: Uuid,
    code_hash: Vec<u8>,
    code_sent_at: DateTime<Utc>,
    wrong_tries: i32,
    mobile: String,
}

/// Checks the password; if it is right, a code goes out and an attempt begins.
pub async fn start(store: &Store, typed: Credentials) -> Result<Result<Started, Refusal>> {
    let mut conn = store.read().await?;
    let key = login_key(&typed.name);
    let account = run!(&mut conn, query_as::<Account>(ACCOUNT, &key).fetch_optional)?;
    let known = account.as_ref().map_or(key.as_bytes(), |account| account.id.as_bytes());
    let tried = Tried::new(&store.ambient().keys, known, &typed.network);
    if let Err(code) = tried.check(&mut conn, store.now()).await? {
        return Ok(Err(Refusal::new("naam", code)));
    }
    drop(conn);
    let kept = account.as_ref().map(|account| account.password_hash.clone());
    let right = password::verify(typed.password, kept).await?;
    match account.filter(|_| right) {
        Some(account) => Ok(Ok(begin_attempt(store, &account, &typed.network).await?)),
        None => Ok(Err(count_failure(store, &tried, &typed.network).await?)),
    }
}

async fn count_failure(store: &Store, tried: &Tried, network: &str) -> Result<Refusal> {
    transact!(store, |tx| {
        tried.count_failure(tx).await?;
        audit::log(tx, Event::from_network(network, Kind::LoginRefused)).await
    })?;
    Ok(Refusal::new("naam", Code::WrongLogin))
}

async fn begin_attempt(store: &Store, account: &Account, network: &str) -> Result<Started> {
    let token: [u8; 32] = store.ambient().random();
    transact!(store, |tx| {
        let id: AttemptId = tx.mint();
        let code = code_from(tx.ambient().random());
        let hash = code_hash(tx, id.0, &code);
        let now = tx.now();
        run!(tx, execute(START, id.0, token_hash(&token), account.id, now, network, hash))?;
        send_code(tx, id, &account.mobile, &code).await?;
        let event = Event::from_network(network, Kind::CodeSent);
        audit::log(tx, event.on(ObjectKind::Account, account.id)).await
    })?;
    Ok(Started { token })
}

fn code_hash(tx: &Tx, attempt: Uuid, code: &str) -> Vec<u8> {
    tx.ambient().keys.mac(Purpose::LoginCode, &[attempt.as_bytes(), code.as_bytes()]).to_vec()
}

async fn send_code(tx: &mut Tx, attempt: AttemptId, mobile: &str, code: &str) -> Result<()> {
    let text = format!("{code} is uw code om in te loggen. De code is 10 minuten geldig. Geef hem aan niemand door.");
    let event_key = format!("login-code:{attempt}:{}", tx.now().timestamp_micros());
    outbox::post(tx, &event_key, &Letter::sms(mobile, &text)).await
}

/// What the code page shows; none when the attempt is over and the login starts again.
pub async fn waiting(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Waiting>> {
    let attempt = run!(conn, query_as::<Attempt>(ATTEMPT, token_hash(token), now - LASTS).fetch_optional)?;
    Ok(attempt.map(|attempt| Waiting { mobile_ends_in: last_two(&attempt.mobile) }))
}

/// How long an attempt lasts in all, however many codes are asked for.
const LASTS: chrono::TimeDelta = chrono::TimeDelta::minutes(30);

/// Sends another code, at most one a minute; the earlier one stops working.
pub async fn send_again(store: &Store, token: &[u8]) -> Result<Result<(), Refusal>> {
    transact!(store, |tx| {
        let Some(attempt) = load(tx, token).await? else { return Ok(Err(expired())) };
        let code = code_from(tx.ambient().random());
        let hash = code_hash(tx, attempt.id, &code);
        let now = tx.now();
        let renewed = run!(tx, execute(RENEW, attempt.id, hash, now, now - CODE_PAUSE))?;
        if renewed == 0 {
            let seconds = (attempt.code_sent_at + CODE_PAUSE - now).num_seconds() + 1;
            return Ok(Err(Refusal::new("code", Code::Wait { seconds })));
        }
        send_code(tx, attempt.id.into(), &attempt.mobile, &code).await.map(Ok)
    })
}

/// Checks the code; if it is right, the attempt is over and a session begins.
pub async fn finish(
    store: &Store,
    token: &[u8],
    (typed, browser): (&str, &Browser),
) -> Result<Result<Opened, Refusal>> {
    transact!(store, |tx| {
        let Some(attempt) = load(tx, token).await? else { return Ok(Err(expired())) };
        match check(tx, &attempt, typed) {
            Ok(()) => complete(tx, &attempt, browser).await.map(Ok),
            Err(code) => {
                refuse(tx, &attempt, browser).await?;
                Ok(Err(Refusal::new("code", code)))
            }
        }
    })
}

fn expired() -> Refusal {
    Refusal::new("code", Code::CodeExpired)
}

async fn load(tx: &mut Tx, token: &[u8]) -> Result<Option<Attempt>> {
    let since = tx.now() - LASTS;
    Ok(run!(tx, query_as::<Attempt>(ATTEMPT, token_hash(token), since).fetch_optional)?)
}

fn check(tx: &Tx, attempt: &Attempt, typed: &str) -> Result<(), Code> {
    let digits = code_digits(typed);
    if digits.is_empty() {
        return Err(Code::Missing);
    }
    let matches = code_hash(tx, attempt.id, &digits).ct_eq(&attempt.code_hash);
    let sent = SentCode { sent_at: attempt.code_sent_at, wrong_tries: attempt.wrong_tries };
    debug_assert!(CODE_LIFETIME < LASTS);
    sent.check(matches.into(), tx.now())
}

async fn refuse(tx: &mut Tx, attempt: &Attempt, browser: &Browser) -> Result<()> {
    run!(tx, execute(COUNT_WRONG, attempt.id))?;
    let event = Event::from_network(&browser.network, Kind::LoginRefused);
    audit::log(tx, event.on(ObjectKind::Account, attempt.account_id)).await
}

async fn complete(tx: &mut Tx, attempt: &Attempt, browser: &Browser) -> Result<Opened> {
    let now = tx.now();
    if run!(tx, execute(COMPLETE, attempt.id, now))? == 0 {
        return Err(Error::Corrupt("login_attempt.completed_at changed within its transaction".into()));
    }
    let account = AccountId(attempt.account_id);
    let tried = Tried::new(&tx.ambient().keys, account.0.as_bytes(), &browser.network);
    tried.forget(tx).await?;
    let opened = session::open(tx, account, browser).await?;
    let event = Event::from_network(&browser.network, Kind::LoggedIn);
    audit::log(tx, event.on(ObjectKind::Account, account)).await?;
    Ok(opened)
}

/// Removes attempts and failures that are of no use any more.
pub async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - KEPT_FOR;
    let attempts = run!(tx, execute(FORGET_ATTEMPTS, before))?;
    Ok(attempts + run!(tx, execute(FORGET_FAILURES, before))?)
}
