//! Accounts: logging in, sessions, passwords, second factors and what organisations ask of them.

pub mod account;
pub mod attempt;
pub mod confirm;
pub mod demands;
pub mod factors;
pub mod hashing;
pub mod links;
pub mod login;
mod notices;
pub mod password;
pub mod requests;
pub mod session;
pub mod throttle;
