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
        login::device,
        request::{ATTEMPT_COOKIE, Request, SESSION_COOKIE, Sent, append_header},
    };
    use http::header;
    use portiek_domain::{
        forms::Answer,
        ids::FormKey,
        refusal::{Code, Refusal},
    };
    use portiek_store::{
        accounts::{
            login::{self, Browser, Credentials, Waiting},
            session,
        },
        transact,
    };

    /// How long the browser keeps an attempt's cookie, in seconds.
    const ATTEMPT_SECONDS: u32 = 1800;

    pub struct Typed {
        pub key: FormKey,
        pub naam: String,
        pub wachtwoord: String,
        pub naar: String,
    }

    pub async fn waiting(request: &Request) -> Result<Option<Waiting>, Fault> {
        let Some(token) = token(request) else { return Ok(None) };
        let mut conn = request.read().await?;
        let waiting = login::waiting(&mut conn, &token, request.store.now()).await;
        request.settle(waiting).await
    }

    pub async fn start(request: &Request, typed: Typed) -> Result<Answer, Fault> {
        let values = [("naam", typed.naam.as_str())];
        let sent = || Sent { key: typed.key, back: with_target("/inloggen", &typed.naar), values: &values };
        let missing = missing(&[("naam", &typed.naam), ("wachtwoord", &typed.wachtwoord)]);
        if !missing.is_empty() {
            return request.refuse(sent(), missing).await;
        }
        let credentials = Credentials {
            name: typed.naam.clone(),
            password: typed.wachtwoord.clone(),
            network: request.network().into(),
        };
        let started = login::start(&request.store, credentials).await;
        match request.settle(started).await? {
            Ok(started) => {
                set_cookie(ATTEMPT_COOKIE, &hex(&started.token), Some(ATTEMPT_SECONDS));
                request.go(&with_target("/inloggen/code", &typed.naar));
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => request.refuse(sent(), vec![refusal]).await,
        }
    }

    pub async fn finish(request: &Request, (key, code): (FormKey, &str), naar: &str) -> Result<Answer, Fault> {
        let browser = Browser { network: request.network().into(), device: device::name(request.user_agent()) };
        let token = token(request).unwrap_or_default();
        let finished = login::finish(&request.store, &token, (code, &browser)).await;
        match request.settle(finished).await? {
            Ok(opened) => {
                end_session_here(request, "logged in again").await?;
                set_cookie(ATTEMPT_COOKIE, "", Some(0));
                set_cookie(SESSION_COOKIE, &hex(&opened.token), None);
                request.go(if is_local(naar) { naar } else { "/" });
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => {
                let sent = Sent { key, back: with_target("/inloggen/code", naar), values: &[] };
                request.refuse(sent, vec![refusal]).await
            }
        }
    }

    pub async fn send_again(request: &Request, (key, naar): (FormKey, &str)) -> Result<Answer, Fault> {
        let again = login::send_again(&request.store, &token(request).unwrap_or_default()).await;
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
        if let Some(visitor) = request.anybody() {
            let (account, id) = (visitor.account, visitor.session);
            let ended =
                transact!(request.store, |tx| { session::end(tx, (account, id), ("logout", request.network())).await });
            request.settle(ended).await?;
        }
        set_cookie(SESSION_COOKIE, "", Some(0));
        append_header(header::HeaderName::from_static("clear-site-data"), "\"storage\"");
        request.go("/inloggen?uitgelogd=1");
        Ok(())
    }

    /// Ends the session that this browser has had until now, if any.
    async fn end_session_here(request: &Request, why: &str) -> Result<(), Fault> {
        let Some(visitor) = request.anybody() else { return Ok(()) };
        let (account, id) = (visitor.account, visitor.session);
        let ended = transact!(request.store, |tx| { session::end(tx, (account, id), (why, request.network())).await });
        request.settle(ended).await.map(|_| ())
    }

    fn missing(fields: &[(&str, &str)]) -> Vec<Refusal> {
        let empty = fields.iter().filter(|(_, value)| value.trim().is_empty());
        empty.map(|(name, _)| Refusal::new(name, Code::Missing)).collect()
    }

    fn token(request: &Request) -> Option<Vec<u8>> {
        crate::request::unhex(&request.cookie(ATTEMPT_COOKIE)?)
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn set_cookie(name: &str, value: &str, seconds: Option<u32>) {
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        append_header(header::SET_COOKIE, &format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"));
    }

    /// Where to land after login is a path of ours, never another site (R114).
    fn is_local(path: &str) -> bool {
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control)
    }

    fn with_target(page: &str, naar: &str) -> String {
        if !is_local(naar) {
            return page.into();
        }
        let escaped: String = naar.bytes().map(escape).collect();
        format!("{page}?naar={escaped}")
    }

    fn escape(byte: u8) -> String {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn r114_after_login_one_lands_on_a_page_of_ours_only() {
            for foreign in ["//kwaad.nl", "https://kwaad.nl", "/\\kwaad.nl", "", "/a\nb"] {
                assert_eq!(with_target("/inloggen", foreign), "/inloggen");
            }
            let own = with_target("/inloggen", "/berichten?map=archief&bij=1");
            assert_eq!(own, "/inloggen?naar=/berichten%3Fmap%3Darchief%26bij%3D1");
        }
    }
}
