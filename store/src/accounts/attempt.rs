//! A login under way, from the right password or a mailed link to a session: the second factor and, where one is due,
//! a new password. Bound to one browser by its cookie. A step-up goes the same way, to the session it confirms.

use super::{
    account::last_two,
    demands,
    factors::{Tries, authenticator, recovery},
    login::Browser,
    sms::Budget,
};
use crate::{
    Conn, Error, Result, Tx, audit,
    db::{On, run},
    keys::{Keys, Purpose, token_hash},
    outbox::{self, Letter},
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    accounts::{
        factors::{Factor, Level},
        login::{CODE_LIFETIME, CODE_PAUSE, CODE_TRIES, ChangeWhy, SentCode, code_digits, code_from},
    },
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, AttemptId, LinkId, SessionId},
    refusal::{Code, Refusal},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

const BEGIN: &str = "INSERT INTO login_attempt (id, token_hash, account_id, started_at, network, code_hash, \
     code_sent_at, wrong_tries, change_why, link_id, passed_at, completed_at, session_id, mobile) \
     VALUES ($1, $2, $3, $4, $5, $6, $4, 0, $7, $8, $9, NULL, $10, $11)";
const ATTEMPT: &str = "SELECT t.id, t.account_id, t.code_hash, t.code_sent_at, t.wrong_tries, t.change_why, t.link_id, \
     t.passed_at, t.remember, t.factor, t.session_id, t.network, t.mobile AS typed_mobile, a.mobile \
     FROM login_attempt t JOIN account a ON a.id = t.account_id \
     WHERE t.token_hash = $1 AND t.completed_at IS NULL AND t.started_at > $2";
const RENEW: &str = "UPDATE login_attempt SET code_hash = $2, code_sent_at = $3 WHERE id = $1 \
     AND (code_sent_at <= $4 OR length(code_hash) = 0)";
const TRY: &str = "UPDATE login_attempt SET wrong_tries = wrong_tries + 1 WHERE id = $1 AND wrong_tries < $2 \
     AND passed_at IS NULL AND completed_at IS NULL";
const PASS: &str = "UPDATE login_attempt SET passed_at = $2, factor = $3, remember = $4 WHERE id = $1 \
     AND passed_at IS NULL AND completed_at IS NULL";
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
    /// Whether a second factor has to be shown first.
    pub code: bool,
}

/// What somebody types to show a second factor.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    pub factor: Factor,
    pub text: &'a str,
}

/// A login under way.
pub struct Attempt {
    pub id: AttemptId,
    pub account: AccountId,
    pub change: Option<ChangeWhy>,
    pub link: Option<LinkId>,
    /// The session that is confirmed, when this is no login.
    pub session: Option<SessionId>,
    /// Whether a second factor was shown, or none was asked.
    pub passed: bool,
    /// What it was passed with.
    pub level: Level,
    /// Whether an SMS was sent.
    pub sms_sent: bool,
    pub mobile_ends_in: String,
    /// Whether this browser is to be remembered once it is let in.
    pub remember: bool,
    /// The number that was typed at activation; its code was right once the attempt has passed.
    pub typed_mobile: Option<String>,
    mobile: String,
    network: String,
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
    #[sqlx(try_from = "String")]
    factor: Level,
    session_id: Option<Uuid>,
    network: String,
    mobile: String,
}

/// Begins one; its token is for the browser's cookie.
pub async fn begin(tx: &mut Tx, start: Start<'_>, browser: &Browser) -> Result<[u8; 32]> {
    begin_for(tx, start, (browser, None)).await
}

/// Begins a login, or what confirms a session. A code is sent where the account has nothing stronger than SMS, unless
/// there were too many: its page says so then.
pub(super) async fn begin_for(
    tx: &mut Tx,
    start: Start<'_>,
    (browser, session): (&Browser, Option<SessionId>),
) -> Result<[u8; 32]> {
    let token: [u8; 32] = tx.ambient().random();
    let (id, now): (AttemptId, _) = (tx.mint(), tx.now());
    let code = code_from(tx.ambient().random());
    let by_sms = start.code && demands::of(tx, start.account).await?.ways.first() == Some(&Factor::Sms);
    let sms = Sms { account: start.account, to: start.typed.unwrap_or(start.mobile), network: &browser.network };
    let send = by_sms && sms.is_within_budget(tx).await?.is_ok();
    let hash = if send { code_hash(tx, id, &code) } else { Vec::new() };
    let passed = (!start.code).then_some(now);
    let (why, link) = (start.change.map(ChangeWhy::as_str), start.link.map(|link| link.0));
    let (account, network, session) = (start.account.0, &browser.network, session.map(|session| session.0));
    let typed = start.typed;
    run!(tx, execute(BEGIN, id.0, token_hash(&token), account, now, network, hash, why, link, passed, session, typed))?;
    if send {
        sms.send(tx, (id, &code, purpose(start.change, session.is_some()))).await?;
    }
    Ok(token)
}

/// Says what a code is for: nobody should give one away that does something else than they think.
fn purpose(change: Option<ChangeWhy>, confirms: bool) -> &'static str {
    match change {
        _ if confirms => "te bevestigen dat u het bent",
        Some(ChangeWhy::Invited) => "uw account te activeren",
        Some(ChangeWhy::Forgotten) => "een nieuw wachtwoord in te stellen",
        _ => "in te loggen",
    }
}

/// To whom a code goes, and from where it was asked.
struct Sms<'a> {
    account: AccountId,
    to: &'a str,
    network: &'a str,
}

impl Sms<'_> {
    async fn is_within_budget(&self, tx: &mut Tx) -> Result<Result<(), Code>> {
        let (budget, now) = (Budget::of(&tx.ambient().keys, (self.account, self.to)), tx.now());
        let within = budget.check(tx, now).await?;
        if within.is_err() {
            self.log(tx, Kind::CodeWithheld).await?;
        }
        Ok(within)
    }

    /// Sends a code, which nobody needs any more once it is over.
    async fn send(&self, tx: &mut Tx, (attempt, code, what): (AttemptId, &str, &str)) -> Result<()> {
        let text = format!("{code} is uw code om {what}. De code is 10 minuten geldig. Geef hem aan niemand door.");
        let (now, budget) = (tx.now(), Budget::of(&tx.ambient().keys, (self.account, self.to)));
        let letter = Letter::sms(self.to, &text).of_use_until(now + CODE_LIFETIME);
        outbox::post(tx, &format!("login-code:{attempt}:{}", now.timestamp_micros()), &letter).await?;
        budget.count(tx).await?;
        self.log(tx, Kind::CodeSent).await
    }

    async fn log(&self, tx: &mut Tx, kind: Kind) -> Result<()> {
        audit::log(tx, Event::from_network(self.network, kind).on(ObjectKind::Account, self.account)).await
    }
}

fn code_hash(tx: &Tx, attempt: AttemptId, code: &str) -> Vec<u8> {
    tx.ambient().keys.mac(Purpose::LoginCode, &[attempt.0.as_bytes(), code.as_bytes()]).to_vec()
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
        session: row.session_id.map(Into::into),
        passed: row.passed_at.is_some(),
        level: row.factor,
        sms_sent: !row.code_hash.is_empty(),
        mobile_ends_in: last_two(&mobile),
        remember: row.remember,
        typed_mobile: row.typed_mobile,
        mobile,
        network: row.network,
        code_hash: row.code_hash,
        sent: SentCode { sent_at: row.code_sent_at, wrong_tries: row.wrong_tries },
    })
}

impl Attempt {
    /// Sends a code, at most one a minute; an earlier one stops working. The tries stay those of the attempt.
    pub async fn send_again(&self, tx: &mut Tx) -> Result<Result<(), Refusal>> {
        if self.sent.wrong_tries >= CODE_TRIES || !self.allows(tx, Factor::Sms).await? {
            return Ok(Err(Refusal::new("code", Code::CodeExpired)));
        }
        let sms = Sms { account: self.account, to: &self.mobile, network: &self.network };
        if let Err(code) = sms.is_within_budget(tx).await? {
            return Ok(Err(Refusal::new("code", code)));
        }
        let code = code_from(tx.ambient().random());
        let (hash, now) = (code_hash(tx, self.id, &code), tx.now());
        if run!(tx, execute(RENEW, self.id.0, hash, now, now - CODE_PAUSE))? == 0 {
            let seconds = (self.sent.sent_at + CODE_PAUSE - now).num_seconds() + 1;
            return Ok(Err(Refusal::new("code", Code::Wait { seconds })));
        }
        sms.send(tx, (self.id, &code, purpose(self.change, self.session.is_some()))).await.map(Ok)
    }

    fn budget(&self, keys: &Keys) -> Budget {
        Budget::of(keys, (self.account, &self.mobile))
    }

    /// For how many seconds no code is sent, because there were too many; none while one may be.
    pub async fn sms_wait(&self, (conn, keys): (&mut Conn, &Keys), now: DateTime<Utc>) -> Result<Option<i64>> {
        Ok(match self.budget(keys).check(conn, now).await? {
            Err(Code::TooManySms { seconds }) => Some(seconds),
            _ => None,
        })
    }

    /// Whether this is a way for this account at its organisations.
    pub(super) async fn allows(&self, tx: &mut Tx, factor: Factor) -> Result<bool> {
        Ok(demands::of(tx, self.account).await?.ways.contains(&factor))
    }

    /// Whether what was typed is right; a wrong one is counted, in this attempt and for the account, and logged.
    pub async fn try_code(&self, tx: &mut Tx, (typed, browser): (Typed<'_>, &Browser)) -> Result<Result<(), Refusal>> {
        debug_assert!(CODE_LIFETIME < LASTS);
        if typed.text.trim().is_empty() {
            return Ok(Err(Refusal::new("code", Code::Missing)));
        }
        let tries = Tries::of(&tx.ambient().keys, self.account);
        if let Err(code) = tries.check(tx).await? {
            return Ok(Err(Refusal::new("code", code)));
        }
        if let Err(code) = self.checked(tx, (typed, browser)).await? {
            tries.count(tx).await?;
            let event = Event::from_network(&browser.network, Kind::LoginRefused);
            audit::log(tx, event.on(ObjectKind::Account, self.account)).await?;
            return Ok(Err(Refusal::new("code", code)));
        }
        if typed.factor == Factor::Sms {
            self.budget(&tx.ambient().keys).forget(tx).await?;
        }
        tries.forget(tx).await.map(Ok)
    }

    /// Claims a try before anything is compared, so that tries at once are tries too.
    async fn checked(&self, tx: &mut Tx, (typed, browser): (Typed<'_>, &Browser)) -> Result<Result<(), Code>> {
        if run!(tx, execute(TRY, self.id.0, CODE_TRIES))? == 0 || !self.allows(tx, typed.factor).await? {
            return Ok(Err(Code::CodeExpired));
        }
        let digits = code_digits(typed.text);
        let now = tx.now();
        let (matches, given_at) = match typed.factor {
            Factor::Sms => (code_hash(tx, self.id, &digits).ct_eq(&self.code_hash).into(), self.sent.sent_at),
            Factor::Totp => (authenticator::accept(tx, self.account, &digits).await?, now),
            Factor::Recovery => (recovery::accept(tx, self.account, (typed.text, &browser.network)).await?, now),
            Factor::Passkey => (false, now),
        };
        Ok(SentCode { sent_at: given_at, ..self.sent }.check(matches, now))
    }

    /// The browser, to be remembered if that was asked with the code.
    pub(super) fn remembering(&self, browser: &Browser) -> Browser {
        Browser { remember: self.remember, ..browser.clone() }
    }

    /// A second factor was shown.
    pub(super) async fn pass(&self, tx: &mut Tx, (factor, remember): (Factor, bool)) -> Result<bool> {
        let now = tx.now();
        Ok(run!(tx, execute(PASS, self.id.0, now, Level::from(factor).as_str(), remember))? == 1)
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
