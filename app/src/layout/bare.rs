//! Pages without a portal around them: logging in, activating, what is about the account itself.

use super::{DemoBar, brand::BrandWords};
use crate::{door::use_door, ui::PageTitle};
use leptos::prelude::*;

/// The calm card that every step is drawn on.
#[component]
pub fn Card(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <Bare title class="login">
            {children()}
        </Bare>
    }
}

/// The same for what is longer: texts to read, and forms about an account.
#[component]
pub fn Sheet(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <Bare title class="login wide">
            {children()}
        </Bare>
    }
}

/// A page without a portal around it.
#[component]
fn Bare(title: &'static str, class: &'static str, children: Children) -> impl IntoView {
    let demo = use_door().with_untracked(|door| door.demo);
    view! {
        <PageTitle text=title.to_owned() />
        <a class="skip-link" href="#inhoud" rel="external">
            "Direct naar de inhoud"
        </a>
        <div class="app bare">
            <div class="content">
                {demo.then(|| view! { <DemoBar /> })}
                <main class=class id="inhoud" tabindex="-1">
                    <div class="brand">
                        <BrandWords about="Uw portaal voor zorg en opleiding" />
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
