//! `/platform/organisaties`: all organisations, and the way to a new one.

use super::{
    api::list_organisations,
    fields::State,
    views::{ListView, RowView},
};
use crate::{
    fault::Fault,
    here::{Here, use_here},
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::{components::Form, hooks::use_query_map};

#[component]
pub fn ListPage() -> impl IntoView {
    let (here, query) = (use_here(), use_query_map());
    let search = Memo::new(move |_| query.read().get("zoek").filter(|search| !search.trim().is_empty()));
    let page = Resource::new(move || (here.context(), search.get()), |(at, search)| list_organisations(at, search));
    view! {
        <PageTitle text="Organisaties".to_owned() />
        <header class="page-header">
            <h1>"Organisaties"</h1>
            <a class="button add" href=move || here.href("/organisaties/nieuw", "")>
                <Icon of=Icon::Plus />
                "Organisatie toevoegen"
            </a>
        </header>
        <SearchForm search here />
        <Transition>{move || Suspend::new(async move { draw(page.await, (search.get(), here)) })}</Transition>
    }
}

#[component]
fn SearchForm(search: Memo<Option<String>>, here: Here) -> impl IntoView {
    let action = move || here.href("/organisaties", "");
    view! {
        <Form method="GET" action attr:class="filter" attr:role="search" noscroll=true>
            <div class="field">
                <label for="zoek">"Zoek op naam of nummer"</label>
                <input
                    class="input"
                    type="search"
                    id="zoek"
                    name="zoek"
                    value=search.get_untracked()
                    autocomplete="off"
                />
            </div>
            <button class="button" type="submit">
                "Zoek"
            </button>
        </Form>
    }
}

fn draw(page: Result<ListView, Fault>, (search, here): (Option<String>, Here)) -> AnyView {
    match page {
        Ok(page) => view! { <Table page search here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Table(page: ListView, search: Option<String>, here: Here) -> impl IntoView {
    let state = summary(page.rows.len(), search.as_deref());
    let is_empty = page.rows.is_empty();
    let row = move |row: RowView| view! { <Row row here /> };
    view! {
        <p class="table-state" role="status">
            {state}
            {search.map(|_| view! { " " <a href=move || here.href("/organisaties", "")>"Toon alle"</a> })}
        </p>
        <Show when=move || !is_empty>
            <div class="card">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="number">
                                "Nummer"
                            </th>
                            <th scope="col">"Naam"</th>
                            <th scope="col">"Soort"</th>
                            <th scope="col">"Sinds"</th>
                            <th scope="col">"Eerste beheerder"</th>
                        </tr>
                    </thead>
                    <tbody>{page.rows.iter().cloned().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Show>
    }
}

fn summary(many: usize, search: Option<&str>) -> String {
    let many = match many {
        0 => "Geen organisaties".to_owned(),
        1 => "1 organisatie".to_owned(),
        many => format!("{many} organisaties"),
    };
    search.map_or_else(|| many.clone(), |search| format!("{many}, gezocht op '{}'.", search.trim()))
}

#[component]
fn Row(row: RowView, here: Here) -> impl IntoView {
    let address = format!("/organisaties/{}", row.number);
    view! {
        <tr class="row-link">
            <td class="number" data-name="Nummer">
                {row.number}
            </td>
            <th scope="row">
                <a href=move || here.href(&address, "")>{row.name}</a>
            </th>
            <td data-name="Soort">{row.kind}</td>
            <td class="figure" data-name="Sinds">
                {row.since}
            </td>
            <td data-name="Eerste beheerder">
                <State of=row.administrator />
            </td>
        </tr>
    }
}
