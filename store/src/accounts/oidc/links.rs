//! Whose login at a provider is whose account here. Joined by the owner, or by the BSN that an organisation keeps; never
//! by a mail address (D23).

use crate::{
    Conn, Result, Tx,
    accounts::session,
    audit,
    db::run,
    keys::{Keys, Purpose},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::oidc::LinkedBy,
    audit::{Event, Kind, ObjectKind},
    ids::AccountId,
};
use uuid::Uuid;

const FIND: &str = "SELECT account_id FROM provider_link WHERE subject_hash = $1";
const ADD: &str = "INSERT INTO provider_link (account_id, id, issuer, subject_hash, linked_at, linked_by) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const REMOVE: &str = "DELETE FROM provider_link WHERE account_id = $1 AND id = $2";
const LIST: &str = "SELECT id, issuer, linked_at FROM provider_link WHERE account_id = $1 ORDER BY linked_at, id";

/// The sessions that began at this login's provider.
const OPEN: &str = "SELECT s.id FROM session s JOIN provider_link l ON l.account_id = s.account_id \
     AND l.issuer = s.issuer WHERE l.account_id = $1 AND l.id = $2 AND s.ended_at IS NULL ORDER BY s.id";

#[derive(sqlx::FromRow)]
struct Open {
    id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Owner {
    account_id: Uuid,
}

/// One of an account's logins elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    pub id: Uuid,
    pub issuer: String,
    pub linked_at: DateTime<Utc>,
}

/// Somebody as a provider knows them.
pub(super) type Subject<'a> = (&'a str, &'a str);

/// Under the current key first, then under earlier ones.
fn hashes(keys: &Keys, (issuer, subject): Subject<'_>) -> Vec<[u8; 32]> {
    keys.macs(Purpose::Subject, &[issuer.as_bytes(), subject.as_bytes()])
}

/// Whose account a subject is.
pub(super) async fn find(tx: &mut Tx, subject: Subject<'_>) -> Result<Option<AccountId>> {
    for hash in hashes(&tx.ambient().keys, subject) {
        if let Some(owner) = run!(tx, query_as::<Owner>(FIND, hash.as_slice()).fetch_optional)? {
            return Ok(Some(owner.account_id.into()));
        }
    }
    Ok(None)
}

pub(super) async fn add(
    tx: &mut Tx,
    (account, subject): (AccountId, Subject<'_>),
    (by, network): (LinkedBy, &str),
) -> Result<()> {
    let (id, now): (Uuid, _) = (tx.mint(), tx.now());
    let hash = tx.ambient().keys.mac(Purpose::Subject, &[subject.0.as_bytes(), subject.1.as_bytes()]).to_vec();
    run!(tx, execute(ADD, account.0, id, subject.0, hash, now, by.as_str()))?;
    let event = Event::from_network(network, Kind::ProviderLinked);
    audit::log(tx, event.on(ObjectKind::Account, account)).await
}

/// Takes a login away from its owner's account, and ends what is open by it; false when it is none of it.
pub async fn remove(tx: &mut Tx, (account, id): (AccountId, Uuid), network: &str) -> Result<bool> {
    let open = run!(tx, query_as::<Open>(OPEN, account.0, id).fetch_all)?;
    if run!(tx, execute(REMOVE, account.0, id))? == 0 {
        return Ok(false);
    }
    for session in open {
        session::end(tx, (account, session.id.into()), ("login removed", network)).await?;
    }
    let event = Event::from_network(network, Kind::ProviderUnlinked);
    audit::log(tx, event.on(ObjectKind::Account, account)).await?;
    Ok(true)
}

pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<Link>> {
    Ok(run!(conn, query_as::<Link>(LIST, account.0).fetch_all)?)
}
