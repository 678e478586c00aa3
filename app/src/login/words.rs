//! What the login pages say of each refusal. The same for a name that is unknown and a password that is wrong.

use portiek_domain::refusal::Code;

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("naam", Code::Missing) => "Vul uw e-mailadres of gebruikersnaam in.".into(),
        ("wachtwoord", Code::Missing) => "Vul uw wachtwoord in.".into(),
        ("code", Code::Missing) => "Vul de code in.".into(),
        (_, Code::WrongPassword) => "Dit is niet uw wachtwoord. Probeer het opnieuw.".into(),
        (_, Code::WrongPasskey) => {
            "Met deze passkey lukt het niet. Probeer het opnieuw, of kies een andere manier.".into()
        }
        (_, Code::TooManyCodes { seconds }) => {
            format!("Er is te vaak een verkeerde code ingevuld. Probeer het over {} opnieuw.", duration(*seconds))
        }
        (_, Code::TooManySms { seconds }) => too_many_sms(*seconds),
        (_, Code::WrongLogin) => {
            "Deze naam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw.".into()
        }
        (_, Code::Inactive) => {
            "U hebt lang niet ingelogd. Daarom is uw account inactief geworden en kunt u er niet meer mee inloggen. Vraag \
             uw beheerder om een nieuw account."
                .into()
        }
        (_, Code::Ended) => "Uw toegang is beëindigd. Hebt u daar een vraag over? Bel dan uw organisatie.".into(),
        ("code", Code::Wait { seconds }) => format!("U kunt over {} een nieuwe code vragen.", duration(*seconds)),
        (_, Code::Wait { seconds }) => {
            format!("Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over {} opnieuw.", duration(*seconds))
        }
        (_, Code::WrongCode { left: 0 }) => "Deze code klopt niet. Begin opnieuw.".into(),
        (_, Code::WrongCode { left: 1 }) => "Deze code klopt niet. U kunt het nog 1 keer proberen.".into(),
        (_, Code::WrongCode { left }) => format!("Deze code klopt niet. U kunt het nog {left} keer proberen."),
        (_, Code::CodeExpired) => {
            "Deze code is niet meer geldig. Vraag een nieuwe code of begin opnieuw.".into()
        }
        _ => "Controleer dit veld.".into(),
    }
}

/// No code is sent: what happened, and all that can be done now.
pub fn too_many_sms(seconds: i64) -> String {
    format!(
        "Er zijn al veel codes naar dit nummer gestuurd. Daarom sturen wij er nu geen. Over {} kunt u weer een code \
         vragen. Wilt u niet wachten? Kies een andere manier als u die hebt, of vraag hulp bij inloggen.",
        duration(seconds)
    )
}

fn duration(seconds: i64) -> String {
    match seconds {
        ..=1 => "1 seconde".into(),
        2..=90 => format!("{seconds} seconden"),
        91..=5400 => format!("{} minuten", (seconds + 59) / 60),
        _ => format!("{} uur", (seconds + 3599) / 3600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_told_in_seconds_then_in_minutes_and_then_in_hours() {
        let words = |seconds| words("naam", &Code::Wait { seconds });
        assert!(words(1).contains("over 1 seconde opnieuw"));
        assert!(words(64).contains("over 64 seconden opnieuw"));
        assert!(words(900).contains("over 15 minuten opnieuw"));
        assert!(words(5400).contains("over 90 minuten opnieuw"));
        assert!(words(5401).contains("over 2 uur opnieuw"));
    }
}
