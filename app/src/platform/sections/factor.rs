//! Tweede factor: when a code is asked beside the password (D3).

use crate::{
    forms::FormState,
    platform::{fields::Choice, words::factor_name},
};
use leptos::prelude::*;
use portiek_domain::accounts::login::SecondFactor;

#[component]
pub fn FactorFields(form: FormState) -> impl IntoView {
    let option =
        |factor: &SecondFactor| (factor.as_str(), factor_name(*factor).to_owned(), Some(about(*factor).to_owned()));
    let options = SecondFactor::ALL.iter().map(option).collect();
    view! { <Choice form name="factor" legend="Wanneer wordt een code gevraagd?" options /> }
}

fn about(factor: SecondFactor) -> &'static str {
    match factor {
        SecondFactor::EachLogin => "Na het wachtwoord altijd een code.",
        SecondFactor::NewDevices => "Een code op een apparaat dat niet wordt onthouden. Onthouden duurt 90 dagen.",
        SecondFactor::Offered => "Alleen het wachtwoord. Wie wil, zet zelf een tweede factor aan.",
    }
}

#[cfg(feature = "ssr")]
pub fn facts(factor: SecondFactor) -> Vec<crate::platform::views::Fact> {
    let remembered = if factor == SecondFactor::EachLogin { "Mag niet" } else { "Mag, voor 90 dagen" };
    vec![super::fact("Wanneer", factor_name(factor)), super::fact("Dit apparaat onthouden", remembered)]
}
