//! Bars across the top of a page: the demonstration, a lost connection.

use super::{api::DismissBrowserNotice, use_live};
use crate::{door::use_door, ui::Icon};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Bars() -> impl IntoView {
    let demo = use_door().with_untracked(|door| door.demo);
    let live = use_live();
    view! {
        {demo.then(|| view! { <DemoBar /> })}
        <OldBrowser />
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

/// For browsers that lack what the style needs; all others never see it (D18).
#[component]
fn OldBrowser() -> impl IntoView {
    use_door().with_untracked(|door| door.browser_notice).then(|| {
        view! {
            <aside class="bar warning old-browser" aria-label="Uw browser">
                <p>"Uw browser is verouderd. Niet alles ziet er goed uit. Werk hem bij, of gebruik Edge, Chrome of Firefox."</p>
                <form method="post" action=DismissBrowserNotice::url()>
                    <button class="link-button" type="submit">
                        "Niet meer tonen"
                    </button>
                </form>
            </aside>
        }
    })
}
