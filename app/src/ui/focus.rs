//! Moving the focus to what has just appeared.

use leptos::{prelude::*, web_sys::HtmlElement};

/// Focuses an element once it is on the page: when it is made, it is not there yet.
pub fn focus_soon(element: &HtmlElement) {
    let element = element.clone();
    request_animation_frame(move || {
        let _ = element.focus();
    });
}
