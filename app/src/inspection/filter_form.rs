//! The form above the list: from which day until which, and whether one's own looks are shown. It changes the address,
//! with scripts and without.

use super::{address::Address, words::words};
use crate::{
    forms::{ErrorSummary, FieldError, FormState, described_by, invalid},
    here::use_here,
};
use leptos::{html::Input, prelude::*, web_sys::HtmlInputElement};
use leptos_router::components::Form;
use portiek_domain::{forms::RefusedForm, time::parse_day};

#[component]
pub fn FilterForm(address: Memo<Address>) -> impl IntoView {
    let here = use_here();
    let typed = address.get_untracked();
    let values = [("van".to_owned(), typed.van.clone()), ("tot".to_owned(), typed.tot.clone())].into();
    let kept = RefusedForm { values, refusals: Vec::new() };
    let form = FormState::new(kept, move || Some(address.with(Address::refusals)));
    let own = NodeRef::<Input>::new();
    follow(own, move || address.with(Address::own), |own, now| own.set_checked(*now));
    let action = move || format!("{}/inzage", here.context().portal.base());
    view! {
        <ErrorSummary form title="Deze dagen kunnen wij niet tonen" words />
        <Form method="GET" action attr:class="filter" noscroll=true>
            <Context />
            <DayField form name="van" label="Van" typed=move || address.with(|address| address.van.clone()) />
            <DayField form name="tot" label="Tot en met" typed=move || address.with(|address| address.tot.clone()) />
            <div class="check">
                <input type="checkbox" id="zelf" name="zelf" value="1" checked=typed.own() node_ref=own />
                <label for="zelf">"Ook uzelf tonen"</label>
            </div>
            <button class="button primary" type="submit">
                "Tonen"
            </button>
        </Form>
    }
}

/// Whose data the address stays about (D30).
#[component]
fn Context() -> impl IntoView {
    let here = use_here();
    let hidden =
        |name, value: Option<String>| value.map(|value| view! { <input type="hidden" name=name value=value /> });
    move || {
        let at = here.context();
        (hidden("bij", at.at.map(|number| number.to_string())), hidden("dossier", at.record))
    }
}

#[component]
pub(super) fn DayField(
    form: FormState,
    name: &'static str,
    label: &'static str,
    typed: impl Fn() -> String + Copy + 'static,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    follow(field, typed, |field, now| field.set_value(now));
    let first = form.value(name);
    // A date field would drop what is no date: it is kept as the text that it is.
    let is_day = first.is_empty() || parse_day(&first).is_some_and(|day| day.to_string() == first);
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                class="input"
                type=if is_day { "date" } else { "text" }
                id=name
                name=name
                value=first
                autocomplete="off"
                node_ref=field
                aria-invalid=invalid(form, name)
                aria-describedby=described_by(form, name, None)
            />
            <FieldError form field=name words />
        </div>
    }
}

/// Fields keep what was typed; when the address changes, as on the way back, they follow it.
pub(super) fn follow<T: PartialEq + 'static>(
    field: NodeRef<Input>,
    said: impl Fn() -> T + 'static,
    set: impl Fn(&HtmlInputElement, &T) + 'static,
) {
    Effect::new(move |before: Option<T>| {
        let now = said();
        if before.is_some_and(|before| before != now)
            && let Some(field) = field.get_untracked()
        {
            set(&field, &now);
        }
        now
    });
}
