//! The light frame around pages about the account itself: they belong to no organisation, and people without a portal
//! have them too.

use super::{DemoBar, brand::BrandWords, idle::IdleWarning};
use crate::{
    door::use_door,
    login::LogOut,
    ui::{Icon, PageTitle},
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn AccountFrame(title: &'static str, children: Children) -> impl IntoView {
    let demo = use_door().with_untracked(|door| door.demo);
    view! {
        <PageTitle text=title.to_owned() />
        <a class="skip-link" href="#inhoud" rel="external">
            "Direct naar de inhoud"
        </a>
        <div class="app bare">
            <div class="content">
                <header class="account-bar">
                    <a class="brand" href="/" rel="external">
                        <BrandWords about="Uw account" />
                    </a>
                    <ul class="account-links">
                        <li>
                            <a class="button quiet" href="/" rel="external">
                                <Icon of=Icon::ChevronLeft />
                                "Terug naar het portaal"
                            </a>
                        </li>
                        <li>
                            <form method="post" action=LogOut::url()>
                                <button class="button quiet" type="submit">
                                    <Icon of=Icon::LogOut />
                                    "Uitloggen"
                                </button>
                            </form>
                        </li>
                    </ul>
                </header>
                {demo.then(|| view! { <DemoBar /> })}
                <main class="page" id="inhoud" tabindex="-1">
                    <header class="page-header">
                        <h1>{title}</h1>
                    </header>
                    {children()}
                </main>
            </div>
        </div>
        <IdleWarning />
    }
}
