//! Second factors (D3): what an account's owner has set up, and whether what is shown is right.

pub mod authenticator;
pub mod passkey;
mod pending;
pub mod recovery;
mod tries;

pub(crate) use pending::forget;
pub(crate) use tries::Tries;

use super::notices;
use crate::{Conn, Error, Result, Tx, audit, db::run};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::factors::Factor,
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, FactorId},
};
use uuid::Uuid;

const ADD: &str =
    "INSERT INTO factor (id, account_id, kind, name, added_at, used_at) VALUES ($1, $2, $3, $4, $5, NULL)";
const LIST: &str = "SELECT id, kind, name, added_at, used_at FROM factor WHERE account_id = $1 ORDER BY added_at, id";
const FIND: &str = "SELECT id, kind, name, added_at, used_at FROM factor WHERE account_id = $1 AND id = $2";
const RENAME: &str = "UPDATE factor SET name = $3 WHERE account_id = $1 AND id = $2";
const REMOVE: &str = "DELETE FROM factor WHERE account_id = $1 AND id = $2";
const USED: &str = "UPDATE factor SET used_at = $2 WHERE id = $1";

/// A passkey or an authenticator app, as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    #[sqlx(try_from = "Uuid")]
    pub id: FactorId,
    #[sqlx(rename = "kind", try_from = "String")]
    pub factor: Factor,
    pub name: String,
    pub added_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<Listed>> {
    Ok(run!(conn, query_as::<Listed>(LIST, account.0).fetch_all)?)
}

/// One of the account's own; somebody else's does not exist.
pub async fn find(conn: &mut Conn, account: AccountId, (id, network): (FactorId, &str)) -> Result<Listed> {
    let found = run!(conn, query_as::<Listed>(FIND, account.0, id.0).fetch_optional)?;
    found.ok_or_else(|| absent(id, network))
}

fn absent(id: FactorId, network: &str) -> Error {
    Error::NotFound(Box::new(Event::from_network(network, Kind::AccessRefused).on(ObjectKind::Factor, id)))
}

pub async fn rename(tx: &mut Tx, account: AccountId, (id, name, network): (FactorId, &str, &str)) -> Result<()> {
    if run!(tx, execute(RENAME, account.0, id.0, name))? == 0 {
        return Err(absent(id, network));
    }
    audit::log(tx, Event::from_network(network, Kind::FactorRenamed).on(ObjectKind::Factor, id)).await
}

/// Removes it with its secret; the owner is told.
pub async fn remove(tx: &mut Tx, account: AccountId, (id, network): (FactorId, &str)) -> Result<()> {
    let found = run!(tx, query_as::<Listed>(FIND, account.0, id.0).fetch_optional)?;
    let Some(found) = found else { return Err(absent(id, network)) };
    run!(tx, execute(REMOVE, account.0, id.0))?;
    audit::log(tx, Event::from_network(network, Kind::FactorRemoved).on(ObjectKind::Factor, id)).await?;
    notices::factor_removed(tx, account, found.factor).await
}

/// The row all kinds share.
async fn add(tx: &mut Tx, account: AccountId, (factor, name, network): (Factor, &str, &str)) -> Result<FactorId> {
    let (id, now): (FactorId, _) = (tx.mint(), tx.now());
    run!(tx, execute(ADD, id.0, account.0, factor.as_str(), name, now))?;
    audit::log(tx, Event::from_network(network, Kind::FactorAdded).on(ObjectKind::Factor, id)).await?;
    Ok(id)
}

async fn used(tx: &mut Tx, id: FactorId) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(USED, id.0, now))?;
    Ok(())
}
