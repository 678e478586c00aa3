//! Accounts: logging in and staying so, passwords, second factors, one-time links. One person has one account (D23).

pub mod factors;
pub mod link;
pub mod login;
pub mod password;
pub mod session;
