//! What the pages about the PIN say.

use crate::{login::words::words as login_words, pin};
use portiek_domain::{accounts::pin::Standing, refusal::Code};

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("huidig", Code::Missing) => "Vul uw huidige pincode in.".into(),
        ("pincode", Code::Missing) => "Vul een nieuwe pincode in.".into(),
        ("huidig" | "pincode", code) => pin::words(field, code),
        _ => login_words(field, code),
    }
}

/// The title of the page of who cannot sign, and why.
pub fn standing_words(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Locked => (
            "Uw pincode werkt nu niet",
            "Er is 5 keer een verkeerde pincode ingevuld. Bevestig eerst met uw wachtwoord en een code dat u het bent. \
             Daarna werkt uw pincode weer, of kiest u een nieuwe.",
        ),
        Standing::NotChosen | Standing::Ready => (
            "Pincode kiezen",
            "Met een pincode ondertekent u belangrijke stappen. Bevestig eerst met uw wachtwoord en een code dat u het \
             bent.",
        ),
    }
}
