//! What is asked of a provider of logins: as its own administrator gives it.

use super::{
    fields::{LongField, TextField},
    words::words,
};
use crate::forms::{Field, FormState};
use leptos::prelude::*;

/// The issuer of one that is known stays: another issuer is another provider.
#[component]
pub fn ProviderFields(form: FormState, issuer: Option<String>) -> impl IntoView {
    let is_new = issuer.is_none();
    let secret = if is_new {
        "Zoals de beheerder van de inlogdienst het opgeeft."
    } else {
        "Leeg laten: het huidige geheim blijft."
    };
    let fixed = issuer.map(|issuer| {
        view! {
            <div class="field">
                <span class="label">"Uitgever (issuer)"</span>
                <span class="address">{issuer}</span>
            </div>
        }
    });
    let typed = is_new.then(|| {
        view! {
            <TextField
                form
                name="uitgever"
                label="Uitgever (issuer)"
                inputmode=Some("url")
                help="Precies zoals de inlogdienst zichzelf noemt. Begint met https://."
            />
        }
    });
    view! {
        <p class="help">
            "Geef bij de inlogdienst als terugkeeradres op: het adres van dit portaal, gevolgd door /inloggen/terug."
        </p>
        <TextField form name="knop" label="Naam" class="input medium" help="Staat op de knop, na 'Inloggen met'. Maximaal 40 tekens." />
        {fixed}
        {typed}
        <TextField form name="client" label="Client-id" class="input medium" />
        <Field
            form
            name="geheim"
            label="Geheim (client secret)"
            words
            autocomplete="off"
            kind="password"
            class="input medium"
            help=Some(secret)
        />
        <LongField
            form
            name="niveaus"
            label="Niveaus (niet verplicht)"
            help="Eén per regel, het laagste eerst: de code van de inlogdienst (acr), een =-teken en de naam. Bijvoorbeeld urn:voorbeeld:substantieel=Substantieel."
            rows=4
        />
        <TextField
            form
            name="niveau"
            label="Minimaal niveau (niet verplicht)"
            class="input medium"
            help="De naam van een van de niveaus hierboven. Leeg: elk niveau is goed."
        />
        <TextField
            form
            name="bsn"
            label="Claim met het BSN (niet verplicht)"
            class="input medium"
            help="Hoe de inlogdienst het burgerservicenummer noemt, als zij dat meestuurt."
        />
    }
}
