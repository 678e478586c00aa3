//! "Wachtwoord wijzigen" (R15): the current one, and the new one with its rules.

use super::{
    api::{ChangePassword, NewPasswordView, open_change},
    new_field::NewPassword,
    words::{why_words, words},
};
use crate::{
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    login::entrance::{Target, from_address},
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use server_fn::ServerFn;

#[component]
pub fn ChangePage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_change(refused));
    let done = use_location().pathname.with_untracked(|path| path.ends_with("/gewijzigd"));
    let draw = move |page| match page {
        Ok(_) if done => view! { <Changed /> }.into_any(),
        Ok(page) => view! { <ChangeForm page /> }.into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Wachtwoord wijzigen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn ChangeForm(page: NewPasswordView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let back = naar.clone().unwrap_or_else(|| "/".into());
    view! {
        <p>{why_words(page.why)}</p>
        <ErrorSummary form title="Uw wachtwoord is nog niet gewijzigd" words />
        <form class="form" method="post" action=ChangePassword::url()>
            <FormFields key=page.key />
            <Target naar />
            <Field form name="huidig" label="Huidig wachtwoord" words kind="password" autocomplete="current-password" />
            <NewPassword form rules=page.rules owner=page.owner />
            <button class="button primary wide" type="submit">
                "Wachtwoord wijzigen"
            </button>
        </form>
        <ul class="login-links">
            <li>
                <a href=back rel="external">
                    "Annuleren"
                </a>
            </li>
        </ul>
    }
}

#[component]
fn Changed() -> impl IntoView {
    let (_, naar) = from_address();
    view! {
        <Success text="Uw wachtwoord is gewijzigd. Op uw andere apparaten bent u uitgelogd." />
        <p>
            <a class="button primary wide" href=naar.unwrap_or_else(|| "/".into()) rel="external">
                "Ga verder"
            </a>
        </p>
    }
}
