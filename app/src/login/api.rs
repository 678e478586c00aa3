//! What the login pages ask of the server. All are plain form posts: they answer with a page to go to.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    forms::{Answer, RefusedForm},
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

/// What a login page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginView {
    pub key: FormKey,
    pub refused: RefusedForm,
    /// On the code page: the last digits of the mobile number.
    pub mobile_ends_in: Option<String>,
}

/// The login page, or the code page when a password was right.
#[server(OpenLogin, "/api", endpoint = "login/open")]
pub async fn open_login(refused: Option<FormKey>, for_code: bool) -> Result<LoginView, Fault> {
    let request = crate::request::Request::current()?;
    let waiting = if for_code { server::waiting(&request).await? } else { None };
    Ok(LoginView {
        key: request.new_key(),
        refused: request.refused(refused).await?,
        mobile_ends_in: waiting.map(|waiting| waiting.mobile_ends_in),
    })
}

/// Checks name and password; a code goes out by SMS (R5).
#[server(LogIn, "/api", endpoint = "login/start")]
pub async fn log_in(key: FormKey, naam: String, wachtwoord: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::start(&request, server::Typed { key, naam, wachtwoord, naar: naar.unwrap_or_default() }).await
}

/// Checks the code and opens a session.
#[server(FinishLogIn, "/api", endpoint = "login/finish")]
pub async fn finish_log_in(key: FormKey, code: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::finish(&request, (key, &code), &naar.unwrap_or_default()).await
}

/// Sends another code.
#[server(SendCodeAgain, "/api", endpoint = "login/send_again")]
pub async fn send_code_again(key: FormKey, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::send_again(&request, (key, &naar.unwrap_or_default())).await
}

/// Ends the session of this browser.
#[server(LogOut, "/api", endpoint = "login/end")]
pub async fn log_out() -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    server::log_out(&request).await
}

#[cfg(feature = "ssr")]
mod server {
    use crate::{
        fault::Fault,
        login::entrance::{attempt, browser, follow, leave, missing, with_target},
        request::{Request, Sent},
    };
    use portiek_domain::{forms::Answer, ids::FormKey};
    use portiek_store::accounts::{
        attempt::{self as attempts, Attempt},
        login::{self, Credentials},
    };

    pub struct Typed {
        pub key: FormKey,
        pub naam: String,
        pub wachtwoord: String,
        pub naar: String,
    }

    pub async fn waiting(request: &Request) -> Result<Option<Attempt>, Fault> {
        let mut conn = request.read().await?;
        let waiting = attempts::waiting(&mut conn, &attempt(request), request.store.now()).await;
        request.settle(waiting).await
    }

    pub async fn start(request: &Request, typed: Typed) -> Result<Answer, Fault> {
        let values = [("naam", typed.naam.as_str())];
        let sent = || Sent { key: typed.key, back: with_target("/inloggen", &typed.naar), values: &values };
        let missing = missing(&[("naam", &typed.naam), ("wachtwoord", &typed.wachtwoord)]);
        if !missing.is_empty() {
            return request.refuse(sent(), missing).await;
        }
        let credentials = Credentials { name: typed.naam.clone(), password: typed.wachtwoord.clone() };
        let started = login::start(&request.store, credentials, &browser(request)).await;
        match request.settle(started).await? {
            Ok(step) => {
                follow(request, step, &typed.naar).await?;
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => request.refuse(sent(), vec![refusal]).await,
        }
    }

    pub async fn finish(request: &Request, (key, code): (FormKey, &str), naar: &str) -> Result<Answer, Fault> {
        let given = login::give_code(&request.store, &attempt(request), (code, &browser(request))).await;
        match request.settle(given).await? {
            Ok(step) => {
                follow(request, step, naar).await?;
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => {
                let sent = Sent { key, back: with_target("/inloggen/code", naar), values: &[] };
                request.refuse(sent, vec![refusal]).await
            }
        }
    }

    pub async fn send_again(request: &Request, (key, naar): (FormKey, &str)) -> Result<Answer, Fault> {
        let again = login::send_again(&request.store, &attempt(request)).await;
        let back = with_target("/inloggen/code", naar);
        match request.settle(again).await? {
            Ok(()) => {
                let mark = if back.contains('?') { '&' } else { '?' };
                request.go(&format!("{back}{mark}verstuurd=1"));
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => request.refuse(Sent { key, back, values: &[] }, vec![refusal]).await,
        }
    }

    pub async fn log_out(request: &Request) -> Result<(), Fault> {
        leave(request, "logout").await?;
        request.go("/inloggen?uitgelogd=1");
        Ok(())
    }
}
