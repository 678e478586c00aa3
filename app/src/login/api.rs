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
    /// On the code page: whether "dit apparaat onthouden" is offered.
    pub may_remember: bool,
}

/// The login page, or the code page when a password was right.
#[server(OpenLogin, "/api", endpoint = "login/open")]
pub async fn open_login(refused: Option<FormKey>, for_code: bool) -> Result<LoginView, Fault> {
    let request = crate::request::Request::current()?;
    server::open(&request, (refused, for_code)).await
}

/// Checks name and password; a code goes out by SMS (R5).
#[server(LogIn, "/api", endpoint = "login/start")]
pub async fn log_in(key: FormKey, naam: String, wachtwoord: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::start(&request, server::Typed { key, naam, wachtwoord, naar: naar.unwrap_or_default() }).await
}

/// Checks the code and opens a session.
#[server(FinishLogIn, "/api", endpoint = "login/finish")]
pub async fn finish_log_in(
    key: FormKey,
    code: String,
    onthouden: Option<bool>,
    naar: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::finish(&request, (key, &code, onthouden.unwrap_or(false)), &naar.unwrap_or_default()).await
}

/// Mails a link with which the owner need not wait. The same answer for every name.
#[server(AskLoginLink, "/api", endpoint = "login/ask_link")]
pub async fn ask_login_link(naam: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    server::ask_link(&request, &naam).await
}

/// Looks at such a link; that changes nothing (D5). None when it may be used, else which of D5's sentences says why not.
#[server(FollowLoginLink, "/api", endpoint = "login/follow_link")]
pub async fn follow_login_link(token: String) -> Result<Option<String>, Fault> {
    let request = crate::request::Request::current()?;
    server::follow_link(&request, &token).await
}

/// From now on the owner logs in on this browser without waiting.
#[server(UseLoginLink, "/api", endpoint = "login/use_link")]
pub async fn use_login_link(token: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    server::use_link(&request, &token).await
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
    use super::LoginView;
    use crate::{
        fault::Fault,
        login::entrance::{attempt, browser, follow, know, leave, missing, with_target},
        request::{Request, Sent, unhex},
    };
    use portiek_domain::{
        accounts::link::{LinkKind, State},
        forms::Answer,
        ids::FormKey,
        time,
    };
    use portiek_store::accounts::{
        attempt::{self as attempts, Attempt},
        browsers, demands,
        login::{self, Credentials},
        requests,
    };

    pub struct Typed {
        pub key: FormKey,
        pub naam: String,
        pub wachtwoord: String,
        pub naar: String,
    }

    pub async fn open(request: &Request, (refused, for_code): (Option<FormKey>, bool)) -> Result<LoginView, Fault> {
        let waiting = if for_code { waiting(request).await? } else { None };
        Ok(LoginView {
            key: request.new_key(),
            refused: request.refused(refused).await?,
            may_remember: waiting.as_ref().is_some_and(|(_, may_remember)| *may_remember),
            mobile_ends_in: waiting.map(|(waiting, _)| waiting.mobile_ends_in),
        })
    }

    async fn waiting(request: &Request) -> Result<Option<(Attempt, bool)>, Fault> {
        let mut conn = request.read().await?;
        let waiting = attempts::waiting(&mut conn, &attempt(request), request.store.now()).await;
        let Some(waiting) = request.settle(waiting).await? else { return Ok(None) };
        let demands = demands::of(&mut conn, waiting.account).await;
        let may_remember = request.settle(demands).await?.may_remember();
        Ok(Some((waiting, may_remember)))
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

    pub async fn finish(
        request: &Request,
        (key, code, remember): (FormKey, &str, bool),
        naar: &str,
    ) -> Result<Answer, Fault> {
        let given = login::give_code(&request.store, &attempt(request), (code, remember), &browser(request)).await;
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

    pub async fn ask_link(request: &Request, naam: &str) -> Result<(), Fault> {
        let asked = requests::ask(&request.store, (naam, LinkKind::Login), request.network()).await;
        // Too many requests are answered like all others: the mail is there already.
        request.settle(asked).await?.ok();
        request.go("/inloggen?gemaild=1");
        Ok(())
    }

    pub async fn follow_link(request: &Request, token: &str) -> Result<Option<String>, Fault> {
        let mut conn = request.read().await?;
        let token = unhex(token).unwrap_or_default();
        let state = browsers::follow(&mut conn, &token, request.store.now()).await;
        Ok(match request.settle(state).await? {
            Some(State::Usable) => None,
            Some(State::Used(at)) => Some(format!("Deze link is al gebruikt op {}.", time::stamp(at))),
            Some(State::Expired(at)) => Some(format!("Deze link was geldig tot {}.", time::stamp(at))),
            None => Some("Controleer of u de hele link uit de mail hebt overgenomen.".into()),
        })
    }

    pub async fn use_link(request: &Request, token: &str) -> Result<(), Fault> {
        let bytes = unhex(token).unwrap_or_default();
        let known = browsers::recognise(&request.store, &bytes, &browser(request)).await;
        match request.settle(known).await?.and_then(|known| known.token) {
            Some(browser) => {
                know(&browser);
                request.go("/inloggen?link=1");
            }
            // Its page says what became of it.
            None => request.go(&format!("/inloggen/link/{}", if bytes.is_empty() { "0" } else { token })),
        }
        Ok(())
    }

    pub async fn log_out(request: &Request) -> Result<(), Fault> {
        leave(request, "logout").await?;
        request.go("/inloggen?uitgelogd=1");
        Ok(())
    }
}
