//! The three folders (R24): one statement a screenful, newest first, the next page by keyset.

use crate::{
    Conn, Result,
    access::{Reach, in_care_team, is_subject, reach},
    db::run,
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    actor::Actor,
    ids::{ConversationId, RecordId},
    messages::Folder,
    names::PersonName,
    time,
};
use uuid::Uuid;

/// Conversations on a page.
pub const PAGE: usize = 50;

macro_rules! list {
    ($folder:literal, $reach:expr) => {
        concat!(
            "SELECT e.conversation_id AS id, e.record_id, c.subject, c.last_preview, e.last_message_at, c.message_count, \
             e.unread_since IS NOT NULL AS unread, e.archived_at IS NOT NULL AS archived, \
             c.last_author = e.membership_id AS own_last, r.initials, r.first_name, r.infix, r.last_name \
             FROM inbox_entry e \
             JOIN conversation c ON c.organisation_id = e.organisation_id AND c.id = e.conversation_id \
             JOIN record r ON r.organisation_id = e.organisation_id AND r.id = e.record_id \
             WHERE e.organisation_id = $1 AND e.membership_id = $2 AND ",
            $reach,
            " AND ($4 = '' OR r.number = $4)",
            $folder,
            " AND (e.last_message_at, e.conversation_id) < ($5, $6) \
             ORDER BY e.last_message_at DESC, e.conversation_id DESC LIMIT $7"
        )
    };
}

/// The SQL of a folder within a reach; sqlx takes static texts only.
fn sql(folder: Folder, reach: Reach) -> &'static str {
    match (folder, reach) {
        (Folder::Inbox, Reach::Own) => list!(" AND e.archived_at IS NULL", is_subject!()),
        (Folder::Archive, Reach::Own) => list!(" AND e.archived_at IS NOT NULL", is_subject!()),
        (Folder::All, Reach::Own) => list!("", is_subject!()),
        (Folder::Inbox, Reach::CareTeams) => list!(" AND e.archived_at IS NULL", in_care_team!()),
        (Folder::Archive, Reach::CareTeams) => list!(" AND e.archived_at IS NOT NULL", in_care_team!()),
        (Folder::All, Reach::CareTeams) => list!("", in_care_team!()),
    }
}

/// What to list: a folder, of one record or all in reach, after a place in it.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub folder: Folder,
    pub record: Option<String>,
    pub after: Option<After>,
}

/// Where a page of the list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    pub last_message_at: DateTime<Utc>,
    pub conversation: ConversationId,
}

/// One conversation in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: ConversationId,
    pub record: RecordId,
    pub subject: String,
    pub preview: String,
    pub last_message_at: DateTime<Utc>,
    pub unread: bool,
    pub archived: bool,
    /// The last message is the reader's own.
    pub own_last: bool,
    /// Started but without a first message: a draft only its starter sees (D28).
    pub draft: bool,
    pub client: PersonName,
}

/// A page of a folder and where the next one begins.
#[derive(Clone, Debug)]
pub struct Page {
    pub conversations: Vec<Listed>,
    pub next: Option<After>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    record_id: Uuid,
    subject: String,
    last_preview: String,
    last_message_at: DateTime<Utc>,
    message_count: i64,
    unread: bool,
    archived: bool,
    own_last: bool,
    #[sqlx(flatten)]
    name: NameColumns,
}

/// A page of one of the actor's folders (R24).
pub async fn list(conn: &mut Conn, actor: &Actor, (wanted, now): (&Wanted, DateTime<Utc>)) -> Result<Page> {
    let sql = sql(wanted.folder, reach(actor)?);
    let today: NaiveDate = time::day(now);
    let number = wanted.record.as_deref().unwrap_or_default();
    let (at, id) = wanted.after.map_or((far_future(), Uuid::max()), |a| (a.last_message_at, a.conversation.0));
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = run!(
        conn,
        query_as::<Row>(sql, actor.organisation.0, actor.membership.0, today, number, at, id, limit).fetch_all
    )?;
    Ok(page(rows.into_iter().map(listed).collect()))
}

/// Later than any message, and a date both databases know.
fn far_future() -> DateTime<Utc> {
    DateTime::from_timestamp(253_370_764_800, 0).unwrap_or_default()
}

fn page(mut conversations: Vec<Listed>) -> Page {
    let more = conversations.len() > PAGE;
    conversations.truncate(PAGE);
    let last = conversations.last().filter(|_| more);
    let next = last.map(|last| After { last_message_at: last.last_message_at, conversation: last.id });
    Page { conversations, next }
}

fn listed(row: Row) -> Listed {
    Listed {
        id: row.id.into(),
        record: row.record_id.into(),
        subject: row.subject,
        preview: row.last_preview,
        last_message_at: row.last_message_at,
        unread: row.unread,
        archived: row.archived,
        own_last: row.own_last,
        draft: row.message_count == 0,
        client: row.name.into(),
    }
}
