//! Inloggen met …: which providers of logins an organisation trusts. Whatever changes that asks who one is first: it
//! decides who gets in.

use super::{address, done, find, name, platform, refuse};
use crate::{
    fault::Fault,
    platform::{
        views::{Fact, KnownProvider, Pill, ProviderFormView, ProviderView, Tone},
        words::trouble,
    },
    request::Request,
};
use portiek_domain::{
    access::PlatformAccess,
    accounts::oidc::{Settings, Trouble},
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::{FormKey, ProviderId},
    organisation::Values,
};
use portiek_store::{
    accounts::oidc::{NewProvider, Provider, providers},
    organisations::settings::Organisation,
    transact,
};

/// Where the providers stand on the organisation's page.
const PART: &str = "#inloggen-met";
/// What trying it out says when nothing is wrong.
const FINE: &str = "goed";

pub struct TypedProvider {
    pub key: FormKey,
    pub number: i64,
    /// The one that is changed, and what of it was shown.
    pub shown: Option<(ProviderId, String)>,
    pub secret: String,
    pub values: Values,
}

pub fn listed(provider: Provider) -> ProviderView {
    ProviderView {
        level: level(&provider.settings),
        id: provider.id,
        label: provider.settings.label,
        issuer: provider.settings.issuer,
    }
}

fn level(settings: &Settings) -> String {
    settings.levels.required_name().unwrap_or("Elk niveau").to_owned()
}

fn facts(settings: &Settings) -> Vec<Fact> {
    let names: Vec<&str> = settings.levels.ordered.iter().map(|level| level.name.as_str()).collect();
    let facts = [
        ("Naam", settings.label.clone()),
        ("Client-id", settings.client_id.clone()),
        ("Niveaus", if names.is_empty() { "Geen".into() } else { names.join(", ") }),
        ("Minimaal niveau", level(settings)),
        ("Claim met het BSN", settings.bsn_claim.clone().unwrap_or_else(|| "Geen".into())),
    ];
    facts.map(|(name, value)| Fact { name: name.into(), value }).into()
}

fn page(at: &Context, (number, provider): (i64, Option<ProviderId>)) -> String {
    let last = provider.map_or_else(|| "nieuw".to_owned(), |id| id.to_string());
    address(at, number, &format!("/inloggen-met/{last}"))
}

/// The organisation and the provider that is meant; whoever may not see them finds nothing.
async fn meant(
    request: &Request,
    access: &PlatformAccess,
    (number, id): (i64, Option<ProviderId>),
) -> Result<(Organisation, Option<Provider>), Fault> {
    let found = find(request, access, number).await?;
    let Some(id) = id else { return Ok((found, None)) };
    let mut conn = request.read().await?;
    let known = providers::find_of(&mut conn, (access, found.id), id).await;
    drop(conn);
    Ok((found, Some(request.settle(known).await?)))
}

pub async fn open_provider(
    request: &Request,
    at: &Context,
    (number, id, kept): (i64, Option<ProviderId>, Option<FormKey>),
) -> Result<Option<ProviderFormView>, Fault> {
    let access = platform(request, at).await?;
    let (found, known) = meant(request, &access, (number, id)).await?;
    let here = page(at, (number, id));
    if !request.confirmed(&here)? {
        return Ok(None);
    }
    let kept = request.refused(kept).await?;
    let values = known.as_ref().map(|known| known.settings.values()).unwrap_or_default();
    let form = if kept.refusals.is_empty() { RefusedForm { values, refusals: Vec::new() } } else { kept };
    let tried = request.said(&here).and_then(|said| tried(&said));
    let known = known.map(|known| shown(&known, tried));
    Ok(Some(ProviderFormView { number, organisation: name(&found), key: request.new_key(), form, known }))
}

fn shown(known: &Provider, tried: Option<Pill>) -> KnownProvider {
    KnownProvider {
        id: known.id,
        label: known.settings.label.clone(),
        issuer: known.settings.issuer.clone(),
        seen: known.seen(),
        now: facts(&known.settings),
        tried,
    }
}

pub async fn set_provider(request: &Request, at: &Context, typed: TypedProvider) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let TypedProvider { key, number, shown, secret, values } = typed;
    let id = shown.as_ref().map(|(id, _)| *id);
    let (found, _) = meant(request, &access, (number, id)).await?;
    let back = page(at, (number, id));
    if !request.confirmed(&back)? {
        return Ok(Answer::Done(key));
    }
    let client_secret = Some(secret.trim().to_owned()).filter(|secret| !secret.is_empty());
    let new = NewProvider { settings: Settings::parse(&values), client_secret };
    let set = transact!(request.store, |tx| {
        match &shown {
            Some((id, shown)) => providers::change_shown(tx, (&access, found.id), (*id, shown, &new)).await,
            None => providers::add_new(tx, (&access, key), (found.id, &new)).await,
        }
    });
    match request.settle(set).await? {
        Ok(()) => Ok(done(request, (at, number), (PART, "inlogdienst-opgeslagen"))),
        Err(refusals) => refuse(request, (key, back), (&values, refusals)).await,
    }
}

pub async fn remove_provider(request: &Request, at: &Context, (number, id): (i64, ProviderId)) -> Result<(), Fault> {
    let access = platform(request, at).await?;
    let (found, _) = meant(request, &access, (number, Some(id))).await?;
    if !request.confirmed(&page(at, (number, Some(id))))? {
        return Ok(());
    }
    let by = (found.id, Some(access.actor()));
    let removed = transact!(request.store, |tx| { providers::turn_off(tx, by, id).await });
    request.settle(removed).await?;
    done(request, (at, number), (PART, "inlogdienst-verwijderd"));
    Ok(())
}

/// Changes nothing, so that it needs no step-up of its own; the page does.
pub async fn try_provider(request: &Request, at: &Context, (number, id): (i64, ProviderId)) -> Result<(), Fault> {
    let access = platform(request, at).await?;
    let (_, known) = meant(request, &access, (number, Some(id))).await?;
    let issuer = known.map(|known| known.settings.issuer).unwrap_or_default();
    let outcome = (request.try_provider)(issuer).await;
    let said = outcome.err().map_or(FINE, Trouble::as_str);
    request.go_saying((&page(at, (number, Some(id))), "#verbinding"), said);
    Ok(())
}

fn tried(said: &str) -> Option<Pill> {
    const WORKS: &str = "De verbinding werkt. Of het client-id en het geheim kloppen, blijkt pas bij het inloggen.";
    match Trouble::try_from(said.to_owned()) {
        Ok(what) => Some(Pill { words: trouble(what).into(), tone: Tone::Warning }),
        Err(_) => (said == FINE).then(|| Pill { words: WORKS.into(), tone: Tone::Done }),
    }
}
