//! The built browser half: names carry a hash of their content, so they may be kept for good.

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use portiek_app::routes::Files;
use std::path::Path;
use tower_http::services::ServeDir;

/// Reads the addresses that the build wrote beside the files.
pub fn find(root: &Path) -> Result<Files, String> {
    let list = root.join("files.txt");
    let text = std::fs::read_to_string(&list)
        .map_err(|_| format!("[site] root: {} is missing; build it with `cargo xtask run`", list.display()))?;
    let named = |kind: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(": "));
        line.map(|address| address.trim().to_owned())
            .ok_or_else(|| format!("[site] root: {} names no {kind}", list.display()))
    };
    Ok(Files { css: named("css")?, package: named("package")? })
}

/// The files themselves, compressed ones where they were made.
pub fn service(root: &Path) -> ServeDir {
    ServeDir::new(root).precompressed_br()
}

/// A name with a hash never gets other content.
pub async fn keep_for_good(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, forever);
    }
    response
}
