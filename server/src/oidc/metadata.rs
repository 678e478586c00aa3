//! What providers say of themselves, with their keys: asked once in some hours, and again when a key is not among them.

use super::{Oidc, call::call, types::Metadata};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{DiscoveryError, HttpClientError, IssuerUrl};
use portiek_domain::accounts::oidc::Trouble;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

const KEPT_FOR: TimeDelta = TimeDelta::hours(6);
/// New keys are asked for at most this often, whoever sends tokens with unknown ones.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);

/// With when it was asked.
type Answer = (DateTime<Utc>, Arc<Metadata>);

/// By issuer.
#[derive(Default)]
pub struct Cache(RwLock<HashMap<String, Answer>>);

type Failure = DiscoveryError<HttpClientError<reqwest::Error>>;

fn trouble(error: &Failure) -> Trouble {
    match error {
        DiscoveryError::Request(_) => Trouble::Unreachable,
        DiscoveryError::Response(..) => Trouble::Absent,
        DiscoveryError::Validation(_) => Trouble::OtherIssuer,
        _ => Trouble::Unreadable,
    }
}

impl Cache {
    fn get(&self, issuer: &str) -> Option<Answer> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(issuer).cloned()
    }

    fn keep(&self, issuer: &str, metadata: &Arc<Metadata>, now: DateTime<Utc>) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(issuer.into(), (now, metadata.clone()));
    }
}

impl Oidc {
    /// None when the provider cannot be asked now; the server's log says why.
    pub async fn metadata(&self, issuer: &str, now: DateTime<Utc>) -> Option<Arc<Metadata>> {
        match self.known.get(issuer) {
            Some((asked, metadata)) if now < asked + KEPT_FOR => Some(metadata),
            _ => self.ask(issuer, now).await,
        }
    }

    /// Asked again, for keys that are new; none when that was done a moment ago.
    pub async fn newer_metadata(&self, issuer: &str, now: DateTime<Utc>) -> Option<Arc<Metadata>> {
        let is_new = self.known.get(issuer).is_some_and(|(asked, _)| now < asked + AGAIN_AFTER);
        if is_new { None } else { self.ask(issuer, now).await }
    }

    async fn ask(&self, issuer: &str, now: DateTime<Utc>) -> Option<Arc<Metadata>> {
        match self.discover(issuer).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                self.known.keep(issuer, &metadata, now);
                Some(metadata)
            }
            Err(error) => {
                tracing::warn!(%error, issuer, "a provider of logins cannot be asked about itself");
                None
            }
        }
    }

    /// What it says of itself, with its keys.
    async fn discover(&self, issuer: &str) -> Result<Metadata, Failure> {
        let http = self.http.clone();
        let call = move |request| call(http.clone(), request);
        let url = IssuerUrl::new(issuer.into()).map_err(DiscoveryError::UrlParse)?;
        Metadata::discover_async(url, &call).await
    }

    /// Asks a provider that is being set up, as a login would; what is wrong stands in the server's log too.
    pub async fn try_out(&self, issuer: &str) -> Result<(), Trouble> {
        match self.discover(issuer).await {
            Ok(metadata) if metadata.token_endpoint().is_none() => Err(Trouble::NoTokens),
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::info!(%error, issuer, "a provider of logins was tried out");
                Err(trouble(&error))
            }
        }
    }
}
