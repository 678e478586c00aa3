//! The calm card in the middle of the page, for one step at a time.

use crate::{door::use_door, ui::PageTitle};
use leptos::prelude::*;

/// The calm card that every step of logging in is drawn on.
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
                {demo.then(|| view! { <super::DemoBar /> })}
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
