//! Organisations: those who run a portal for their people.

pub mod administrators;
pub mod listing;
pub mod settings;

use crate::{
    Conn, Result, Tx, audit,
    db::{On, run},
    forms::{self, Once},
    platform,
};
use portiek_domain::{
    access::PlatformAccess,
    accounts::{factors::Factor, login::SecondFactor},
    actor::OrganisationKind,
    audit::{Event, Kind, ObjectKind},
    ids::{FormKey, OrganisationId},
    organisation::Details,
    signature,
};
use sqlx::types::Json;
use uuid::Uuid;

const FOUND: &str = "INSERT INTO organisation (id, number, kind, name, display_name, phone, crisis_phone, mail_domain, \
     second_factor, signs, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const NUMBERED: &str = "SELECT id FROM organisation WHERE number = $1";
const ALLOW: &str = "UPDATE organisation SET factors = $2 WHERE id = $1";
const HIGHEST: &str = "SELECT MAX(number) AS number FROM organisation";
const NUMBER: &str = "SELECT number FROM organisation WHERE id = $1";
/// Lower numbers are the installation's own: the platform is 1.
const LAST_RESERVED: i64 = 10;
const SENDER: &str = "SELECT display_name AS name, phone, mail_domain FROM organisation WHERE id = $1";

/// A new organisation. The crisis number stands above every composer to care, so it is required (S13).
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    pub number: i64,
    pub kind: OrganisationKind,
    pub name: String,
    pub display_name: String,
    pub phone: String,
    pub crisis_phone: String,
    /// Its letters come from noreply@ this; empty when the installation's sender stands in.
    pub mail_domain: String,
}

async fn insert(tx: &mut Tx, (id, new): (OrganisationId, &NewOrganisation)) -> Result<()> {
    let now = tx.now();
    run!(
        tx,
        execute(
            FOUND,
            id.0,
            new.number,
            new.kind.as_str(),
            &new.name,
            &new.display_name,
            &new.phone,
            &new.crisis_phone,
            &new.mail_domain,
            SecondFactor::default_for(new.kind).as_str(),
            signature::default_for(new.kind),
            now
        )
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Highest {
    number: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Numbered {
    number: i64,
}

/// "Organisatie toevoegen" (S9): with the number after the highest, and what its kind starts with; once per form.
pub async fn add(
    tx: &mut Tx,
    (access, key): (&PlatformAccess, FormKey),
    (kind, details): (OrganisationKind, &Details),
) -> Result<i64> {
    platform::hold(tx).await?;
    let number = run!(tx, query_as::<Highest>(HIGHEST).fetch_one)?.number.unwrap_or(0).max(LAST_RESERVED) + 1;
    let id: OrganisationId = tx.mint();
    if let Once::Again(id) = forms::once(tx, (key, access.actor().account), id.0).await? {
        return Ok(run!(tx, query_as::<Numbered>(NUMBER, id).fetch_one)?.number);
    }
    let details = details.clone();
    let new = NewOrganisation {
        number,
        kind,
        name: details.name,
        display_name: details.display_name,
        phone: details.phone,
        crisis_phone: details.crisis_phone,
        mail_domain: details.mail_domain,
    };
    insert(tx, (id, &new)).await?;
    let event = Event::by(access.actor(), Kind::OrganisationFounded).on(ObjectKind::Organisation, id);
    audit::log(tx, event).await?;
    Ok(number)
}

pub async fn found(tx: &mut Tx, new: &NewOrganisation) -> Result<OrganisationId> {
    let id: OrganisationId = tx.mint();
    insert(tx, (id, new)).await?;
    Ok(id)
}

/// The organisation of a number, as it stands in addresses (D30).
pub async fn numbered(on: &mut impl On, number: i64) -> Result<Option<OrganisationId>> {
    let found = run!(on, query_as::<Found>(NUMBERED, number).fetch_optional)?;
    Ok(found.map(|found| found.id.into()))
}

/// Which second factors its people may use (D3).
pub async fn allow_factors(tx: &mut Tx, id: OrganisationId, factors: &[Factor]) -> Result<()> {
    run!(tx, execute(ALLOW, id.0, Json(factors)))?;
    Ok(())
}

/// In whose name a letter is sent (D31).
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Sender {
    pub name: String,
    pub phone: String,
    pub mail_domain: String,
}

/// None when there is no such organisation any more.
pub async fn sender(conn: &mut Conn, id: OrganisationId) -> Result<Option<Sender>> {
    Ok(run!(conn, query_as::<Sender>(SENDER, id.0).fetch_optional)?)
}
