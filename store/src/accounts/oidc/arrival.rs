//! Somebody comes back from a provider. The session that begins opens the organisations that trust this provider, each
//! at the level it asks, and no others: one organisation's provider is no key to another's records (D23).

use super::{
    links,
    providers::{self, Provider},
};
use crate::{
    Result, Store, Tx,
    accounts::{
        login::Browser,
        session::{self, Opened},
        throttle::Tried,
    },
    audit, bsn,
    db::run,
    transact,
};
use portiek_domain::{
    accounts::oidc::{LinkedBy, Setback},
    audit::{Event, Kind, ObjectKind},
    bsn::Bsn,
    ids::{AccountId, OrganisationId, SessionId},
};

const NOTE: &str = "UPDATE session SET issuer = $2, acr = $3 WHERE id = $1";
const OPENS: &str = "INSERT INTO session_organisation (session_id, organisation_id) VALUES ($1, $2)";

/// What a provider vouches for.
pub struct Identity {
    pub subject: String,
    pub acr: Option<String>,
    /// Of the claim that carries it, where the organisation says which.
    pub bsn: Option<Bsn>,
}

pub enum Arrival {
    In(Opened),
    /// The login now belongs to the account it was to be added to.
    Joined,
    Refused(Setback),
}

/// Lets somebody in whom a provider vouches for, or adds this login to the account of who is in already.
pub async fn arrive(
    store: &Store,
    (provider, identity): (&Provider, &Identity),
    (joining, browser): (Option<AccountId>, &Browser),
) -> Result<Arrival> {
    transact!(store, |tx| {
        let outcome = if !provider.settings.levels.admit(identity.acr.as_deref()) {
            Arrival::Refused(Setback::TooLow)
        } else if let Some(account) = joining {
            join(tx, (provider, identity), (account, browser)).await?
        } else {
            enter(tx, (provider, identity), browser).await?
        };
        if matches!(outcome, Arrival::Refused(_)) {
            refused(tx, provider, browser).await?;
        }
        Ok(outcome)
    })
}

/// Logs that somebody came back from this provider and did not get in.
pub async fn refused(tx: &mut Tx, provider: &Provider, browser: &Browser) -> Result<()> {
    let event = Event::from_network(&browser.network, Kind::LoginRefused);
    audit::log(tx, event.on(ObjectKind::Organisation, provider.organisation)).await
}

async fn join(
    tx: &mut Tx,
    (provider, identity): (&Provider, &Identity),
    (account, browser): (AccountId, &Browser),
) -> Result<Arrival> {
    let subject = (provider.settings.issuer.as_str(), identity.subject.as_str());
    match links::find(tx, subject).await? {
        Some(owner) if owner == account => {}
        Some(_) => return Ok(Arrival::Refused(Setback::Taken)),
        None => links::add(tx, (account, subject), (LinkedBy::Owner, &browser.network)).await?,
    }
    Ok(Arrival::Joined)
}

async fn enter(tx: &mut Tx, (provider, identity): (&Provider, &Identity), browser: &Browser) -> Result<Arrival> {
    let Some(account) = whose(tx, (provider, identity), browser).await? else {
        return Ok(Arrival::Refused(Setback::Unknown));
    };
    let trust = (provider.settings.issuer.as_str(), identity.acr.as_deref());
    let opens = providers::trusting(tx, trust, account.0).await?;
    if opens.is_empty() {
        return Ok(Arrival::Refused(Setback::Ended));
    }
    Tried::new(&tx.ambient().keys, account.0.as_bytes(), &browser.network).forget(tx).await?;
    let opened = session::open(tx, account, browser).await?;
    limit(tx, opened.id, (trust, &opens)).await?;
    let event = Event::from_network(&browser.network, Kind::LoggedIn);
    audit::log(tx, event.on(ObjectKind::Account, account)).await?;
    Ok(Arrival::In(opened))
}

/// Whose login it is: of old, or from now on because the organisation keeps this BSN of exactly one member.
async fn whose(
    tx: &mut Tx,
    (provider, identity): (&Provider, &Identity),
    browser: &Browser,
) -> Result<Option<AccountId>> {
    let subject = (provider.settings.issuer.as_str(), identity.subject.as_str());
    if let Some(account) = links::find(tx, subject).await? {
        return Ok(Some(account));
    }
    let Some(bsn) = &identity.bsn else { return Ok(None) };
    let [account] = bsn::members(tx, (provider.organisation, bsn)).await?[..] else { return Ok(None) };
    links::add(tx, (account, subject), (LinkedBy::Bsn, &browser.network)).await?;
    Ok(Some(account))
}

/// Notes where and at which level a session began, and which organisations it opens.
async fn limit(
    tx: &mut Tx,
    session: SessionId,
    ((issuer, acr), opens): ((&str, Option<&str>), &[OrganisationId]),
) -> Result<()> {
    run!(tx, execute(NOTE, session.0, issuer, acr))?;
    for organisation in opens {
        run!(tx, execute(OPENS, session.0, organisation.0))?;
    }
    Ok(())
}
