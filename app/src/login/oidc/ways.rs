//! "Inloggen met …" on the login page: below the form what organisations offer, above it what became of a try.

use super::{
    api::{Asked, WayView, WaysView, open_ways},
    words::words,
};
use crate::{fault::Fault, ui::Icon};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::accounts::oidc::Setback;

/// What both parts show; asked once.
pub type WaysResource = Resource<Result<WaysView, Fault>>;

/// Of the organisation that the address names (`?bij=`), or of all.
pub fn use_ways(naar: Option<String>) -> WaysResource {
    let query = use_query_map();
    let bij = query.with_untracked(|query| query.get("bij").and_then(|number| number.parse().ok()));
    let asked = asked(naar);
    Resource::new(|| (), move |()| open_ways(bij, asked.clone()))
}

/// The way that the address names.
pub fn asked(naar: Option<String>) -> Asked {
    let met = use_query_map().with_untracked(|query| query.get("met").and_then(|id| id.parse().ok()));
    Asked { met, naar: naar.unwrap_or_default() }
}

/// Why somebody is not in, from the address.
pub fn setback() -> Option<Setback> {
    use_query_map().with_untracked(|query| query.get("uitkomst").and_then(|why| Setback::try_from(why).ok()))
}

/// What became of a try, if the address says that there was one.
#[component]
pub fn Notice(ways: WaysResource) -> impl IntoView {
    setback().map(|setback| {
        let draw = move || {
            Suspend::new(async move {
                let about = ways.await.ok().and_then(|ways| ways.about);
                view! { <SetbackNotice setback about /> }
            })
        };
        view! { <Suspense>{draw}</Suspense> }
    })
}

#[component]
pub fn SetbackNotice(setback: Setback, about: Option<WayView>) -> impl IntoView {
    view! {
        <div class="notice warning" role="alert">
            <Icon of=Icon::CircleAlert />
            <p>{words(setback, about.as_ref())}</p>
        </div>
    }
}

/// The ways there are beside a password; nothing where there are none.
#[component]
pub fn Ways(ways: WaysResource) -> impl IntoView {
    let draw = move || {
        Suspend::new(async move {
            let ways = ways.await.map(|ways| ways.ways).unwrap_or_default();
            (!ways.is_empty()).then(|| view! { <List ways /> })
        })
    };
    view! { <Suspense>{draw}</Suspense> }
}

#[component]
fn List(ways: Vec<WayView>) -> impl IntoView {
    let item = |way: WayView| {
        view! {
            <li>
                <a class="button wide way" href=way.href rel="external nofollow">
                    <span>{format!("Inloggen met {}", way.label)}</span>
                    " "
                    <span class="of">{way.organisation}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="ways" aria-labelledby="andere-manieren">
            <h2 id="andere-manieren">"Andere manieren van inloggen"</h2>
            <ul>{ways.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}
