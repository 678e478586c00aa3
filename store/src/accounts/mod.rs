//! Accounts: logging in, sessions, passwords and what organisations ask of them.

pub mod account;
pub mod attempt;
pub mod demands;
pub mod hashing;
pub mod links;
pub mod login;
pub mod oidc;
pub mod password;
pub mod requests;
pub mod session;
pub mod throttle;
