//! What the login pages ask of the server. All are plain form posts: they answer with a page to go to.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    accounts::factors::Factor,
    forms::{Answer, RefusedForm},
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

/// What a login page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginView {
    pub key: FormKey,
    pub refused: RefusedForm,
    /// Whether one may log in with a passkey here.
    pub passkeys: bool,
}

/// What the page for the second factor shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeView {
    pub key: FormKey,
    pub refused: RefusedForm,
    /// Absent when no login is under way.
    pub waiting: Option<Waiting>,
}

/// A login that waits for its second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub way: Factor,
    /// All ways there are, this one too.
    pub others: Vec<Factor>,
    /// The last digits of the mobile number.
    pub mobile_ends_in: String,
    pub sms_sent: bool,
    /// Whether this is no login, but a session being confirmed.
    pub confirms: bool,
    /// Whether somebody is activating an account, and has no password yet.
    pub activates: bool,
    /// For how many seconds no code goes out by SMS, because there were too many.
    pub sms_wait: Option<i64>,
    /// Whether "dit apparaat onthouden" is offered.
    pub may_remember: bool,
}

/// The login page.
#[server(OpenLogin, "/api", endpoint = "login/open")]
pub async fn open_login(refused: Option<FormKey>) -> Result<LoginView, Fault> {
    let request = crate::request::Request::current()?;
    let (key, passkeys) = (request.new_key(), request.passkeys.are_possible());
    Ok(LoginView { key, passkeys, refused: request.refused(refused).await? })
}

/// The page for the second factor, for the way asked for or the strongest there is. Who has shown it already is sent on.
#[server(OpenCode, "/api", endpoint = "login/open_code")]
pub async fn open_code(refused: Option<FormKey>, way: Option<Factor>, naar: Option<String>) -> Result<CodeView, Fault> {
    let request = crate::request::Request::current()?;
    let waiting = server::waiting(&request, (way, &naar.unwrap_or_default())).await?;
    Ok(CodeView { key: request.new_key(), refused: request.refused(refused).await?, waiting })
}

/// Checks name and password; a code goes out by SMS (R5).
#[server(LogIn, "/api", endpoint = "login/start")]
pub async fn log_in(key: FormKey, naam: String, wachtwoord: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    server::start(&request, server::Named { key, naam, wachtwoord, naar: naar.unwrap_or_default() }).await
}

/// Checks the code and opens a session.
#[server(FinishLogIn, "/api", endpoint = "login/finish")]
pub async fn finish_log_in(
    key: FormKey,
    code: String,
    manier: Option<String>,
    onthouden: Option<bool>,
    naar: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let page = server::Page { manier: manier.unwrap_or_default(), naar: naar.unwrap_or_default() };
    server::finish(&request, (key, &code, onthouden.unwrap_or(false)), page).await
}

/// Mails a link with which the owner need not wait. The same answer for every name.
#[server(AskLoginLink, "/api", endpoint = "login/ask_link")]
pub async fn ask_login_link(naam: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    known::ask_link(&request, &naam).await
}

/// Looks at such a link; that changes nothing (D5). None when it may be used, else which of D5's sentences says why not.
#[server(FollowLoginLink, "/api", endpoint = "login/follow_link")]
pub async fn follow_login_link(token: String) -> Result<Option<String>, Fault> {
    let request = crate::request::Request::current()?;
    known::follow_link(&request, &token).await
}

/// From now on the owner logs in on this browser without waiting.
#[server(UseLoginLink, "/api", endpoint = "login/use_link")]
pub async fn use_login_link(token: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    known::use_link(&request, &token).await
}

/// Sends a code by SMS, or another one.
#[server(SendCodeAgain, "/api", endpoint = "login/send_again")]
pub async fn send_code_again(key: FormKey, manier: Option<String>, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let page = server::Page { manier: manier.unwrap_or_default(), naar: naar.unwrap_or_default() };
    server::send_again(&request, key, page).await
}

/// Ends the session of this browser.
#[server(LogOut, "/api", endpoint = "login/end")]
pub async fn log_out() -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    server::log_out(&request).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::Waiting;
    use crate::{
        fault::Fault,
        login::{
            entrance::{attempt, browser, follow, leave, missing, with_target},
            ways,
        },
        request::{Request, Sent},
    };
    use portiek_domain::{
        accounts::{factors::Factor, login::ChangeWhy},
        forms::Answer,
        ids::FormKey,
    };
    use portiek_store::accounts::{
        attempt::{self as attempts, Typed},
        demands,
        login::{self, Browser, Credentials},
    };

    pub struct Named {
        pub key: FormKey,
        pub naam: String,
        pub wachtwoord: String,
        pub naar: String,
    }

    /// The page for the second factor: by which way, and where to go after it.
    pub struct Page {
        pub manier: String,
        pub naar: String,
    }

    impl Page {
        /// Its address; the way only where it was chosen.
        fn path(&self) -> String {
            let page = with_target("/inloggen/code", &self.naar);
            match ways::from_slug(&self.manier) {
                Some(way) => format!("{page}{}manier={}", mark(&page), ways::slug(way)),
                None => page,
            }
        }
    }

    fn mark(page: &str) -> char {
        if page.contains('?') { '&' } else { '?' }
    }

    pub async fn waiting(request: &Request, (way, naar): (Option<Factor>, &str)) -> Result<Option<Waiting>, Fault> {
        let (mut conn, now) = (request.read().await?, request.store.now());
        let found = attempts::find(&mut conn, &attempt(request), now).await;
        let Some(found) = request.settle(found).await? else { return Ok(None) };
        if found.passed {
            send_on(request, found.change, naar);
            return Ok(None);
        }
        let demands = demands::of(&mut conn, found.account).await;
        let demands = request.settle(demands).await?;
        let wait = found.sms_wait((&mut conn, &request.store.ambient().keys), now).await;
        let sms_wait = request.settle(wait).await?;
        let may_remember = demands.may_remember() && found.session.is_none();
        let ways = demands.ways;
        let way = way.filter(|way| ways.contains(way)).or(ways.first().copied());
        Ok(way.map(|way| Waiting {
            way,
            others: ways,
            sms_sent: found.sms_sent,
            confirms: found.session.is_some(),
            activates: found.change == Some(ChangeWhy::Invited),
            sms_wait,
            may_remember,
            mobile_ends_in: found.mobile_ends_in,
        }))
    }

    /// Back from the last step, or in another tab: what was shown once is not asked again.
    fn send_on(request: &Request, change: Option<ChangeWhy>, naar: &str) {
        match change {
            Some(ChangeWhy::Invited) => request.go("/activeren/afronden"),
            Some(_) => request.go(&with_target("/wachtwoord/kiezen", naar)),
            None => {}
        }
    }

    pub async fn start(request: &Request, typed: Named) -> Result<Answer, Fault> {
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
        page: Page,
    ) -> Result<Answer, Fault> {
        let browser = Browser { remember, ..browser(request) };
        let typed = Typed { factor: ways::from_slug(&page.manier).unwrap_or(Factor::Sms), text: code };
        let given = login::give_code(&request.store, &attempt(request), (typed, &browser)).await;
        match request.settle(given).await? {
            Ok(step) => {
                follow(request, step, &page.naar).await?;
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => {
                let sent = Sent { key, back: page.path(), values: &[] };
                request.refuse(sent, vec![refusal]).await
            }
        }
    }

    pub async fn send_again(request: &Request, key: FormKey, page: Page) -> Result<Answer, Fault> {
        let again = login::send_again(&request.store, &attempt(request)).await;
        let back = page.path();
        match request.settle(again).await? {
            Ok(()) => {
                request.go(&format!("{back}{}verstuurd=1", mark(&back)));
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

/// The way past a delay that others' wrong tries cause.
#[cfg(feature = "ssr")]
mod known {
    use crate::{
        fault::Fault,
        login::entrance::{browser, know},
        request::{Request, unhex},
    };
    use portiek_domain::{
        accounts::link::{LinkKind, State},
        time,
    };
    use portiek_store::accounts::{browsers, requests};

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
}
