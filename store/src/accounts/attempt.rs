//! A login under way, from the right password or a mailed link to a session: the code by SMS and, where one is due,
//! a new password. Bound to one browser by its cookie.

use super::{account::last_two, login::Browser};
use crate::{
    Conn, Error, Result, Tx, audit,
    db::{On, run},
    keys::{Purpose, token_hash},
    outbox::{self, Letter},
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    accounts::login::{CODE_LIFETIME, CODE_PAUSE, ChangeWhy, SentCode, code_digits, code_from},
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, AttemptId, LinkId},
    refusal::{Code, Refusal},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

const BEGIN: &str = "INSERT INTO login_attempt (id, token_hash, account_id, started_at, network, code_hash, \
     code_sent_at, wrong_tries, change_why, link_id, passed_at, completed_at, mobile) \
     VALUES ($1, $2, $3, $4, $5, $6, $4, 0, $7, $8, $9, NULL, $10)";
const ATTEMPT: &str = "SELECT t.id, t.account_id, t.code_hash, t.code_sent_at, t.wrong_tries, t.change_why, t.link_id, \
     t.passed_at, t.remember, t.mobile AS typed_mobile, a.mobile FROM login_attempt t JOIN account a ON a.id = t.account_id \
     WHERE t.token_hash = $1 AND t.completed_at IS NULL AND t.started_at > $2";
const RENEW: &str =
    "UPDATE login_attempt SET code_hash = $2, code_sent_at = $3, wrong_tries = 0 WHERE id = $1 AND code_sent_at <= $4";
const COUNT_WRONG: &str = "UPDATE login_attempt SET wrong_tries = wrong_tries + 1 WHERE id = $1";
const PASS: &str = "UPDATE login_attempt SET passed_at = $2, remember = $3 WHERE id = $1 AND passed_at IS NULL";
const COMPLETE: &str = "UPDATE login_attempt SET completed_at = $2 WHERE id = $1 AND completed_at IS NULL";
const END_ALL: &str = "UPDATE login_attempt SET completed_at = $2 WHERE account_id = $1 AND completed_at IS NULL";

/// How long an attempt lasts in all, however many codes are asked for.
pub const LASTS: TimeDelta = TimeDelta::minutes(30);

/// What begins an attempt.
pub struct Start<'a> {
    pub account: AccountId,
    pub mobile: &'a str,
    /// Another number, typed at activation: the account's once its code was right.
    pub typed: Option<&'a str>,
    pub change: Option<ChangeWhy>,
    pub link: Option<LinkId>,
    /// Whether a code has to be given first.
    pub code: bool,
}

/// A login under way.
pub struct Attempt {
    pub id: AttemptId,
    pub account: AccountId,
    pub change: Option<ChangeWhy>,
    pub link: Option<LinkId>,
    /// Whether the code was right, or none was asked.
    pub passed: bool,
    pub mobile_ends_in: String,
    /// Whether this browser is to be remembered once it is let in.
    pub remember: bool,
    /// The number that was typed at activation; its code was right once the attempt has passed.
    pub typed_mobile: Option<String>,
    mobile: String,
    code_hash: Vec<u8>,
    sent: SentCode,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    code_hash: Vec<u8>,
    code_sent_at: DateTime<Utc>,
    wrong_tries: i32,
    change_why: Option<String>,
    link_id: Option<Uuid>,
    passed_at: Option<DateTime<Utc>>,
    remember: bool,
    typed_mobile: Option<String>,
    mobile: String,
}

/// Begins one; its token is for the browser's cookie.
pub async fn begin(tx: &mut Tx, start: Start<'_>, browser: &Browser) -> Result<[u8; 32]> {
    let token: [u8; 32] = tx.ambient().random();
    let (id, now): (AttemptId, _) = (tx.mint(), tx.now());
    let code = code_from(tx.ambient().random());
    let hash = if start.code { code_hash(tx, id, &code) } else { Vec::new() };
    let passed = (!start.code).then_some(now);
    let (why, link) = (start.change.map(ChangeWhy::as_str), start.link.map(|link| link.0));
    let (account, network) = (start.account.0, &browser.network);
    run!(tx, execute(BEGIN, id.0, token_hash(&token), account, now, network, hash, why, link, passed, start.typed))?;
    if start.code {
        send_code(tx, id, (start.typed.unwrap_or(start.mobile), &code)).await?;
        let event = Event::from_network(network, Kind::CodeSent);
        audit::log(tx, event.on(ObjectKind::Account, account)).await?;
    }
    Ok(token)
}

fn code_hash(tx: &Tx, attempt: AttemptId, code: &str) -> Vec<u8> {
    tx.ambient().keys.mac(Purpose::LoginCode, &[attempt.0.as_bytes(), code.as_bytes()]).to_vec()
}

async fn send_code(tx: &mut Tx, attempt: AttemptId, (mobile, code): (&str, &str)) -> Result<()> {
    let text = format!("{code} is uw code om in te loggen. De code is 10 minuten geldig. Geef hem aan niemand door.");
    let event_key = format!("login-code:{attempt}:{}", tx.now().timestamp_micros());
    outbox::post(tx, &event_key, &Letter::sms(mobile, &text)).await
}

/// The attempt that a browser's cookie stands for; none when it is over and the login starts again.
pub async fn find(on: &mut impl On, token: &[u8], now: DateTime<Utc>) -> Result<Option<Attempt>> {
    let row = run!(on, query_as::<Row>(ATTEMPT, token_hash(token), now - LASTS).fetch_optional)?;
    row.map(attempt).transpose()
}

fn attempt(row: Row) -> Result<Attempt> {
    let change = row.change_why.map(ChangeWhy::try_from).transpose();
    let mobile = row.typed_mobile.clone().unwrap_or(row.mobile);
    Ok(Attempt {
        id: row.id.into(),
        account: row.account_id.into(),
        change: change.map_err(|error| Error::Corrupt(format!("login_attempt.change_why of {}: {error}", row.id)))?,
        link: row.link_id.map(Into::into),
        passed: row.passed_at.is_some(),
        mobile_ends_in: last_two(&mobile),
        remember: row.remember,
        typed_mobile: row.typed_mobile,
        mobile,
        code_hash: row.code_hash,
        sent: SentCode { sent_at: row.code_sent_at, wrong_tries: row.wrong_tries },
    })
}

/// What the code page may show; none when there is no code to give.
pub async fn waiting(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Attempt>> {
    Ok(find(conn, token, now).await?.filter(|attempt| !attempt.passed))
}

impl Attempt {
    /// Sends another code, at most one a minute; the earlier one stops working.
    pub async fn send_again(&self, tx: &mut Tx) -> Result<Result<(), Refusal>> {
        let code = code_from(tx.ambient().random());
        let (hash, now) = (code_hash(tx, self.id, &code), tx.now());
        if run!(tx, execute(RENEW, self.id.0, hash, now, now - CODE_PAUSE))? == 0 {
            let seconds = (self.sent.sent_at + CODE_PAUSE - now).num_seconds() + 1;
            return Ok(Err(Refusal::new("code", Code::Wait { seconds })));
        }
        send_code(tx, self.id, (&self.mobile, &code)).await.map(Ok)
    }

    /// Whether this is the code that was sent; a wrong one is counted and logged.
    pub async fn try_code(
        &self,
        tx: &mut Tx,
        (typed, remember): (&str, bool),
        browser: &Browser,
    ) -> Result<Result<(), Refusal>> {
        debug_assert!(CODE_LIFETIME < LASTS);
        let digits = code_digits(typed);
        let right = if digits.is_empty() {
            Err(Code::Missing)
        } else {
            let matches = code_hash(tx, self.id, &digits).ct_eq(&self.code_hash);
            self.sent.check(matches.into(), tx.now())
        };
        if let Err(code) = right {
            run!(tx, execute(COUNT_WRONG, self.id.0))?;
            let event = Event::from_network(&browser.network, Kind::LoginRefused);
            audit::log(tx, event.on(ObjectKind::Account, self.account)).await?;
            return Ok(Err(Refusal::new("code", code)));
        }
        let now = tx.now();
        run!(tx, execute(PASS, self.id.0, now, remember))?;
        Ok(Ok(()))
    }

    /// The attempt is over: a session begins. False when another request, sent twice, was first.
    pub async fn complete(&self, tx: &mut Tx) -> Result<bool> {
        let now = tx.now();
        Ok(run!(tx, execute(COMPLETE, self.id.0, now))? == 1)
    }
}

/// Ends everything that is under way for an account: its password changed.
pub async fn end_all(tx: &mut Tx, account: AccountId) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(END_ALL, account.0, now))?;
    Ok(())
}
