//! Gegevens: what the organisation is called and how it is reached (S13).

use crate::{forms::FormState, platform::fields::TextField};
use leptos::prelude::*;

#[component]
pub fn DetailsFields(form: FormState) -> impl IntoView {
    view! {
        <TextField form name="naam" label="Naam" help="De volledige naam, zoals in het contract." />
        <TextField
            form
            name="weergavenaam"
            label="Weergavenaam"
            class="input medium"
            help="Zo heet de organisatie in het portaal en in mails. Maximaal 40 tekens."
        />
        <TextField form name="telefoon" label="Telefoonnummer" class="input phone" kind="tel" />
        <TextField
            form
            name="crisisnummer"
            label="Crisisnummer"
            class="input phone"
            kind="tel"
            help="Staat boven elk bericht aan de zorg, naast 112 en 113."
        />
        <TextField
            form
            name="maildomein"
            label="Maildomein (niet verplicht)"
            class="input medium"
            help="Wat achter de @ staat, zoals voorbeeld.nl. Mails komen dan van noreply@ dit domein, en beheerders hebben een adres bij dit domein."
        />
    }
}

#[cfg(feature = "ssr")]
pub fn facts(details: &portiek_domain::organisation::Details) -> Vec<crate::platform::views::Fact> {
    use super::fact;
    let domain =
        if details.mail_domain.is_empty() { "Geen: mails komen van het portaal" } else { &details.mail_domain };
    let phone = if details.phone.is_empty() { "Nog niet ingevuld" } else { &details.phone };
    vec![
        fact("Naam", &details.name),
        fact("Weergavenaam", &details.display_name),
        fact("Telefoonnummer", phone),
        fact("Crisisnummer", &details.crisis_phone),
        fact("Maildomein", domain),
    ]
}
