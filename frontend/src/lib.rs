//! The browser's half: takes over the page that the server rendered.

// Pages of many nested elements are deep types; release builds do not erase them.
#![recursion_limit = "256"]

use leptos::{mount::hydrate_from_async, prelude::document, tachys::dom::body};
use wasm_bindgen::prelude::wasm_bindgen;

/// Ends when it has: the page may need a chunk first.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    hydrate_from_async(body(), portiek_app::App).await.forget();
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "ja");
    }
}
