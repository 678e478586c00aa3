//! The browser tab: how much is unread, the place, the organisation.

use crate::{door::use_door, here::use_here};
use leptos::prelude::*;
use leptos_meta::Title;

/// "(2) Behandeling - Berichten - De Linde".
#[component]
pub fn PageTitle(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let (door, here) = (use_door(), use_here());
    let title = move || {
        let place = here.place();
        let unread = place.as_ref().map_or(0, |place| place.unread);
        let count = if unread > 0 { format!("({unread}) ") } else { String::new() };
        let name = place.map_or_else(|| "Portiek".into(), |place| place.organisation);
        door.with(|_| format!("{count}{} - {name}", text.get()))
    };
    // The head is written, and by scripts kept, outside of the page that made it: it gets finished text, never a signal
    // that may be gone. What changes while the page is open is set by the page itself.
    let first = untrack(title);
    Effect::new(move |_| document().set_title(&title()));
    view! { <Title text=as_head_shows(first) /> }
}

/// On the server the head takes text as it comes, so that a subject could be markup; in the browser it is text.
fn as_head_shows(text: String) -> String {
    if cfg!(feature = "ssr") { text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { text }
}
