//! Inzage: "Wie heeft mijn dossier bekeken?", for the person it is about (S10), and the organisation's own log.

mod address;
mod api;
mod days;
#[cfg(feature = "ssr")]
mod download;
mod filter_form;
pub mod organisation;
mod page;
#[cfg(feature = "ssr")]
mod server;
mod views;
mod words;

pub use address::Address;
pub use api::OpenInspection;
#[cfg(feature = "ssr")]
pub use download::{Download, Rows};

use crate::areas::area;
use organisation::LogPage;
use page::InspectionPage;

area!(Inspection = inspection: InspectionPage, LogPage);
