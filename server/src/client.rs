//! The one HTTP client of this process: for the SMS gateway, and for whatever other server it will ask.

use reqwest::{Client, redirect::Policy};
use rustls::crypto::{CryptoProvider, ring};
use std::time::Duration;

/// The longest that another server may take to accept a connection.
pub const CONNECT: Duration = Duration::from_secs(10);
/// The longest that one exchange with it may take.
pub const EXCHANGE: Duration = Duration::from_secs(30);

/// Follows no redirects: what is meant for one server is for no other.
pub fn open() -> Result<Client, String> {
    trust();
    Client::builder()
        .connect_timeout(CONNECT)
        .timeout(EXCHANGE)
        .redirect(Policy::none())
        .user_agent("Portiek")
        .build()
        .map_err(|error| format!("the HTTP client cannot be made: {error}"))
}

/// Says which cryptography TLS uses in this process; certificates are checked against the system's.
pub fn trust() {
    if CryptoProvider::get_default().is_none() {
        // Refused only when another thread was first, with the same.
        let _ = ring::default_provider().install_default();
    }
}
