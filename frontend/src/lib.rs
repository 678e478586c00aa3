//! The browser's half: takes over the page that the server rendered.

// Pages of many nested elements are deep types; release builds do not erase them.
#![recursion_limit = "256"]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(portiek_app::App);
}
