//! Fields whose names are made while running: of the second goal, of the third question. Label, text and error as those
//! of `forms`.

use super::words::words;
use crate::{
    forms::{FormState, as_textarea_shows},
    ui::Icon,
};
use leptos::prelude::*;

/// One line of text.
#[component]
pub fn Line(
    form: FormState,
    /// By which it is refused.
    id: String,
    /// By which it is sent.
    name: String,
    label: &'static str,
    class: &'static str,
) -> impl IntoView {
    let error = form.code(&id).map(|_| format!("{id}-fout"));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                class=class
                id=id.clone()
                name=name
                value=form.value(&id)
                autocomplete="off"
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=error
            />
            <Wrong form id />
        </div>
    }
}

/// Several lines.
#[component]
pub fn Text(form: FormState, id: String, name: String, #[prop(into)] label: String, rows: u8) -> impl IntoView {
    let error = form.code(&id).map(|_| format!("{id}-fout"));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                class="input"
                id=id.clone()
                name=name
                rows=rows.to_string()
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=error
            >
                {as_textarea_shows(form.value(&id))}
            </textarea>
            <Wrong form id />
        </div>
    }
}

#[component]
fn Wrong(form: FormState, id: String) -> impl IntoView {
    form.code(&id).map(|code| {
        view! {
            <p class="field-error" id=format!("{id}-fout")>
                <Icon of=Icon::CircleAlert />
                {words(&id, &code)}
            </p>
        }
    })
}
