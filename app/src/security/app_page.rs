//! "Authenticator-app toevoegen": the QR code, the same key for typing over, and the first code.

use super::{
    api::{AddApp, AppView, QrView, open_app},
    sessions_page::Cancel,
    words::{named, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState, from_address},
    layout::Card,
    ui::problem,
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn AppPage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_app(refused));
    let draw = |page: Result<Option<AppView>, Fault>| match page {
        Ok(Some(page)) => view! { <AppForm page /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Authenticator-app toevoegen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn AppForm(page: AppView) -> impl IntoView {
    let form = FormState::new(named(page.form.refused, "Telefoon"), || None);
    view! {
        <p>
            "Scan deze QR-code met een authenticator-app op uw telefoon, zoals Google Authenticator, Microsoft Authenticator of Aegis."
        </p>
        <ErrorSummary form title="De app is nog niet toegevoegd" words />
        <Qr qr=page.qr />
        <p>
            "Lukt scannen niet? Neem deze sleutel over in de app: "
            <code class="secret" aria-label="Sleutel">
                {page.key}
            </code>
        </p>
        <p>
            <a href=page.url rel="external">
                "Openen in een app op dit apparaat"
            </a>
        </p>
        <form class="form" method="post" action=AddApp::url()>
            <FormFields key=page.form.key />
            <Field
                form
                name="code"
                label="Code van 6 cijfers"
                words
                class="input code"
                inputmode=Some("numeric")
                autocomplete="one-time-code"
                help=Some("De code die de app nu laat zien.")
            />
            <Field form name="naam" label="Naam" words autocomplete="off" help=Some("Waaraan u deze app herkent.") />
            <button class="button primary wide" type="submit">
                "App toevoegen"
            </button>
        </form>
        <Cancel />
    }
}

/// Black on white whatever the colours around it: cameras want that.
#[component]
fn Qr(qr: QrView) -> impl IntoView {
    let side = qr.side.to_string();
    view! {
        <svg
            class="qr"
            role="img"
            aria-label="QR-code voor uw authenticator-app"
            viewBox=format!("0 0 {side} {side}")
            shape-rendering="crispEdges"
        >
            <rect width=side.clone() height=side.clone() fill="#fff" />
            <path d=qr.path fill="#000" />
        </svg>
    }
}
