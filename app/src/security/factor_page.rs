//! One passkey or authenticator app: another name, or gone.

use super::{
    api::{FactorView, OneFactorView, RemoveFactor, RenameFactor, open_factor},
    sessions_page::Cancel,
    words::{named, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState, from_address},
    layout::Card,
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use portiek_domain::ids::FactorId;
use server_fn::ServerFn;

#[component]
pub fn FactorPage() -> impl IntoView {
    let (refused, _) = from_address();
    let id = use_params_map().with_untracked(|params| params.get("id").and_then(|id| id.parse::<FactorId>().ok()));
    let page = Resource::new(
        || (),
        move |()| async move {
            match id {
                Some(id) => open_factor(id, refused).await,
                None => Err(Fault::NotFound),
            }
        },
    );
    view! { <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense> }
}

fn draw(page: Result<Option<OneFactorView>, Fault>) -> AnyView {
    let title = "Manier van inloggen";
    match page {
        Ok(Some(page)) => view! {
            <Card title>
                <Change page />
            </Card>
        }
        .into_any(),
        Ok(None) => view! { <Card title>()</Card> }.into_any(),
        Err(fault) => view! { <Card title>{problem(fault)}</Card> }.into_any(),
    }
}

#[component]
fn Change(page: OneFactorView) -> impl IntoView {
    let FactorView { id, kind, name, added, .. } = page.factor;
    let form = FormState::new(named(page.form.refused, &name), || None);
    view! {
        <p>{kind} ", toegevoegd op " <span class="figure">{added}</span> "."</p>
        <ErrorSummary form title="De naam is nog niet gewijzigd" words />
        <form class="form" method="post" action=RenameFactor::url()>
            <FormFields key=page.form.key />
            <input type="hidden" name="factor" value=id.to_string() />
            <Field form name="naam" label="Naam" words autocomplete="off" />
            <button class="button primary wide" type="submit">
                "Naam opslaan"
            </button>
        </form>
        <section class="remove" aria-labelledby="verwijderen">
            <h2 id="verwijderen">"Verwijderen"</h2>
            <p>"U kunt er dan niet meer mee inloggen. Haal het ook van uw apparaat."</p>
            <form method="post" action=RemoveFactor::url()>
                <input type="hidden" name="factor" value=id.to_string() />
                <button class="button danger" type="submit">
                    "Verwijderen"
                    <span class="visually-hidden">" van " {name}</span>
                </button>
            </form>
        </section>
        <Cancel />
    }
}
