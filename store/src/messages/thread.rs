//! One conversation: found with leave to see it, its messages, its readers, and how far somebody has read (R27-R30).

use crate::{
    Conn, Result, Tx, access,
    access::in_care_team,
    changes,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::{Access, Relation, to_record},
    actor::Actor,
    ids::{ConversationId, MembershipId, RecordId},
    names::PersonName,
    time,
};
use uuid::Uuid;

/// Messages on a page.
pub const PAGE: i64 = 200;

const FIND: &str = concat!(
    "SELECT c.record_id, r.number, c.subject, c.message_count, c.started_by, c.addressed_to, r.subject_id, \
     r.initials AS client_initials, r.first_name AS client_first, r.infix AS client_infix, r.last_name AS client_last, \
     a.initials, a.first_name, a.infix, a.last_name, a.profession, d.body AS draft, e.read_through, \
     e.archived_at IS NOT NULL AS archived, ",
    in_care_team!(),
    " AS in_care_team FROM conversation c \
     JOIN record r ON r.organisation_id = c.organisation_id AND r.id = c.record_id \
     JOIN membership a ON a.organisation_id = c.organisation_id AND a.id = c.addressed_to \
     LEFT JOIN inbox_entry e ON e.organisation_id = $1 AND e.membership_id = $2 AND e.conversation_id = c.id \
     LEFT JOIN draft d ON d.organisation_id = $1 AND d.membership_id = $2 AND d.place = c.id \
     WHERE c.organisation_id = $1 AND c.id = $4"
);
const MESSAGES: &str = "SELECT m.number, m.author_id, m.body, m.placed_at, a.initials, a.first_name, a.infix, \
     a.last_name, a.profession FROM message m \
     JOIN membership a ON a.organisation_id = m.organisation_id AND a.id = m.author_id \
     WHERE m.organisation_id = $1 AND m.conversation_id = $2 AND m.number < $3 ORDER BY m.number DESC LIMIT $4";
const READERS: &str = "SELECT m.id, m.initials, m.first_name, m.infix, m.last_name, m.profession FROM care_team t \
     JOIN membership m ON m.organisation_id = t.organisation_id AND m.id = t.membership_id \
     WHERE t.organisation_id = $1 AND t.record_id = $2 AND t.from_day <= $3 AND t.until_day >= $3 \
     AND m.ended_at IS NULL ORDER BY t.from_day, m.last_name, m.id";
const READ: &str = "INSERT INTO inbox_entry (organisation_id, membership_id, conversation_id, record_id, \
     last_message_at, read_through, unread_since, archived_at) \
     SELECT $1, $2, c.id, c.record_id, (SELECT max(m.placed_at) FROM message m WHERE m.organisation_id = $1 \
     AND m.conversation_id = c.id), $4, NULL, NULL FROM conversation c WHERE c.organisation_id = $1 AND c.id = $3 \
     ON CONFLICT (organisation_id, membership_id, conversation_id) DO UPDATE SET read_through = excluded.read_through, \
     unread_since = NULL WHERE inbox_entry.read_through < excluded.read_through";

/// A conversation that the actor may see, with the leave to do so.
pub struct Found {
    pub id: ConversationId,
    pub access: Access,
    /// The record's number, as addresses name it.
    pub record_number: String,
    pub subject: String,
    pub message_count: i64,
    pub client: PersonName,
    /// Whom the conversation is addressed to: name and profession head it (R30).
    pub addressed_to: Person,
    /// What the actor was typing here (S12).
    pub draft: String,
    /// The number of the last message that the actor has seen.
    pub read_through: i64,
    pub archived: bool,
}

/// Somebody who writes or reads, as the conversation names them.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: MembershipId,
    pub name: PersonName,
    pub profession: String,
}

#[derive(Clone, Debug)]
pub struct Message {
    pub number: i64,
    pub author: Person,
    pub body: String,
    pub placed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    record_id: Uuid,
    number: String,
    subject: String,
    message_count: i64,
    started_by: Uuid,
    addressed_to: Uuid,
    subject_id: Option<Uuid>,
    client_initials: String,
    client_first: String,
    client_infix: String,
    client_last: String,
    #[sqlx(flatten)]
    name: NameColumns,
    profession: String,
    draft: Option<String>,
    read_through: Option<i64>,
    archived: bool,
    in_care_team: bool,
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    number: i64,
    author_id: Uuid,
    body: String,
    placed_at: DateTime<Utc>,
    #[sqlx(flatten)]
    name: NameColumns,
    profession: String,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    #[sqlx(flatten)]
    name: NameColumns,
    profession: String,
}

/// Finds a conversation and decides whether the actor may see it. What they may not see is not found.
pub async fn find(on: &mut impl On, actor: &Actor, (id, now): (ConversationId, DateTime<Utc>)) -> Result<Found> {
    let today: NaiveDate = time::day(now);
    let row =
        run!(on, query_as::<FoundRow>(FIND, actor.organisation.0, actor.membership.0, today, id.0).fetch_optional)?;
    row.and_then(|row| found(actor, id, row)).ok_or_else(|| access::refused(actor, id.0))
}

fn found(actor: &Actor, id: ConversationId, row: FoundRow) -> Option<Found> {
    let relation = Relation {
        record: row.record_id.into(),
        organisation: actor.organisation,
        subject: row.subject_id.map(MembershipId),
        in_care_team: row.in_care_team,
    };
    let access = to_record(actor, &relation)?;
    if row.message_count == 0 && row.started_by != actor.membership.0 {
        return None;
    }
    Some(Found {
        id,
        access,
        record_number: row.number,
        subject: row.subject,
        message_count: row.message_count,
        client: PersonName {
            initials: row.client_initials,
            first: row.client_first,
            infix: row.client_infix,
            last: row.client_last,
        },
        addressed_to: Person { id: row.addressed_to.into(), name: row.name.into(), profession: row.profession },
        draft: row.draft.unwrap_or_default(),
        read_through: row.read_through.unwrap_or_default(),
        archived: row.archived,
    })
}

/// The newest messages before a number, oldest first; all of them fit on a page but in the longest conversations.
pub async fn thread(conn: &mut Conn, found: &Found, before: Option<i64>) -> Result<Vec<Message>> {
    let organisation = found.access.actor().organisation.0;
    let before = before.unwrap_or(i64::MAX);
    let mut rows = run!(conn, query_as::<MessageRow>(MESSAGES, organisation, found.id.0, before, PAGE).fetch_all)?;
    rows.reverse();
    Ok(rows.into_iter().map(message).collect())
}

fn message(row: MessageRow) -> Message {
    let author = Person { id: row.author_id.into(), name: row.name.into(), profession: row.profession };
    Message { number: row.number, author, body: row.body, placed_at: row.placed_at }
}

/// Who of the practice reads what is written about a record: today's care team (R27, D8).
pub async fn readers(on: &mut impl On, actor: &Actor, (record, now): (RecordId, DateTime<Utc>)) -> Result<Vec<Person>> {
    let today: NaiveDate = time::day(now);
    let rows = run!(on, query_as::<PersonRow>(READERS, actor.organisation.0, record.0, today).fetch_all)?;
    Ok(rows.into_iter().map(person).collect())
}

fn person(row: PersonRow) -> Person {
    Person { id: row.id.into(), name: row.name.into(), profession: row.profession }
}

/// The actor has seen the messages up to a number: the dot goes, in all their browsers (R28).
pub async fn read(tx: &mut Tx, found: &Found, through: i64) -> Result<()> {
    let actor = found.access.actor();
    let through = through.min(found.message_count);
    if through == 0 {
        return Ok(());
    }
    let read = run!(tx, execute(READ, actor.organisation.0, actor.membership.0, found.id.0, through))?;
    if read > 0 {
        changes::tell(tx, actor.account, changes::Topic::Messages, found.id.0).await?;
    }
    Ok(())
}
