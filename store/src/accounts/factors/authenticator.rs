//! The authenticator app (TOTP, RFC 6238): a key that both sides know, and codes of 30 seconds that work once.

use super::{
    add,
    pending::{Pending, What},
};
use crate::{Error, Result, Store, Tx, accounts::notices, db::run, keys::Purpose, transact};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        factors::Factor,
        login::{CODE_TRIES, code_digits},
    },
    ids::{AccountId, SessionId},
    refusal::{Code, Refusal},
};
use totp_rs::{Algorithm, Builder, Secret, Totp};
use uuid::Uuid;

const INSERT: &str = "INSERT INTO authenticator (factor_id, sealed, last_step) VALUES ($1, $2, $3)";
const KEYS: &str = "SELECT f.id, k.sealed FROM factor f JOIN authenticator k ON k.factor_id = f.id \
     WHERE f.account_id = $1 ORDER BY f.id";
const STEP: &str = "UPDATE authenticator SET last_step = $2 WHERE factor_id = $1 AND last_step < $2";
const BROKEN: Error = Error::Secrets("an authenticator's key cannot be used");

/// A key that waits for its first code: for the app's camera and for typing over.
pub struct Offered {
    /// `otpauth://…`, as the QR code has it.
    pub url: String,
    /// The key in base32.
    pub key: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    sealed: Vec<u8>,
}

fn pending(session: SessionId) -> Pending<'static> {
    Pending { what: What::Authenticator, owner: session.0, token: &[] }
}

/// A key for a new app, the same until it is used or half an hour has passed: a page may be loaded again.
pub async fn offer(store: &Store, session: SessionId, (issuer, name): (&str, &str)) -> Result<Offered> {
    let secret = transact!(store, |tx| {
        let (waiting, keys, now) = (pending(session), tx.ambient().keys.clone(), tx.now());
        if let Some(kept) = waiting.look((tx, &keys), now).await? {
            return Ok(kept);
        }
        let secret: [u8; 20] = tx.ambient().random();
        waiting.keep(tx, &secret).await?;
        Ok(secret.to_vec())
    })?;
    // The colon parts both in the address.
    let without_colon = |text: &str| text.replace(':', " ");
    let totp = builder(&secret)
        .with_issuer(Some(without_colon(issuer)))
        .with_account_name(without_colon(name))
        .build()
        .map_err(|_| BROKEN)?;
    Ok(Offered { url: totp.to_url().map_err(|_| BROKEN)?, key: totp.secret().to_base32() })
}

fn builder(secret: &[u8]) -> Builder {
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1).with_step_duration(30);
    builder.with_secret(Secret::from(secret))
}

/// The step that a code belongs to: this one, the one before or the one after.
fn step(secret: &[u8], code: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
    let totp: Totp = builder(secret).build().map_err(|_| BROKEN)?;
    let step = totp.check(code, u64::try_from(now.timestamp()).unwrap_or_default());
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Adds the app once it shows the right code; that code works for nothing else.
pub async fn enrol(
    store: &Store,
    (account, session): (AccountId, SessionId),
    (name, typed, network): (&str, &str, &str),
) -> Result<Result<(), Refusal>> {
    let refused = |code| Ok(Err(Refusal::new("code", code)));
    let digits = code_digits(typed);
    if digits.is_empty() {
        return refused(Code::Missing);
    }
    transact!(store, |tx| {
        let (keys, now) = (tx.ambient().keys.clone(), tx.now());
        let Some(secret) = pending(session).look((tx, &keys), now).await? else { return refused(Code::CodeExpired) };
        let Some(step) = step(&secret, &digits, now)? else {
            // The key is on the owner's own screen: there is nothing to guess.
            return refused(Code::WrongCode { left: CODE_TRIES });
        };
        if !pending(session).drop(tx).await? {
            return refused(Code::CodeExpired);
        }
        let id = add(tx, account, (Factor::Totp, name, network)).await?;
        let sealed = keys.seal(Purpose::Factor, tx.ambient().random(), (id.0.as_bytes(), &secret))?;
        run!(tx, execute(INSERT, id.0, sealed, step))?;
        notices::factor_added(tx, account, Factor::Totp).await.map(Ok)
    })
}

/// Whether one of the account's apps shows this code, and no code of that step or a later one was used before.
pub(crate) async fn accept(tx: &mut Tx, account: AccountId, code: &str) -> Result<bool> {
    let (keys, now) = (tx.ambient().keys.clone(), tx.now());
    for row in run!(tx, query_as::<Row>(KEYS, account.0).fetch_all)? {
        let secret = keys.open(Purpose::Factor, row.id.as_bytes(), &row.sealed)?;
        if let Some(step) = step(&secret, code, now)?
            && run!(tx, execute(STEP, row.id, step))? == 1
        {
            super::used(tx, row.id.into()).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC_KEY: &[u8] = b"12345678901234567890";

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap_or_default()
    }

    #[test]
    fn rfc_6238s_code_is_good_from_one_step_before_to_one_step_after() {
        let step = |second| step(RFC_KEY, "287082", at(second)).ok().flatten();
        assert_eq!(step(59), Some(1));
        assert_eq!((step(0), step(89)), (Some(1), Some(1)));
        assert_eq!(step(90), None);
        assert_eq!(super::step(RFC_KEY, "287083", at(59)).ok().flatten(), None);
    }
}
