//! Going to a provider and coming back, for the server's plain routes: what is kept, and where it ends.

use crate::{
    fault::Fault,
    forms::{escaped, is_local},
    login::entrance::{browser, cookie_line, end_session_here},
    request::{PROVIDER_COOKIE, Request, SESSION_COOKIE, hex, unhex},
};
use portiek_domain::{
    accounts::oidc::{LASTS, Setback},
    ids::{AccountId, ProviderId},
};
use portiek_store::{
    accounts::oidc::{self, Arrival, Begun, Identity, Pending, Provider, providers},
    transact,
};

/// Where the browser goes now, and the cookies it is given.
pub struct Ending {
    pub location: String,
    pub cookies: Vec<String>,
}

/// One that an organisation trusts now.
pub async fn provider(request: &Request, id: ProviderId) -> Result<Option<Provider>, Fault> {
    let mut conn = request.read().await?;
    let found = providers::find(&mut conn, id).await;
    drop(conn);
    request.settle(found).await
}

/// Whose account a login is added to: of who is in with what the account itself demands, on our own page.
pub fn joining(request: &Request, (id, token): (ProviderId, &str)) -> Result<AccountId, Fault> {
    let visitor = request.visitor()?;
    let is_ours = oidc::attempt::is_join_token(&request.store.ambient().keys, (visitor.session, id), token);
    if is_ours && visitor.issuer.is_none() { Ok(visitor.account) } else { Err(Fault::NotFound) }
}

/// Remembers that somebody goes to a provider. Two tabs of one browser may both do so.
pub async fn begin(
    request: &Request,
    provider: &Provider,
    (target, joining): (&str, Option<AccountId>),
) -> Result<(Begun, String), Fault> {
    let browser = browser_token(request).unwrap_or_else(|| request.store.ambient().random());
    let target = if is_local(target) { target } else { "" };
    let begun = transact!(request.store, |tx| { oidc::begin(tx, provider, (target, joining, &browser)).await });
    let begun = request.settle(begun).await?;
    let seconds = u32::try_from(LASTS.num_seconds()).unwrap_or_default();
    Ok((begun, cookie_line(PROVIDER_COOKIE, &hex(&browser), Some(seconds))))
}

fn browser_token(request: &Request) -> Option<[u8; 32]> {
    request.cookie(PROVIDER_COOKIE).and_then(|token| unhex(&token))?.try_into().ok()
}

/// What was remembered of who comes back, once; none when this browser went nowhere lately.
pub async fn take(request: &Request, state: &str) -> Result<Option<(Pending, Provider)>, Fault> {
    let Some(browser) = browser_token(request) else { return Ok(None) };
    let taken = transact!(request.store, |tx| { oidc::take(tx, (state, &browser)).await });
    let Some(pending) = request.settle(taken).await? else { return Ok(None) };
    Ok(provider(request, pending.provider).await?.map(|provider| (pending, provider)))
}

/// Lets in, or joins, whom a provider vouches for.
pub async fn arrive(
    request: &Request,
    (provider, identity): (&Provider, &Identity),
    pending: &Pending,
) -> Result<Ending, Fault> {
    if pending.joining.is_some() && !is_still(request, pending.joining) {
        return Ok(over());
    }
    let arrived = oidc::arrive(&request.store, (provider, identity), (pending.joining, &browser(request))).await;
    match request.settle(arrived).await? {
        Arrival::In(opened) => {
            end_session_here(request, "logged in again").await?;
            let location = if is_local(&pending.target) { pending.target.clone() } else { "/".into() };
            Ok(Ending { location, cookies: vec![cookie_line(SESSION_COOKIE, &hex(&opened.token), None)] })
        }
        Arrival::Joined => Ok(to(&pending.target, "uitkomst=gekoppeld")),
        Arrival::Refused(setback) => Ok(turned_away(provider, (setback, pending.joining.is_some(), &pending.target))),
    }
}

/// Whether the one who wanted to add a login is the one who is in now.
fn is_still(request: &Request, joining: Option<AccountId>) -> bool {
    request.anybody().is_some_and(|visitor| visitor.issuer.is_none() && Some(visitor.account) == joining)
}

/// Logs that somebody comes back without having logged in there, and says so.
pub async fn refused(
    request: &Request,
    provider: &Provider,
    (setback, pending): (Setback, &Pending),
) -> Result<Ending, Fault> {
    let browser = browser(request);
    let logged = transact!(request.store, |tx| { oidc::arrival::refused(tx, provider, &browser).await });
    request.settle(logged).await?;
    Ok(turned_away(provider, (setback, pending.joining.is_some(), &pending.target)))
}

/// To the page that says why somebody is not in, or why a login was not added.
pub fn turned_away(provider: &Provider, (setback, joining, target): (Setback, bool, &str)) -> Ending {
    let why = format!("uitkomst={}&met={}", setback.as_str(), provider.id);
    if joining {
        return to(target, &why);
    }
    let target = if is_local(target) { format!("&naar={}", escaped(target)) } else { String::new() };
    Ending { location: format!("/inloggen?{why}{target}"), cookies: Vec::new() }
}

/// Somebody comes back who went nowhere, or too long ago, or in another browser.
pub fn over() -> Ending {
    Ending { location: format!("/inloggen?uitkomst={}", Setback::Over.as_str()), cookies: Vec::new() }
}

fn to(page: &str, query: &str) -> Ending {
    let page = if is_local(page) { page } else { "/profiel/inloggen-met" };
    let mark = if page.contains('?') { '&' } else { '?' };
    Ending { location: format!("{page}{mark}{query}"), cookies: Vec::new() }
}
