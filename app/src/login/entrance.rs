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
        request::{
            ATTEMPT_COOKIE, KNOWN_COOKIE, Request, SESSION_COOKIE, Sent, append_header, hex, unhex, with_target,
        },
    };
    use http::header;
    use portiek_domain::{
        accounts::{password::expiry::Age, session::ABSOLUTE},
        forms::Answer,
        ids::FormKey,
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
    /// How long a browser is recognised: as long as browsers keep any cookie.
    const KNOWN_SECONDS: u32 = 400 * 86_400;

    pub fn browser(request: &Request) -> Browser {
        let (network, device) = (request.network().into(), device::name(request.user_agent()));
        Browser { network, device, token: token(request, KNOWN_COOKIE), remember: false }
    }

    fn token(request: &Request, cookie: &str) -> Option<[u8; 32]> {
        request.cookie(cookie).and_then(|token| unhex(&token))?.try_into().ok()
    }

    /// The token of the attempt under way in this browser; zeros match none.
    pub fn attempt(request: &Request) -> [u8; 32] {
        token(request, ATTEMPT_COOKIE).unwrap_or_default()
    }

    /// Keeps the token of an attempt in this browser.
    fn keep_attempt(token: &[u8; 32]) {
        set_cookie(ATTEMPT_COOKIE, &hex(token), Some(ATTEMPT_SECONDS));
    }

    /// Goes where a step leads.
    pub async fn follow(request: &Request, step: Step, naar: &str) -> Result<(), Fault> {
        match step {
            Step::Code { token } => {
                keep_attempt(&token);
                request.go(&with_target("/inloggen/code", naar));
            }
            Step::NewPassword { token } => {
                keep_attempt(&token);
                request.go(&with_target("/wachtwoord/kiezen", naar));
            }
            Step::Activate { token } => {
                keep_attempt(&token);
                request.go("/activeren/afronden");
            }
            Step::In(entered) => enter(request, entered, naar).await?,
            Step::Confirmed { token } => {
                set_cookie(ATTEMPT_COOKIE, "", Some(0));
                set_cookie(SESSION_COOKIE, &hex(&token), session_seconds(request));
                request.go(if is_local(naar) { naar } else { "/" });
            }
        }
        Ok(())
    }

    /// Goes where a step leads, or back to the page of its form.
    pub async fn answer(
        request: &Request,
        (key, step): (FormKey, Result<Step, Refusal>),
        (back, naar): (&str, &str),
    ) -> Result<Answer, Fault> {
        match step {
            Ok(step) => {
                follow(request, step, naar).await?;
                Ok(Answer::Done(request.new_key()))
            }
            Err(refusal) => {
                let sent = Sent { key, back: with_target(back, naar), values: &[] };
                request.refuse(sent, vec![refusal]).await
            }
        }
    }

    /// Somebody is in: past the warning that the password expires (R11), if it is time for that.
    pub async fn enter(request: &Request, entered: Entered, naar: &str) -> Result<(), Fault> {
        end_session_here(request, "logged in again").await?;
        set_cookie(ATTEMPT_COOKIE, "", Some(0));
        let lasts = entered.session.remembered.and_then(|lasts| u32::try_from(lasts.num_seconds()).ok());
        set_cookie(SESSION_COOKIE, &hex(&entered.session.token), lasts);
        know(&entered.browser);
        match entered.age {
            Age::Warn { .. } => request.go(&with_target("/wachtwoord/verloopt", naar)),
            _ => request.go(if is_local(naar) { naar } else { "/" }),
        }
        Ok(())
    }

    /// How long the browser keeps the cookie of the session it has: on a remembered one a login outlasts the browser's
    /// own sessions (R16), on any other it does not.
    fn session_seconds(request: &Request) -> Option<u32> {
        let left = request.anybody()?.times.ends_at - request.store.now();
        u32::try_from(left.num_seconds()).ok().filter(|_| left > ABSOLUTE)
    }

    /// From now on this browser is recognised by its cookie.
    pub fn know(browser: &[u8; 32]) {
        set_cookie(KNOWN_COOKIE, &hex(browser), Some(KNOWN_SECONDS));
    }

    /// Logs out here: the session ends and the browser forgets it.
    pub async fn leave(request: &Request, why: &str) -> Result<(), Fault> {
        end_session_here(request, why).await?;
        set_cookie(SESSION_COOKIE, "", Some(0));
        append_header(header::HeaderName::from_static("clear-site-data"), "\"storage\"");
        Ok(())
    }

    /// Ends the session that this browser has had until now, if any.
    pub async fn end_session_here(request: &Request, why: &str) -> Result<(), Fault> {
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
        append_header(header::SET_COOKIE, &cookie_line(name, value, seconds));
    }

    /// A cookie that goes back to this origin only, and that no script sees.
    pub fn cookie_line(name: &str, value: &str, seconds: Option<u32>) -> String {
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}")
    }
}
