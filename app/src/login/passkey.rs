//! A passkey's answer at the door: as the only step of a login, or as its second factor.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{forms::Answer, ids::FormKey};

/// "Inloggen met een passkey".
#[server(LogInByPasskey, "/api", endpoint = "login/passkey")]
pub async fn log_in_by_passkey(
    key: FormKey,
    token: String,
    antwoord: String,
    naar: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::log_in(&request, (key, &token, &antwoord), &naar.unwrap_or_default()).await
}

/// The passkey of the login under way.
#[server(GivePasskey, "/api", endpoint = "login/give_passkey")]
pub async fn give_passkey(
    key: FormKey,
    token: String,
    antwoord: String,
    naar: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::give(&request, (key, &token, &antwoord), &naar.unwrap_or_default()).await
}

#[cfg(feature = "ssr")]
mod server {
    use crate::{
        fault::Fault,
        login::entrance::{answer, attempt, browser},
        request::{Request, unhex},
    };
    use portiek_domain::{forms::Answer, ids::FormKey};
    use portiek_store::accounts::{
        factors::passkey::{self, Answer as Shown},
        login::{self, Step},
    };

    /// A form's key, the question's token and the answer.
    type Typed<'a> = (FormKey, &'a str, &'a str);

    pub async fn log_in(request: &Request, (key, token, credential): Typed<'_>, naar: &str) -> Result<Answer, Fault> {
        let token = unhex(token).unwrap_or_default();
        let shown = Shown { token: &token, credential };
        let entered = passkey::log_in(&request.store, &request.passkeys, (shown, &browser(request))).await;
        let step = request.settle(entered).await?.map(Step::In);
        answer(request, (key, step), ("/inloggen", naar)).await
    }

    pub async fn give(request: &Request, (key, token, credential): Typed<'_>, naar: &str) -> Result<Answer, Fault> {
        let token = unhex(token).unwrap_or_default();
        let shown = (&request.passkeys, Shown { token: &token, credential });
        let given = login::give_passkey(&request.store, shown, (&attempt(request), &browser(request))).await;
        let step = request.settle(given).await?;
        answer(request, (key, step), ("/inloggen/code", naar)).await
    }
}
