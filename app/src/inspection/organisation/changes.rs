//! What was set before and after, in words. The log has the fields as their forms call them.

use portiek_domain::audit::Change;

/// "Minimale lengte: was 15, nu 12".
pub fn change(change: &Change) -> String {
    let value = |text: &str| value(&change.field, text);
    format!("{}: was {}, nu {}", label(&change.field), value(&change.old), value(&change.new))
}

fn label(field: &str) -> &str {
    match field {
        "naam" | "knop" => "Naam",
        "weergavenaam" => "Weergavenaam",
        "telefoon" => "Telefoonnummer",
        "crisisnummer" => "Crisisnummer",
        "maildomein" => "Maildomein",
        "client_portal" => "Cliëntenportaal",
        "patient_portal" => "Patiëntenportaal",
        "portfolio" => "Opleidingsportfolio",
        "user_management" => "Gebruikersbeheer",
        "beleid" => "Beleid",
        "lengte" => "Minimale lengte",
        "lengte-factor" => "Minimale lengte met een tweede factor",
        "hoofdletters" => "Hoofdletters",
        "kleine-letters" => "Kleine letters",
        "cijfers" => "Cijfers",
        "groepen" => "Soorten tekens",
        "vorige" => "Vorige wachtwoorden",
        "maanden-geldig" => "Geldig in maanden",
        "dagen-waarschuwen" => "Waarschuwen in dagen",
        "maanden-inactief" => "Inactief na maanden",
        "geen-naam" => "Geen delen van de naam",
        "woorden" => "Woorden",
        "factor" => "Wanneer een code",
        "passkey" => "Passkey",
        "totp" => "Authenticator-app",
        "sms" => "Code per sms",
        "dagen" => "Geldig in dagen",
        "uren" => "Bereikbaar",
        "mail" => "E-mailadres",
        "vragen" => "Veelgestelde vragen",
        "contract" => "Vragen over het contract",
        "uitgever" => "Uitgever",
        "client" => "Client-id",
        "niveaus" => "Niveaus",
        "niveau" => "Minimaal niveau",
        "bsn" => "Claim met het BSN",
        other => other,
    }
}

const BOXES: [&str; 8] =
    ["client_portal", "patient_portal", "portfolio", "user_management", "geen-naam", "passkey", "totp", "sms"];

fn value(field: &str, text: &str) -> String {
    match (field, text) {
        (field, text) if BOXES.contains(&field) => if text.is_empty() { "uit" } else { "aan" }.into(),
        ("factor", "each_login") => "bij elke keer inloggen".into(),
        ("factor", "new_devices") => "op nieuwe apparaten".into(),
        ("factor", "offered") => "niet verplicht".into(),
        ("beleid", "modern") => "Modern".into(),
        ("beleid", "patient") => "Patiënt".into(),
        ("beleid", "portero") => "Portero".into(),
        ("beleid", "own") => "eigen waarden".into(),
        (_, "") => "leeg".into(),
        (_, text) => text.lines().collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portiek_domain::organisation::{Section, Setting, Values};

    fn said(field: &str, old: &str, new: &str) -> String {
        change(&Change { field: field.into(), old: old.into(), new: new.into() })
    }

    #[test]
    fn a_change_is_told_in_the_words_of_its_form() {
        assert_eq!(said("lengte", "15", "12"), "Minimale lengte: was 15, nu 12");
        assert_eq!(said("sms", "1", ""), "Code per sms: was aan, nu uit");
        assert_eq!(said("woorden", "", "linde\nboom"), "Woorden: was leeg, nu linde, boom");
        assert_eq!(
            said("factor", "offered", "each_login"),
            "Wanneer een code: was niet verplicht, nu bij elke keer inloggen"
        );
    }

    #[test]
    fn every_field_that_is_logged_has_a_name_in_dutch() {
        let boxes =
            |names: &[&str]| -> Values { names.iter().map(|name| ((*name).to_owned(), "1".to_owned())).collect() };
        let forms = [
            Setting::parse(
                Section::Modules,
                &boxes(&["client_portal", "patient_portal", "portfolio", "user_management"]),
            ),
            Setting::parse(Section::Factors, &boxes(&["passkey", "totp", "sms"])),
            Setting::parse(Section::Desk, &Values::new()),
            Setting::parse(Section::Words, &Values::new()),
            Setting::parse(Section::Policy, &Values::from([("beleid".to_owned(), "portero".to_owned())])),
        ];
        let fields = forms.iter().flatten().flat_map(|setting| setting.values().into_keys());
        let oidc = portiek_domain::accounts::oidc::Settings::parse(&Values::new()).values();
        let details = portiek_domain::organisation::Details::default().values();
        let fields: Vec<String> = fields.chain(oidc.into_keys()).chain(details.into_keys()).collect();
        assert!(fields.len() > 30, "{fields:?}");
        for field in fields {
            assert!(label(&field) != field, "{field} has no name");
        }
    }
}
