//! Inloggen met …: what the login page offers beside a password (DigiD, an organisation's own), what it says when that
//! did not lead in, and the page on which somebody adds such a login to the own account.

mod api;
#[cfg(feature = "ssr")]
mod ending;
mod links_page;
#[cfg(feature = "ssr")]
mod server;
mod ways;
mod words;

pub use api::{ListLinks, OpenWays, Unlink};
#[cfg(feature = "ssr")]
pub use ending::*;
pub use links_page::LinksPage;
pub use ways::{Notice, Ways, use_ways};
