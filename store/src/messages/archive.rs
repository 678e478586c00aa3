//! Archiving (R29): per person, undone by hand or by a new message (D28).

use super::thread::Found;
use crate::{Result, Tx, audit, changes, db::run};
use chrono::{DateTime, Utc};
use portiek_domain::audit::{Event, Kind, ObjectKind};

const MOVE: &str = "UPDATE inbox_entry SET archived_at = $4 \
     WHERE organisation_id = $1 AND membership_id = $2 AND conversation_id = $3";

/// Moves a conversation to the actor's archive.
pub async fn archive(tx: &mut Tx, found: &Found) -> Result<()> {
    let now = tx.now();
    put(tx, found, (Some(now), Kind::ConversationArchived)).await
}

/// Moves it back to the actor's inbox.
pub async fn restore(tx: &mut Tx, found: &Found) -> Result<()> {
    put(tx, found, (None, Kind::ConversationRestored)).await
}

async fn put(tx: &mut Tx, found: &Found, (at, kind): (Option<DateTime<Utc>>, Kind)) -> Result<()> {
    if found.archived == at.is_some() {
        return Ok(());
    }
    let actor = found.access.actor();
    run!(tx, execute(MOVE, actor.organisation.0, actor.membership.0, found.id.0, at))?;
    changes::tell(tx, actor.account, changes::Topic::Messages, found.id.0).await?;
    audit::log(tx, Event::with(&found.access, kind).on(ObjectKind::Conversation, found.id)).await
}
