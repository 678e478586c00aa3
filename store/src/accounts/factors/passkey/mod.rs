//! Passkeys (WebAuthn): adding one, showing one, and logging in with nothing else. The library makes the challenges and
//! checks the answers; what it must remember between both is kept here, taken once and for five minutes.

mod adding;
mod asking;
mod entering;

pub use adding::{add_answered, begin_adding};
pub(crate) use asking::{accept, begin_asking};
pub use entering::{begin_login, log_in};

use super::{
    pending::{Pending, What},
    used,
};
use crate::{Error, Result, Tx, db::run};
use portiek_domain::{
    accounts::factors::CEREMONY,
    ids::AccountId,
    refusal::{Code, Refusal},
};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, Passkey, Url, Webauthn, WebauthnBuilder, WebauthnError};

const HELD: &str = "SELECT p.factor_id, p.credential FROM passkey p JOIN factor f ON f.id = p.factor_id \
     WHERE f.account_id = $1 ORDER BY p.factor_id";
const UPDATE: &str = "UPDATE passkey SET credential = $3 WHERE factor_id = $1 AND credential = $2";

/// Makes challenges and checks answers, for one origin.
#[derive(Clone)]
pub struct Passkeys(Option<Arc<Webauthn>>);

/// The first half of a ceremony: what the browser is asked, and the token under which its answer is expected.
pub struct Begun {
    pub token: [u8; 32],
    /// JSON, for the browser's own functions.
    pub options: String,
}

/// The second half.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    pub token: &'a [u8],
    /// JSON, as the browser made it.
    pub credential: &'a str,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Held {
    factor_id: Uuid,
    credential: String,
}

impl Held {
    fn passkey(&self) -> Result<Passkey> {
        serde_json::from_str(&self.credential)
            .map_err(|error| Error::Corrupt(format!("passkey.credential of {}: {error}", self.factor_id)))
    }
}

impl Passkeys {
    /// For an origin like `https://portaal.voorbeeld.nl`. Passkeys belong to a name: at a bare address there are none.
    pub fn at(origin: &str) -> Self {
        Self(Url::parse(origin).ok().and_then(|origin| relying_party(&origin).ok()).map(Arc::new))
    }

    pub fn are_possible(&self) -> bool {
        self.0.is_some()
    }
}

fn relying_party(origin: &Url) -> Result<Webauthn, WebauthnError> {
    let name = origin.domain().unwrap_or_default();
    let builder = WebauthnBuilder::new(name, origin)?.rp_name("Portiek");
    // On one's own machine the port is whichever is free.
    builder.allow_any_port(name == "localhost").timeout(CEREMONY.to_std().unwrap_or_default()).build()
}

fn broken(error: WebauthnError) -> Error {
    tracing::error!(%error, "a passkey's ceremony cannot begin");
    Error::Secrets("a passkey's ceremony cannot begin")
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Secrets("a passkey's ceremony cannot be kept"))
}

/// What the browser's functions take: the part within `publicKey`.
fn options<T: Serialize>(asked: &T) -> Result<serde_json::Value> {
    let mut asked = serde_json::to_value(asked).map_err(|_| Error::Secrets("a passkey's ceremony cannot be sent"))?;
    Ok(asked["publicKey"].take())
}

async fn begun(tx: &mut Tx, (what, owner): (What, Uuid), (options, state): (String, String)) -> Result<Option<Begun>> {
    let token: [u8; 32] = tx.ambient().random();
    Pending { what, owner, token: &token }.keep(tx, state.as_bytes()).await?;
    Ok(Some(Begun { token, options }))
}

/// What was kept for an answer, for the first who asks within five minutes.
async fn taken<T: DeserializeOwned>(tx: &mut Tx, (what, owner): (What, Uuid), answer: Answer<'_>) -> Result<Option<T>> {
    let kept = Pending { what, owner, token: answer.token }.take(tx).await?;
    Ok(kept.and_then(|kept| serde_json::from_slice(&kept).ok()))
}

fn wrong() -> Refusal {
    Refusal::new("passkey", Code::WrongPasskey)
}

async fn held(tx: &mut Tx, account: AccountId) -> Result<Vec<(Held, Passkey)>> {
    let held = run!(tx, query_as::<Held>(HELD, account.0).fetch_all)?;
    held.into_iter().map(|held| held.passkey().map(|passkey| (held, passkey))).collect()
}

/// Keeps the counter that the passkey is at now; false when another use was faster or the counter did not rise.
async fn note_use(tx: &mut Tx, account: AccountId, right: &AuthenticationResult) -> Result<bool> {
    let held = held(tx, account).await?;
    let Some((held, mut passkey)) = held.into_iter().find(|(_, key)| key.cred_id() == right.cred_id()) else {
        return Ok(false);
    };
    let rose = passkey.update_credential(right) == Some(true);
    if right.counter() > 0 && !rose {
        return Ok(false);
    }
    let kept = run!(tx, execute(UPDATE, held.factor_id, &held.credential, json(&passkey)?))? == 1;
    used(tx, held.factor_id.into()).await?;
    Ok(kept)
}
