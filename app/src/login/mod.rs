//! Inloggen: name and password, then the code from the SMS (R5, D29). Plain forms and full page loads, so that the
//! person in context is never stale.

mod api;
mod code_page;
#[cfg(feature = "ssr")]
mod device;
mod name_page;
mod words;

pub use api::{FinishLogIn, LogIn, LogOut, SendCodeAgain};
pub use code_page::CodePage;
pub use name_page::NamePage;

use crate::{door::use_door, ui::PageTitle};
use leptos::prelude::*;

/// The calm card that both steps are drawn on.
#[component]
fn LoginCard(title: &'static str, children: Children) -> impl IntoView {
    let demo = use_door().with_untracked(|door| door.demo);
    view! {
        <PageTitle text=title.to_owned() />
        <a class="skip-link" href="#inhoud" rel="external">
            "Direct naar de inhoud"
        </a>
        <div class="app bare">
            <div class="content">
                {demo.then(|| view! { <crate::layout::DemoBar /> })}
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
