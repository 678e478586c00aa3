//! What Portiek knows and decides: types and rules without any IO, compiled for the server and for the browser.

pub mod access;
pub mod accounts;
pub mod actor;
pub mod appointments;
pub mod audit;
pub mod bsn;
pub mod clock;
pub mod forms;
pub mod help;
pub mod ids;
pub mod inspection;
pub mod mail;
pub mod messages;
pub mod mobile;
pub mod names;
pub mod organisation;
pub mod record;
pub mod refusal;
pub mod signature;
pub mod text;
pub mod time;
mod unicode;
