//! The way to an organisation's texts, under every page of its portals (S15).

use crate::here::use_here;
use leptos::prelude::*;

#[component]
pub fn Footer() -> impl IntoView {
    let here = use_here();
    let links = move || {
        let place = here.place().filter(|place| place.has_texts)?;
        let to = |path: &str| format!("/{path}?bij={}", place.number);
        Some(view! {
            <footer class="texts">
                <a href=to("privacy") rel="external">
                    "Privacyverklaring"
                </a>
                <a href=to("voorwaarden") rel="external">
                    "Gebruiksvoorwaarden"
                </a>
            </footer>
        })
    };
    view! { {links} }
}
