//! What the forms of messages say of each refusal.

use portiek_domain::{messages, refusal::Code};

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("tekst", Code::Missing) => "Typ eerst een bericht.".into(),
        ("tekst", Code::TooLong { by: 1 }) => {
            "Uw bericht is 1 teken te lang. Maak het korter en plaats het opnieuw.".into()
        }
        ("tekst", Code::TooLong { by }) => {
            format!("Uw bericht is {by} tekens te lang. Maak het korter en plaats het opnieuw.")
        }
        ("onderwerp", Code::Missing) => "Vul in waar het gesprek over gaat.".into(),
        ("onderwerp", Code::TooLong { by }) => {
            format!("Het onderwerp is {by} tekens te lang. Er passen er {}.", messages::LONGEST_SUBJECT)
        }
        ("behandelaar", _) => "Kies een behandelaar uit de lijst.".into(),
        ("dossier", _) => "Kies een cliënt uit de lijst.".into(),
        (_, Code::Unstorable) => "Hier staat een teken in dat wij niet kunnen bewaren. Typ de tekst opnieuw.".into(),
        _ => "Controleer dit veld.".into(),
    }
}

/// What is left of 1000: calm while there is room, in words when it gets near (look.md).
pub fn left(characters: i64) -> String {
    match characters {
        ..=-2 => format!("{} tekens te veel", -characters),
        -1 => "1 teken te veel".into(),
        0 => "U kunt geen tekens meer typen".into(),
        1 => "U kunt nog 1 teken typen".into(),
        2..=50 => format!("U kunt nog {characters} tekens typen"),
        _ => format!("nog {characters} tekens"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_turns_into_words_near_the_end() {
        assert_eq!(left(951), "nog 951 tekens");
        assert_eq!(left(50), "U kunt nog 50 tekens typen");
        assert_eq!(left(0), "U kunt geen tekens meer typen");
        assert_eq!(left(-12), "12 tekens te veel");
    }
}
