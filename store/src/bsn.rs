//! Burgerservicenummers, where an organisation keeps them: sealed, and found by keyed hash only (S16).

use crate::{Result, Tx, audit, db::run, keys::Purpose};
use portiek_domain::{
    actor::Actor,
    audit::{Event, Kind, ObjectKind},
    bsn::Bsn,
    ids::{AccountId, MembershipId, OrganisationId},
};
use uuid::Uuid;

const KEEP: &str = "INSERT INTO membership_bsn (organisation_id, membership_id, bsn_hash, sealed, kept_at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, membership_id) \
     DO UPDATE SET bsn_hash = excluded.bsn_hash, sealed = excluded.sealed, kept_at = excluded.kept_at";
/// An account that was never activated is nobody's yet (R1): a number alone makes it nobody's either.
const MEMBERS: &str = "SELECT DISTINCT m.account_id FROM membership_bsn b JOIN membership m \
     ON m.organisation_id = b.organisation_id AND m.id = b.membership_id AND m.ended_at IS NULL \
     JOIN account a ON a.id = m.account_id AND a.activated_at IS NOT NULL \
     WHERE b.organisation_id = $1 AND b.bsn_hash = $2 ORDER BY m.account_id";

#[derive(sqlx::FromRow)]
struct Member {
    account_id: Uuid,
}

/// Keeps somebody's number at one organisation. Without an actor it is the operator, or an import.
pub async fn keep(
    tx: &mut Tx,
    (organisation, membership, by): (OrganisationId, MembershipId, Option<&Actor>),
    bsn: &Bsn,
) -> Result<()> {
    let now = tx.now();
    let ambient = tx.ambient();
    let hash = ambient.keys.mac(Purpose::BsnSearch, &parts(&organisation, bsn)).to_vec();
    let text = bsn.digits().as_bytes();
    let sealed = ambient.keys.seal(Purpose::Bsn, ambient.random(), (membership.0.as_bytes(), text))?;
    run!(tx, execute(KEEP, organisation.0, membership.0, hash, sealed, now))?;
    let event = match by {
        Some(actor) => Event::by(actor, Kind::BsnKept),
        None => Event::from_network("command line", Kind::BsnKept),
    };
    audit::log(tx, event.on(ObjectKind::Membership, membership)).await
}

/// The accounts of an organisation's present members with this number: one, unless somebody was entered twice.
pub(crate) async fn members(tx: &mut Tx, (organisation, bsn): (OrganisationId, &Bsn)) -> Result<Vec<AccountId>> {
    let mut members = Vec::new();
    for hash in tx.ambient().keys.macs(Purpose::BsnSearch, &parts(&organisation, bsn)) {
        let found = run!(tx, query_as::<Member>(MEMBERS, organisation.0, hash.as_slice()).fetch_all)?;
        members.extend(found.into_iter().map(|member| AccountId(member.account_id)));
    }
    members.sort_unstable();
    members.dedup();
    Ok(members)
}

/// With the organisation: so that the hashes do not tell who is at two of them.
fn parts<'a>(organisation: &'a OrganisationId, bsn: &'a Bsn) -> [&'a [u8]; 2] {
    [organisation.0.as_bytes(), bsn.digits().as_bytes()]
}
