//! Wachtwoorden: asking for a new one (R7, R12), the mailed link (R13), choosing it with the rules ticked off (D1),
//! changing the current one (R15) and the warning that it expires (R11).

mod api;
mod change_page;
mod choose_page;
mod expiry_page;
mod link_page;
mod new_field;
mod request_page;
#[cfg(feature = "ssr")]
mod server;
mod words;

pub use change_page::ChangePage;
pub use choose_page::ChoosePage;
pub use expiry_page::ExpiryPage;
pub use link_page::LinkPage;
pub use new_field::NewPassword;
pub use request_page::RequestPage;
pub use words::words;
