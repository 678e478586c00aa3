//! The field for a PIN: digits, hidden from who looks along, never drawn again.

use crate::forms::{Field, FormState};
use leptos::prelude::*;
use portiek_domain::refusal::Code;

/// What a new PIN may be, under its label.
const NEW: &str = "4 tot 6 cijfers. Niet uw geboortedatum, geen rijtje en niet steeds hetzelfde cijfer.";

#[component]
pub fn PinField(
    form: FormState,
    words: fn(&str, &Code) -> String,
    #[prop(default = "pincode")] name: &'static str,
    #[prop(default = "Pincode")] label: &'static str,
    /// Whether a PIN is chosen here, and so what it may be.
    #[prop(default = false)]
    new: bool,
) -> impl IntoView {
    view! {
        <Field
            form
            name
            label
            words
            kind="password"
            class="input code"
            inputmode=Some("numeric")
            autocomplete="off"
            help=new.then_some(NEW)
        />
    }
}
