//! The first step: "E-mailadres of gebruikersnaam" and "Wachtwoord" (D29).

use super::{
    api::{LogIn, LoginView, open_login},
    entrance::{Card, Target, from_address},
    oidc::{Notice, Ways, use_ways},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState},
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn NamePage() -> impl IntoView {
    let (refused, naar) = from_address();
    let ways = use_ways(naar);
    let page = Resource::new(|| (), move |()| open_login(refused, false));
    view! {
        <Card title="Inloggen">
            <Notice ways />
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
            <Ways ways />
            <Links />
        </Card>
    }
}

fn draw(page: Result<LoginView, Fault>) -> AnyView {
    match page {
        Ok(page) => view! { <NameForm page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn NameForm(page: LoginView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let logged_out = use_query_map().with_untracked(|query| query.get("uitgelogd").is_some());
    view! {
        {(logged_out && !form.is_refused()).then(|| view! { <Success text="U bent uitgelogd." /> })}
        <ErrorSummary form title="U bent nog niet ingelogd" words />
        <form class="form" method="post" action=LogIn::url()>
            <FormFields key=page.key />
            <Target naar />
            <Field form name="naam" label="E-mailadres of gebruikersnaam" words autocomplete="username" />
            <Field form name="wachtwoord" label="Wachtwoord" words kind="password" autocomplete="current-password" />
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
    }
}

#[component]
fn Links() -> impl IntoView {
    let at = use_query_map().with_untracked(|query| query.get("bij").and_then(|at| at.parse::<i64>().ok()));
    let help = at.map_or_else(|| "/hulp".to_owned(), |number| format!("/hulp?bij={number}"));
    view! {
        <ul class="login-links">
            <li>
                <a href="/wachtwoord" rel="external">
                    "Bent u uw wachtwoord vergeten?"
                </a>
            </li>
            <li>
                <a href="/wachtwoord/wijzigen" rel="external">
                    "Wachtwoord wijzigen"
                </a>
            </li>
            <li>
                <a href=help rel="external">
                    "Hulp bij inloggen"
                </a>
            </li>
        </ul>
    }
}
