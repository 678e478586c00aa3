//! Every address of the application and the page it shows.

use crate::{
    appointments::Appointments,
    door::{Door, DoorSignal},
    fault::Fault,
    help::Help,
    inspection::Inspection,
    layout::Frame,
    login::Login,
    messages::{Conversation, Messages, New, Nothing},
    platform::Platform,
    profile::Profile,
    record::Record,
    security::Security,
    texts::Texts,
    ui::Problem,
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
    view! {
        <Meta name="description" content="Uw portaal voor zorg en opleiding" />
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/inloggen") view=Login::NamePage ssr=SsrMode::Async />
                <Route path=path!("/inloggen/code") view=Login::CodePage ssr=SsrMode::Async />
                <Route path=path!("/inloggen/link/:token") view=Login::KnownPage ssr=SsrMode::Async />
                <Route path=path!("/activeren/afronden") view=Login::FinishPage ssr=SsrMode::Async />
                <Route path=path!("/activeren/:token") view=Login::InvitationPage ssr=SsrMode::Async />
                <Route path=path!("/activeren/:token/toevoegen") view=Login::JoinPage ssr=SsrMode::Async />
                <Route path=path!("/privacy") view=Texts::PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/voorwaarden") view=Texts::TermsPage ssr=SsrMode::Async />
                <Route path=path!("/hulp") view=Help::LoginHelpPage ssr=SsrMode::Async />
                <Route path=path!("/hulp/anders") view=Help::OtherHelpPage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord") view=Login::RequestPage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/nieuw/:token") view=Login::LinkPage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/kiezen") view=Login::ChoosePage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/wijzigen") view=Login::ChangePage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/gewijzigd") view=Login::ChangePage ssr=SsrMode::Async />
                <Route path=path!("/wachtwoord/verloopt") view=Login::ExpiryPage ssr=SsrMode::Async />
                <Route path=path!("/bevestigen") view=Login::ConfirmPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/pincode") view=Login::PinPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/pincode/nieuw") view=Login::NewPinPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/pincode/klaar") view=Login::DonePage ssr=SsrMode::Async />
                <Route path=path!("/inzage/organisatie") view=Inspection::LogPage ssr=SsrMode::Async />
                <Route path=path!("/profiel/inloggen-met") view=Login::LinksPage ssr=SsrMode::Async />
                <SecurityRoutes />
                <ParentRoute path=path!("/praktijk") view=Frame ssr=SsrMode::Async>
                    <MessagesRoutes />
                    <Route path=path!("/clienten") view=Record::ClientsPage />
                    <Route path=path!("/dossier/:tab") view=Record::RecordPage />
                    <Route path=path!("/dossier/:tab/wijzigen") view=Record::EditPage />
                    <Route path=path!("/profiel") view=Profile::ProfilePage />
                </ParentRoute>
                <ParentRoute path=path!("/platform") view=Frame ssr=SsrMode::Async>
                    <PlatformRoutes />
                    <Route path=path!("/toestand") view=Platform::StatePage />
                    <Route path=path!("/profiel") view=Profile::ProfilePage />
                </ParentRoute>
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <MessagesRoutes />
                    <Route path=path!("/afspraken") view=Appointments::AppointmentsPage />
                    <Route path=path!("/afspraken/agenda") view=Appointments::AddressPage />
                    <Route path=path!("/afspraken/:id") view=Appointments::AppointmentPage />
                    <Route path=path!("/dossier") view=Record::RecordPage />
                    <Route path=path!("/dossier/:tab") view=Record::RecordPage />
                    <Route path=path!("/profiel") view=Profile::ProfilePage />
                    <Route path=path!("/inzage") view=Inspection::InspectionPage />
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
            <Route path=path!("") view=Security::SecurityPage />
            <Route path=path!("/app") view=Security::AppPage />
            <Route path=path!("/passkey") view=Security::PasskeyPage />
            <Route path=path!("/herstelcodes") view=Security::CodesPage />
            <Route path=path!("/uitloggen") view=Security::SessionsPage />
            <Route path=path!("/:id") view=Security::FactorPage />
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
            <Route path=path!("") view=Platform::ListPage />
            <Route path=path!("/nieuw") view=Platform::NewPage />
            <Route path=path!("/:number") view=Platform::OrganisationPage />
            <Route path=path!("/:number/beheerders/nieuw") view=Platform::InvitePage />
            <Route path=path!("/:number/beheerders/:member/intrekken") view=Platform::WithdrawPage />
            <Route path=path!("/:number/inloggen-met/:provider") view=Platform::ProviderPage />
            <Route path=path!("/:number/logboek") view=Platform::ReadersPage />
            <Route path=path!("/:number/:section") view=Platform::SectionPage />
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

/// The document around the application, with the names of the built files.
#[cfg(feature = "ssr")]
pub fn shell(files: Files) -> impl IntoView {
    use leptos::nonce::use_nonce;
    use leptos_meta::MetaTags;
    let nonce = use_nonce();
    provide_context(files.clone());
    let built = |name: &str| format!("{}/{name}", files.package);
    let (js, wasm, split) = (built("portiek.js"), built("portiek_bg.wasm"), built("split.js"));
    let start = format!("import('{js}').then(m=>m.default({{module_or_path:'{wasm}'}}).then(()=>m.hydrate()))");
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
                <link rel="modulepreload" href=js nonce=nonce.clone() />
                <link rel="modulepreload" href=split nonce=nonce.clone() />
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
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

/// Where the built files are: addresses with hashes.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub css: String,
    /// The folder of the browser's half.
    pub package: String,
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
