//! What the pages of an activation say of each refusal.

use crate::{login::password::words as password_words, pin::words as pin_words};
use portiek_domain::refusal::Code;

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("pincode", code) => pin_words(field, code),
        ("mobiel", Code::Missing) => "Vul uw mobiele nummer in.".into(),
        (_, Code::NotAMobile) => "Dit is geen mobiel nummer. Vul het in als 06-12345678.".into(),
        ("voornaam", Code::Missing) => "Vul uw voornaam in.".into(),
        ("achternaam", Code::Missing) => "Vul uw achternaam in.".into(),
        ("mail", Code::Missing) => "Vul uw e-mailadres in.".into(),
        (_, Code::NotAMail) => "Dit is geen e-mailadres. Vul het in als naam@voorbeeld.nl.".into(),
        (_, Code::MailTaken) => {
            "Met uw e-mailadres is er al een account. Log daarmee in en voeg deze uitnodiging daar toe, via de link in \
             de mail."
                .into()
        }
        (_, Code::NotAgreed) => "Geef aan dat u akkoord gaat met de gebruiksvoorwaarden.".into(),
        (_, Code::AlreadyMember) => "Dit account hoort al bij deze organisatie. U hoeft niets toe te voegen.".into(),
        _ => password_words(field, code),
    }
}
