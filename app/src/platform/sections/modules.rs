//! Modules: the parts of the application that the organisation uses. One that is off closes its portal at once.

use crate::{
    forms::FormState,
    platform::{fields::Check, words::module_name},
};
use leptos::prelude::*;
use portiek_domain::organisation::Module;

#[component]
pub fn ModulesFields(form: FormState) -> impl IntoView {
    let check = |module: &Module| {
        let (name, label) = (module.as_str(), module_name(*module));
        view! { <Check form name label help=about(*module) /> }
    };
    view! {
        <fieldset class="field">
            <legend class="label">"Wat gebruikt de organisatie?"</legend>
            <p class="help">
                "Zet u een module uit, dan gaat dat portaal meteen dicht voor iedereen die er werkt of inlogt. Er gaat niets verloren."
            </p>
            {Module::ALL.iter().map(check).collect_view()}
        </fieldset>
    }
}

fn about(module: Module) -> &'static str {
    match module {
        Module::ClientPortal => "Voor cliënten en hun behandelaren.",
        Module::PatientPortal => "Voor patiënten, hun huisarts en de assistentes.",
        Module::Portfolio => "Voor A(N)IOS, opleiders en de opleidingsgroep.",
        Module::UserManagement => "Voor beheerders en ondersteunend medewerkers.",
    }
}

#[cfg(feature = "ssr")]
pub fn facts(on: &[Module]) -> Vec<crate::platform::views::Fact> {
    let state = |module: &Module| if on.contains(module) { "Aan" } else { "Uit" };
    Module::ALL.iter().map(|module| super::fact(module_name(*module), state(module))).collect()
}
