//! The two forms (R22, R116). They share their field names, so a page has one of them.

use super::{
    api::{AskHelp, HelpView},
    words::words,
};
use crate::forms::{ErrorSummary, Field, FieldError, FormFields, FormState, as_textarea_shows, described_by, invalid};
use leptos::prelude::*;
use portiek_domain::help::{About, Severity};
use server_fn::ServerFn;

#[component]
pub fn HelpForm(page: HelpView, about: About, bij: Option<i64>) -> impl IntoView {
    let mut kept = page.refused;
    if kept.refusals.is_empty() {
        kept.values.insert("organisatie".into(), page.organisation);
    }
    let form = FormState::new(kept, || None);
    let is_login = about == About::Login;
    view! {
        <ErrorSummary form title="Uw bericht is nog niet verzonden" words />
        <form class="form" method="post" action=AskHelp::url()>
            <FormFields key=page.key />
            <input type="hidden" name="over" value=about.as_str() />
            {bij.map(|number| view! { <input type="hidden" name="bij" value=number.to_string() /> })}
            {is_login.then(|| view! { <FullName form /> })}
            <Field form name="organisatie" label="Organisatienaam" words autocomplete="organization" />
            {is_login.then(|| view! { <LoginName form /> })}
            <Field
                form
                name="telefoon"
                label="Telefoonnummer"
                words
                kind="tel"
                autocomplete="tel"
                help=Some("Bij voorkeur uw directe nummer.")
            />
            {(!is_login).then(|| view! { <SeverityField form /> })}
            <Story form />
            <button class="button primary wide" type="submit">
                "Versturen"
            </button>
        </form>
    }
}

#[component]
fn FullName(form: FormState) -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>"Volledige naam"</legend>
            <Field form name="voornaam" label="Voornaam" words autocomplete="given-name" />
            <Field form name="achternaam" label="Achternaam" words autocomplete="family-name" />
            <Field form name="meisjesnaam" label="Meisjesnaam (niet verplicht)" words autocomplete="off" />
        </fieldset>
    }
}

#[component]
fn LoginName(form: FormState) -> impl IntoView {
    view! {
        <Field
            form
            name="gebruikersnaam"
            label="Gebruikersnaam"
            words
            autocomplete="username"
            help=Some("Of het e-mailadres waarmee u inlogt.")
        />
    }
}

#[component]
fn SeverityField(form: FormState) -> impl IntoView {
    let chosen = form.value("ernst");
    let option = |severity: &Severity| {
        let selected = severity.as_str() == chosen;
        view! {
            <option value=severity.as_str() selected=selected>
                {severity.words()}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for="ernst">"Hoe erg is het?"</label>
            <select
                class="input"
                id="ernst"
                name="ernst"
                aria-invalid=invalid(form, "ernst")
                aria-describedby=described_by(form, "ernst", None)
            >
                <option value="">"Kies wat het meest klopt"</option>
                {Severity::ALL.iter().map(option).collect_view()}
            </select>
            <FieldError form field="ernst" words />
        </div>
    }
}

#[component]
fn Story(form: FormState) -> impl IntoView {
    let help = "omschrijving-hulp";
    view! {
        <div class="field">
            <label for="omschrijving">"Omschrijving van het probleem"</label>
            <p class="help" id=help>
                "Wat deed u, en wat zag u toen? Schrijf hier geen wachtwoord, burgerservicenummer of medische gegevens."
            </p>
            <textarea
                class="input"
                id="omschrijving"
                name="omschrijving"
                rows="4"
                aria-invalid=invalid(form, "omschrijving")
                aria-describedby=described_by(form, "omschrijving", Some(help.into()))
            >
                {as_textarea_shows(form.value("omschrijving"))}
            </textarea>
            <FieldError form field="omschrijving" words />
        </div>
    }
}
