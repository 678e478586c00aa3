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
    /// While a code is awaited: the last digits of the mobile number.
    pub mobile_ends_in: Option<String>,
    /// Whether password and code were given, so that another PIN may be chosen.
    pub proven: bool,
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

/// "Pincode vergeten" (D27): the password first, then a code.
#[server(ForgetPin, "/api", endpoint = "pin/forgotten")]
pub async fn forget_pin(key: FormKey, wachtwoord: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::forgotten(&request, (key, &naar.unwrap_or_default()), wachtwoord).await
}

/// The code: with the right one the PIN may be tried again, or another chosen.
#[server(GivePinCode, "/api", endpoint = "pin/give_code")]
pub async fn give_pin_code(key: FormKey, code: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::give_code(&request, (key, &naar.unwrap_or_default()), &code).await
}

#[server(SendPinCodeAgain, "/api", endpoint = "pin/send_again")]
pub async fn send_pin_code_again(key: FormKey, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::send_again(&request, (key, &naar.unwrap_or_default())).await
}

/// Sets the PIN that is chosen after password and code.
#[server(ChoosePin, "/api", endpoint = "pin/choose")]
pub async fn choose_pin(key: FormKey, pincode: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::choose(&request, (key, &naar.unwrap_or_default()), &pincode).await
}
