//! The private address by which a calendar program fetches somebody's appointments: made on request, renewed and
//! removed by its owner. It is found by its hash; beside that it is kept sealed, so that its owner can put the same
//! address into a second program without cutting off the first. Neither opens anything without the key file.

use crate::{
    Result, Tx, audit,
    db::{On, run},
    keys::{Keys, Purpose, token_hash},
};
use portiek_domain::{
    access::Access,
    audit::{Event, Kind, ObjectKind},
};

const KEEP: &str = "INSERT INTO calendar_address (organisation_id, record_id, membership_id, token_hash, sealed, \
     made_at, fetched_at, window_from, fetches) VALUES ($1, $2, $3, $4, $5, $6, NULL, $6, 0) \
     ON CONFLICT (organisation_id, record_id) DO UPDATE SET membership_id = excluded.membership_id, \
     token_hash = excluded.token_hash, sealed = excluded.sealed, made_at = excluded.made_at, fetched_at = NULL, \
     window_from = excluded.window_from, fetches = 0";
const REMOVE: &str = "DELETE FROM calendar_address WHERE organisation_id = $1 AND record_id = $2";
const LOOK: &str = "SELECT sealed FROM calendar_address \
     WHERE organisation_id = $1 AND record_id = $2 AND membership_id = $3";

#[derive(sqlx::FromRow)]
struct Row {
    sealed: Vec<u8>,
}

/// The secret of the address there is; none when none was made.
pub async fn address(on: &mut impl On, keys: &Keys, access: &Access) -> Result<Option<Vec<u8>>> {
    let (actor, record) = (access.actor(), access.record());
    let kept = run!(on, query_as::<Row>(LOOK, actor.organisation.0, record.0, actor.membership.0).fetch_optional)?;
    kept.map(|row| keys.open(Purpose::Calendar, record.0.as_bytes(), &row.sealed)).transpose()
}

/// Makes an address; one that there was stops working.
pub async fn make_address(tx: &mut Tx, access: &Access) -> Result<()> {
    let (actor, record, now) = (access.actor(), access.record(), tx.now());
    let secret: [u8; 32] = tx.ambient().random();
    let bound = (record.0.as_bytes().as_slice(), secret.as_slice());
    let sealed = tx.ambient().keys.seal(Purpose::Calendar, tx.ambient().random(), bound)?;
    let hash = token_hash(&secret);
    run!(tx, execute(KEEP, actor.organisation.0, record.0, actor.membership.0, hash, sealed, now))?;
    log(tx, access, Kind::CalendarAddressMade).await
}

/// From now on it leads nowhere; nothing when there is none.
pub async fn remove_address(tx: &mut Tx, access: &Access) -> Result<()> {
    if run!(tx, execute(REMOVE, access.actor().organisation.0, access.record().0))? == 0 {
        return Ok(());
    }
    log(tx, access, Kind::CalendarAddressRemoved).await
}

async fn log(tx: &mut Tx, access: &Access, kind: Kind) -> Result<()> {
    audit::log(tx, Event::with(access, kind).on(ObjectKind::Record, access.record())).await
}
