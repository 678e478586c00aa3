//! Pincode kiezen, wijzigen, vergeten (R16, R17, D27). Pages of the account, like those about passwords: plain forms on
//! the card of the ways in, for somebody who is logged in.

mod api;
mod new_page;
mod page;
#[cfg(feature = "ssr")]
mod server;
mod words;

pub use new_page::NewPinPage;
pub use page::{DonePage, PinPage};
