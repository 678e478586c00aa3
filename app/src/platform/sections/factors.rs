//! Which second factors may be used (D3). Whoever has none of them yet is sent a code by SMS.

use crate::{
    forms::FormState,
    platform::{fields::Checks, words::way_name},
};
use leptos::prelude::*;
use portiek_domain::accounts::factors::{CHOICES, Factor};

#[component]
pub fn AllowedFields(form: FormState) -> impl IntoView {
    let option = |factor: Factor| (factor.as_str(), way_name(factor), about(factor));
    view! {
        <Checks
            form
            name="factoren"
            legend="Waarmee mag iemand laten zien wie hij is?"
            help="Wie nog niets van uw keuze heeft, krijgt een code per sms. Zo kan iedereen blijven inloggen. Wie bij meer organisaties hoort, gebruikt wat alle organisaties toestaan."
            options=CHOICES.map(option).into()
        />
    }
}

fn about(factor: Factor) -> &'static str {
    match factor {
        Factor::Passkey => "Met vinger, gezicht of pincode van het eigen apparaat. Ook genoeg zonder wachtwoord.",
        Factor::Totp => "Een code die steeds verandert, op een telefoon.",
        Factor::Sms => "Een code naar het mobiele nummer. Het minst veilig van de drie.",
        Factor::Recovery => "",
    }
}

#[cfg(feature = "ssr")]
pub fn facts(allowed: &[Factor]) -> Vec<crate::platform::views::Fact> {
    let state = |factor: Factor| match (factor, allowed.contains(&factor)) {
        (_, true) => "Toegestaan",
        (Factor::Sms, false) => "Alleen voor wie nog niets anders heeft",
        (_, false) => "Niet toegestaan",
    };
    CHOICES.map(|factor| super::fact(way_name(factor), state(factor))).into()
}
