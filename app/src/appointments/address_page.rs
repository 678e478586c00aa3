//! `/afspraken/agenda`: a private address for calendar programs, made on request, renewed and removed.

use super::api::{MakeCalendarAddress, RemoveCalendarAddress, open_calendar_address};
use crate::{
    fault::Fault,
    forms::ContextFields,
    here::{Here, use_here},
    ui::{Icon, PageTitle, Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn AddressPage() -> impl IntoView {
    let (here, query) = (use_here(), use_query_map());
    let page = Resource::new(move || here.context(), open_calendar_address);
    let removed = move || query.read().get("verwijderd").is_some();
    view! {
        <PageTitle text="In uw eigen agenda - Afspraken".to_owned() />
        <nav class="trail" aria-label="Kruimelpad">
            <a href=move || here.href("/afspraken", "")>"Afspraken"</a>
        </nav>
        <header class="page-header">
            <h1>"Afspraken in uw eigen agenda"</h1>
        </header>
        <div class="sections">
            <Show when=removed>
                <Success text="Het adres is verwijderd. Uw agenda krijgt geen afspraken meer." />
            </Show>
            <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition>
        </div>
    }
}

fn draw(page: Result<Option<String>, Fault>, here: Here) -> AnyView {
    match page {
        Ok(Some(address)) => view! { <Made address here /> }.into_any(),
        Ok(None) => view! { <NotMade here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

/// Nothing was made yet: what it is, and the way to make it.
#[component]
fn NotMade(here: Here) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="adres">
            <h2 id="adres">"Een geheim adres voor uw agenda"</h2>
            <p class="intro">
                "Met dit adres haalt de agenda op uw telefoon of computer uw afspraken zelf op, en houdt ze bij. \
                Er staat alleen \"Afspraak\", met dag, tijd en plaats: niet met wie en niet waarvoor."
            </p>
            <form method="post" action=MakeCalendarAddress::url()>
                <ContextFields at=here.context_untracked() />
                <button class="button primary" type="submit">
                    "Adres maken"
                </button>
            </form>
        </section>
    }
}

#[component]
fn Made(address: String, here: Here) -> impl IntoView {
    let program = address.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
    view! {
        <section class="card" aria-labelledby="adres">
            <h2 id="adres">"Uw geheime adres"</h2>
            <div class="form">
                <div class="field">
                    <label for="agenda-adres">"Adres"</label>
                    <p class="help" id="agenda-adres-hulp">
                        "Kopieer dit adres en kies in uw agenda voor abonneren of toevoegen met een adres (URL)."
                    </p>
                    <input class="input address" id="agenda-adres" value=address readonly aria-describedby="agenda-adres-hulp" />
                </div>
                <a class="button primary" href=program rel="external">
                    <Icon of=Icon::CalendarSync />
                    "Openen in mijn agenda"
                </a>
            </div>
        </section>
        <div class="notice warning">
            <Icon of=Icon::CircleAlert />
            <p>
                "Wie dit adres heeft, ziet zonder in te loggen wanneer en waar u een afspraak hebt. Deel het met niemand."
            </p>
        </div>
        <section class="card" aria-labelledby="beheer">
            <h2 id="beheer">"Nieuw adres of geen adres meer"</h2>
            <p class="intro">"Het adres van nu werkt dan meteen niet meer."</p>
            <div class="buttons">
                <form method="post" action=MakeCalendarAddress::url()>
                    <ContextFields at=here.context_untracked() />
                    <button class="button" type="submit">
                        "Nieuw adres maken"
                    </button>
                </form>
                <form method="post" action=RemoveCalendarAddress::url()>
                    <ContextFields at=here.context_untracked() />
                    <button class="button quiet" type="submit">
                        "Adres verwijderen"
                    </button>
                </form>
            </div>
        </section>
    }
}
