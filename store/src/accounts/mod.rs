//! Accounts: passwords, logging in, sessions.

pub mod account;
pub mod login;
pub mod password;
pub mod session;
pub mod throttle;
