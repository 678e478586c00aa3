//! A signature on a page: who, when, and whether it still holds.

use crate::ui::Icon;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Finished text, made on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedView {
    /// "Kas Hoekstra (opleider)": as they were called, and were, when they signed.
    pub who: String,
    /// "02-03-2026 10:00".
    pub at: String,
    pub state: StateView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateView {
    Valid,
    Broken,
    /// "03-03-2026 09:00".
    Withdrawn(String),
}

#[component]
pub fn SignedBy(signature: SignedView) -> impl IntoView {
    let SignedView { who, at, state } = signature;
    let (class, icon, more) = match state {
        StateView::Valid => ("signed", Icon::CircleCheck, None),
        StateView::Broken => (
            "signed broken",
            Icon::CircleAlert,
            Some("Deze handtekening klopt niet meer: de inhoud is veranderd.".to_owned()),
        ),
        StateView::Withdrawn(when) => ("signed withdrawn", Icon::Info, Some(format!("Ingetrokken op {when}."))),
    };
    view! {
        <p class=class>
            <Icon of=icon />
            <span>
                "Ondertekend door " {who} " op " <time>{at}</time> "."
                {more.map(|more| view! { <strong>" " {more}</strong> })}
            </span>
        </p>
    }
}

/// A signature that was verified, in words.
#[cfg(feature = "ssr")]
pub fn view_of(signed: &portiek_store::signatures::Signed) -> SignedView {
    use portiek_domain::{signature::State, time::stamp};
    SignedView {
        who: format!("{} ({})", signed.name, crate::request::role_name(signed.role)),
        at: stamp(signed.at),
        state: match signed.state {
            State::Valid => StateView::Valid,
            State::Broken => StateView::Broken,
            State::Withdrawn(at) => StateView::Withdrawn(stamp(at)),
        },
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn drawn(state: StateView) -> String {
        let signature = SignedView { who: "Kas Hoekstra (Opleider)".into(), at: "02-03-2026 10:00".into(), state };
        let owner = Owner::new();
        let html = owner.with(|| view! { <SignedBy signature /> }.to_html());
        html.replace("<!>", "")
    }

    #[test]
    fn r17_a_signature_is_drawn_as_it_stands() {
        let valid = drawn(StateView::Valid);
        assert!(
            valid.contains("Ondertekend door Kas Hoekstra (Opleider) op <time>02-03-2026 10:00</time>."),
            "{valid}"
        );
        assert!(!valid.contains("<strong>"));
        assert!(drawn(StateView::Broken).contains("klopt niet meer: de inhoud is veranderd."));
        assert!(drawn(StateView::Withdrawn("03-03-2026 09:00".into())).contains("Ingetrokken op 03-03-2026 09:00."));
    }

    #[test]
    fn a_name_is_text() {
        let signature = SignedView { who: "<b>".into(), at: String::new(), state: StateView::Valid };
        let html = Owner::new().with(|| view! { <SignedBy signature /> }.to_html());
        assert!(html.contains("&lt;b>") || html.contains("&lt;b&gt;"), "{html}");
    }
}
