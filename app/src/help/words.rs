//! What the help forms say of each refusal.

use portiek_domain::refusal::Code;

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("voornaam", Code::Missing) => "Vul uw voornaam in.".into(),
        ("achternaam", Code::Missing) => "Vul uw achternaam in.".into(),
        ("organisatie", Code::Missing) => "Vul de naam van uw praktijk of organisatie in.".into(),
        ("gebruikersnaam", Code::Missing) => {
            "Vul uw gebruikersnaam in. Weet u die niet, vul dan uw e-mailadres in.".into()
        }
        ("telefoon", Code::Missing) => "Vul een telefoonnummer in waarop wij u kunnen bereiken.".into(),
        ("telefoon", _) => "Dit is geen telefoonnummer. Vul het in met netnummer, bijvoorbeeld 088 123 45 67.".into(),
        ("omschrijving", Code::Missing) => "Vul in wat het probleem is.".into(),
        ("omschrijving", Code::Wait { seconds }) => format!(
            "Er zijn vanaf uw netwerk te veel berichten verzonden. Probeer het over {} opnieuw, of bel de helpdesk.",
            minutes(*seconds)
        ),
        ("ernst", _) => "Kies hoe erg het probleem voor u is.".into(),
        (_, Code::TooLong { by: 1 }) => "Dit is 1 teken te lang. Maak het korter.".into(),
        (_, Code::TooLong { by }) => format!("Dit is {by} tekens te lang. Maak het korter."),
        _ => "Controleer dit veld.".into(),
    }
}

fn minutes(seconds: i64) -> String {
    match (seconds + 59) / 60 {
        ..=1 => "1 minuut".into(),
        minutes => format!("{minutes} minuten"),
    }
}
