//! Finds out who is at the door, once per request, in one statement; pages send away who is not logged in.

use crate::{plain, state::AppState};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use portiek_app::request::{AtTheDoor, SESSION_COOKIE, cookie, unhex};
use portiek_store::{Result, visitor};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Puts who is at the door into the request.
pub async fn look(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let network = network(&state, &request);
    let token = cookie(request.headers(), SESSION_COOKIE).and_then(|token| unhex(&token));
    let found = match token {
        Some(token) => find(&state, (&token, &network)).await,
        None => Ok(None),
    };
    match found {
        Ok(visitor) => {
            request.extensions_mut().insert(AtTheDoor { visitor: visitor.map(Arc::new), network });
            next.run(request).await
        }
        Err(error) => {
            tracing::error!(%error, "who is at the door cannot be found out");
            let away = error.is_unavailable();
            let status = if away { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR };
            plain::trouble(&state.files.css, status)
        }
    }
}

async fn find(state: &AppState, (token, network): (&[u8], &str)) -> Result<Option<visitor::Visitor>> {
    let mut conn = state.store().read().await?;
    let found = visitor::find(&mut conn, token, state.store().now()).await?;
    Ok(found.map(|visitor| visitor::Visitor { network: network.into(), ..visitor }))
}

/// Where a request comes from: the peer, or what trusted proxies say of it.
fn network(state: &AppState, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip().to_canonical());
    let Some(peer) = peer else { return "unknown".into() };
    forwarded(&state.config.site.trusted_proxies, peer, request.headers()).to_string()
}

/// Walks the forwarding header from its end, past every proxy that is trusted.
fn forwarded(trusted: &[IpAddr], peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let hops = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> = hops.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    let mut at = peer;
    for hop in hops.into_iter().rev() {
        if !trusted.contains(&at) {
            break;
        }
        at = hop;
    }
    at
}

/// Pages are for who is logged in; everybody else logs in first and lands where they wanted to be (R114).
pub async fn demand(request: Request, next: Next) -> Response {
    let is_known = request.extensions().get::<AtTheDoor>().is_some_and(|door| door.visitor.is_some());
    if is_known {
        return next.run(request).await;
    }
    log_in_first(request.uri().path_and_query().map_or("/", |path| path.as_str()))
}

/// To the login page, and from there to a page of ours.
pub fn log_in_first(wanted: &str) -> Response {
    let escaped: String = wanted.bytes().map(escape).collect();
    let mut response = Redirect::to(&format!("/inloggen?naar={escaped}")).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

fn escape(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 198.51.100.4, 10.0.0.2"));
        let trusted = [ip("10.0.0.1"), ip("10.0.0.2")];
        assert_eq!(forwarded(&trusted, ip("10.0.0.1"), &headers), ip("198.51.100.4"));
        assert_eq!(forwarded(&[], ip("10.0.0.1"), &headers), ip("10.0.0.1"));
        assert_eq!(forwarded(&trusted, ip("203.0.113.9"), &headers), ip("203.0.113.9"));
    }
}
