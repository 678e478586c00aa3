//! Every address of the application and the page it shows.

use crate::{
    appointments::{AddressPage, AppointmentPage, AppointmentsPage},
    door::{Door, DoorSignal},
    fault::Fault,
    help::{LoginHelpPage, OtherHelpPage},
    here::use_here,
    inspection::{InspectionPage, organisation::LogPage},
    layout::Frame,
    login::{
        CodePage, ConfirmPage, KnownPage, NamePage,
        activation::{FinishPage, InvitationPage, JoinPage},
        oidc::LinksPage,
        password::{ChangePage, ChoosePage, ExpiryPage, LinkPage, RequestPage},
        pin::{DonePage, NewPinPage, PinPage},
    },
    messages::{Conversation, Messages, New, Nothing},
    platform::{InvitePage, ListPage, NewPage, OrganisationPage, SectionPage, StatePage, WithdrawPage},
    profile::ProfilePage,
    security::{AppPage, CodesPage, FactorPage, PasskeyPage, SecurityPage, SessionsPage},
    texts::{PrivacyPage, TermsPage},
    ui::{PageTitle, Problem},
};
use leptos::prelude::*;
use leptos_meta::{Meta, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    path,
};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let door = SharedValue::new(current_door).into_inner();
    provide_context(DoorSignal(RwSignal::new(door)));
    #[cfg(feature = "hydrate")]
    Effect::new(|_| {
        let root = document().document_element();
        root.map(|root| root.set_attribute("data-hydrated", "ja"))
    });
    view! {
        <Meta name="description" content="Uw portaal voor zorg en opleiding" />
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/inloggen") view=NamePage ssr=SsrMode::Async />
                <Route path=path!("/inloggen/code") view=CodePage ssr=SsrMode::Async />
                <Route path=path!("/inloggen/link/:token") view=KnownPage ssr=SsrMode::Async />
                <Route path=path!("/activeren/afronden") view=FinishPage ssr=SsrMode::Async />
                <Route path=path!("/activeren/:token") view=InvitationPage ssr=SsrMode::Async />
                <Route path=path!("/activeren/:token/toevoegen") view=JoinPage ssr=SsrMode::Async />
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/voorwaarden") view=TermsPage ssr=SsrMode::Async />
                <Route path=path!("/hulp") view=LoginHelpPage ssr=SsrMode::Async />
                <Route path=path!("/hulp/anders") view=OtherHelpPage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord") view=RequestPage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/nieuw/:token") view=LinkPage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/kiezen") view=ChoosePage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/wijzigen") view=ChangePage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/gewijzigd") view=ChangePage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/verloopt") view=ExpiryPage ssr=SsrMode::Async />
                <Route path=path!("/bevestigen") view=ConfirmPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/pincode") view=PinPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/pincode/nieuw") view=NewPinPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/pincode/klaar") view=DonePage ssr=SsrMode::Async />
                <Route path=path!("/inzage/organisatie") view=LogPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/inloggen-met") view=LinksPage ssr=SsrMode::Async />
                <SecurityRoutes />
                <ParentRoute path=path!("/praktijk") view=Frame ssr=SsrMode::Async>
                    <MessagesRoutes />
                    <Route path=path!("/profiel") view=ProfilePage />
                </ParentRoute>
                <ParentRoute path=path!("/platform") view=Frame ssr=SsrMode::Async>
                    <PlatformRoutes />
                    <Route path=path!("/toestand") view=StatePage />
                    <Route path=path!("/profiel") view=ProfilePage />
                </ParentRoute>
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <MessagesRoutes />
                    <Route path=path!("/afspraken") view=AppointmentsPage />
                    <Route path=path!("/afspraken/agenda") view=AddressPage />
                    <Route path=path!("/afspraken/:id") view=AppointmentPage />
                    <Route path=path!("/dossier") view=Record />
                    <Route path=path!("/profiel") view=ProfilePage />
                    <Route path=path!("/inzage") view=InspectionPage />
                    <Route path=path!("/*nergens") view=Nowhere />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The account's own pages, which belong to no portal.
#[component(transparent)]
fn SecurityRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/profiel/beveiliging") view=Outlet ssr=SsrMode::Async>
            <Route path=path!("") view=SecurityPage />
            <Route path=path!("/app") view=AppPage />
            <Route path=path!("/passkey") view=PasskeyPage />
            <Route path=path!("/herstelcodes") view=CodesPage />
            <Route path=path!("/uitloggen") view=SessionsPage />
            <Route path=path!("/:id") view=FactorPage />
        </ParentRoute>
    }
    .into_inner()
}

/// The messages of either portal.
#[component(transparent)]
fn MessagesRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/berichten") view=Messages ssr=SsrMode::Async>
            <Route path=path!("") view=Nothing />
            <Route path=path!("/archief") view=Nothing />
            <Route path=path!("/alles") view=Nothing />
            <Route path=path!("/nieuw") view=New />
            <Route path=path!("/gesprek/:id") view=Conversation />
        </ParentRoute>
    }
    .into_inner()
}

/// The organisations of platform administration.
#[component(transparent)]
fn PlatformRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/organisaties") view=Outlet ssr=SsrMode::Async>
            <Route path=path!("") view=ListPage />
            <Route path=path!("/nieuw") view=NewPage />
            <Route path=path!("/:number") view=OrganisationPage />
            <Route path=path!("/:number/beheerders/nieuw") view=InvitePage />
            <Route path=path!("/:number/beheerders/:member/intrekken") view=WithdrawPage />
            <Route path=path!("/:number/:section") view=SectionPage />
        </ParentRoute>
    }
    .into_inner()
}

/// Who is looking, as the server knows it while it renders; the browser gets it with the page.
fn current_door() -> Door {
    #[cfg(feature = "ssr")]
    if let Ok(request) = crate::request::Request::current() {
        return request.door();
    }
    Door::default()
}

/// An address that leads nowhere, within the frame.
#[component]
fn Nowhere() -> impl IntoView {
    view! { <Problem fault=Fault::NotFound /> }
}

/// The same where there is no frame.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <div class="app bare">
            <div class="content">
                <main class="page" id="inhoud" tabindex="-1">
                    <Problem fault=Fault::NotFound />
                </main>
            </div>
        </div>
    }
}

/// Not in the portal yet: says so, and how it goes until then.
#[component]
fn Record() -> impl IntoView {
    view! { <ByTelephone title="Dossier" text="Uw dossier staat nog niet in dit portaal." /> }
}

#[component]
fn ByTelephone(title: &'static str, text: &'static str) -> impl IntoView {
    let here = use_here();
    let phone = move || here.place().map(|place| place.phone).unwrap_or_default();
    let call = move || format!("tel:{}", phone().replace(' ', ""));
    view! {
        <PageTitle text=title.to_owned() />
        <header class="page-header">
            <h1>{title}</h1>
        </header>
        <p>{text} " Bel met vragen de praktijk: " <a class="figure" href=call>{phone}</a> "."</p>
    }
}

/// The document around the application, with the names of the built files.
#[cfg(feature = "ssr")]
pub fn shell(files: Files) -> impl IntoView {
    use leptos::nonce::use_nonce;
    use leptos_meta::MetaTags;
    let nonce = use_nonce();
    let start = format!(
        "import('{js}').then(m=>m.default({{module_or_path:'{wasm}'}}).then(()=>m.hydrate()))",
        js = files.js,
        wasm = files.wasm
    );
    set_content_security_policy(nonce.as_deref());
    view! {
        <!DOCTYPE html>
        <html lang="nl">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=files.css />
                <link rel="modulepreload" href=files.js nonce=nonce.clone() />
                <link rel="preload" href=files.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The addresses of the built files, with their hashes.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub js: String,
    pub wasm: String,
    pub css: String,
}

/// Only scripts that carry this page's nonce run, and the wasm they load.
#[cfg(feature = "ssr")]
fn set_content_security_policy(nonce: Option<&str>) {
    let script = nonce.map(|nonce| format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"));
    let policy = format!(
        "default-src 'self'; script-src {}; style-src 'self'; img-src 'self' data:; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        script.unwrap_or_else(|| "'none'".into())
    );
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(policy) = http::HeaderValue::from_str(&policy)
    {
        response.insert_header(http::header::CONTENT_SECURITY_POLICY, policy);
    }
}
