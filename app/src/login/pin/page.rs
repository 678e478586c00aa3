//! "Pincode wijzigen", or first "Pincode kiezen" for who has none or may not try any more.

use super::{
    api::{ChangePin, PinView, open_pin},
    proof_pages::ProofForm,
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState},
    layout::Card,
    login::entrance::{Target, from_address, to},
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
        Ok(page) => view! { <ProofForm page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn ChangeForm(page: PinView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let back = naar.clone().unwrap_or_else(|| "/".into());
    let forgotten = to("/profiel/pincode/vergeten", naar.as_deref());
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
