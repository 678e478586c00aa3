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
    view! { <Title text=title /> }
}
