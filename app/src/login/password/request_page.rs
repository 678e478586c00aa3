//! "Nieuw wachtwoord aanvragen" (R7, R12).

use super::{api::RequestPassword, words::words};
use crate::{
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    login::{
        api::{LoginView, open_login},
        entrance::from_address,
    },
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn RequestPage() -> impl IntoView {
    let (refused, _) = from_address();
    let asked = use_query_map().with_untracked(|query| query.get("aangevraagd").is_some());
    let page = Resource::new(|| (), move |()| open_login(refused));
    let draw = move |page| match page {
        Ok(_) if asked => view! { <Asked /> }.into_any(),
        Ok(page) => view! { <RequestForm page /> }.into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Nieuw wachtwoord aanvragen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn RequestForm(page: LoginView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    view! {
        <p>"U krijgt een mail met een link. Daarmee stelt u zelf een nieuw wachtwoord in."</p>
        <ErrorSummary form title="Er is nog niets aangevraagd" words />
        <form class="form" method="post" action=RequestPassword::url()>
            <FormFields key=page.key />
            <Field
                form
                name="naam"
                label="Gebruikersnaam"
                words
                autocomplete="username"
                help=Some("Of het e-mailadres waarmee u inlogt.")
            />
            <button class="button primary wide" type="submit">
                "Wachtwoord aanvragen"
            </button>
        </form>
        <Back />
    }
}

/// The same for every name, so that nobody learns who has an account.
#[component]
fn Asked() -> impl IntoView {
    view! {
        <p role="status">
            "Is deze naam bij ons bekend, dan is de mail onderweg. De link erin is 8 uur geldig."
        </p>
        <p class="help">
            "Geen mail gekregen? Kijk bij uw ongewenste mail, of controleer de naam en vraag het opnieuw aan."
        </p>
        <ul class="login-links">
            <li>
                <a href="/wachtwoord" rel="external">
                    "Opnieuw aanvragen"
                </a>
            </li>
            <li>
                <a href="/inloggen" rel="external">
                    "Terug naar inloggen"
                </a>
            </li>
        </ul>
    }
}

#[component]
fn Back() -> impl IntoView {
    view! {
        <ul class="login-links">
            <li>
                <a href="/inloggen" rel="external">
                    "Terug naar inloggen"
                </a>
            </li>
        </ul>
    }
}
