//! The ways to show a second factor, as addresses and pages name them.

use portiek_domain::accounts::factors::Factor;

/// `?manier=…`.
pub fn slug(way: Factor) -> &'static str {
    match way {
        Factor::Passkey => "passkey",
        Factor::Totp => "app",
        Factor::Sms => "sms",
        Factor::Recovery => "herstelcode",
    }
}

pub fn from_slug(slug: &str) -> Option<Factor> {
    Factor::ALL.iter().copied().find(|way| self::slug(*way) == slug)
}

/// The page's heading.
pub fn title(way: Factor) -> &'static str {
    match way {
        Factor::Passkey => "Uw passkey",
        Factor::Totp => "Code uit uw app",
        Factor::Sms => "Code uit de sms",
        Factor::Recovery => "Herstelcode",
    }
}

/// The link to it from another way.
pub fn link(way: Factor) -> &'static str {
    match way {
        Factor::Passkey => "Met uw passkey",
        Factor::Totp => "Met een code uit uw authenticator-app",
        Factor::Sms => "Met een code per sms",
        Factor::Recovery => "Met een herstelcode",
    }
}
