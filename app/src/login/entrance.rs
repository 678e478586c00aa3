//! What all ways in share: the cookies they keep, and where each step leads.

#[cfg(feature = "ssr")]
pub use server::*;

use crate::here::escaped;
use leptos::prelude::*;

/// The form of a refusal that the page's address names, and where to go after the last step (R114).
pub fn from_address() -> (Option<portiek_domain::ids::FormKey>, Option<String>) {
    let query = leptos_router::hooks::use_query_map();
    query.with_untracked(|query| {
        let refused = query.get("formulier").and_then(|key| key.parse().ok());
        (refused, query.get("naar").filter(|naar| is_local(naar)))
    })
}

/// Where to go is a path of ours, never another site or a script (R114).
pub fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control)
}

/// The address of another step, with the same target.
pub fn to(page: &str, naar: Option<&str>) -> String {
    match naar.filter(|naar| is_local(naar)) {
        Some(naar) => format!("{page}{}naar={}", if page.contains('?') { '&' } else { '?' }, escaped(naar)),
        None => page.into(),
    }
}

/// Carries the target through a form.
#[component]
pub fn Target(naar: Option<String>) -> impl IntoView {
    naar.map(|naar| view! { <input type="hidden" name="naar" value=naar /> })
}

#[cfg(feature = "ssr")]
mod server {
    use super::is_local;
    use crate::{
        fault::Fault,
        login::device,
        request::{ATTEMPT_COOKIE, KNOWN_COOKIE, Request, SESSION_COOKIE, append_header, unhex},
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
    /// How long a browser is recognised: as long as browsers keep any cookie.
    const KNOWN_SECONDS: u32 = 400 * 86_400;

    pub fn browser(request: &Request) -> Browser {
        let (network, device) = (request.network().into(), device::name(request.user_agent()));
        Browser { network, device, token: token(request, KNOWN_COOKIE) }
    }

    fn token(request: &Request, cookie: &str) -> Option<[u8; 32]> {
        request.cookie(cookie).and_then(|token| unhex(&token))?.try_into().ok()
    }

    /// The token of the attempt under way in this browser; zeros match none.
    pub fn attempt(request: &Request) -> [u8; 32] {
        token(request, ATTEMPT_COOKIE).unwrap_or_default()
    }

    /// Keeps the token of an attempt in this browser.
    pub fn keep_attempt(token: &[u8; 32]) {
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
                set_cookie(ATTEMPT_COOKIE, &hex(&token), Some(ATTEMPT_SECONDS));
                request.go("/activeren/afronden");
            }
            Step::In(entered) => enter(request, entered, naar).await?,
        }
        Ok(())
    }

    /// Somebody is in: past the warning that the password expires (R11), if it is time for that.
    pub async fn enter(request: &Request, entered: Entered, naar: &str) -> Result<(), Fault> {
        end_session_here(request, "logged in again").await?;
        set_cookie(ATTEMPT_COOKIE, "", Some(0));
        set_cookie(SESSION_COOKIE, &hex(&entered.session.token), session_seconds(&entered));
        know(&entered.browser);
        match entered.age {
            Age::Warn { .. } => request.go(&with_target("/wachtwoord/verloopt", naar)),
            _ => request.go(if is_local(naar) { naar } else { "/" }),
        }
        Ok(())
    }

    /// On a remembered browser a login outlasts the browser's own sessions (R16).
    fn session_seconds(entered: &Entered) -> Option<u32> {
        entered.session.remembered.and_then(|lasts| u32::try_from(lasts.num_seconds()).ok())
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

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn set_cookie(name: &str, value: &str, seconds: Option<u32>) {
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        append_header(header::SET_COOKIE, &format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"));
    }

    pub fn with_target(page: &str, naar: &str) -> String {
        super::to(page, Some(naar))
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
