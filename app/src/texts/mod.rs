//! Privacyverklaring and gebruiksvoorwaarden of an organisation (S15): for everybody to read.

mod api;
mod page;

pub use page::{PrivacyPage, TermsPage};
