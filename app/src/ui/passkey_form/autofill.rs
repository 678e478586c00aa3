//! Passkeys among what the browser fills in on the name's field (conditional mediation), while nothing else asks for one.

use super::browser::{get, name};
use crate::passkeys::ask_passkey;
use gloo_timers::callback::Timeout;
use leptos::prelude::{document, window};
use std::{cell::RefCell, net::IpAddr};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = isConditionalMediationAvailable)]
    fn is_available() -> Result<Promise, JsValue>;
    #[derive(Clone)]
    type AbortController;
    #[wasm_bindgen(constructor)]
    fn new() -> AbortController;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &AbortController) -> JsValue;
    #[wasm_bindgen(method)]
    fn abort(this: &AbortController);
}

/// A question is good for five minutes: before that comes another, in milliseconds.
const RENEWED: u32 = 4 * 60 * 1000;

thread_local! {
    /// What ends the question that the browser has now.
    static ASKING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// The token of the question and the answer, once somebody chooses a passkey; none where the browser does not offer it,
/// and when something else asks.
pub async fn chosen() -> Option<(String, String)> {
    if !is_offered().await {
        return None;
    }
    loop {
        let asking = AbortController::new();
        ASKING.set(Some(asking.clone()));
        let question = ask_passkey(false).await.ok().flatten()?;
        let renewal = Timeout::new(RENEWED, {
            let asking = asking.clone();
            move || asking.abort()
        });
        // Stopped before it began, it ends at once.
        let shown = get(&question.options, Some(&asking.signal())).await;
        drop(renewal);
        match shown {
            Ok(shown) => return Some((question.token, shown)),
            Err(error) if name(&error) == "AbortError" && goes_on() => {}
            Err(_) => return None,
        }
    }
}

/// Something else asks for a passkey.
pub fn stop() {
    if let Some(asking) = ASKING.take() {
        asking.abort();
    }
}

/// Not stopped, and somebody is looking at the page.
fn goes_on() -> bool {
    ASKING.with_borrow(Option::is_some) && !document().hidden()
}

/// Passkeys belong to names: at a bare address there are none.
async fn is_offered() -> bool {
    let host = window().location().hostname().unwrap_or_default();
    let Ok(asked) = is_available() else { return false };
    host.parse::<IpAddr>().is_err() && JsFuture::from(asked).await.is_ok_and(|offered| offered.is_truthy())
}
