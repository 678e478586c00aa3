//! Beveiliging: how one's own account is protected and where it is logged in. It belongs to the account, so it needs no
//! organisation and no role.

mod api;
mod app_page;
mod codes_page;
mod factor_page;
mod page;
mod passkey_page;
#[cfg(feature = "ssr")]
mod qr;
#[cfg(feature = "ssr")]
mod server;
mod sessions;
mod sessions_page;
mod words;

use crate::areas::area;
use app_page::AppPage;
use codes_page::CodesPage;
use factor_page::FactorPage;
use page::SecurityPage;
use passkey_page::PasskeyPage;
use sessions_page::SessionsPage;

area!(Security = security: SecurityPage, AppPage, CodesPage, FactorPage, PasskeyPage, SessionsPage);

/// Where all of it starts and ends.
pub const PAGE: &str = "/profiel/beveiliging";
