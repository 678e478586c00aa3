//! What every request meets first: the right host, no form from another site, and the headers that keep browsers safe.

use crate::{plain, session, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::Response,
};

const STATIC_POLICY: &str = "default-src 'self'; script-src 'none'; style-src 'self'; object-src 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Only requests for our own host; what a foreign page sends never changes anything.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let refused = if !is_our_host(&state, &request) {
        Some(StatusCode::MISDIRECTED_REQUEST)
    } else if !request.method().is_safe() && is_foreign(request.headers()) {
        Some(StatusCode::FORBIDDEN)
    } else {
        None
    };
    let is_page = !request.uri().path().starts_with("/pkg/");
    let mut response = match refused {
        Some(status) => plain::trouble(&state.files.css, status),
        None => next.run(request).await,
    };
    protect(response.headers_mut(), is_page);
    response
}

/// The origin's host; on a machine's own loopback also its other names.
fn is_our_host(state: &AppState, request: &Request) -> bool {
    let path = request.uri().path();
    if path == "/healthz" || path == "/readyz" {
        return true;
    }
    let host = host(request);
    let own = state.config.site.origin.split_once("://").map_or("", |(_, host)| host);
    if host.eq_ignore_ascii_case(own) {
        return true;
    }
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
    state.config.is_loopback() && ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

fn host(request: &Request) -> String {
    let header = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    header.or_else(|| request.uri().authority().map(|authority| authority.as_str())).unwrap_or_default().to_owned()
}

/// Browsers say from which site a request comes; older ones at least its origin.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => !["same-origin", "none"].contains(&site),
        None => match text("origin") {
            Some(origin) => origin.split_once("://").map(|(_, host)| host) != text("host"),
            None => false,
        },
    }
}

fn protect(headers: &mut HeaderMap, is_page: bool) {
    let set = |headers: &mut HeaderMap, name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(headers, header::CONTENT_SECURITY_POLICY, STATIC_POLICY);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "same-origin");
    set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    set(headers, HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if is_page {
        set(headers, header::CACHE_CONTROL, "no-store");
    }
}

/// A form sent without scripts that met an error gets a page that says so, not an error in its address.
pub async fn show_errors(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST && accepts_html(request.headers());
    let page = referring_page(request.headers());
    let response = next.run(request).await;
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let met_error = location.is_some_and(|location| location.contains("__err="));
    if is_form && met_error {
        // Nobody is logged in any more: first that, and then back to the page of the form (R114).
        if response.status() == StatusCode::UNAUTHORIZED
            && let Some(page) = page
        {
            return session::log_in_first(&page);
        }
        let status = Some(response.status()).filter(|status| status.is_client_error() || status.is_server_error());
        return plain::trouble(&state.files.css, status.unwrap_or(StatusCode::BAD_REQUEST));
    }
    response
}

/// The path of the page that a request comes from.
fn referring_page(headers: &HeaderMap) -> Option<String> {
    let referer: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    referer.path_and_query().map(|page| page.as_str().to_owned())
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers =
            pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_foreign(&headers.collect())
    }

    #[test]
    fn what_another_site_sends_is_recognised() {
        assert!(foreign(&[("sec-fetch-site", "cross-site")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(foreign(&[("origin", "https://kwaad.nl"), ("host", "portaal.nl")]));
        assert!(foreign(&[("origin", "null"), ("host", "portaal.nl")]));
        assert!(!foreign(&[("sec-fetch-site", "same-origin"), ("origin", "https://portaal.nl")]));
        assert!(!foreign(&[("origin", "https://portaal.nl"), ("host", "portaal.nl")]));
        assert!(!foreign(&[]));
    }
}
