//! Who may read an organisation's log: appointed by name (NEN 7513). The appointment is in that log itself.

use crate::{Result, Tx, audit, db::run};
use portiek_domain::{
    actor::Actor,
    audit::{Event, Kind, ObjectKind},
    ids::{MembershipId, OrganisationId},
};

const APPOINT: &str = "UPDATE membership SET reads_log_since = $3 WHERE organisation_id = $1 AND id = $2 \
     AND ended_at IS NULL AND reads_log_since IS NULL";
const DISMISS: &str = "UPDATE membership SET reads_log_since = NULL WHERE organisation_id = $1 AND id = $2 \
     AND reads_log_since IS NOT NULL";

/// Whose membership it is about, and at which organisation.
type Reader = (OrganisationId, MembershipId);

/// Appoints somebody; false when they are already, or are no member any more. Nobody does it when a world is made.
pub async fn appoint(tx: &mut Tx, by: Option<&Actor>, reader: Reader) -> Result<bool> {
    let now = tx.now();
    let done = run!(tx, execute(APPOINT, reader.0.0, reader.1.0, now))? == 1;
    log(tx, (by, Kind::LogReaderAppointed), reader, done).await
}

/// Ends the appointment; false when there is none.
pub async fn dismiss(tx: &mut Tx, by: &Actor, reader: Reader) -> Result<bool> {
    let done = run!(tx, execute(DISMISS, reader.0.0, reader.1.0))? == 1;
    log(tx, (Some(by), Kind::LogReaderDismissed), reader, done).await
}

async fn log(tx: &mut Tx, (by, kind): (Option<&Actor>, Kind), reader: Reader, done: bool) -> Result<bool> {
    if done {
        let event = by.map_or_else(|| Event::from_network("", kind), |by| Event::by(by, kind));
        audit::log(tx, event.at(reader.0).on(ObjectKind::Membership, reader.1)).await?;
    }
    Ok(done)
}
