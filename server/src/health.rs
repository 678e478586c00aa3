//! `/healthz`: the process lives. `/readyz`: it can reach its database.

use crate::state::AppState;
use axum::{extract::State, http::StatusCode};
use portiek_store::outbox;

pub async fn alive() -> &'static str {
    "ok\n"
}

pub async fn ready(State(state): State<AppState>) -> (StatusCode, String) {
    let backlog = async {
        let mut conn = state.store().read().await?;
        outbox::backlog(&mut conn, state.store().now()).await
    };
    match backlog.await {
        Ok(_) => (StatusCode::OK, "ok\n".into()),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database away\n".into())
        }
    }
}
