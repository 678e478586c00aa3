//! A passkey as the only step of a login.

use super::{Answer, Begun, Found, Passkeys, begun, broken, held, json, note_use, options, taken, wrong};
use crate::{
    Result, Store, Tx,
    accounts::{
        demands,
        factors::pending::What,
        login::{self, Browser, Entered},
    },
    audit,
    db::run,
    transact,
};
use portiek_domain::{
    accounts::{
        factors::{Factor, Level},
        login::Entrance,
    },
    audit::{Event, Kind, ObjectKind},
    ids::AccountId,
    refusal::Refusal,
};
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

const OWNER: &str = "SELECT u.account_id AS id FROM passkey_user u JOIN factor f ON f.account_id = u.account_id \
     JOIN passkey p ON p.factor_id = f.id WHERE u.handle = $1 AND p.credential_id = $2";

/// Asks for any passkey of this portal: the only step of a login.
pub async fn begin_login(store: &Store, passkeys: &Passkeys) -> Result<Option<Begun>> {
    let Some(library) = &passkeys.0 else { return Ok(None) };
    let (asked, state) = library.start_discoverable_authentication().map_err(broken)?;
    let (options, state) = (options(&asked)?.to_string(), json(&state)?);
    transact!(store, |tx| { begun(tx, (What::Login, Uuid::nil()), (options.clone(), state.clone())).await })
}

/// Logs in with a passkey alone, where all of the account's organisations allow that. Nothing is asked about the
/// password, which was not used ([`Entrance`]).
pub async fn log_in(
    store: &Store,
    passkeys: &Passkeys,
    (answer, browser): (Answer<'_>, &Browser),
) -> Result<Result<Entered, Refusal>> {
    transact!(store, |tx| {
        let Some(account) = recognised(tx, passkeys, answer).await? else {
            return refuse(tx, (None, browser), wrong()).await;
        };
        if let Some(why) = login::nowhere(tx, account).await? {
            return refuse(tx, (Some(account), browser), Refusal::new("passkey", why)).await;
        }
        let demands = demands::of(tx, account).await?;
        if !demands.ways.contains(&Factor::Passkey) {
            return refuse(tx, (Some(account), browser), wrong()).await;
        }
        let entered = login::enter_with(tx, (account, Level::Passkey), (&demands, browser)).await?;
        Ok(Ok(Entered { age: Entrance::PasskeyAlone.concerned_by(entered.age), ..entered }))
    })
}

async fn refuse(
    tx: &mut Tx,
    (account, browser): (Option<AccountId>, &Browser),
    why: Refusal,
) -> Result<Result<Entered, Refusal>> {
    let event = Event::from_network(&browser.network, Kind::LoginRefused);
    let event = account.into_iter().fold(event, |event, account| event.on(ObjectKind::Account, account));
    audit::log(tx, event).await?;
    Ok(Err(why))
}

/// Whose passkey this is, when the answer is right.
async fn recognised(tx: &mut Tx, passkeys: &Passkeys, answer: Answer<'_>) -> Result<Option<AccountId>> {
    let Some(library) = &passkeys.0 else { return Ok(None) };
    let state: Option<DiscoverableAuthentication> = taken(tx, (What::Login, Uuid::nil()), answer).await?;
    let shown: Option<PublicKeyCredential> = serde_json::from_str(answer.credential).ok();
    let Some((shown, state)) = shown.zip(state) else { return Ok(None) };
    let Ok((handle, credential)) = library.identify_discoverable_authentication(&shown) else { return Ok(None) };
    let Some(owner) = run!(tx, query_as::<Found>(OWNER, handle, credential).fetch_optional)? else { return Ok(None) };
    let account = AccountId(owner.id);
    let held = held(tx, account).await?;
    let Some((_, key)) = held.iter().find(|(_, key)| key.cred_id().as_slice() == credential) else { return Ok(None) };
    let Ok(right) = library.finish_discoverable_authentication_v2(&shown, state, key) else { return Ok(None) };
    Ok(note_use(tx, account, &right).await?.then_some(account))
}
