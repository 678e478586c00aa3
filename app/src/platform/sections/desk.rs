//! Helpdesk: how the organisation's people reach it, on the help page (R116).

use crate::{forms::FormState, platform::fields::TextField};
use leptos::prelude::*;

#[component]
pub fn DeskFields(form: FormState) -> impl IntoView {
    view! {
        <p class="help">
            "Dit staat op de hulppagina van de organisatie. Wat u leeg laat, staat er niet. Zonder mailadres gaan de hulpvragen naar de helpdesk van het platform."
        </p>
        <TextField form name="telefoon" label="Telefoonnummer" class="input phone" kind="tel" />
        <TextField
            form
            name="uren"
            label="Bereikbaar"
            help="Zoals: op werkdagen van 08.30 tot 17.00 uur. Staat achter het telefoonnummer."
        />
        <TextField form name="mail" label="E-mailadres" class="input medium" kind="email" help="Hier gaan de hulpvragen naartoe." />
        <TextField
            form
            name="vragen"
            label="Pagina met veelgestelde vragen"
            inputmode=Some("url")
            help="Het hele adres, dat begint met https://."
        />
        <TextField form name="contract" label="E-mailadres voor vragen over het contract" class="input medium" kind="email" />
    }
}

#[cfg(feature = "ssr")]
pub fn facts(desk: &portiek_domain::help::Desk) -> Vec<crate::platform::views::Fact> {
    let facts = [
        ("Telefoonnummer", &desk.phone),
        ("Bereikbaar", &desk.hours),
        ("E-mailadres", &desk.mail),
        ("Veelgestelde vragen", &desk.faq),
        ("Vragen over het contract", &desk.contract),
    ];
    let filled: Vec<_> = facts.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    match filled.is_empty() {
        true => vec![super::fact("Bereikbaar", "Nog niet ingevuld: hulpvragen gaan naar het platform")],
        false => filled.into_iter().map(|(name, value)| super::fact(name, value)).collect(),
    }
}
