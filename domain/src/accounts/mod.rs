//! Accounts: logging in and staying so, passwords, second factors, pincodes, one-time links. One person has one account
//! (D23).

pub mod factors;
pub mod inactivity;
pub mod link;
pub mod login;
pub mod login_name;
pub mod oidc;
pub mod password;
pub mod pin;
pub mod session;
pub mod sms;
