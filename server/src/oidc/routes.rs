//! `/inloggen/met/<provider>` sends somebody to a provider; `/inloggen/terug` is where the provider sends them back to.
//! Both are plain addresses: a form that ended at another site would need a wider policy on every page.

use super::{BACK, Oidc, exchange::Known};
use crate::{plain, state::AppState};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use portiek_app::{
    fault::Fault,
    login::oidc::{self, Ending},
    request::Request,
};
use portiek_domain::{accounts::oidc::Setback, ids::ProviderId};
use portiek_store::accounts::oidc::{Pending, Provider};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Going {
    /// Where to land afterwards (R114).
    #[serde(default)]
    naar: String,
    /// What the page with somebody's logins gave along, to add this one to the account.
    koppelen: Option<String>,
    /// After a login that did not do: to be asked anew, and not let through as before.
    opnieuw: Option<String>,
}

#[derive(Deserialize)]
pub struct Coming {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    /// Which provider sends this (RFC 9207).
    iss: Option<String>,
}

pub async fn begin(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(going): Query<Going>,
    parts: Parts,
) -> Response {
    let (host, request) = (host(&parts), Request::of(state.services.clone(), parts));
    if request.is_prefetch() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let begun = go(&state, (&request, &host), (&id, &going)).await;
    begun.unwrap_or_else(|fault| plain::trouble(&state.files.css, fault.status()))
}

async fn go(
    state: &AppState,
    (request, host): (&Request, &str),
    (id, going): (&str, &Going),
) -> Result<Response, Fault> {
    let id: ProviderId = id.parse().map_err(|_| Fault::NotFound)?;
    let provider = oidc::provider(request, id).await?.ok_or(Fault::NotFound)?;
    let joining = match &going.koppelen {
        Some(token) => Some(oidc::joining(request, (id, token))?),
        None => None,
    };
    let Some(metadata) = state.oidc.metadata(&provider.settings.issuer, request.store.now()).await else {
        return Ok(answer(oidc::turned_away(&provider, (Setback::Trouble, joining.is_some(), &going.naar))));
    };
    let (begun, cookie) = oidc::begin(request, &provider, (&going.naar, joining)).await?;
    let known = known(state, host, provider)?;
    let address = known.address(&metadata, (&begun, going.opnieuw.is_some())).ok_or(Fault::Unavailable)?;
    Ok(answer(Ending { location: address.into(), cookies: vec![cookie] }))
}

pub async fn back(State(state): State<AppState>, Query(coming): Query<Coming>, parts: Parts) -> Response {
    let (host, request) = (host(&parts), Request::of(state.services.clone(), parts));
    match end(&state, (&request, &host), coming).await {
        Ok(ending) => answer(ending),
        Err(fault) => plain::trouble(&state.files.css, fault.status()),
    }
}

async fn end(state: &AppState, (request, host): (&Request, &str), coming: Coming) -> Result<Ending, Fault> {
    let Some((pending, provider)) = oidc::take(request, &coming.state).await? else { return Ok(oidc::over()) };
    let known = known(state, host, provider)?;
    match identify(&state.oidc, (request, &known, &pending), coming).await {
        Ok(identity) => oidc::arrive(request, (&known.provider, &identity), &pending).await,
        Err(setback) => oidc::refused(request, &known.provider, (setback, &pending)).await,
    }
}

async fn identify(
    oidc: &Oidc,
    (request, known, pending): (&Request, &Known, &Pending),
    coming: Coming,
) -> Result<portiek_store::accounts::oidc::Identity, Setback> {
    let (now, issuer) = (request.store.now(), &known.provider.settings.issuer);
    let names_itself = match oidc.metadata(issuer, now).await {
        Some(metadata) => metadata.additional_metadata().authorization_response_iss_parameter_supported,
        None => return Err(Setback::Trouble),
    };
    let is_from_there = coming.iss.as_ref().map_or(!names_itself, |iss| iss == issuer);
    if !is_from_there {
        tracing::warn!(issuer, "somebody comes back from another provider than they went to");
        return Err(Setback::Trouble);
    }
    match (coming.code, coming.error.as_deref()) {
        (Some(code), None) => oidc.identify((known, pending), code, now).await,
        (_, Some("access_denied")) => Err(Setback::Cancelled),
        (_, Some("unmet_authentication_requirements")) => Err(Setback::TooLow),
        _ => Err(Setback::Trouble),
    }
}

fn known(state: &AppState, host: &str, provider: Provider) -> Result<Known, Fault> {
    let secret = provider.client_secret(&state.store().ambient().keys);
    let secret = secret.inspect_err(|error| tracing::error!(%error, "a provider's secret cannot be opened"));
    let secret = secret.map_err(|_| Fault::Unavailable)?;
    Ok(Known { provider, secret, back: format!("{}{BACK}", origin(state, host)) })
}

/// Ours; while trying things out on one machine, the one of its names that the browser uses.
fn origin(state: &AppState, host: &str) -> String {
    let own = &state.config.site.origin;
    let is_own = own.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host));
    if is_own || !state.config.is_loopback() { own.clone() } else { format!("http://{host}") }
}

fn host(parts: &Parts) -> String {
    let header = parts.headers.get(header::HOST).and_then(|value| value.to_str().ok());
    header.or_else(|| parts.uri.authority().map(|authority| authority.as_str())).unwrap_or_default().to_owned()
}

fn answer(ending: Ending) -> Response {
    let mut response = Redirect::to(&ending.location).into_response();
    for cookie in ending.cookies {
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}
