//! What all ways in share: the card they are drawn on, the cookies they keep, and where each step leads.

#[cfg(feature = "ssr")]
pub use server::*;

use crate::{door::use_door, ui::PageTitle};
use leptos::prelude::*;

/// The calm card that every step is drawn on.
#[component]
pub fn Card(title: &'static str, children: Children) -> impl IntoView {
    let demo = use_door().with_untracked(|door| door.demo);
    view! {
        <PageTitle text=title.to_owned() />
        <a class="skip-link" href="#inhoud" rel="external">
            "Direct naar de inhoud"
        </a>
        <div class="app bare">
            <div class="content">
                {demo.then(|| view! { <crate::layout::DemoBar /> })}
                <main class="login" id="inhoud" tabindex="-1">
                    <div class="brand">
                        <span class="brand-mark" aria-hidden="true">
                            "P"
                        </span>
                        <span class="brand-words">
                            <span class="brand-name">"Portiek"</span>
                            <span class="brand-portal">"Uw portaal voor zorg en opleiding"</span>
                        </span>
                    </div>
                    <div class="card">
                        <h1>{title}</h1>
                        {children()}
                    </div>
                </main>
            </div>
        </div>
    }
}

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
        request::{ATTEMPT_COOKIE, Request, SESSION_COOKIE, append_header, unhex},
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

    pub fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn set_cookie(name: &str, value: &str, seconds: Option<u32>) {
        append_header(header::SET_COOKIE, &cookie_line(name, value, seconds));
    }

    /// A cookie that goes back to this origin only, and that no script sees.
    pub fn cookie_line(name: &str, value: &str, seconds: Option<u32>) -> String {
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}")
    }

    pub fn with_target(page: &str, naar: &str) -> String {
        if !is_local(naar) {
            return page.into();
        }
        format!("{page}?naar={}", escaped(naar))
    }

    /// As a part of an address carries it.
    pub fn escaped(text: &str) -> String {
        text.bytes().map(escape).collect()
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
