//! Organisations: those who run a portal for their people.

use crate::{
    Conn, Result, Tx,
    db::{On, run},
};
use portiek_domain::{accounts::login::SecondFactor, actor::OrganisationKind, ids::OrganisationId};
use uuid::Uuid;

const FOUND: &str = "INSERT INTO organisation (id, number, kind, name, display_name, phone, crisis_phone, mail_domain, \
     second_factor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const SENDER: &str = "SELECT display_name AS name, phone, mail_domain FROM organisation WHERE id = $1";
const NUMBERED: &str = "SELECT id FROM organisation WHERE number = $1";

#[derive(sqlx::FromRow)]
struct Numbered {
    id: Uuid,
}

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

pub async fn found(tx: &mut Tx, new: &NewOrganisation) -> Result<OrganisationId> {
    let (id, now): (OrganisationId, _) = (tx.mint(), tx.now());
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
            now
        )
    )?;
    Ok(id)
}

/// The organisation of a number, as it stands in addresses (D30).
pub async fn numbered(on: &mut impl On, number: i64) -> Result<Option<OrganisationId>> {
    let found = run!(on, query_as::<Numbered>(NUMBERED, number).fetch_optional)?;
    Ok(found.map(|found| found.id.into()))
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
