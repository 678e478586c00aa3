//! The parts of the forms. A field is called `v[naam]` where it is sent and `naam` where it is refused, so that one
//! server function takes any section.

use super::{
    views::{Fact, Pill, Tone},
    words::words,
};
use crate::forms::{FieldError, FormState, described_by, invalid};
use leptos::prelude::*;

/// One line of text.
#[component]
pub fn TextField(
    form: FormState,
    name: &'static str,
    label: &'static str,
    #[prop(default = "input long")] class: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = None)] inputmode: Option<&'static str>,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let help = Some(help).filter(|help| !help.is_empty());
    let help_id = help.as_ref().map(|_| format!("{name}-hulp"));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {help.map(|help| view! { <p class="help" id=help_id.clone()>{help}</p> })}
            <input
                class=class
                id=name
                name=format!("v[{name}]")
                type=kind
                value=form.value(name)
                inputmode=inputmode
                autocomplete="off"
                spellcheck="false"
                aria-invalid=invalid(form, name)
                aria-describedby=described_by(form, name, help_id)
            />
            <FieldError form field=name words />
        </div>
    }
}

/// A whole number.
#[component]
pub fn NumberField(
    form: FormState,
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    view! { <TextField form name label class="input number" inputmode=Some("numeric") help /> }
}

/// Several lines.
#[component]
pub fn LongField(
    form: FormState,
    name: &'static str,
    label: &'static str,
    help: &'static str,
    #[prop(default = 8)] rows: u8,
) -> impl IntoView {
    let help_id = format!("{name}-hulp");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="help" id=help_id.clone()>
                {help}
            </p>
            <textarea
                class="input text"
                id=name
                name=format!("v[{name}]")
                rows=rows.to_string()
                aria-invalid=invalid(form, name)
                aria-describedby=described_by(form, name, Some(help_id))
            >
                {as_textarea_shows(form.value(name))}
            </textarea>
            <FieldError form field=name words />
        </div>
    }
}

/// The parser drops a line break that begins a textarea.
fn as_textarea_shows(text: String) -> String {
    if cfg!(feature = "ssr") && text.starts_with('\n') { format!("\n{text}") } else { text }
}

/// Something that is on or off.
#[component]
pub fn Check(
    form: FormState,
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let help = Some(help).filter(|help| !help.is_empty());
    let help_id = help.as_ref().map(|_| format!("{name}-hulp"));
    view! {
        <div class="check">
            <input
                type="checkbox"
                id=name
                name=format!("v[{name}]")
                value="1"
                checked=!form.value(name).is_empty()
                aria-describedby=help_id.clone()
            />
            <label for=name>{label}</label>
        </div>
        {help.map(|help| view! { <p class="help check-help" id=help_id>{help}</p> })}
    }
}

/// Any of some: name, label, what it means. Only those that are ticked are sent.
#[component]
pub fn Checks(
    form: FormState,
    name: &'static str,
    legend: &'static str,
    help: &'static str,
    options: Vec<(&'static str, &'static str, &'static str)>,
) -> impl IntoView {
    let help_id = format!("{name}-hulp");
    let described = described_by(form, name, Some(help_id.clone()));
    let check = |(name, label, help)| view! { <Check form name label help /> };
    view! {
        <fieldset class="field" id=name tabindex="-1" aria-describedby=described>
            <legend class="label">{legend}</legend>
            <p class="help" id=help_id>
                {help}
            </p>
            {options.into_iter().map(check).collect_view()}
            <FieldError form field=name words />
        </fieldset>
    }
}

/// One of some: value, label, what it means.
#[component]
pub fn Choice(
    form: FormState,
    name: &'static str,
    legend: &'static str,
    options: Vec<(&'static str, String, Option<String>)>,
) -> impl IntoView {
    let chosen = form.value(name);
    let option = |(value, label, help): (&'static str, String, Option<String>)| {
        let id = format!("{name}-{value}");
        let help_id = help.as_ref().map(|_| format!("{id}-hulp"));
        view! {
            <div class="check">
                <input
                    type="radio"
                    id=id.clone()
                    name=format!("v[{name}]")
                    value=value
                    checked=chosen == value
                    aria-describedby=help_id.clone()
                />
                <label for=id>{label}</label>
            </div>
            {help.map(|help| view! { <p class="help check-help" id=help_id>{help}</p> })}
        }
    };
    view! {
        <fieldset class="field" id=name tabindex="-1" aria-describedby=described_by(form, name, None)>
            <legend class="label">{legend}</legend>
            {options.into_iter().map(option).collect_view()}
            <FieldError form field=name words />
        </fieldset>
    }
}

/// What is set, as pairs of a name and a value.
#[component]
pub fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let fact = |fact: Fact| {
        view! {
            <div>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
            </div>
        }
    };
    view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }
}

#[component]
pub fn State(of: Pill) -> impl IntoView {
    let class = match of.tone {
        Tone::Plain => "pill plain",
        Tone::Done => "pill done",
        Tone::Warning => "pill warning",
    };
    view! { <span class=class>{of.words}</span> }
}
