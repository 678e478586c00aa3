//! What the pages ask of the server. Whatever changes how one logs in answers with "Bent u het zelf?" first (step-up):
//! the views are then absent, for the browser is on its way there.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    forms::{Answer, RefusedForm},
    ids::{FactorId, FormKey, SessionId},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityView {
    pub password_set: String,
    pub mobile_ends_in: String,
    pub factors: Vec<FactorView>,
    /// Absent when there never were any.
    pub recovery: Option<RecoveryView>,
    pub browsers: Vec<BrowserView>,
    /// Whether this portal can have passkeys.
    pub passkeys: bool,
}

/// A passkey or an authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorView {
    pub id: FactorId,
    pub kind: String,
    pub name: String,
    pub added: String,
    /// Absent while it was never used.
    pub used: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryView {
    pub made: String,
    pub left: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserView {
    pub session: SessionId,
    pub device: String,
    pub network: String,
    pub last_used: String,
    pub this_one: bool,
}

/// A form of these pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormView {
    pub key: FormKey,
    pub refused: RefusedForm,
}

/// A key for an authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppView {
    pub form: FormView,
    /// In groups of four, for typing over.
    pub key: String,
    pub url: String,
    pub qr: QrView,
}

/// A QR code: one path in a square of so many modules, its quiet zone included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrView {
    pub side: i32,
    pub path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodesView {
    /// Those just made, until they are kept.
    pub codes: Vec<String>,
    pub state: Option<RecoveryView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneFactorView {
    pub form: FormView,
    pub factor: FactorView,
}

#[server(OpenSecurity, "/api", endpoint = "security/open")]
pub async fn open_security() -> Result<SecurityView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request).await
}

/// Ends one of the own sessions.
#[server(EndSession, "/api", endpoint = "security/end_session")]
pub async fn end_session(session: SessionId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::sessions::end(&request, session).await
}

/// Ends all the own sessions but this one.
#[server(EndOthers, "/api", endpoint = "security/end_others")]
pub async fn end_others() -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::sessions::end_others(&request).await
}

/// A page of these that only needs its form and the step-up; `page` is the end of its address.
#[server(OpenForm, "/api", endpoint = "security/open_form")]
pub async fn open_form(page: String, refused: Option<FormKey>) -> Result<Option<FormView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_form(&request, (&page, refused)).await
}

#[server(OpenApp, "/api", endpoint = "security/open_app")]
pub async fn open_app(refused: Option<FormKey>) -> Result<Option<AppView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::adding::open_app(&request, refused).await
}

/// Adds an authenticator app that shows the right code.
#[server(AddApp, "/api", endpoint = "security/add_app")]
pub async fn add_app(key: FormKey, naam: String, code: String) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::adding::add_app(&request, key, (&naam, &code)).await
}

/// Adds a passkey that the browser made.
#[server(AddPasskey, "/api", endpoint = "security/add_passkey")]
pub async fn add_passkey(key: FormKey, naam: String, token: String, antwoord: String) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::adding::add_passkey(&request, (key, &naam), (&token, &antwoord)).await
}

#[server(OpenCodes, "/api", endpoint = "security/open_codes")]
pub async fn open_codes() -> Result<Option<CodesView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::codes::open(&request).await
}

/// "Herstelcodes maken": earlier ones stop working.
#[server(MakeCodes, "/api", endpoint = "security/make_codes")]
pub async fn make_codes() -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::codes::make(&request).await
}

/// "Ik heb ze bewaard": they are not shown again.
#[server(HideCodes, "/api", endpoint = "security/hide_codes")]
pub async fn hide_codes() -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::codes::hide(&request).await
}

#[server(OpenFactor, "/api", endpoint = "security/open_factor")]
pub async fn open_factor(factor: FactorId, refused: Option<FormKey>) -> Result<Option<OneFactorView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::factors::open(&request, (factor, refused)).await
}

#[server(RenameFactor, "/api", endpoint = "security/rename")]
pub async fn rename_factor(key: FormKey, factor: FactorId, naam: String) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::factors::rename(&request, (key, factor), &naam).await
}

#[server(RemoveFactor, "/api", endpoint = "security/remove")]
pub async fn remove_factor(factor: FactorId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::factors::remove(&request, factor).await
}
