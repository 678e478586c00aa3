//! Starting a gesprek (R25, D28): with somebody of the client's own care team. Until its first message it is a draft
//! that only its starter sees.

use super::thread::{Person, readers};
use crate::{
    Conn, Result, Tx,
    access::{self, Reach, in_care_team, is_subject, reach},
    audit, changes,
    db::{On, run},
    forms::{self, Once},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::{Access, Relation, to_record},
    actor::Actor,
    audit::{Event, Kind, ObjectKind},
    ids::{ConversationId, FormKey, MembershipId, RecordId},
    messages::Subject,
    names::PersonName,
    refusal::{Code, Refusal},
    time,
};
use uuid::Uuid;

macro_rules! records {
    ($reach:expr) => {
        concat!(
            "SELECT r.id, r.number, r.subject_id, r.initials, r.first_name, r.infix, r.last_name FROM record r \
             WHERE r.organisation_id = $1 AND ",
            $reach,
            " AND ($4 = '' OR r.number = $4) ORDER BY r.last_name, r.number LIMIT 500"
        )
    };
}
const OWN: &str = records!(is_subject!());
const OF_CARE_TEAMS: &str = records!(in_care_team!());
const INSERT: &str = "INSERT INTO conversation (organisation_id, id, record_id, kind, subject, addressed_to, \
     started_by, started_at, message_count, last_preview, last_author) \
     VALUES ($1, $2, $3, 'gesprek', $4, $5, $6, $7, 0, '', $6)";
const ENTRY: &str = "INSERT INTO inbox_entry (organisation_id, membership_id, conversation_id, record_id, \
     last_message_at, read_through, unread_since, archived_at) VALUES ($1, $2, $3, $4, $5, 0, NULL, NULL)";

/// A record somebody may write about.
#[derive(Clone, Debug)]
pub struct Subjectable {
    pub access: Access,
    pub number: String,
    pub client: PersonName,
}

/// What a new conversation can be about and who can be chosen: a client chooses somebody of the care team, a
/// practitioner a client.
#[derive(Clone, Debug)]
pub struct Options {
    pub records: Vec<Subjectable>,
    /// Of the only record; empty when there are several.
    pub team: Vec<Person>,
}

/// What somebody filled in: the subject, and the practitioner (a client) or the record's number (a practitioner).
pub struct Wanted {
    pub subject: Subject,
    pub record: String,
    pub addressed_to: Option<MembershipId>,
    pub key: FormKey,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    subject_id: Option<Uuid>,
    #[sqlx(flatten)]
    name: NameColumns,
}

/// What the form offers; `record` narrows it to one by its number.
pub async fn options(conn: &mut Conn, actor: &Actor, (record, now): (&str, DateTime<Utc>)) -> Result<Options> {
    let records = records(conn, actor, (record, now)).await?;
    let team = match records.as_slice() {
        [only] => readers(conn, actor, (only.access.record(), now)).await?,
        _ => Vec::new(),
    };
    Ok(Options { records, team })
}

async fn records(on: &mut impl On, actor: &Actor, (number, now): (&str, DateTime<Utc>)) -> Result<Vec<Subjectable>> {
    let reach = reach(actor)?;
    let sql = if reach == Reach::Own { OWN } else { OF_CARE_TEAMS };
    let today: NaiveDate = time::day(now);
    let rows = run!(on, query_as::<Row>(sql, actor.organisation.0, actor.membership.0, today, number).fetch_all)?;
    Ok(rows.into_iter().filter_map(|row| subjectable(actor, reach, row)).collect())
}

fn subjectable(actor: &Actor, reach: Reach, row: Row) -> Option<Subjectable> {
    let relation = Relation {
        record: row.id.into(),
        organisation: actor.organisation,
        subject: row.subject_id.map(MembershipId),
        in_care_team: reach == Reach::CareTeams,
    };
    Some(Subjectable { access: to_record(actor, &relation)?, number: row.number, client: row.name.into() })
}

/// Starts a conversation, or finds the one that the same form started before.
pub async fn start(tx: &mut Tx, actor: &Actor, wanted: &Wanted) -> Result<Result<ConversationId, Refusal>> {
    let now = tx.now();
    let chosen = records(tx, actor, (&wanted.record, now)).await?;
    let [chosen] = chosen.as_slice() else { return not_chosen(actor, wanted, &chosen) };
    let team = readers(tx, actor, (chosen.access.record(), now)).await?;
    let head = wanted.addressed_to.unwrap_or(actor.membership);
    if !team.iter().any(|person| person.id == head) {
        return Ok(Err(Refusal::new("behandelaar", Code::NotAChoice)));
    }
    let id: ConversationId = tx.mint();
    if let Once::Again(earlier) = forms::once(tx, (wanted.key, actor.account), id.0).await? {
        return Ok(Ok(earlier.into()));
    }
    insert(tx, &chosen.access, (id, head, &wanted.subject)).await?;
    Ok(Ok(id))
}

/// None in reach: somebody else's record was named; several: none was.
fn not_chosen(actor: &Actor, wanted: &Wanted, found: &[Subjectable]) -> Result<Result<ConversationId, Refusal>> {
    if wanted.record.is_empty() || !found.is_empty() {
        return Ok(Err(Refusal::new("dossier", Code::Missing)));
    }
    Err(access::refused(actor, wanted.key.0))
}

async fn insert(
    tx: &mut Tx,
    access: &Access,
    (id, head, subject): (ConversationId, MembershipId, &Subject),
) -> Result<()> {
    let actor = access.actor();
    let (organisation, me, now) = (actor.organisation.0, actor.membership.0, tx.now());
    let record: RecordId = access.record();
    run!(tx, execute(INSERT, organisation, id.0, record.0, subject.as_str(), head.0, me, now))?;
    run!(tx, execute(ENTRY, organisation, me, id.0, record.0, now))?;
    changes::tell(tx, actor.account, changes::Topic::Messages, id.0).await?;
    audit::log(tx, Event::with(access, Kind::ConversationStarted).on(ObjectKind::Conversation, id)).await
}
