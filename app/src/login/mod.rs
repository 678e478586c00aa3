//! Inloggen: name and password, then a second factor (R5, D3, D29), or a passkey alone; step-up; and the ways to a new
//! password (R7-R13). Plain forms and full page loads, so that the person in context is never stale.

mod api;
mod code_page;
mod confirm;
#[cfg(feature = "ssr")]
mod device;
mod entrance;
mod name_page;
mod passkey;
pub mod password;
mod ways;
mod words;

pub use api::{FinishLogIn, LogIn, LogOut, SendCodeAgain};
pub use code_page::CodePage;
pub use confirm::ConfirmPage;
pub use name_page::NamePage;
