//! The form above the log: which employee, from which day until which. It changes the address, with scripts and without.

use super::address::{Address, PATH};
use crate::{
    forms::{ErrorSummary, FieldError, FormState, described_by, invalid},
    inspection::{
        filter_form::{DayField, follow},
        words::words,
    },
};
use leptos::{html::Input, prelude::*};
use leptos_router::components::Form;
use portiek_domain::forms::RefusedForm;

#[component]
pub fn FilterForm(address: Memo<Address>) -> impl IntoView {
    let typed = address.get_untracked();
    let values = [("zoek", typed.zoek), ("van", typed.van), ("tot", typed.tot)];
    let values = values.map(|(name, value)| (name.to_owned(), value)).into();
    let form =
        FormState::new(RefusedForm { values, refusals: Vec::new() }, move || Some(address.with(Address::refusals)));
    let kept = move |name: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value /> })
    };
    view! {
        <ErrorSummary form title="Dit kunnen wij niet tonen" words />
        <Form method="GET" action=PATH attr:class="filter" noscroll=true>
            {move || address.with(|address| {
                (kept("bij", address.bij.clone()), kept("medewerker", address.medewerker.clone()))
            })}
            <SearchField form address />
            <DayField form name="van" label="Van" typed=move || address.with(|address| address.van.clone()) />
            <DayField form name="tot" label="Tot en met" typed=move || address.with(|address| address.tot.clone()) />
            <button class="button primary" type="submit">
                "Tonen"
            </button>
        </Form>
    }
}

#[component]
fn SearchField(form: FormState, address: Memo<Address>) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    follow(field, move || address.with(|address| address.zoek.clone()), |field, now| field.set_value(now));
    view! {
        <div class="field">
            <label for="zoek">"Zoek medewerker"</label>
            <input
                class="input"
                type="search"
                id="zoek"
                name="zoek"
                value=form.value("zoek")
                autocomplete="off"
                node_ref=field
                aria-invalid=invalid(form, "zoek")
                aria-describedby=described_by(form, "zoek", None)
            />
            <FieldError form field="zoek" words />
        </div>
    }
}
