//! `/platform/organisaties/:number/logboek`: who may read an organisation's log (NEN 7513), whoever else will, and who
//! no longer.

use super::{
    api::{AppointReader, DismissReader, open_readers},
    fields::TextField,
    head::Head,
    views::{ReaderView, ReadersView},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ContextFields, ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

#[component]
pub fn ReadersPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let number = params.read().get("number").and_then(|number| number.parse::<i64>().ok());
        (number.unwrap_or_default(), query.read().get("formulier").and_then(|key| key.parse().ok()))
    });
    let load = |(at, (number, refused))| async move {
        open_readers(at, number, refused).await.map(|page| page.map(|page| (number, page)))
    };
    let page = Resource::new(move || (here.context(), wanted.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<Option<(i64, ReadersView)>, Fault>, here: Here) -> AnyView {
    match page {
        Ok(Some((number, page))) => view! { <Change number page here /> }.into_any(),
        // On its way to confirm who one is.
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Change(number: i64, page: ReadersView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form.refused, || None);
    let said = match page.said.as_deref() {
        Some("aangewezen") => Some("Deze medewerker mag het logboek nu lezen."),
        Some("ontheven") => Some("Deze medewerker mag het logboek niet meer lezen."),
        _ => None,
    };
    let is_empty = page.readers.is_empty();
    let row = move |one: ReaderView| view! { <Row number one here /> };
    view! {
        <Head title="Lezers van het logboek" here of=(number, page.organisation) />
        <div class="sections">
            <ErrorSummary form title="Er is nog niemand aangewezen" words />
            {said.map(|text| view! { <Success text /> })}
            <section class="card" aria-labelledby="lezers-kop">
                <h2 id="lezers-kop">"Wie het logboek mag lezen"</h2>
                <Show when=move || is_empty>
                    <p class="muted">"Nog niemand."</p>
                </Show>
                <table class="table" hidden=is_empty>
                    <thead>
                        <tr>
                            <th scope="col">"Naam"</th>
                            <th scope="col">"Rol"</th>
                            <th scope="col">
                                <span class="visually-hidden">"Acties"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{page.readers.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
            <form class="card form" method="post" action=AppointReader::url()>
                <h2>"Medewerker aanwijzen"</h2>
                <FormFields key=page.form.key at=Some(here.context_untracked()) />
                <input type="hidden" name="number" value=number.to_string() />
                <p class="help">
                    "Een lezer ziet wat iedereen bij deze organisatie in het portaal doet, en bij welke dossiers. De organisatie zelf wijst \
                     aan wie dat mag. Lezen kan alleen na inloggen met een tweede factor."
                </p>
                <TextField
                    form
                    name="medewerker"
                    label="Gebruikersnaam of e-mailadres"
                    class="input medium"
                    help="Van iemand die bij deze organisatie werkt."
                />
                <div class="buttons">
                    <button class="button primary" type="submit">
                        "Aanwijzen"
                    </button>
                    <a class="button quiet" href=move || here.href(&format!("/organisaties/{number}"), "")>
                        "Terug"
                    </a>
                </div>
            </form>
        </div>
    }
}

#[component]
fn Row(number: i64, one: ReaderView, here: Here) -> impl IntoView {
    let name = one.name.clone();
    view! {
        <tr>
            <th scope="row">
                {one.name} <small class="login-name">{one.login_name}</small>
            </th>
            <td data-name="Rol">{one.about}</td>
            <td class="end">
                <form method="post" action=DismissReader::url()>
                    <ContextFields at=here.context_untracked() />
                    <input type="hidden" name="number" value=number.to_string() />
                    <input type="hidden" name="member" value=one.id.to_string() />
                    <button class="button small" type="submit">
                        "Niet meer laten lezen"
                        <span class="visually-hidden">{format!(" ({name})")}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
}
