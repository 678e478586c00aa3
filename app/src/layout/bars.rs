//! Bars across the top of a page: the demonstration, a lost connection.

use super::use_live;
use crate::{door::use_door, ui::Icon};
use leptos::prelude::*;

#[component]
pub fn Bars() -> impl IntoView {
    let demo = use_door().with_untracked(|door| door.demo);
    let live = use_live();
    view! {
        {demo.then(|| view! { <DemoBar /> })}
        <Show when=move || live.is_lost()>
            <div class="bar warning" role="status">
                <Icon of=Icon::WifiOff />
                <p>
                    <strong>"Geen verbinding."</strong>
                    " Wat u typt, blijft staan. Wij proberen het vanzelf opnieuw."
                </p>
            </div>
        </Show>
    }
}

/// On every page of the demonstration world.
#[component]
pub fn DemoBar() -> impl IntoView {
    view! {
        <aside class="bar demo" aria-label="Demonstratie">
            <Icon of=Icon::Info />
            <p>
                "Demonstratie: bekijk "
                <a href="/demo/postbus" rel="external">
                    "de verstuurde mails en sms'jes"
                </a>
            </p>
        </aside>
    }
}
