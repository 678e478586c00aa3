//! What a page's address says of its form: which refusal it shows, and where to go after the last step (R114).

use leptos::prelude::*;
use portiek_domain::ids::FormKey;

/// The form of a refusal that the page's address names, and where to go after the last step (R114).
pub fn from_address() -> (Option<FormKey>, Option<String>) {
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

/// A path, or what somebody typed, within a query.
pub fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let escape = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}
