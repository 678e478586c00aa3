//! Step-up: who is logged in shows again who they are before something that matters, with the password and the
//! strongest factor, or with a passkey alone. The session gets a new token (quality.md §3).

use super::{
    attempt::{self, Start},
    demands,
    factors::passkey::{self, Answer, Begun, Passkeys},
    login::{Browser, Step},
    password, session,
};
use crate::{Error, Result, Store, Tx, audit, db::run, transact};
use portiek_domain::{
    accounts::factors::Factor,
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, SessionId},
    refusal::{Code, Refusal},
};

const MOBILE: &str = "SELECT mobile FROM account WHERE id = $1";

/// Who is logged in, and in which session.
pub type Own = (AccountId, SessionId);

#[derive(sqlx::FromRow)]
struct Mobile {
    mobile: String,
}

/// Checks the password and asks for the strongest factor; wrong tries are counted as those of logging in.
pub async fn start(
    store: &Store,
    (account, session): Own,
    (typed, browser): (String, &Browser),
) -> Result<Result<Step, Refusal>> {
    if typed.is_empty() {
        return Ok(Err(Refusal::new("wachtwoord", Code::Missing)));
    }
    let network = browser.network.as_str();
    if let Err(refusal) = password::knows(store, account, ("wachtwoord", typed, browser)).await? {
        transact!(store, |tx| { refused(tx, account, network).await })?;
        return Ok(Err(refusal));
    }
    transact!(store, |tx| {
        let mobile = run!(tx, query_as::<Mobile>(MOBILE, account.0).fetch_one)?.mobile;
        let start = Start { account, mobile: &mobile, typed: None, change: None, link: None, code: true };
        let token = attempt::begin_for(tx, start, (browser, Some(session))).await?;
        Ok(Ok(Step::Code { token }))
    })
}

/// Asks for one of the account's passkeys, where its organisations allow them.
pub async fn ask_passkey(store: &Store, passkeys: &Passkeys, (account, session): Own) -> Result<Option<Begun>> {
    transact!(store, |tx| { passkey::begin_asking(tx, passkeys, (account, session.0)).await })
}

/// A passkey alone is enough: it asks for a finger, a face or a code itself.
pub async fn give_passkey(
    store: &Store,
    (passkeys, answer): (&Passkeys, Answer<'_>),
    ((account, session), network): (Own, &str),
) -> Result<Result<Step, Refusal>> {
    transact!(store, |tx| {
        let is_right = demands::of(tx, account).await?.ways.contains(&Factor::Passkey)
            && passkey::accept(tx, passkeys, (account, session.0, answer)).await?;
        if is_right {
            return confirmed(tx, (account, session), network).await.map(Ok);
        }
        refused(tx, account, network).await?;
        Ok(Err(Refusal::new("passkey", Code::WrongPasskey)))
    })
}

async fn refused(tx: &mut Tx, account: AccountId, network: &str) -> Result<()> {
    let event = Event::from_network(network, Kind::ConfirmationRefused);
    audit::log(tx, event.on(ObjectKind::Account, account)).await
}

/// The session is confirmed from now on, under a new token.
pub(super) async fn confirmed(tx: &mut Tx, own: Own, network: &str) -> Result<Step> {
    let event = |kind| Event::from_network(network, kind).on(ObjectKind::Session, own.1);
    match session::confirm(tx, own).await? {
        Some(token) => {
            audit::log(tx, event(Kind::Confirmed)).await?;
            Ok(Step::Confirmed { token })
        }
        // It was ended elsewhere meanwhile.
        None => Err(Error::NotFound(Box::new(event(Kind::AccessRefused)))),
    }
}
