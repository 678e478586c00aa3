//! What all ways in share: the cookies they keep, and where each step leads.

#[cfg(feature = "ssr")]
pub use crate::request::with_target;
pub use crate::{
    forms::{Target, from_address},
    layout::Card,
};
#[cfg(feature = "ssr")]
pub use server::*;

#[cfg(feature = "ssr")]
mod server {
    use crate::{
        fault::Fault,
        forms::is_local,
        login::device,
        request::{ATTEMPT_COOKIE, Request, SESSION_COOKIE, append_header, hex, unhex, with_target},
    };
    use http::header;
    use portiek_domain::{
        accounts::password::expiry::Age,
        refusal::{Code, Refusal},
    };
    use portiek_store::{
        accounts::{
            login::{Browser, Entered, Step},
            session,
        },
        transact,
    };

    /// How long the browser keeps an attempt's cookie, in seconds.
    const ATTEMPT_SECONDS: u32 = 1800;

    pub fn browser(request: &Request) -> Browser {
        Browser { network: request.network().into(), device: device::name(request.user_agent()) }
    }

    /// The token of the attempt under way in this browser; zeros match none.
    pub fn attempt(request: &Request) -> [u8; 32] {
        let token = request.cookie(ATTEMPT_COOKIE).and_then(|token| unhex(&token));
        token.and_then(|token| token.try_into().ok()).unwrap_or_default()
    }

    /// Goes where a step leads.
    pub async fn follow(request: &Request, step: Step, naar: &str) -> Result<(), Fault> {
        match step {
            Step::Code { token } => {
                set_cookie(ATTEMPT_COOKIE, &hex(&token), Some(ATTEMPT_SECONDS));
                request.go(&with_target("/inloggen/code", naar));
            }
            Step::NewPassword { token } => {
                set_cookie(ATTEMPT_COOKIE, &hex(&token), Some(ATTEMPT_SECONDS));
                request.go(&with_target("/wachtwoord/kiezen", naar));
            }
            Step::In(entered) => enter(request, entered, naar).await?,
            Step::Confirmed { token } => {
                set_cookie(ATTEMPT_COOKIE, "", Some(0));
                set_cookie(SESSION_COOKIE, &hex(&token), None);
                request.go(if is_local(naar) { naar } else { "/" });
            }
        }
        Ok(())
    }

    /// Somebody is in: past the warning that the password expires (R11), if it is time for that.
    pub async fn enter(request: &Request, entered: Entered, naar: &str) -> Result<(), Fault> {
        end_session_here(request, "logged in again").await?;
        set_cookie(ATTEMPT_COOKIE, "", Some(0));
        set_cookie(SESSION_COOKIE, &hex(&entered.session.token), None);
        match entered.age {
            Age::Warn { .. } => request.go(&with_target("/wachtwoord/verloopt", naar)),
            _ => request.go(if is_local(naar) { naar } else { "/" }),
        }
        Ok(())
    }

    /// Ends the session that this browser has had until now, if any.
    async fn end_session_here(request: &Request, why: &str) -> Result<(), Fault> {
        let Some(visitor) = request.anybody() else { return Ok(()) };
        let (account, id) = (visitor.account, visitor.session);
        let ended = transact!(request.store, |tx| { session::end(tx, (account, id), (why, request.network())).await });
        request.settle(ended).await.map(|_| ())
    }

    pub fn missing(fields: &[(&str, &str)]) -> Vec<Refusal> {
        let empty = fields.iter().filter(|(_, value)| value.trim().is_empty());
        empty.map(|(name, _)| Refusal::new(name, Code::Missing)).collect()
    }

    pub fn set_cookie(name: &str, value: &str, seconds: Option<u32>) {
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        append_header(header::SET_COOKIE, &format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"));
    }
}
