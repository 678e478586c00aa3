//! Inloggen: name and password, then the code from the SMS (R5, D29); and the ways to a new password (R7-R13). Plain
//! forms and full page loads, so that the person in context is never stale.

mod api;
mod code_page;
#[cfg(feature = "ssr")]
mod device;
mod entrance;
mod name_page;
pub mod oidc;
pub mod password;
mod words;

pub use api::{FinishLogIn, LogIn, LogOut, SendCodeAgain};
pub use code_page::CodePage;
pub use entrance::Card;
pub use name_page::NamePage;
