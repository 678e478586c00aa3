//! "Bent u het zelf?"

use super::api::{Confirm, ConfirmByPasskey, ConfirmView, open_confirm};
use crate::{
    forms::{ErrorSummary, Field, FormFields, FormState},
    login::{
        entrance::{Card, Target, from_address},
        words::words,
    },
    passkeys::Wanted,
    ui::{PasskeyForm, problem},
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn ConfirmPage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_confirm(refused));
    let draw = |page| match page {
        Ok(page) => view! { <ConfirmForm page /> }.into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Bent u het zelf?">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn ConfirmForm(page: ConfirmView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let key = page.key;
    let passkey = page.passkey.then(|| {
        let naar = naar.clone();
        view! {
            <PasskeyForm wanted=Wanted::Own action=ConfirmByPasskey::url() label="Passkey gebruiken" class="button wide">
                <FormFields key />
                <Target naar />
            </PasskeyForm>
        }
    });
    view! {
        <p>
            "Voor wat u nu wilt doen, willen wij zeker weten dat u het bent. Daarna vragen wij dit 10 minuten niet meer."
        </p>
        <ErrorSummary form title="U hebt nog niet laten zien wie u bent" words />
        <form class="form" method="post" action=Confirm::url()>
            <FormFields key />
            <Target naar />
            <Field form name="wachtwoord" label="Wachtwoord" words kind="password" autocomplete="current-password" />
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
        {passkey}
        <ul class="login-links">
            <li>
                <a href="/profiel/beveiliging" rel="external">
                    "Annuleren"
                </a>
            </li>
        </ul>
    }
}
