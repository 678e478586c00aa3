//! `/praktijk/clienten`: the clients of the own care teams, with search (S1).

use super::{
    api::list_clients,
    views::{ClientView, ClientsView},
};
use crate::{
    fault::Fault,
    here::{Here, href, use_here},
    ui::{PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::{components::Form, hooks::use_query_map};
use portiek_domain::actor::Context;

#[component]
pub fn ClientsPage() -> impl IntoView {
    let (here, query) = (use_here(), use_query_map());
    let search = Memo::new(move |_| query.read().get("zoek").filter(|typed| !typed.trim().is_empty()));
    let page = Resource::new(move || (here.context(), search.get()), |(at, search)| list_clients(at, search));
    view! {
        <PageTitle text="Cliënten".to_owned() />
        <header class="page-header">
            <h1>"Cliënten"</h1>
        </header>
        <Search search here />
        <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition>
    }
}

#[component]
fn Search(search: Memo<Option<String>>, here: Here) -> impl IntoView {
    let clear = move || {
        search.get().map(|_| view! { <a class="button quiet" href=here.href("/clienten", "")>"Wis filter"</a> })
    };
    let at = here.context_untracked().at;
    view! {
        <Form action=move || here.href("/clienten", "") attr:class="filter" attr:role="search">
            {at.map(|number| view! { <input type="hidden" name="bij" value=number.to_string() /> })}
            <div class="field">
                <label for="zoek">"Zoek op naam, dossiernummer of geboortedatum"</label>
                <input
                    class="input"
                    id="zoek"
                    name="zoek"
                    type="search"
                    autocomplete="off"
                    value=search.get_untracked()
                    prop:value=move || search.get().unwrap_or_default()
                />
            </div>
            <button class="button" type="submit">
                "Zoeken"
            </button>
            {clear}
        </Form>
    }
}

fn draw(page: Result<ClientsView, Fault>, here: Here) -> AnyView {
    match page {
        Ok(page) => view! { <Clients page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Clients(page: ClientsView, here: Here) -> impl IntoView {
    let context = here.context_untracked();
    let row = move |client: ClientView| {
        let at = Context { record: Some(client.number.clone()), ..context.clone() };
        view! {
            <tr class="row-link">
                <th scope="row">
                    <a href=href(&at, "/dossier/overzicht", "")>{client.name}</a>
                </th>
                <td data-name="Geboren">{client.person}</td>
                <td data-name="Dossier">{client.number}</td>
            </tr>
        }
    };
    let is_empty = page.clients.is_empty();
    let table = (!is_empty).then(|| {
        view! {
            <div class="card">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Naam"</th>
                            <th scope="col">"Geboortedatum (leeftijd) - geslacht"</th>
                            <th scope="col">"Dossier"</th>
                        </tr>
                    </thead>
                    <tbody>{page.clients.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p class="table-state" role="status">
            {page.shown}
        </p>
        {table}
    }
}
