//! Which providers an organisation trusts, and how (S9). The client's secret is sealed.

use crate::{
    Error, Result, Tx, access, audit,
    db::{On, run},
    forms::{self, Once},
    keys::{Keys, Purpose},
    organisations::settings::seen,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::PlatformAccess,
    accounts::oidc::{Levels, Settings},
    actor::Actor,
    audit::{Change, Event, Kind, ObjectKind},
    ids::{FormKey, OrganisationId, ProviderId},
    organisation::Values,
    refusal::{Code, Refusal},
};
use sqlx::types::Json;
use uuid::Uuid;

const KNOWN: &str = "SELECT id FROM provider WHERE organisation_id = $1 AND issuer = $2";
const ADD: &str = "INSERT INTO provider (organisation_id, id, issuer, client_id, secret_sealed, label, levels, \
     bsn_claim, set_at, off_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)";
const CHANGE: &str = "UPDATE provider SET client_id = $3, label = $4, levels = $5, bsn_claim = $6, set_at = $7, \
     off_at = NULL WHERE organisation_id = $1 AND id = $2";
const ON: &str = "SELECT id FROM provider WHERE organisation_id = $1 AND issuer = $2 AND off_at IS NULL";
/// Until the commit nobody else changes it.
const HOLD: &str = "UPDATE provider SET set_at = set_at WHERE organisation_id = $1 AND id = $2";
const SECRET: &str = "UPDATE provider SET secret_sealed = $3 WHERE organisation_id = $1 AND id = $2";
const TURN_OFF: &str = "UPDATE provider SET off_at = $3 WHERE organisation_id = $1 AND id = $2 AND off_at IS NULL";
/// All that are on, of one organisation or of all.
const LISTED: &str = "SELECT p.id, p.organisation_id, p.issuer, p.client_id, p.secret_sealed, p.label, p.levels, \
     p.bsn_claim, p.set_at, o.number, o.display_name, o.phone FROM provider p \
     JOIN organisation o ON o.id = p.organisation_id \
     WHERE p.off_at IS NULL AND ($1 = 0 OR o.number = $1) ORDER BY o.number, p.label, p.id";
const FIND: &str = "SELECT p.id, p.organisation_id, p.issuer, p.client_id, p.secret_sealed, p.label, p.levels, \
     p.bsn_claim, p.set_at, o.number, o.display_name, o.phone FROM provider p \
     JOIN organisation o ON o.id = p.organisation_id \
     WHERE p.off_at IS NULL AND p.id = $1";
const TRUSTING: &str = "SELECT p.organisation_id, p.levels FROM provider p JOIN membership m \
     ON m.organisation_id = p.organisation_id AND m.account_id = $2 AND m.ended_at IS NULL \
     WHERE p.issuer = $1 AND p.off_at IS NULL ORDER BY p.organisation_id";

/// What an organisation trusts, as it is set. Without a secret the present one stays.
pub struct NewProvider {
    pub settings: Settings,
    pub client_secret: Option<String>,
}

/// A provider that an organisation trusts now.
#[derive(Clone)]
pub struct Provider {
    pub id: ProviderId,
    pub organisation: OrganisationId,
    pub number: i64,
    pub organisation_name: String,
    /// The organisation's, for who cannot get in.
    pub phone: String,
    pub settings: Settings,
    set_at: DateTime<Utc>,
    secret_sealed: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    issuer: String,
    client_id: String,
    secret_sealed: Vec<u8>,
    label: String,
    levels: Json<Levels>,
    bsn_claim: Option<String>,
    set_at: DateTime<Utc>,
    number: i64,
    display_name: String,
    phone: String,
}

#[derive(sqlx::FromRow)]
struct Known {
    id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Trusting {
    organisation_id: Uuid,
    levels: Json<Levels>,
}

/// Sets up a provider for an organisation, or changes the one of the same issuer and turns it on. Without an actor it is
/// the operator, at the command line.
pub async fn set(
    tx: &mut Tx,
    (organisation, by): (OrganisationId, Option<&Actor>),
    new: &NewProvider,
) -> Result<Result<ProviderId, Vec<Refusal>>> {
    let known = run!(tx, query_as::<Known>(KNOWN, organisation.0, &new.settings.issuer).fetch_optional)?;
    let secret = new.client_secret.as_deref().filter(|secret| !secret.is_empty());
    let mut refusals = new.settings.refusals();
    if known.is_none() && secret.is_none() {
        refusals.push(Refusal::new("geheim", Code::Missing));
    }
    if !refusals.is_empty() {
        return Ok(Err(refusals));
    }
    let before = match &known {
        Some(known) => find(tx, known.id.into()).await?.map(|known| known.settings.values()),
        None => None,
    };
    let changes = Change::between(&before.unwrap_or_default(), &new.settings.values());
    let id = match known {
        Some(known) => change(tx, (organisation, known.id.into()), (&new.settings, secret)).await?,
        None => add(tx, organisation, (&new.settings, secret.unwrap_or_default())).await?,
    };
    log(tx, (organisation, by), (Kind::ProviderSet, changes)).await?;
    Ok(Ok(id))
}

/// "Inlogdienst toevoegen" on the platform's screen, once per form. What the organisation trusts already is changed on
/// its own page, where one sees what it is.
pub async fn add_new(
    tx: &mut Tx,
    (access, key): (&PlatformAccess, FormKey),
    (organisation, new): (OrganisationId, &NewProvider),
) -> Result<Result<(), Vec<Refusal>>> {
    let actor = access.actor();
    if let Once::Again(_) = forms::once(tx, (key, actor.account), organisation.0).await? {
        return Ok(Ok(()));
    }
    let on = run!(tx, query_as::<Known>(ON, organisation.0, &new.settings.issuer).fetch_optional)?;
    let set = match on {
        Some(_) => Err(vec![Refusal::new("uitgever", Code::AlreadyThere)]),
        None => set(tx, (organisation, Some(actor)), new).await?,
    };
    if set.is_err() {
        forms::release(tx, key).await?;
    }
    Ok(set.map(|_| ()))
}

/// Changes one that is on; its issuer stays, for another issuer is another provider. What somebody else changed
/// meanwhile is not overwritten (quality.md §4).
pub async fn change_shown(
    tx: &mut Tx,
    (access, organisation): (&PlatformAccess, OrganisationId),
    (id, shown, new): (ProviderId, &str, &NewProvider),
) -> Result<Result<(), Vec<Refusal>>> {
    run!(tx, execute(HOLD, organisation.0, id.0))?;
    let current = find_of(tx, (access, organisation), id).await?;
    let settings = Settings { issuer: current.settings.issuer.clone(), ..new.settings.clone() };
    if current.settings == settings && new.client_secret.is_none() {
        return Ok(Ok(()));
    }
    if current.seen() != shown {
        return Ok(Err(vec![Refusal::new("sectie", Code::Overtaken)]));
    }
    let new = NewProvider { settings, client_secret: new.client_secret.clone() };
    Ok(set(tx, (organisation, Some(access.actor())), &new).await?.map(|_| ()))
}

async fn add(tx: &mut Tx, organisation: OrganisationId, (new, secret): (&Settings, &str)) -> Result<ProviderId> {
    let (id, now): (ProviderId, _) = (tx.mint(), tx.now());
    let sealed = seal(tx, id, secret)?;
    let (issuer, client, label, claim) = (&new.issuer, &new.client_id, &new.label, &new.bsn_claim);
    let levels = Json(&new.levels);
    run!(tx, execute(ADD, organisation.0, id.0, issuer, client, sealed, label, levels, claim, now))?;
    Ok(id)
}

async fn change(
    tx: &mut Tx,
    (organisation, id): (OrganisationId, ProviderId),
    (new, secret): (&Settings, Option<&str>),
) -> Result<ProviderId> {
    let now = tx.now();
    let (client, label, levels, claim) = (&new.client_id, &new.label, Json(&new.levels), &new.bsn_claim);
    run!(tx, execute(CHANGE, organisation.0, id.0, client, label, levels, claim, now))?;
    if let Some(secret) = secret {
        let sealed = seal(tx, id, secret)?;
        run!(tx, execute(SECRET, organisation.0, id.0, sealed))?;
    }
    Ok(id)
}

fn seal(tx: &Tx, id: ProviderId, secret: &str) -> Result<Vec<u8>> {
    let ambient = tx.ambient();
    ambient.keys.seal(Purpose::ClientSecret, ambient.random(), (id.0.as_bytes(), secret.as_bytes()))
}

/// Nobody logs in there any more; the links stay, for when it is turned on again. False when it was off.
pub async fn turn_off(
    tx: &mut Tx,
    (organisation, by): (OrganisationId, Option<&Actor>),
    id: ProviderId,
) -> Result<bool> {
    let (now, before) = (tx.now(), find(tx, id).await?);
    if run!(tx, execute(TURN_OFF, organisation.0, id.0, now))? == 0 {
        return Ok(false);
    }
    let before = before.map(|before| before.settings.values()).unwrap_or_default();
    log(tx, (organisation, by), (Kind::ProviderRemoved, Change::between(&before, &Values::new()))).await?;
    Ok(true)
}

/// In the organisation's own log: its people are who logs in there. Never the secret.
async fn log(
    tx: &mut Tx,
    (organisation, by): (OrganisationId, Option<&Actor>),
    (kind, changes): (Kind, Vec<Change>),
) -> Result<()> {
    let event = match by {
        Some(actor) => Event::by(actor, kind),
        None => Event::from_network("command line", kind),
    };
    audit::log(tx, event.at(organisation).on(ObjectKind::Organisation, organisation).changing(changes)).await
}

/// Those of the organisation of this number, or all.
pub async fn list(on: &mut impl On, at: Option<i64>) -> Result<Vec<Provider>> {
    let rows = run!(on, query_as::<Row>(LISTED, at.unwrap_or_default()).fetch_all)?;
    Ok(rows.into_iter().map(provider).collect())
}

/// One that is on.
pub async fn find(on: &mut impl On, id: ProviderId) -> Result<Option<Provider>> {
    Ok(run!(on, query_as::<Row>(FIND, id.0).fetch_optional)?.map(provider))
}

/// One that this organisation trusts; who asks for another is told that it is not there, and that is logged.
pub async fn find_of(
    on: &mut impl On,
    (access, organisation): (&PlatformAccess, OrganisationId),
    id: ProviderId,
) -> Result<Provider> {
    let found = find(on, id).await?.filter(|found| found.organisation == organisation);
    found.ok_or_else(|| access::refused(access.actor(), id.0))
}

/// The organisations an account is at that trust what this issuer says at this level.
pub(super) async fn trusting(
    on: &mut impl On,
    (issuer, acr): (&str, Option<&str>),
    account: Uuid,
) -> Result<Vec<OrganisationId>> {
    let rows = run!(on, query_as::<Trusting>(TRUSTING, issuer, account).fetch_all)?;
    let mut open: Vec<_> =
        rows.into_iter().filter(|row| row.levels.admit(acr)).map(|row| row.organisation_id.into()).collect();
    // Somebody may be two things at one organisation.
    open.dedup();
    Ok(open)
}

fn provider(row: Row) -> Provider {
    let settings = Settings {
        issuer: row.issuer,
        client_id: row.client_id,
        label: row.label,
        levels: row.levels.0,
        bsn_claim: row.bsn_claim,
    };
    Provider {
        id: row.id.into(),
        organisation: row.organisation_id.into(),
        number: row.number,
        organisation_name: row.display_name,
        phone: row.phone,
        settings,
        set_at: row.set_at,
        secret_sealed: row.secret_sealed,
    }
}

impl Provider {
    /// What somebody was shown of it, to be sent back with the form; the secret counts, and is not in it.
    pub fn seen(&self) -> String {
        seen(&(&self.settings, self.set_at.timestamp_micros()))
    }

    /// What we show the provider to be ourselves.
    pub fn client_secret(&self, keys: &Keys) -> Result<String> {
        let bytes = keys.open(Purpose::ClientSecret, self.id.0.as_bytes(), &self.secret_sealed)?;
        String::from_utf8(bytes).map_err(|_| Error::Corrupt(format!("provider.secret_sealed of {}", self.id)))
    }
}
