//! Afspraken: what is agreed, when and with whom (R36), asking to move or cancel and the answer to it (D11), and the
//! private address for calendar programs.

mod address;
mod ask;
mod decide;
mod fetch;
mod find;
mod list;
mod plan;
mod settings;

pub use address::{address, make_address, remove_address};
pub use ask::{ask, withdraw};
pub use decide::decide;
pub use fetch::{BUDGET, Fetched, WINDOW, fetch};
pub use find::{Found, Request, find};
pub use list::{Cursor, Listed, Page, days, past, upcoming};
pub use plan::{New, plan};
pub use settings::set_notice;
