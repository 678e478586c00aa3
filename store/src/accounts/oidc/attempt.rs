//! Somebody who was sent to a provider and is to come back: once, within ten minutes, in the same browser.

use super::providers::Provider;
use crate::{
    Error, Result, Tx,
    db::run,
    keys::{Keys, Purpose, token_hash},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::oidc::LASTS,
    ids::{AccountId, ProviderId, SessionId},
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use uuid::Uuid;

const BEGIN: &str = "INSERT INTO provider_attempt (id, provider_id, state_hash, browser_hash, sealed, target, \
     joining_account_id, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const FIND: &str = "SELECT id, provider_id, sealed, target, joining_account_id FROM provider_attempt \
     WHERE state_hash = $1 AND browser_hash = $2 AND started_at > $3";
const TAKE: &str = "DELETE FROM provider_attempt WHERE id = $1";
const FORGET: &str = "DELETE FROM provider_attempt WHERE started_at <= $1";

/// What the provider is asked with.
pub struct Begun {
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

/// What was remembered meanwhile.
pub struct Pending {
    pub provider: ProviderId,
    pub nonce: String,
    pub verifier: String,
    /// Where to go afterwards (R114); may be empty.
    pub target: String,
    /// Whose account the login is to be added to; a login without.
    pub joining: Option<AccountId>,
}

#[derive(Serialize, Deserialize)]
struct Secrets {
    nonce: String,
    verifier: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    provider_id: Uuid,
    sealed: Vec<u8>,
    target: String,
    joining_account_id: Option<Uuid>,
}

/// Remembers that somebody goes to a provider, in the browser whose cookie holds this token.
pub async fn begin(
    tx: &mut Tx,
    provider: &Provider,
    (target, joining, browser): (&str, Option<AccountId>, &[u8; 32]),
) -> Result<Begun> {
    let (id, now): (Uuid, DateTime<Utc>) = (tx.mint(), tx.now());
    let [state, nonce, verifier] = [(); 3].map(|()| hex(tx.ambient().random()));
    let secrets = Secrets { nonce: nonce.clone(), verifier: verifier.clone() };
    let text = serde_json::to_vec(&secrets).unwrap_or_default();
    let sealed = tx.ambient().keys.seal(Purpose::ProviderAttempt, tx.ambient().random(), (id.as_bytes(), &text))?;
    let (state_hash, browser_hash) = (token_hash(state.as_bytes()), token_hash(browser));
    let joining = joining.map(|account| account.0);
    run!(tx, execute(BEGIN, id, provider.id.0, state_hash, browser_hash, sealed, target, joining, now))?;
    Ok(Begun { state, nonce, verifier })
}

fn hex(bytes: [u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What proves that somebody chose on our own page to add a login: another site's page cannot know it.
pub fn join_token(keys: &Keys, (session, provider): (SessionId, ProviderId)) -> String {
    hex(keys.mac(Purpose::Joining, &[session.0.as_bytes(), provider.0.as_bytes()]))
}

pub fn is_join_token(keys: &Keys, of: (SessionId, ProviderId), token: &str) -> bool {
    join_token(keys, of).as_bytes().ct_eq(token.as_bytes()).into()
}

/// Takes what belongs to this state and this browser; none when it was taken, is too old or never was.
pub async fn take(tx: &mut Tx, (state, browser): (&str, &[u8])) -> Result<Option<Pending>> {
    let (state, browser, since) = (token_hash(state.as_bytes()), token_hash(browser), tx.now() - LASTS);
    let Some(row) = run!(tx, query_as::<Row>(FIND, state, browser, since).fetch_optional)? else { return Ok(None) };
    if run!(tx, execute(TAKE, row.id))? == 0 {
        return Ok(None);
    }
    let text = tx.ambient().keys.open(Purpose::ProviderAttempt, row.id.as_bytes(), &row.sealed)?;
    let secrets: Secrets =
        serde_json::from_slice(&text).map_err(|_| Error::Corrupt(format!("provider_attempt.sealed of {}", row.id)))?;
    Ok(Some(Pending {
        provider: row.provider_id.into(),
        nonce: secrets.nonce,
        verifier: secrets.verifier,
        target: row.target,
        joining: row.joining_account_id.map(Into::into),
    }))
}

/// Removes those that nobody came back from.
pub async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - LASTS;
    Ok(run!(tx, execute(FORGET, before))?)
}
