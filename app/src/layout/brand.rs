//! What the portal is called, on pages without a portal around them.

use leptos::prelude::*;

/// The mark and the words; what is around them says whether it leads anywhere.
#[component]
pub fn BrandWords(
    /// What this part of it is for.
    about: &'static str,
) -> impl IntoView {
    view! {
        <span class="brand-mark" aria-hidden="true">
            "P"
        </span>
        <span class="brand-words">
            <span class="brand-name">"Portiek"</span>
            <span class="brand-portal">{about}</span>
        </span>
    }
}
