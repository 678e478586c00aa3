//! Accounts: logging in and staying so, passwords, one-time links. One person has one account (D23).

pub mod link;
pub mod login;
pub mod oidc;
pub mod password;
pub mod session;
