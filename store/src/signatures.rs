//! Handtekeningen (R17): who signed exactly what and when, as they were called and were at that moment. A changed
//! content shows, and so does a changed row: its seal is a keyed hash over all it says.

use crate::{
    Conn, Error, Result, Tx, access,
    accounts::pin::Given,
    audit,
    db::run,
    keys::{Keys, Purpose},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    actor::{Actor, Role},
    audit::{Event, Kind, ObjectKind},
    ids::{OrganisationId, SignatureId},
    signature::{Content, State, state},
};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

macro_rules! fields {
    () => {
        "organisation_id, id, account_id, membership_id, signer_name, signer_role, signed_at, object_kind, object_id, \
         content_version, content_hash, withdrawn_at, key_version, seal"
    };
}
const INSERT: &str = concat!(
    "INSERT INTO signature (",
    fields!(),
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, $12, $13)"
);
const OF_OBJECT: &str = concat!(
    "SELECT ",
    fields!(),
    " FROM signature WHERE organisation_id = $1 AND object_id = $2 AND object_kind = $3 ORDER BY signed_at, id"
);
const ONE: &str = concat!("SELECT ", fields!(), " FROM signature WHERE organisation_id = $1 AND id = $2");
const WITHDRAW: &str = "UPDATE signature SET withdrawn_at = $3, key_version = $4, seal = $5 \
     WHERE organisation_id = $1 AND id = $2 AND withdrawn_at IS NULL";

/// A signature as pages show it.
#[derive(Clone, Debug)]
pub struct Signed {
    pub id: SignatureId,
    pub name: String,
    pub role: Role,
    pub at: DateTime<Utc>,
    pub state: State,
}

#[derive(sqlx::FromRow)]
struct Row {
    organisation_id: Uuid,
    id: Uuid,
    account_id: Uuid,
    membership_id: Uuid,
    signer_name: String,
    signer_role: String,
    signed_at: DateTime<Utc>,
    object_kind: String,
    object_id: Uuid,
    content_version: i32,
    content_hash: Vec<u8>,
    withdrawn_at: Option<DateTime<Utc>>,
    key_version: i32,
    seal: Vec<u8>,
}

/// Signs a content with a PIN that was given just now, in the transaction that makes or keeps that content.
pub async fn sign(tx: &mut Tx, (actor, given): (&Actor, &Given), content: &Content) -> Result<SignatureId> {
    demand_own_pin(actor, given)?;
    let row = sealed(&tx.ambient().keys, row(tx, actor, content))?;
    run!(
        tx,
        execute(
            INSERT,
            row.organisation_id,
            row.id,
            row.account_id,
            row.membership_id,
            &row.signer_name,
            &row.signer_role,
            row.signed_at,
            &row.object_kind,
            row.object_id,
            row.content_version,
            &row.content_hash,
            row.key_version,
            &row.seal
        )
    )?;
    audit::log(tx, Event::by(actor, Kind::Signed).on(ObjectKind::Signature, row.id)).await?;
    Ok(row.id.into())
}

/// The signatures under an object, the earliest first. An object whose form grew is given in each version that may
/// have been signed: a signature is compared with its own.
pub async fn verify(
    (conn, keys): (&mut Conn, &Keys),
    organisation: OrganisationId,
    versions: &[Content],
) -> Result<Vec<Signed>> {
    let Some((kind, object)) = versions.first().map(Content::object) else { return Ok(Vec::new()) };
    let rows = run!(conn, query_as::<Row>(OF_OBJECT, organisation.0, object, kind.as_str()).fetch_all)?;
    rows.into_iter().map(|row| signed(keys, row, versions)).collect()
}

/// Takes back one's own signature; one that does not hold stays as it is, for all to see.
pub async fn withdraw(tx: &mut Tx, (actor, given): (&Actor, &Given), id: SignatureId) -> Result<()> {
    demand_own_pin(actor, given)?;
    let own = |row: &Row| row.membership_id == actor.membership.0;
    let found = run!(tx, query_as::<Row>(ONE, actor.organisation.0, id.0).fetch_optional)?.filter(own);
    let row = found.filter(|row| row.withdrawn_at.is_none()).ok_or_else(|| access::refused(actor, id.0))?;
    let keys = &tx.ambient().keys;
    if !row.holds(keys) {
        return Err(access::refused(actor, id.0));
    }
    let row = sealed(keys, Row { withdrawn_at: Some(tx.now()), ..row })?;
    run!(tx, execute(WITHDRAW, actor.organisation.0, id.0, row.withdrawn_at, row.key_version, &row.seal))?;
    audit::log(tx, Event::by(actor, Kind::SignatureWithdrawn).on(ObjectKind::Signature, id)).await
}

/// A PIN signs for its own account only.
fn demand_own_pin(actor: &Actor, given: &Given) -> Result<()> {
    if given.account() == actor.account { Ok(()) } else { Err(access::refused(actor, actor.membership.0)) }
}

fn row(tx: &Tx, actor: &Actor, content: &Content) -> Row {
    let (kind, object) = content.object();
    Row {
        organisation_id: actor.organisation.0,
        id: tx.mint::<SignatureId>().0,
        account_id: actor.account.0,
        membership_id: actor.membership.0,
        signer_name: actor.name.to_string(),
        signer_role: actor.role.as_str().into(),
        signed_at: tx.now(),
        object_kind: kind.as_str().into(),
        object_id: object,
        content_version: content.version().into(),
        content_hash: hash(content),
        withdrawn_at: None,
        key_version: 0,
        seal: Vec::new(),
    }
}

fn hash(content: &Content) -> Vec<u8> {
    Sha256::digest(content.bytes()).to_vec()
}

fn sealed(keys: &Keys, row: Row) -> Result<Row> {
    let row = Row { key_version: keys.current(), ..row };
    Ok(Row { seal: row.mac(keys)?, ..row })
}

fn signed(keys: &Keys, row: Row, versions: &[Content]) -> Result<Signed> {
    let same = versions
        .iter()
        .any(|content| i32::from(content.version()) == row.content_version && hash(content) == row.content_hash);
    let state = state((row.holds(keys), same), row.withdrawn_at);
    let role =
        Role::try_from(row.signer_role).map_err(|error| Error::Corrupt(format!("signature {}: {error}", row.id)))?;
    Ok(Signed { id: row.id.into(), name: row.signer_name, role, at: row.signed_at, state })
}

impl Row {
    /// Whether nothing in the row was changed.
    fn holds(&self, keys: &Keys) -> bool {
        self.mac(keys).is_ok_and(|mac| bool::from(mac.ct_eq(&self.seal)))
    }

    /// Over everything the row says, under the key it names.
    fn mac(&self, keys: &Keys) -> Result<Vec<u8>> {
        let ids = [self.organisation_id, self.id, self.account_id, self.membership_id, self.object_id];
        let times = [Some(self.signed_at), self.withdrawn_at];
        let times = times.map(|at| at.map_or(Vec::new(), |at| at.timestamp_micros().to_be_bytes().to_vec()));
        let version = self.content_version.to_be_bytes();
        let texts = [&self.signer_name, &self.signer_role, &self.object_kind].map(|text| text.as_bytes());
        let parts = ids.iter().map(|id| id.as_bytes().as_slice());
        let parts = parts.chain(texts).chain(times.iter().map(Vec::as_slice)).chain([&version[..], &self.content_hash]);
        let mac = keys.mac_with(self.key_version, Purpose::Signature, &parts.collect::<Vec<_>>())?;
        Ok(mac.to_vec())
    }
}
