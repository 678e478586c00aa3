//! "Pincode vergeten" (D27), after a step-up: another PIN, or the current one again. Also for who has none yet.

use super::{
    api::{ChoosePin, PinView, UnlockPin, open_new_pin},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState},
    login::entrance::{Card, Target, from_address},
    pin::PinField,
    ui::problem,
};
use leptos::prelude::*;
use portiek_domain::accounts::pin::Standing;
use server_fn::ServerFn;

#[component]
pub fn NewPinPage() -> impl IntoView {
    let (refused, naar) = from_address();
    let page = Resource::new(|| (), move |()| open_new_pin(refused, naar.clone()));
    let draw = |page: Result<Option<PinView>, Fault>| match page {
        Ok(Some(page)) => view! { <NewPinForm page /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Nieuwe pincode">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn NewPinForm(page: PinView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let again = (page.standing == Standing::Locked).then(|| view! { <Again naar=naar.clone() /> });
    view! {
        <p>"Met uw pincode ondertekent u belangrijke stappen. Onthoud hem en geef hem aan niemand."</p>
        <ErrorSummary form title="Uw pincode is nog niet ingesteld" words />
        <form class="form" method="post" action=ChoosePin::url()>
            <FormFields key=page.key />
            <Target naar=naar.clone() />
            <PinField form words label="Nieuwe pincode" new=true />
            <button class="button primary wide" type="submit">
                "Pincode instellen"
            </button>
        </form>
        <ul class="login-links">
            {again}
            <li>
                <a href=naar.unwrap_or_else(|| "/".into()) rel="external">
                    "Annuleren"
                </a>
            </li>
        </ul>
    }
}

/// Who remembers need not choose another.
#[component]
fn Again(naar: Option<String>) -> impl IntoView {
    view! {
        <li>
            <form method="post" action=UnlockPin::url()>
                <Target naar />
                <button class="link-button" type="submit">
                    "Ik weet mijn pincode weer"
                </button>
            </form>
        </li>
    }
}
