//! The page: whose log it is, the form, what is shown in words, and the events.

use super::{
    address::{Address, PATH, href},
    api::open_log,
    filter_form::FilterForm,
    table::Shown,
    views::LogView,
};
use crate::{
    door::use_door,
    fault::Fault,
    layout::DemoBar,
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::inspection::LogWanted;

type Answer = Result<Option<LogView>, Fault>;

/// Outside of the portals' frame; nothing of it exists for who is not appointed.
#[component]
pub fn LogPage() -> impl IntoView {
    let (door, query) = (use_door(), use_query_map());
    let address = Memo::new(move |_| Address::of(&query.read()));
    let place = Memo::new(move |_| door.with(|door| door.log(address.with(Address::at)).cloned()));
    let demo = door.with_untracked(|door| door.demo);
    let page = move || match place.get() {
        Some(place) => view! { <Log organisation=place.organisation address /> }.into_any(),
        None => problem(Fault::NotFound),
    };
    view! {
        <a class="skip-link" href="#inhoud" rel="external">
            "Direct naar de inhoud"
        </a>
        <div class="app bare">
            <div class="content">
                {demo.then(|| view! { <DemoBar /> })} <main class="page" id="inhoud" tabindex="-1">
                    {page}
                </main>
            </div>
        </div>
    }
}

#[component]
fn Log(organisation: String, address: Memo<Address>) -> impl IntoView {
    let asked = Memo::new(move |_| address.with(|address| (address.at(), address.wanted().ok())));
    // Nothing is asked for, and so nothing logged, while the form is refused.
    let page = Resource::new(
        move || asked.get(),
        |(at, wanted)| async move {
            match wanted {
                Some(wanted) => open_log(at, wanted).await.map(Some),
                None => Ok(None),
            }
        },
    );
    #[cfg(feature = "ssr")]
    if asked.with_untracked(|(_, wanted)| wanted.is_none()) {
        crate::request::set_status(http::StatusCode::BAD_REQUEST);
    }
    let title = format!("Logboek van {organisation}");
    view! {
        <PageTitle text=title.clone() />
        <header class="page-header">
            <h1>{title}</h1>
            <div class="actions">
                <a class="button quiet" href="/" rel="external">
                    <Icon of=Icon::ChevronLeft />
                    "Naar het begin"
                </a>
                {move || asked.with(|(at, wanted)| download(*at, wanted.as_ref()))}
            </div>
        </header>
        <div class="inspection log-page">
            <p class="page-intro">
                "Wat er in het portaal van uw organisatie is gedaan, door wie en op welke grond. Dat u hier kijkt, en waarnaar, staat er ook in."
            </p>
            <FilterForm address />
            <p class="shown" role="status">
                <Transition>{move || Suspend::new(async move { words(page.await) })}</Transition>
            </p>
            <Transition>{move || Suspend::new(async move { draw(page.await, asked.get_untracked()) })}</Transition>
        </div>
    }
}

/// Of what is asked for; a search for somebody has no events of its own.
fn download(at: Option<i64>, wanted: Option<&LogWanted>) -> impl IntoView + use<> {
    let wanted = wanted.filter(|wanted| wanted.search.is_empty());
    let href =
        wanted.map(|wanted| href(&format!("{PATH}/download.csv"), at, &LogWanted { after: None, ..wanted.clone() }));
    href.map(|href| {
        view! {
            <a class="button" href=href download rel="external">
                <Icon of=Icon::Download />
                "Download als CSV"
            </a>
        }
    })
}

fn words(answer: Answer) -> Option<String> {
    match answer {
        Ok(Some(LogView::Shown(view))) => Some(view.shown),
        _ => None,
    }
}

fn draw(answer: Answer, (at, wanted): (Option<i64>, Option<LogWanted>)) -> AnyView {
    match answer {
        Ok(Some(LogView::Shown(view))) => view! { <Shown view wanted=wanted.unwrap_or_default() at /> }.into_any(),
        Ok(Some(LogView::NeedsFactor)) => view! { <NeedsFactor /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn NeedsFactor() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon of=Icon::Eye />
            <h2>"U bent alleen met een wachtwoord ingelogd"</h2>
            <p>
                "Het logboek mag u pas lezen als u ook met een code inlogt. Vraag uw organisatie dat voor u aan te zetten."
            </p>
        </div>
    }
}
