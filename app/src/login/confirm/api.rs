//! What the page asks of the server. Plain form posts: they answer with a page to go to.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    forms::{Answer, RefusedForm},
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmView {
    pub key: FormKey,
    pub refused: RefusedForm,
    /// Whether the account has a passkey to do it with.
    pub passkey: bool,
}

#[server(OpenConfirm, "/api", endpoint = "confirm/open")]
pub async fn open_confirm(refused: Option<FormKey>) -> Result<ConfirmView, Fault> {
    let request = crate::request::Request::current()?;
    server::open(&request, refused).await
}

/// Checks the password; the strongest factor follows.
#[server(Confirm, "/api", endpoint = "confirm/start")]
pub async fn confirm(key: FormKey, wachtwoord: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::start(&request, (key, wachtwoord), &naar.unwrap_or_default()).await
}

/// A passkey alone is enough.
#[server(ConfirmByPasskey, "/api", endpoint = "confirm/passkey")]
pub async fn confirm_by_passkey(
    key: FormKey,
    token: String,
    antwoord: String,
    naar: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::give_passkey(&request, (key, &token, &antwoord), &naar.unwrap_or_default()).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::ConfirmView;
    use crate::{
        fault::Fault,
        login::entrance::{answer, browser},
        request::{Request, unhex},
    };
    use portiek_domain::{accounts::factors::Factor, forms::Answer, ids::FormKey};
    use portiek_store::accounts::{
        confirm::{self, Own},
        demands,
        factors::passkey::Answer as Shown,
    };

    const PAGE: &str = "/bevestigen";

    fn own(request: &Request) -> Result<Own, Fault> {
        let visitor = request.visitor()?;
        Ok((visitor.account, visitor.session))
    }

    pub async fn open(request: &Request, refused: Option<FormKey>) -> Result<ConfirmView, Fault> {
        let (account, _) = own(request)?;
        request.touch().await?;
        let mut conn = request.read().await?;
        let demands = demands::of(&mut conn, account).await;
        let passkey = request.passkeys.are_possible() && request.settle(demands).await?.ways.contains(&Factor::Passkey);
        drop(conn);
        Ok(ConfirmView { key: request.new_key(), refused: request.refused(refused).await?, passkey })
    }

    pub async fn start(request: &Request, (key, typed): (FormKey, String), naar: &str) -> Result<Answer, Fault> {
        let own = own(request)?;
        request.touch().await?;
        let started = confirm::start(&request.store, own, (typed, &browser(request))).await;
        let step = request.settle(started).await?;
        answer(request, (key, step), (PAGE, naar)).await
    }

    pub async fn give_passkey(
        request: &Request,
        (key, token, credential): (FormKey, &str, &str),
        naar: &str,
    ) -> Result<Answer, Fault> {
        let own = own(request)?;
        request.touch().await?;
        let token = unhex(token).unwrap_or_default();
        let shown = (&request.passkeys, Shown { token: &token, credential });
        let given = confirm::give_passkey(&request.store, shown, (own, request.network())).await;
        let step = request.settle(given).await?;
        answer(request, (key, step), (PAGE, naar)).await
    }
}
