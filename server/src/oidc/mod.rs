//! Inloggen met …: the conversation with providers of OpenID Connect (DigiD through a broker, a hospital's own). Here is
//! what goes over the wire; whom that lets in is the store's.

mod call;
mod exchange;
mod metadata;
mod routes;
mod types;

pub use routes::{back, begin};

use metadata::Cache;
use portiek_app::request::TryProvider;
use reqwest::Client;
use std::sync::Arc;

/// What speaks with providers; cheap to clone.
#[derive(Clone)]
pub struct Oidc {
    http: Client,
    known: Arc<Cache>,
}

impl Oidc {
    pub fn new(http: Client) -> Self {
        Self { http, known: Arc::default() }
    }

    /// For the screen on which providers are set up.
    pub fn trial(&self) -> TryProvider {
        let oidc = self.clone();
        Arc::new(move |issuer: String| {
            let oidc = oidc.clone();
            Box::pin(async move { oidc.try_out(&issuer).await })
        })
    }
}

/// Where providers send people back to, on this origin.
pub const BACK: &str = "/inloggen/terug";
