//! Modules: the parts of the application that the organisation uses. One that is off closes its portal at once.

use crate::{
    forms::FormState,
    platform::{fields::Checks, words::module_name},
};
use leptos::prelude::*;
use portiek_domain::organisation::Module;

#[component]
pub fn ModulesFields(form: FormState) -> impl IntoView {
    let option = |module: &Module| (module.as_str(), module_name(*module), about(*module));
    view! {
        <Checks
            form
            name="modules"
            legend="Wat gebruikt de organisatie?"
            help="Zet u een module uit, dan gaat dat portaal meteen dicht voor iedereen die er werkt of inlogt. Er gaat niets verloren."
            options=Module::ALL.iter().map(option).collect()
        />
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
