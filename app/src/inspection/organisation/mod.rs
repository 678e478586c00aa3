//! Logboek: an organisation's own log, for who is appointed to read it (NEN 7513). A page of its own, outside of the
//! portals: whoever is appointed may have none.

mod address;
mod api;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
mod download;
mod filter_form;
mod page;
#[cfg(feature = "ssr")]
mod server;
mod table;
mod views;
#[cfg(feature = "ssr")]
mod words;

pub use address::Address;
#[cfg(feature = "ssr")]
pub use download::LogDownload;
pub use page::LogPage;
