//! Privacyverklaring and gebruiksvoorwaarden of an organisation (S15): for everybody to read.

mod api;
mod page;

use crate::areas::area;
use page::{PrivacyPage, TermsPage};

area!(Texts = texts: PrivacyPage, TermsPage);
