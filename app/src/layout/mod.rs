//! The frame around every signed-in page: menu, notices above the page, the page itself.

mod account;
mod api;
mod bare;
mod bars;
mod brand;
mod footer;
mod idle;
mod live;
mod menu;

pub use account::AccountFrame;
pub use api::{CollapseMenu, DismissBrowserNotice};
pub use bare::{Card, Sheet};
pub use bars::DemoBar;
pub use live::{Live, use_live};

use crate::{door::use_door, here::use_here, ui::Problem};
use bars::Bars;
use footer::Footer;
use idle::IdleWarning;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use menu::Menu;

/// The frame of a portal. Who has no place in it is told that the page does not exist.
#[component]
pub fn Frame() -> impl IntoView {
    let (door, here) = (use_door(), use_here());
    live::provide_live();
    let collapsed = move || door.with(|door| door.menu_collapsed).then_some("collapsed");
    let known = Memo::new(move |_| here.place().is_some());
    view! {
        <a class="skip-link" href="#inhoud" rel="external">
            "Direct naar de inhoud"
        </a>
        <div class="app" data-menu=collapsed>
            <Menu />
            <div class="content">
                <Bars />
                <main class="page" id="inhoud" tabindex="-1">
                    {move || if known.get() { view! { <Outlet /> }.into_any() } else { not_here().into_any() }}
                </main>
                <Footer />
            </div>
        </div>
        <IdleWarning />
    }
}

fn not_here() -> impl IntoView {
    view! { <Problem fault=crate::fault::Fault::NotFound /> }
}
