//! What these pages say: of each refusal, and of what was done.

use portiek_domain::{forms::RefusedForm, refusal::Code};

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("naam", Code::Missing) => "Vul een naam in, zodat u later weet welke het is.".into(),
        ("naam", Code::TooLong { by }) => format!("Deze naam is {by} te lang. Gebruik maximaal 40 tekens."),
        ("code", Code::Missing) => "Vul de code in die de app laat zien.".into(),
        ("code", Code::WrongCode { .. }) => {
            "Deze code klopt niet. Wacht op de volgende code, en kijk of de tijd op uw telefoon klopt.".into()
        }
        ("code", Code::CodeExpired) => "Dit duurde te lang. Scan de nieuwe QR-code en vul de code opnieuw in.".into(),
        (_, Code::WrongPasskey) => "De passkey is niet toegevoegd. Probeer het opnieuw.".into(),
        (_, Code::KnownPasskey) => "Deze passkey is al in gebruik. Kies een ander apparaat.".into(),
        _ => "Controleer dit veld.".into(),
    }
}

/// What `?gedaan=` says, once.
pub fn done(what: &str) -> Option<&'static str> {
    match what {
        "app" => Some("De authenticator-app is toegevoegd. U hebt hem nodig als u weer inlogt."),
        "passkey" => Some("De passkey is toegevoegd. U kunt er voortaan mee inloggen."),
        "herstelcodes" => Some("U hebt uw herstelcodes bewaard."),
        "naam" => Some("De nieuwe naam is opgeslagen."),
        "verwijderd" => Some("Het is verwijderd. U kunt er niet meer mee inloggen."),
        "beeindigd" => Some("U bent op dat apparaat uitgelogd."),
        "uitgelogd" => Some("U bent overal uitgelogd, behalve hier."),
        _ => None,
    }
}

/// A form with a name in it already, where nothing was typed yet.
pub fn named(mut form: RefusedForm, name: &str) -> RefusedForm {
    form.values.entry("naam".into()).or_insert_with(|| name.into());
    form
}
