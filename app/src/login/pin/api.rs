//! What the pages about the PIN ask of the server. Forms are plain posts: they answer with a page to go to.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    accounts::pin::Standing,
    forms::{Answer, RefusedForm},
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

/// How somebody's PIN stands, with the form that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinView {
    pub key: FormKey,
    pub refused: RefusedForm,
    pub standing: Standing,
}

#[server(OpenPin, "/api", endpoint = "pin/open")]
pub async fn open_pin(refused: Option<FormKey>) -> Result<PinView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, refused).await
}

/// "Pincode wijzigen": asks the current one.
#[server(ChangePin, "/api", endpoint = "pin/change")]
pub async fn change_pin(key: FormKey, huidig: String, pincode: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::change(&request, (key, &naar.unwrap_or_default()), (&huidig, &pincode)).await
}

/// The form for another PIN after a step-up (D27); none when the browser is on its way to that.
#[server(OpenNewPin, "/api", endpoint = "pin/open_new")]
pub async fn open_new_pin(refused: Option<FormKey>, naar: Option<String>) -> Result<Option<PinView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_new(&request, (refused, &naar.unwrap_or_default())).await
}

#[server(ChoosePin, "/api", endpoint = "pin/choose")]
pub async fn choose_pin(key: FormKey, pincode: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::choose(&request, (key, &naar.unwrap_or_default()), &pincode).await
}

/// "Ik weet mijn pincode weer": after a step-up the current one may be tried again.
#[server(UnlockPin, "/api", endpoint = "pin/unlock")]
pub async fn unlock_pin(naar: Option<String>) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::unlock(&request, &naar.unwrap_or_default()).await
}
