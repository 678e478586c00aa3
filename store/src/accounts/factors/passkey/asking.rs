//! A passkey of an account that is known: as the second factor of a login, or to confirm a session.

use super::{Answer, Begun, Passkeys, begun, broken, held, json, note_use, options, taken};
use crate::{Result, Tx, accounts::factors::pending::What};
use portiek_domain::ids::AccountId;
use uuid::Uuid;
use webauthn_rs::prelude::{Passkey, PasskeyAuthentication, PublicKeyCredential};

/// Asks for one of an account's passkeys, for a session or an attempt; none when it has none.
pub(crate) async fn begin_asking(
    tx: &mut Tx,
    passkeys: &Passkeys,
    (account, owner): (AccountId, Uuid),
) -> Result<Option<Begun>> {
    let keys: Vec<Passkey> = held(tx, account).await?.into_iter().map(|(_, key)| key).collect();
    let Some(library) = passkeys.0.as_ref().filter(|_| !keys.is_empty()) else { return Ok(None) };
    let (asked, state) = library.start_passkey_authentication(&keys).map_err(broken)?;
    begun(tx, (What::Passkey, owner), (options(&asked)?.to_string(), json(&state)?)).await
}

/// Whether the answer is right, from a passkey the account still has.
pub(crate) async fn accept(
    tx: &mut Tx,
    passkeys: &Passkeys,
    (account, owner, answer): (AccountId, Uuid, Answer<'_>),
) -> Result<bool> {
    let Some(library) = &passkeys.0 else { return Ok(false) };
    let state: Option<PasskeyAuthentication> = taken(tx, (What::Passkey, owner), answer).await?;
    let shown: Option<PublicKeyCredential> = serde_json::from_str(answer.credential).ok();
    let right = shown.zip(state).and_then(|(shown, state)| library.finish_passkey_authentication(&shown, &state).ok());
    match right {
        Some(right) => note_use(tx, account, &right).await,
        None => Ok(false),
    }
}
