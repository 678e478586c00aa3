//! The end of an activation: a password of one's own, what the organisation wants agreed to, and one is in (R114).

use super::{
    api::{FinishActivation, FinishView, open_finish},
    consent::Consent,
    words::words,
};
use crate::{
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    login::{entrance::from_address, over::Over, password::NewPassword},
    pin::PinField,
    ui::problem,
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn FinishPage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_finish(refused));
    let draw = |page| match page {
        Ok(Some(page)) => view! { <FinishForm page /> }.into_any(),
        Ok(None) => view! { <TooLate /> }.into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Account activeren">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn FinishForm(page: FinishView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let person = page.person.then(|| {
        view! {
            <Field form name="voornaam" label="Voornaam" words autocomplete="given-name" />
            <Field form name="achternaam" label="Achternaam" words autocomplete="family-name" />
            <Field form name="mail" label="E-mailadres" words kind="email" autocomplete="email" />
        }
    });
    view! {
        <p>"Kies uw wachtwoord. Daarna bent u ingelogd bij " <strong>{page.place.organisation}</strong> "."</p>
        <ErrorSummary form title="Uw account is nog niet geactiveerd" words />
        <form class="form" method="post" action=FinishActivation::url()>
            <FormFields key=page.key />
            {person}
            <NewPassword form rules=page.rules owner=page.owner />
            {page.signs.then(|| view! { <PinField form words new=true /> })}
            <Consent form texts=page.texts />
            <button class="button primary wide" type="submit">
                "Account activeren"
            </button>
        </form>
    }
}

/// Half an hour has passed, or it was done in another window.
#[component]
fn TooLate() -> impl IntoView {
    view! {
        <Over>
            <p>"Het activeren heeft te lang geduurd of is al gedaan."</p>
            <p>
                "Is uw account nog niet geactiveerd? Open de link uit de mail opnieuw: die werkt nog. U krijgt dan een \
                 nieuwe code."
            </p>
            <p>
                <a class="button primary wide" href="/inloggen" rel="external">
                    "Naar inloggen"
                </a>
            </p>
        </Over>
    }
}
