//! Wachtwoordbeleid (D1): a preset, or own values; which of them run against NIST SP 800-63B-4 stands beside them.

use crate::{
    forms::FormState,
    platform::{
        fields::{Check, Choice, NumberField},
        words::OUTDATED,
    },
};
use leptos::prelude::*;
use portiek_domain::accounts::password::{PasswordPolicy, Preset};

#[component]
pub fn PolicyFields(form: FormState) -> impl IntoView {
    let preset = |preset: &Preset| {
        let policy = PasswordPolicy::preset(*preset);
        let against = if policy.is_outdated() { format!(" {OUTDATED}") } else { String::new() };
        (preset.as_str(), preset_name(*preset).to_owned(), Some(format!("{}{against}", about(*preset))))
    };
    let options = [Preset::Modern, Preset::Patient, Preset::Portero].iter().map(preset);
    let own = ("own", "Eigen waarden".to_owned(), None);
    view! {
        <Choice form name="beleid" legend="Beleid" options=options.chain([own]).collect() />
        <OwnValues form />
        <p class="help">
            "Welk beleid u ook kiest: veelgebruikte wachtwoorden en de woorden van de organisatie worden altijd geweigerd. \
             Wie een wachtwoord heeft dat niet meer voldoet, kiest bij het inloggen een nieuw."
        </p>
    }
}

/// Shown only while they are chosen.
#[component]
fn OwnValues(form: FormState) -> impl IntoView {
    view! {
        <fieldset class="field own-values" aria-describedby="eigen-hulp">
            <legend class="label">"Eigen waarden"</legend>
            <p class="help" id="eigen-hulp">
                "0 betekent: wordt niet gevraagd. Deze velden tellen alleen als u hierboven Eigen waarden kiest."
            </p>
            <div class="numbers">
                <NumberField form name="lengte" label="Minimale lengte" help="8 tot en met 64 tekens" />
                <NumberField
                    form
                    name="lengte-factor"
                    label="Met een tweede factor"
                    help="Bij elke keer inloggen een code: dan mag het korter"
                />
                <NumberField form name="hoofdletters" label="Hoofdletters" help="Minimaal zoveel" />
                <NumberField form name="kleine-letters" label="Kleine letters" help="Minimaal zoveel" />
                <NumberField form name="cijfers" label="Cijfers" help="Minimaal zoveel" />
                <NumberField form name="groepen" label="Soorten tekens" help="Van de 4: hoofdletters, kleine letters, cijfers, leestekens" />
                <NumberField form name="vorige" label="Vorige wachtwoorden" help="Zoveel mogen niet terugkomen" />
                <NumberField form name="maanden-geldig" label="Geldig" help="In maanden" />
                <NumberField form name="dagen-waarschuwen" label="Waarschuwen" help="Zoveel dagen voordat het verloopt" />
                <NumberField form name="maanden-inactief" label="Inactief" help="Na zoveel maanden zonder bezoek" />
            </div>
            <Check form name="geen-naam" label="Geen delen van de naam of gebruikersnaam" />
        </fieldset>
    }
}

fn preset_name(preset: Preset) -> &'static str {
    match preset {
        Preset::Modern => "Modern",
        Preset::Patient => "Patiënt",
        Preset::Portero => "Portero",
    }
}

fn about(preset: Preset) -> &'static str {
    match preset {
        Preset::Modern => {
            "Minimaal 15 tekens, of 12 met een tweede factor. Verloopt niet. Zoals NIST SP 800-63B-4 het vraagt."
        }
        Preset::Patient => "Minimaal 10 tekens met een hoofdletter, een kleine letter en 2 cijfers. Verloopt niet.",
        Preset::Portero => {
            "Minimaal 8 tekens van 3 soorten, geen delen van de naam, niet een van de laatste 12. Verloopt na 3 maanden, \
             waarschuwt 14 dagen van tevoren. Inactief na 6 maanden."
        }
    }
}

#[cfg(feature = "ssr")]
pub fn facts(policy: &PasswordPolicy) -> Vec<crate::platform::views::Fact> {
    use super::fact;
    let name = policy.is_preset().map_or("Eigen waarden", preset_name);
    let mut facts = vec![fact("Beleid", name), fact("Minimale lengte", length(policy))];
    let composition = composition(policy);
    facts.extend((!composition.is_empty()).then(|| fact("Verplicht", composition.join(", "))));
    let mut forbidden = Vec::new();
    forbidden.extend(policy.forbid_name.then(|| "delen van de naam".to_owned()));
    forbidden.extend((policy.history > 0).then(|| format!("de laatste {} wachtwoorden", policy.history)));
    facts.extend((!forbidden.is_empty()).then(|| fact("Niet toegestaan", forbidden.join(", "))));
    facts.push(fact("Verloopt", expiry(policy)));
    let inactive = format!("Na {} maanden zonder bezoek", policy.months_inactive);
    facts.extend((policy.months_inactive > 0).then(|| fact("Inactief", inactive)));
    facts
}

#[cfg(feature = "ssr")]
fn length(policy: &PasswordPolicy) -> String {
    let (without, with) = (policy.min_length, policy.min_length_with_factor);
    if with < without { format!("{without} tekens, {with} met een tweede factor") } else { format!("{without} tekens") }
}

#[cfg(feature = "ssr")]
fn composition(policy: &PasswordPolicy) -> Vec<String> {
    let asked = [
        (policy.min_upper, "hoofdletter", "hoofdletters"),
        (policy.min_lower, "kleine letter", "kleine letters"),
        (policy.min_digits, "cijfer", "cijfers"),
        (policy.min_classes, "soort tekens", "soorten tekens"),
    ];
    let asked = asked.into_iter().filter(|(least, ..)| *least > 0);
    asked.map(|(least, one, many)| format!("{least} {}", if least == 1 { one } else { many })).collect()
}

#[cfg(feature = "ssr")]
fn expiry(policy: &PasswordPolicy) -> String {
    match (policy.months_valid, policy.warn_days) {
        (0, _) => "Nooit".into(),
        (months, 0) => format!("Na {months} maanden"),
        (months, days) => format!("Na {months} maanden, waarschuwt {days} dagen van tevoren"),
    }
}
