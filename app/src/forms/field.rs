//! One field of a form: label above, help under the label, error under the field.

use super::{FieldError, FormState, described_by, invalid};
use leptos::prelude::*;
use portiek_domain::refusal::Code;

#[component]
pub fn Field(
    form: FormState,
    name: &'static str,
    #[prop(into)] label: Oco<'static, str>,
    words: fn(&str, &Code) -> String,
    /// HTML's name for what goes in: "current-password", "tel".
    autocomplete: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "input")] class: &'static str,
    #[prop(default = None)] inputmode: Option<&'static str>,
    #[prop(default = None)] help: Option<&'static str>,
) -> impl IntoView {
    let help_id = help.map(|_| format!("{name}-hulp"));
    // Passwords and codes are never drawn again.
    let kept = (kind != "password" && autocomplete != "one-time-code").then(|| form.value(name));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {help.map(|help| view! { <p class="help" id=help_id.clone()>{help}</p> })}
            <input
                class=class
                id=name
                name=name
                type=kind
                value=kept
                inputmode=inputmode
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=invalid(form, name)
                aria-describedby=described_by(form, name, help_id)
            />
            <FieldError form field=name words />
        </div>
    }
}
