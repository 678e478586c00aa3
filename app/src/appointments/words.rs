//! What the screens say of each state, and of each refusal.

use super::views::State;
use portiek_domain::refusal::Code;

/// The words of a state, and the look of its pill.
pub fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Cancelled => ("Geannuleerd", "pill plain"),
        State::CancelledLate => ("Laat geannuleerd", "pill warning"),
        State::AskedToMove => ("U hebt gevraagd om te verzetten", "pill"),
        State::AskedToCancel => ("U hebt gevraagd om te annuleren", "pill"),
    }
}

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("wens", Code::Missing) => "Kies of u de afspraak wilt verzetten of annuleren.".into(),
        ("wens", Code::Overtaken) => {
            "Aan deze afspraak is intussen iets veranderd, of er staat al een vraag open. Kijk hieronder wat er nu geldt."
                .into()
        }
        ("wens", Code::TooLate) => "Het is te laat om dit hier te vragen. Bel de praktijk.".into(),
        ("reden", Code::Missing) => "Vul in waarom u dit vraagt.".into(),
        ("reden", Code::TooLong { by: 1 }) => "Dit is 1 teken te lang. Maak het korter.".into(),
        ("reden", Code::TooLong { by }) => format!("Dit is {by} tekens te lang. Maak het korter."),
        _ => "Controleer dit veld.".into(),
    }
}
