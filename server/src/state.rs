//! What every handler has.

use crate::{config::Config, live::Hub, oidc::Oidc};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use portiek_app::{request::Services, routes::Files};
use portiek_store::Store;
use std::sync::Arc;

#[derive(Clone)]
pub struct AppState {
    pub services: Services,
    pub hub: Hub,
    pub oidc: Oidc,
    pub config: Arc<Config>,
    pub files: Files,
    pub options: LeptosOptions,
}

impl AppState {
    pub fn store(&self) -> &Store {
        &self.services.store
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}
