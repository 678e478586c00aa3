//! What people see and ask for: pages and server functions, one folder per capability.
//! With `ssr` it renders on the server and reaches the store; with `hydrate` it runs in the browser and does not.

// Views of many nested elements are deep types.
#![recursion_limit = "256"]

pub mod agenda;
pub mod appointments;
pub mod areas;
pub mod door;
pub mod fault;
pub mod forms;
pub mod help;
pub mod here;
pub mod inspection;
pub mod layout;
pub mod login;
pub mod messages;
pub mod passkeys;
pub mod pin;
pub mod platform;
pub mod profile;
pub mod record;
#[cfg(feature = "ssr")]
pub mod request;
pub mod routes;
pub mod security;
pub mod signing;
pub mod texts;
pub mod ui;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use routes::shell;
