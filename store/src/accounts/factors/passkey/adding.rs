//! A new passkey of somebody who is logged in.

use super::{Answer, Begun, Found, Passkeys, begun, broken, held, json, options, taken, wrong};
use crate::{
    Result, Store, Tx,
    accounts::{
        factors::{add, pending::What},
        notices,
    },
    db::run,
    transact,
};
use portiek_domain::{
    accounts::factors::Factor,
    ids::{AccountId, SessionId},
    refusal::{Code, Refusal},
};
use uuid::Uuid;
use webauthn_rs::prelude::{CredentialID, PasskeyRegistration, RegisterPublicKeyCredential};

const INSERT: &str = "INSERT INTO passkey (factor_id, credential_id, credential) VALUES ($1, $2, $3)";
const KNOWN: &str = "SELECT factor_id AS id FROM passkey WHERE credential_id = $1";
const HANDLE: &str = "SELECT handle AS id FROM passkey_user WHERE account_id = $1";
const MAKE_HANDLE: &str = "INSERT INTO passkey_user (account_id, handle) VALUES ($1, $2)";
const MAIL: &str = "SELECT mail FROM account WHERE id = $1";

#[derive(sqlx::FromRow)]
struct Mail {
    mail: String,
}

/// Begins adding one in a session; none where there can be no passkeys.
pub async fn begin_adding(
    store: &Store,
    passkeys: &Passkeys,
    (account, session): (AccountId, SessionId),
) -> Result<Option<Begun>> {
    let Some(library) = &passkeys.0 else { return Ok(None) };
    transact!(store, |tx| {
        let handle = handle(tx, account).await?;
        let mail = run!(tx, query_as::<Mail>(MAIL, account.0).fetch_one)?.mail;
        let known: Vec<CredentialID> = held(tx, account).await?.iter().map(|(_, key)| key.cred_id().clone()).collect();
        let (asked, state) = library.start_passkey_registration(handle, &mail, &mail, Some(known)).map_err(broken)?;
        let mut options = options(&asked)?;
        // The library says "discouraged"; a passkey that is to be the only step must be found without a name.
        options["authenticatorSelection"]["residentKey"] = "preferred".into();
        begun(tx, (What::NewPasskey, session.0), (options.to_string(), json(&state)?)).await
    })
}

/// Chance that stands for the account on people's devices.
async fn handle(tx: &mut Tx, account: AccountId) -> Result<Uuid> {
    if let Some(found) = run!(tx, query_as::<Found>(HANDLE, account.0).fetch_optional)? {
        return Ok(found.id);
    }
    let handle = uuid::Builder::from_random_bytes(tx.ambient().random()).into_uuid();
    run!(tx, execute(MAKE_HANDLE, account.0, handle))?;
    Ok(handle)
}

/// Adds the passkey that the browser made; one that anybody has already is refused.
pub async fn add_answered(
    store: &Store,
    passkeys: &Passkeys,
    (account, session): (AccountId, SessionId),
    (answer, name, network): (Answer<'_>, &str, &str),
) -> Result<Result<(), Refusal>> {
    let Some(library) = &passkeys.0 else { return Ok(Err(wrong())) };
    transact!(store, |tx| {
        let state: Option<PasskeyRegistration> = taken(tx, (What::NewPasskey, session.0), answer).await?;
        let made: Option<RegisterPublicKeyCredential> = serde_json::from_str(answer.credential).ok();
        let passkey = made.zip(state).and_then(|(made, state)| library.finish_passkey_registration(&made, &state).ok());
        let Some(passkey) = passkey else { return Ok(Err(wrong())) };
        let credential_id = passkey.cred_id().as_slice().to_vec();
        if run!(tx, query_as::<Found>(KNOWN, &credential_id).fetch_optional)?.is_some() {
            return Ok(Err(Refusal::new("passkey", Code::KnownPasskey)));
        }
        let id = add(tx, account, (Factor::Passkey, name, network)).await?;
        run!(tx, execute(INSERT, id.0, credential_id, json(&passkey)?))?;
        notices::factor_added(tx, account, Factor::Passkey).await.map(Ok)
    })
}
