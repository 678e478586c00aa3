//! Concepten: what somebody is typing, kept on the server so that a lost connection loses nothing (S12).

use crate::{Result, Tx, db::run};
use portiek_domain::actor::Actor;
use uuid::Uuid;

const SAVE: &str = "INSERT INTO draft (organisation_id, membership_id, place, body, saved_at) \
     VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (organisation_id, membership_id, place) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at";
const REMOVE: &str = "DELETE FROM draft WHERE organisation_id = $1 AND membership_id = $2 AND place = $3";

/// Keeps the text, or removes the draft when there is none.
pub async fn save(tx: &mut Tx, actor: &Actor, (place, body): (Uuid, &str)) -> Result<()> {
    if body.is_empty() {
        return remove(tx, actor, place).await;
    }
    let now = tx.now();
    run!(tx, execute(SAVE, actor.organisation.0, actor.membership.0, place, body, now))?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, actor: &Actor, place: Uuid) -> Result<()> {
    run!(tx, execute(REMOVE, actor.organisation.0, actor.membership.0, place))?;
    Ok(())
}
