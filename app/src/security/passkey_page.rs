//! "Passkey toevoegen".

use super::{
    api::{AddPasskey, FormView, open_form},
    sessions_page::Cancel,
    words::{named, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState, from_address},
    layout::Card,
    passkeys::Wanted,
    ui::{PasskeyForm, problem},
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn PasskeyPage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_form("/passkey".into(), refused));
    let draw = |page: Result<Option<FormView>, Fault>| match page {
        Ok(Some(page)) => view! { <NewPasskey page /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Passkey toevoegen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn NewPasskey(page: FormView) -> impl IntoView {
    let form = FormState::new(named(page.refused, "Mijn apparaat"), || None);
    view! {
        <p>
            "Uw apparaat maakt een sleutel die alleen bij dit portaal past. Inloggen doet u daarna met uw vinger, uw gezicht of de pincode van het apparaat."
        </p>
        <ErrorSummary form title="De passkey is nog niet toegevoegd" words />
        <PasskeyForm wanted=Wanted::New action=AddPasskey::url() label="Passkey maken">
            <FormFields key=page.key />
            <Field
                form
                name="naam"
                label="Naam"
                words
                autocomplete="off"
                help=Some("Waaraan u deze passkey herkent, zoals: laptop thuis.")
            />
        </PasskeyForm>
        <noscript>
            <p>"Voor een passkey moet JavaScript aan staan in uw browser."</p>
        </noscript>
        <Cancel />
    }
}
