//! The page: what it is about, the form, what is shown in words, and the days.

use super::{
    address::{Address, query},
    api::open_inspection,
    days::Days,
    filter_form::FilterForm,
    views::InspectionView,
};
use crate::{
    fault::Fault,
    here::use_here,
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::inspection::Wanted;

type Shown = Result<Option<InspectionView>, Fault>;

#[component]
pub fn InspectionPage() -> impl IntoView {
    let (here, at) = (use_here(), use_query_map());
    let address = Memo::new(move |_| Address::of(&at.read()));
    let wanted = Memo::new(move |_| address.with(|address| address.wanted().ok()));
    // Nothing is asked for, and so nothing logged, while the form is refused.
    let page = Resource::new(
        move || (here.context(), wanted.get()),
        |(at, wanted)| async move {
            match wanted {
                Some(wanted) => open_inspection(at, wanted).await.map(Some),
                None => Ok(None),
            }
        },
    );
    // A day that is none was asked for in vain: the answer says so to whoever sent it.
    #[cfg(feature = "ssr")]
    if wanted.with_untracked(Option::is_none) {
        crate::request::set_status(http::StatusCode::BAD_REQUEST);
    }
    let download = move || here.href("/inzage/download.csv", &query(&wanted.get().unwrap_or_default(), None));
    view! {
        <PageTitle text="Wie heeft mijn dossier bekeken?".to_owned() />
        <header class="page-header">
            <h1>"Wie heeft mijn dossier bekeken?"</h1>
            <div class="actions">
                <a class="button quiet" href=move || here.href("/profiel", "")>
                    <Icon of=Icon::ChevronLeft />
                    "Mijn profiel"
                </a>
                <Show when=move || wanted.get().is_some()>
                    <a class="button" href=download download rel="external">
                        <Icon of=Icon::Download />
                        "Download als CSV"
                    </a>
                </Show>
            </div>
        </header>
        <div class="inspection">
            <p class="page-intro">
                "Hier ziet u per dag wie uw dossier heeft bekeken of veranderd, en waarom dat mocht."
            </p>
            <FilterForm address />
            <p class="shown" role="status">
                <Transition>{move || Suspend::new(async move { words(page.await) })}</Transition>
            </p>
            <Transition>
                {move || Suspend::new(async move { draw(page.await, wanted.get_untracked().unwrap_or_default()) })}
            </Transition>
        </div>
    }
}

fn words(shown: Shown) -> Option<String> {
    shown.ok().flatten().map(|view| view.shown)
}

fn draw(shown: Shown, wanted: Wanted) -> AnyView {
    match shown {
        Ok(Some(view)) => view! { <Days view wanted /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    }
}
