//! The first step: "E-mailadres of gebruikersnaam" and "Wachtwoord" (D29).

use super::{
    api::{AskLoginLink, LogIn, LoginView, open_login},
    entrance::{Card, Target, from_address},
    oidc::{Notice, Ways, use_ways},
    passkey::LogInByPasskey,
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState},
    passkeys::Wanted,
    ui::{PasskeyForm, Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::{ids::FormKey, refusal::Code};
use server_fn::ServerFn;

#[component]
pub fn NamePage() -> impl IntoView {
    let (refused, naar) = from_address();
    let ways = use_ways(naar);
    let page = Resource::new(|| (), move |()| open_login(refused));
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

/// What has just been done, by the word in the address that says so.
const SAID: [(&str, &str); 4] = [
    ("uitgelogd", "U bent uitgelogd."),
    ("toegevoegd", "De organisatie is aan uw account toegevoegd. Zij vraagt een strengere controle: log opnieuw in."),
    ("gemaild", "Is deze naam bij ons bekend, dan is de mail onderweg. Open de link erin op dit apparaat."),
    ("link", "U kunt nu op dit apparaat inloggen zonder te wachten."),
];

/// Others' wrong tries never keep the owner out: a mailed link gets past the delay on a new browser.
#[component]
fn NoWaiting(name: String) -> impl IntoView {
    view! {
        <form class="no-waiting" method="post" action=AskLoginLink::url()>
            <input type="hidden" name="naam" value=name />
            <p>"Wilt u niet wachten?"</p>
            <button class="button" type="submit">
                "Mail mij een link om in te loggen"
            </button>
        </form>
    }
}

#[component]
fn NameForm(page: LoginView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let waits = matches!(form.code("naam"), Some(Code::Wait { .. })).then(|| form.value("naam"));
    let said = use_query_map()
        .with_untracked(|query| SAID.into_iter().find(|(word, _)| query.get(word).is_some()).map(|(_, text)| text));
    // On this field browsers offer passkeys too.
    let name = if page.passkeys { "username webauthn" } else { "username" };
    view! {
        {said.filter(|_| !form.is_refused()).map(|text| view! { <Success text /> })}
        <ErrorSummary form title="U bent nog niet ingelogd" words />
        {waits.map(|name| view! { <NoWaiting name /> })}
        <form class="form" method="post" action=LogIn::url()>
            <FormFields key=page.key />
            <Target naar />
            <Field form name="naam" label="E-mailadres of gebruikersnaam" words autocomplete=name />
            <Field form name="wachtwoord" label="Wachtwoord" words kind="password" autocomplete="current-password" />
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
        {page.passkeys.then(|| view! { <ByPasskey key=page.key /> })}
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

/// A passkey is a whole login: no name, no password. Drawn by scripts; its place is kept.
#[component]
fn ByPasskey(key: FormKey) -> impl IntoView {
    let (_, naar) = from_address();
    view! {
        <PasskeyForm
            wanted=Wanted::Any
            action=LogInByPasskey::url()
            label="Inloggen met een passkey"
            class="button wide"
            autofill=true
        >
            <FormFields key />
            <Target naar />
        </PasskeyForm>
    }
}
