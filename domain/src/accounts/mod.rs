//! Accounts: logging in and staying so. One person has one account (D23).

pub mod login;
pub mod session;
