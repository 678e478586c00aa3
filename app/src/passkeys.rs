//! The first half of every passkey: what the browser is asked. The second half is a form of the page that asked.

use crate::fault::Fault;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a browser is asked, and under which token its answer is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub token: String,
    /// JSON, for the browser's own functions.
    pub options: String,
}

/// Which passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A new one.
    New,
    /// One's own, to confirm.
    Own,
    /// Whichever there is: the only step of a login.
    Any,
    /// That of the login under way.
    OfAttempt,
}

/// Asks for a passkey of somebody who is not in yet; none where there can be none.
#[server(AskPasskey, "/api", endpoint = "passkey/ask")]
pub async fn ask_passkey(of_attempt: bool) -> Result<Option<Question>, Fault> {
    let request = crate::request::Request::current()?;
    server::ask(&request, of_attempt).await
}

/// Asks for a passkey of who is logged in: a new one after step-up, or one there is to confirm with.
#[server(AskOwnPasskey, "/api", endpoint = "passkey/ask_own")]
pub async fn ask_own_passkey(new: bool) -> Result<Option<Question>, Fault> {
    let request = crate::request::Request::current()?;
    server::ask_own(&request, new).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::Question;
    use crate::{
        fault::Fault,
        request::{ATTEMPT_COOKIE, Request, hex, unhex},
    };
    use portiek_store::accounts::{
        confirm,
        factors::passkey::{self, Begun},
        login,
    };

    fn question(begun: Option<Begun>) -> Option<Question> {
        begun.map(|begun| Question { token: hex(&begun.token), options: begun.options })
    }

    pub async fn ask(request: &Request, of_attempt: bool) -> Result<Option<Question>, Fault> {
        let (store, passkeys) = (&request.store, &request.passkeys);
        let begun = if of_attempt {
            let token = request.cookie(ATTEMPT_COOKIE).and_then(|token| unhex(&token)).unwrap_or_default();
            login::ask_passkey(store, passkeys, &token).await
        } else {
            passkey::begin_login(store, passkeys).await
        };
        request.settle(begun).await.map(question)
    }

    pub async fn ask_own(request: &Request, new: bool) -> Result<Option<Question>, Fault> {
        let visitor = request.visitor()?;
        let own = (visitor.account, visitor.session);
        request.touch().await?;
        if new && !request.confirmed("/profiel/beveiliging/passkey")? {
            return Ok(None);
        }
        let begun = if new {
            passkey::begin_adding(&request.store, &request.passkeys, own).await
        } else {
            confirm::ask_passkey(&request.store, &request.passkeys, own).await
        };
        request.settle(begun).await.map(question)
    }
}
