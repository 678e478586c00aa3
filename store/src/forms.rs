//! Forms: done once however often they are sent, and what was typed into a refused one kept for half an hour.

use crate::{
    Conn, Error, Result, Tx,
    db::run,
    keys::{Keys, Purpose},
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    forms::RefusedForm,
    ids::{AccountId, FormKey},
};
use uuid::Uuid;

const CLAIM: &str = "INSERT INTO form_done (key, account_id, result_id, done_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (key) DO NOTHING";
const DONE: &str = "SELECT account_id, result_id FROM form_done WHERE key = $1";
const KEEP: &str = "INSERT INTO form_refused (owner, key, sealed, refused_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (owner, key) DO UPDATE SET sealed = excluded.sealed, refused_at = excluded.refused_at";
const REFUSED: &str = "SELECT sealed FROM form_refused WHERE owner = $1 AND key = $2 AND refused_at > $3";
const FORGET: &str = "DELETE FROM form_refused WHERE refused_at <= $1";
const FORGET_DONE: &str = "DELETE FROM form_done WHERE done_at <= $1";
/// Far longer than any page is left open and then sent again.
const DONE_FOR: TimeDelta = TimeDelta::days(7);
const KEPT_FOR: TimeDelta = TimeDelta::minutes(30);

/// Whether a form still has to be done, or what came of it the first time.
pub enum Once {
    First,
    Again(Uuid),
}

#[derive(sqlx::FromRow)]
struct Done {
    account_id: Uuid,
    result_id: Uuid,
}

/// Claims a form's key for what is about to be made; somebody else's key is refused.
pub async fn once(tx: &mut Tx, (key, account): (FormKey, AccountId), result: Uuid) -> Result<Once> {
    let now = tx.now();
    if run!(tx, execute(CLAIM, key.0, account.0, result, now))? == 1 {
        return Ok(Once::First);
    }
    let done = run!(tx, query_as::<Done>(DONE, key.0).fetch_one)?;
    if done.account_id == account.0 {
        Ok(Once::Again(done.result_id))
    } else {
        Err(Error::Corrupt("form_done.key belongs to another account".into()))
    }
}

/// Gives a key that was claimed back: what it was claimed for is refused.
pub async fn release(tx: &mut Tx, key: FormKey) -> Result<()> {
    const RELEASE: &str = "DELETE FROM form_done WHERE key = $1";
    run!(tx, execute(RELEASE, key.0))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Kept {
    sealed: Vec<u8>,
}

/// Keeps what was typed, for its owner: a session, or the key alone where nobody is logged in yet.
pub async fn keep_refused(tx: &mut Tx, (owner, key): (&[u8], FormKey), form: &RefusedForm) -> Result<()> {
    let text = serde_json::to_vec(form).unwrap_or_default();
    let ambient = tx.ambient();
    let sealed = ambient.keys.seal(Purpose::Forms, ambient.random(), (key.0.as_bytes(), &text))?;
    let now = tx.now();
    run!(tx, execute(KEEP, owner, key.0, sealed, now))?;
    Ok(())
}

/// What was typed into a refused form, while it is kept.
pub async fn refused(
    (conn, keys): (&mut Conn, &Keys),
    (owner, key): (&[u8], FormKey),
    now: DateTime<Utc>,
) -> Result<Option<RefusedForm>> {
    let kept = run!(conn, query_as::<Kept>(REFUSED, owner, key.0, now - KEPT_FOR).fetch_optional)?;
    let Some(kept) = kept else { return Ok(None) };
    let text = keys.open(Purpose::Forms, key.0.as_bytes(), &kept.sealed)?;
    serde_json::from_slice(&text).map(Some).map_err(|error| Error::Corrupt(format!("form_refused.sealed: {error}")))
}

/// Removes what has been kept long enough.
pub async fn forget(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    let done = run!(tx, execute(FORGET_DONE, now - DONE_FOR))?;
    Ok(done + run!(tx, execute(FORGET, now - KEPT_FOR))?)
}
