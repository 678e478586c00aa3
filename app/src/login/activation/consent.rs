//! Privacy statement and terms, where somebody starts using a portal (S15).

use super::{api::Texts, words::words};
use crate::forms::{FieldError, FormState, invalid};
use leptos::prelude::*;

#[component]
pub fn Consent(form: FormState, texts: Texts) -> impl IntoView {
    let number = texts.organisation;
    let checked = texts.terms.is_some_and(|version| form.value("akkoord") == version.to_string());
    let described = move || form.code("akkoord").map(|_| "akkoord-fout");
    let terms = move |version: i64| {
        view! {
            <div class="field">
                <div class="check">
                    <input
                        type="checkbox"
                        id="akkoord"
                        name="akkoord"
                        value=version.to_string()
                        checked=checked
                        aria-invalid=invalid(form, "akkoord")
                        aria-describedby=described
                    />
                    <label for="akkoord">
                        "Ik ga akkoord met de " <Text path="voorwaarden" number word="gebruiksvoorwaarden" /> "."
                    </label>
                </div>
                <FieldError form field="akkoord" words />
            </div>
        }
    };
    view! {
        {texts
            .privacy
            .then(|| {
                view! {
                    <p class="help">
                        "Hoe met uw gegevens wordt omgegaan, leest u in de "
                        <Text path="privacy" number word="privacyverklaring" /> "."
                    </p>
                }
            })}
        {texts.terms.map(terms)}
    }
}

/// In a window of its own: the form is not left.
#[component]
fn Text(path: &'static str, number: i64, word: &'static str) -> impl IntoView {
    view! {
        <a href=format!("/{path}?bij={number}") target="_blank" rel="external noopener">
            {word}
            <span class="visually-hidden">" (opent in een nieuw venster)"</span>
        </a>
    }
}
