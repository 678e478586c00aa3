//! What is said of a PIN that is refused.

use portiek_domain::{accounts::pin::Trivial, refusal::Code};

pub fn words(_field: &str, code: &Code) -> String {
    match code {
        Code::Missing => "Vul uw pincode in.",
        Code::NotAPin => "Een pincode heeft 4 tot 6 cijfers. Vul alleen cijfers in.",
        Code::TrivialPin(Trivial::Repeated) => {
            "Steeds hetzelfde cijfer is makkelijk te raden. Kies een andere pincode."
        }
        Code::TrivialPin(Trivial::Run) => "Een rijtje cijfers is makkelijk te raden. Kies een andere pincode.",
        Code::TrivialPin(Trivial::Birth) => {
            "Uw geboortedatum of geboortejaar is makkelijk te raden. Kies een andere pincode."
        }
        Code::WrongPin { left: 1 } => "Deze pincode klopt niet. U kunt het nog 1 keer proberen.",
        Code::WrongPin { left } => return format!("Deze pincode klopt niet. U kunt het nog {left} keer proberen."),
        Code::PinLocked => {
            "Er is 5 keer een verkeerde pincode ingevuld. Bevestig eerst met uw wachtwoord en een code dat u \
             het bent: kies ‘Pincode vergeten?’."
        }
        Code::NoPin => "U hebt nog geen pincode. Kies er eerst een.",
        _ => "Controleer dit veld.",
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_pin_says_how_many_tries_are_left() {
        let words = |left| words("pincode", &Code::WrongPin { left });
        assert!(words(4).contains("nog 4 keer") && words(1).contains("nog 1 keer"));
    }
}
