//! "Pincode wijzigen", or first "Pincode kiezen" for who has none or may not try any more.

use super::{
    api::{ChangePin, PinView, open_pin},
    words::{standing_words, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState, escaped},
    login::entrance::{Card, Target, from_address},
    pin::PinField,
    ui::{Success, problem},
};
use leptos::prelude::*;
use portiek_domain::accounts::pin::Standing;
use server_fn::ServerFn;

#[component]
pub fn PinPage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_pin(refused));
    view! { <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense> }
}

fn draw(page: Result<PinView, Fault>) -> AnyView {
    match page {
        Ok(page) if page.standing == Standing::Ready => view! { <ChangeForm page /> }.into_any(),
        Ok(page) => view! { <Blocked page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn ChangeForm(page: PinView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let back = naar.clone().unwrap_or_else(|| "/".into());
    let forgotten = new_address(naar.as_deref());
    view! {
        <Card title="Pincode wijzigen">
            <p>"Met uw pincode ondertekent u belangrijke stappen. Geef hem aan niemand."</p>
            <ErrorSummary form title="Uw pincode is nog niet gewijzigd" words />
            <form class="form" method="post" action=ChangePin::url()>
                <FormFields key=page.key />
                <Target naar />
                <PinField form words name="huidig" label="Huidige pincode" />
                <PinField form words label="Nieuwe pincode" new=true />
                <button class="button primary wide" type="submit">
                    "Pincode wijzigen"
                </button>
            </form>
            <ul class="login-links">
                <li>
                    <a href=forgotten rel="external">
                        "Pincode vergeten?"
                    </a>
                </li>
                <li>
                    <a href=back rel="external">
                        "Annuleren"
                    </a>
                </li>
            </ul>
        </Card>
    }
}

/// Where another PIN is chosen, after a step-up.
fn new_address(naar: Option<&str>) -> String {
    let target = naar.map(|naar| format!("?naar={}", escaped(naar)));
    format!("/profiel/pincode/nieuw{}", target.unwrap_or_default())
}

/// Who has no PIN, or may not try any more.
#[component]
fn Blocked(page: PinView) -> impl IntoView {
    let (_, naar) = from_address();
    let (title, why) = standing_words(page.standing);
    let on = new_address(naar.as_deref());
    view! {
        <Card title>
            <p>{why}</p>
            <p>
                <a class="button primary wide" href=on rel="external">
                    "Ga verder"
                </a>
            </p>
            <ul class="login-links">
                <li>
                    <a href=naar.unwrap_or_else(|| "/".into()) rel="external">
                        "Annuleren"
                    </a>
                </li>
            </ul>
        </Card>
    }
}

#[component]
pub fn DonePage() -> impl IntoView {
    let (_, naar) = from_address();
    view! {
        <Card title="Pincode">
            <Success text="Uw nieuwe pincode is ingesteld. Onthoud hem goed: u ondertekent ermee." />
            <p>
                <a class="button primary wide" href=naar.unwrap_or_else(|| "/".into()) rel="external">
                    "Ga verder"
                </a>
            </p>
        </Card>
    }
}
