//! Inloggen: name and password, then a second factor (R5, D3, D29), or a passkey alone; step-up; the ways to a new
//! password (R7-R13); activating an account (R1, D5). Plain forms and full page loads, so that the person in context is
//! never stale.

pub mod activation;
mod api;
mod code_page;
mod confirm;
#[cfg(feature = "ssr")]
mod device;
mod entrance;
mod known_page;
mod name_page;
pub mod oidc;
mod over;
mod passkey;
pub mod password;
pub mod pin;
mod ways;
mod words;

pub use api::{FinishLogIn, LogIn, LogOut, SendCodeAgain};
pub use code_page::CodePage;
pub use confirm::ConfirmPage;
pub use known_page::KnownPage;
pub use name_page::NamePage;
