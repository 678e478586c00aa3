//! The browser's own functions. They take and give JSON, so that nothing of WebAuthn is spelled out here.

use crate::passkeys::{Wanted, ask_own_passkey, ask_passkey};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CredentialCreationOptions, CredentialRequestOptions, PublicKeyCredentialCreationOptions,
    PublicKeyCredentialRequestOptions,
    js_sys::{JSON, Promise, Reflect},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseCreationOptionsFromJSON)]
    fn creation(options: &JsValue) -> Result<PublicKeyCredentialCreationOptions, JsValue>;
    #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseRequestOptionsFromJSON)]
    fn request(options: &JsValue) -> Result<PublicKeyCredentialRequestOptions, JsValue>;
    type Shown;
    #[wasm_bindgen(method, js_name = toJSON)]
    fn to_json(this: &Shown) -> JsValue;
}

pub fn is_possible() -> bool {
    Reflect::get(&window(), &"PublicKeyCredential".into())
        .and_then(|type_| Reflect::has(&type_, &"parseRequestOptionsFromJSON".into()))
        .unwrap_or(false)
}

/// The token of the question, and the answer; or the name of what went wrong.
pub async fn show(wanted: Wanted) -> Result<(String, String), String> {
    let question = match wanted {
        Wanted::New => ask_own_passkey(true).await,
        Wanted::Own => ask_own_passkey(false).await,
        Wanted::Any => ask_passkey(false).await,
        Wanted::OfAttempt => ask_passkey(true).await,
    };
    let question = question.ok().flatten().ok_or("none")?;
    let shown = if wanted == Wanted::New { make(&question.options).await } else { get(&question.options, None).await };
    Ok((question.token, shown.map_err(|error| name(&error))?))
}

async fn make(options: &str) -> Result<String, JsValue> {
    let all = CredentialCreationOptions::new();
    all.set_public_key(&creation(&JSON::parse(options)?)?);
    shown(window().navigator().credentials().create_with_options(&all)?).await
}

/// Asks for a passkey; with a signal that can end it, only among what the browser fills in (conditional mediation).
pub async fn get(options: &str, filled_in: Option<&JsValue>) -> Result<String, JsValue> {
    let all = CredentialRequestOptions::new();
    all.set_public_key(&request(&JSON::parse(options)?)?);
    if let Some(signal) = filled_in {
        Reflect::set(&all, &"mediation".into(), &"conditional".into())?;
        Reflect::set(&all, &"signal".into(), signal)?;
    }
    shown(window().navigator().credentials().get_with_options(&all)?).await
}

async fn shown(asked: Promise) -> Result<String, JsValue> {
    let shown: Shown = JsFuture::from(asked).await?.unchecked_into();
    Ok(String::from(JSON::stringify(&shown.to_json())?))
}

pub fn name(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}
