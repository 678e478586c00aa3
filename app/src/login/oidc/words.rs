//! What is said to somebody who went to log in elsewhere and is not in: what happened, and what to do now.

use super::api::WayView;
use portiek_domain::accounts::oidc::Setback;

/// Without the way, when it is not known any more.
pub fn words(setback: Setback, about: Option<&WayView>) -> String {
    let Some(way) = about else { return nowhere(setback).into() };
    let WayView { label, organisation, phone, .. } = way;
    let call = format!("Bel {organisation}: {phone}.");
    match setback {
        Setback::Cancelled => format!("U hebt het inloggen met {label} afgebroken. U bent nog niet ingelogd."),
        Setback::TooLow => too_low(way),
        Setback::Unknown => format!(
            "{organisation} kent uw login bij {label} nog niet. {call} Of log hieronder in met uw gebruikersnaam en \
             wachtwoord: daarna kunt u {label} zelf toevoegen bij Mijn profiel."
        ),
        Setback::Ended => format!(
            "U hebt geen toegang meer bij {organisation}. Voor uw andere portalen logt u hieronder in met uw \
             gebruikersnaam en wachtwoord. Klopt dit niet? {call}"
        ),
        Setback::Over => nowhere(setback).into(),
        Setback::Trouble => format!(
            "Inloggen met {label} lukt nu niet. Probeer het over een paar minuten opnieuw, of gebruik uw gebruikersnaam \
             en wachtwoord. Blijft het misgaan? {call}"
        ),
        Setback::Taken => format!("Deze login bij {label} hoort al bij een ander account. Klopt dat niet? {call}"),
    }
}

fn too_low(way: &WayView) -> String {
    let WayView { label, organisation, level, .. } = way;
    let level = level.as_deref().map_or_else(|| "een hoger niveau".into(), |level| format!("niveau {level}"));
    format!(
        "U hebt bij {label} op een te laag niveau ingelogd. Voor {organisation} is {level} nodig. Log opnieuw in met \
         {label} en kies daar {level}."
    )
}

fn nowhere(setback: Setback) -> &'static str {
    match setback {
        Setback::Over => {
            "Het inloggen heeft te lang geduurd, is al afgerond of begon in een andere browser. Begin hieronder opnieuw."
        }
        _ => "Het inloggen is niet gelukt. Probeer het hieronder opnieuw.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_that_is_too_low_is_refused_in_words_that_say_which_is_needed() {
        let way = WayView {
            href: String::new(),
            label: "DigiD".into(),
            organisation: "De Linde".into(),
            phone: "088 123 45 60".into(),
            level: Some("Substantieel".into()),
        };
        let said = words(Setback::TooLow, Some(&way));
        assert!(said.contains("Voor De Linde is niveau Substantieel nodig."), "{said}");
        assert!(words(Setback::Unknown, Some(&way)).contains("Bel De Linde: 088 123 45 60."));
        assert!(words(Setback::Trouble, None).starts_with("Het inloggen is niet gelukt."));
    }
}
