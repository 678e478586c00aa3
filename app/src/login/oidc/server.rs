//! Who, rule, verb, commit.

use super::api::{Asked, LinkView, LinksView, WayView, WaysView};
use crate::{
    fault::Fault,
    forms::{escaped, is_local},
    request::Request,
};
use portiek_domain::{
    audit::{Event, Kind, ObjectKind},
    time,
};
use portiek_store::{
    Error,
    accounts::oidc::{Provider, attempt, links, providers},
    transact,
};
use uuid::Uuid;

pub async fn ways(request: &Request, (at, asked): (Option<i64>, &Asked)) -> Result<WaysView, Fault> {
    let mut conn = request.read().await?;
    let listed = providers::list(&mut conn, at).await;
    drop(conn);
    let ways = request.settle(listed).await?;
    let ways = ways.iter().map(|provider| way(provider, ("", asked))).collect();
    Ok(WaysView { ways, about: about(request, asked).await? })
}

async fn about(request: &Request, asked: &Asked) -> Result<Option<WayView>, Fault> {
    let Some(id) = asked.met else { return Ok(None) };
    let found = super::ending::provider(request, id).await?;
    Ok(found.map(|provider| way(&provider, ("", asked))))
}

/// Who has just come back from one is asked anew there: else the provider may let them through as it did before.
fn way(provider: &Provider, (token, asked): (&str, &Asked)) -> WayView {
    let parts = [
        (!token.is_empty()).then(|| format!("koppelen={token}")),
        asked.met.map(|_| "opnieuw=1".to_owned()),
        is_local(&asked.naar).then(|| format!("naar={}", escaped(&asked.naar))),
    ];
    let query: Vec<String> = parts.into_iter().flatten().collect();
    let mark = if query.is_empty() { "" } else { "?" };
    WayView {
        href: format!("/inloggen/met/{}{mark}{}", provider.id, query.join("&")),
        label: provider.settings.label.clone(),
        organisation: provider.organisation_name.clone(),
        phone: provider.phone.clone(),
        level: provider.settings.levels.required_name().map(Into::into),
    }
}

pub async fn links(request: &Request, asked: &Asked) -> Result<LinksView, Fault> {
    let visitor = request.visitor()?;
    request.touch().await?;
    let mut conn = request.read().await?;
    let listed = links::list(&mut conn, visitor.account).await;
    let listed = request.settle(listed).await?;
    let trusted = providers::list(&mut conn, None).await;
    drop(conn);
    let mut trusted = request.settle(trusted).await?;
    trusted.retain(|provider| visitor.memberships.iter().any(|m| m.organisation.id == provider.organisation));
    let may_change = visitor.issuer.is_none();
    let is_new = |provider: &&Provider| !listed.iter().any(|link| link.issuer == provider.settings.issuer);
    let offers = trusted.iter().filter(is_new).filter(|_| may_change);
    let offer = |provider: &Provider| {
        let token = attempt::join_token(&request.store.ambient().keys, (visitor.session, provider.id));
        way(provider, (&token, asked))
    };
    Ok(LinksView {
        offers: offers.map(offer).collect(),
        links: listed.iter().map(|link| joined(link, &trusted)).collect(),
        about: about(request, asked).await?,
        may_change,
    })
}

/// By the name that the own organisations give it; by its address where none of them trusts it any more.
fn joined(link: &links::Link, trusted: &[Provider]) -> LinkView {
    let known = trusted.iter().find(|provider| provider.settings.issuer == link.issuer);
    LinkView {
        id: link.id,
        label: known.map_or_else(|| link.issuer.clone(), |provider| provider.settings.label.clone()),
        since: time::date(time::day(link.linked_at)),
    }
}

pub async fn unlink(request: &Request, (link, naar): (Uuid, &str)) -> Result<(), Fault> {
    let visitor = request.visitor()?;
    request.touch().await?;
    let (account, may_change, network) = (visitor.account, visitor.issuer.is_none(), request.network());
    let removed = transact!(request.store, |tx| {
        if may_change && links::remove(tx, (account, link), network).await? {
            return Ok(());
        }
        let event = Event::from_network(network, Kind::AccessRefused).on(ObjectKind::Account, account);
        Err(Error::NotFound(Box::new(event)))
    });
    request.settle(removed).await?;
    request.go(if is_local(naar) { naar } else { "/" });
    Ok(())
}
