//! Accounts: logging in, sessions, passwords, second factors, pincodes and what organisations ask of them.

pub mod account;
pub mod activation;
pub mod attempt;
pub mod browsers;
pub mod confirm;
pub mod demands;
pub mod factors;
pub mod hashing;
pub mod inactivity;
pub mod invitations;
pub mod joining;
pub mod links;
pub mod login;
mod notices;
pub mod oidc;
pub mod password;
pub mod pin;
pub mod requests;
pub mod session;
pub mod sms;
pub mod throttle;
