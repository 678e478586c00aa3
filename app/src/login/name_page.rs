//! The first step: "E-mailadres of gebruikersnaam" and "Wachtwoord" (D29).

use super::{
    api::{AskLoginLink, LogIn, LoginView, open_login},
    entrance::{Target, from_address},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::refusal::Code;
use server_fn::ServerFn;

#[component]
pub fn NamePage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_login(refused, false));
    view! {
        <Card title="Inloggen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

fn draw(page: Result<LoginView, Fault>) -> AnyView {
    match page {
        Ok(page) => view! { <NameForm page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

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
    let said = use_query_map().with_untracked(|query| {
        let said = |word| query.get(word).is_some();
        let added = "De organisatie is aan uw account toegevoegd. Zij vraagt een strengere controle: log opnieuw in.";
        let mailed = "Is deze naam bij ons bekend, dan is de mail onderweg. Open de link erin op dit apparaat.";
        let known = "U kunt nu op dit apparaat inloggen zonder te wachten.";
        [("uitgelogd", "U bent uitgelogd."), ("toegevoegd", added), ("gemaild", mailed), ("link", known)]
            .into_iter()
            .find(|(word, _)| said(*word))
    });
    view! {
        {said.filter(|_| !form.is_refused()).map(|(_, text)| view! { <Success text /> })}
        <ErrorSummary form title="U bent nog niet ingelogd" words />
        {waits.map(|name| view! { <NoWaiting name /> })}
        <form class="form" method="post" action=LogIn::url()>
            <FormFields key=page.key />
            <Target naar />
            <Field form name="naam" label="E-mailadres of gebruikersnaam" words autocomplete="username" />
            <Field form name="wachtwoord" label="Wachtwoord" words kind="password" autocomplete="current-password" />
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
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
        </ul>
    }
}
