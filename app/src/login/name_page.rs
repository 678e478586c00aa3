//! The first step: "E-mailadres of gebruikersnaam" and "Wachtwoord" (D29).

use super::{
    LoginCard,
    api::{LogIn, LoginView, open_login},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FieldError, FormFields, FormState, described_by, invalid},
    ui::{Icon, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn NamePage() -> impl IntoView {
    let query = use_query_map();
    let refused = query.with_untracked(|query| query.get("formulier").and_then(|key| key.parse().ok()));
    let page = Resource::new(|| (), move |()| open_login(refused, false));
    view! {
        <LoginCard title="Inloggen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </LoginCard>
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
    let query = use_query_map();
    let target = query.with_untracked(|query| query.get("naar"));
    let logged_out = query.with_untracked(|query| query.get("uitgelogd").is_some());
    view! {
        {(logged_out && !form.is_refused())
            .then(|| {
                view! {
                    <div class="notice success" role="status">
                        <Icon of=Icon::CircleCheck />
                        <p>"U bent uitgelogd."</p>
                    </div>
                }
            })}
        <ErrorSummary form title="U bent nog niet ingelogd" words />
        <form class="form" method="post" action=LogIn::url()>
            <FormFields key=page.key />
            {target.map(|target| view! { <input type="hidden" name="naar" value=target /> })}
            <div class="field">
                <label for="naam">"E-mailadres of gebruikersnaam"</label>
                <input
                    class="input"
                    id="naam"
                    name="naam"
                    value=form.value("naam")
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid(form, "naam")
                    aria-describedby=described_by(form, "naam", None)
                />
                <FieldError form field="naam" words />
            </div>
            <div class="field">
                <label for="wachtwoord">"Wachtwoord"</label>
                <input
                    class="input"
                    id="wachtwoord"
                    name="wachtwoord"
                    type="password"
                    autocomplete="current-password"
                    aria-invalid=invalid(form, "wachtwoord")
                    aria-describedby=described_by(form, "wachtwoord", None)
                />
                <FieldError form field="wachtwoord" words />
            </div>
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
    }
}
