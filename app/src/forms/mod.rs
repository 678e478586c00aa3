//! The one mechanism for all forms, with and without scripts: the key each form carries, what was typed into a refused
//! one, and its errors in Dutch.

mod field;
mod target;

pub use field::Field;
pub use target::{Target, escaped, from_address, is_local};

use crate::ui::{Icon, focus_soon};
use leptos::prelude::*;
use portiek_domain::{
    actor::Context,
    forms::RefusedForm,
    ids::FormKey,
    refusal::{Code, Refusal},
};

/// The state of a form on a page: what it was refused for, with or without scripts.
#[derive(Clone, Copy)]
pub struct FormState {
    refused: Signal<RefusedForm>,
}

impl FormState {
    /// From what the page's loader found kept, and what the latest answer said.
    pub fn new(kept: RefusedForm, answered: impl Fn() -> Option<Vec<Refusal>> + Send + Sync + 'static) -> Self {
        let refused = Signal::derive(move || match answered() {
            Some(refusals) => RefusedForm { refusals, ..kept.clone() },
            None => kept.clone(),
        });
        Self { refused }
    }

    /// What was typed into a field, to be drawn again.
    pub fn value(&self, field: &str) -> String {
        self.refused.with_untracked(|form| form.value(field).unwrap_or_default().to_owned())
    }

    pub fn code(&self, field: &str) -> Option<Code> {
        self.refused.with(|form| form.refusals.iter().find(|refusal| refusal.field == field).map(|r| r.code.clone()))
    }

    pub fn is_refused(&self) -> bool {
        self.refused.with(|form| !form.refusals.is_empty())
    }

    fn refusals(&self) -> Vec<Refusal> {
        self.refused.with(|form| form.refusals.clone())
    }
}

/// The hidden fields of every form: its key, and whose data it is about (D30).
#[component]
pub fn FormFields(#[prop(into)] key: Signal<FormKey>, #[prop(optional_no_strip)] at: Option<Context>) -> impl IntoView {
    view! {
        <input type="hidden" name="key" value=move || key.get().to_string() />
        {at.map(|at| view! { <ContextFields at /> })}
    }
}

/// Whose data a form is about (D30).
#[component]
pub fn ContextFields(at: Context) -> impl IntoView {
    view! {
        <input type="hidden" name="at[portal]" value=format!("{:?}", at.portal) />
        {at.at.map(|number| view! { <input type="hidden" name="at[at]" value=number.to_string() /> })}
        {at.record.map(|number| view! { <input type="hidden" name="at[record]" value=number /> })}
    }
}

/// What is wrong with a form, above it; takes the focus when it appears.
#[component]
pub fn ErrorSummary(
    form: FormState,
    /// What did not happen: "Uw bericht is nog niet geplaatst".
    title: &'static str,
    /// The sentence of each field and code.
    words: fn(&str, &Code) -> String,
) -> impl IntoView {
    let summary = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if form.is_refused()
            && let Some(summary) = summary.get()
        {
            focus_soon(&summary);
        }
    });
    let item = move |refusal: Refusal| {
        let words = words(&refusal.field, &refusal.code);
        view! { <li><a href=format!("#{}", refusal.field) rel="external">{words}</a></li> }
    };
    view! {
        <Show when=move || form.is_refused()>
            <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
                <h2>{title}</h2>
                <ul>{move || form.refusals().into_iter().map(item).collect_view()}</ul>
            </div>
        </Show>
    }
}

/// The error under a field.
#[component]
pub fn FieldError(form: FormState, field: &'static str, words: fn(&str, &Code) -> String) -> impl IntoView {
    move || {
        form.code(field).map(|code| {
            view! {
                <p class="field-error" id=format!("{field}-fout")>
                    <Icon of=Icon::CircleAlert />
                    {words(field, &code)}
                </p>
            }
        })
    }
}

/// `aria-describedby` of a field: its help and, when there is one, its error.
pub fn described_by(form: FormState, field: &'static str, help: Option<String>) -> impl Fn() -> Option<String> + Clone {
    move || {
        let error = form.code(field).map(|_| format!("{field}-fout"));
        let ids: Vec<String> = help.clone().into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// `aria-invalid` of a field.
pub fn invalid(form: FormState, field: &'static str) -> impl Fn() -> Option<&'static str> + Clone {
    move || form.code(field).map(|_| "true")
}

/// The parser of HTML drops one line break at the beginning of a textarea.
pub fn as_textarea_shows(text: String) -> String {
    if cfg!(feature = "ssr") && text.starts_with(['\n', '\r']) { format!("\n{text}") } else { text }
}
