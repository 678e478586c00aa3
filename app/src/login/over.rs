//! A step of the ways in that is over: done in another window, behind the back button, or too late.

use crate::door::use_door;
use leptos::prelude::*;

/// What to do now: who is in already goes on, everybody else does what the page says.
#[component]
pub fn Over(children: Children) -> impl IntoView {
    let is_in = use_door().with_untracked(|door| !door.places.is_empty());
    if is_in { view! { <AlreadyIn /> }.into_any() } else { children().into_any() }
}

#[component]
fn AlreadyIn() -> impl IntoView {
    view! {
        <p>"U bent al ingelogd."</p>
        <p>
            <a class="button primary wide" href="/" rel="external">
                "Naar uw portaal"
            </a>
        </p>
        <p class="help">"Was u bezig met een ander account? Open dan de link uit de mail opnieuw."</p>
    }
}
