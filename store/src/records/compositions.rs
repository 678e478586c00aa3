//! What practitioners write: one draft that the whole team works on, and the versions that the patient may read. An
//! older draft never replaces a newer one: whoever saves it is told.

use crate::{
    Error, Result, Tx, audit,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::{Access, Treatment},
    audit::{Event, Kind, ObjectKind},
    ids::CompositionId,
    names::PersonName,
    record::composition::Composed,
    refusal::{Code, Refusal},
};
use uuid::Uuid;

const PUBLISHED: &str = "SELECT c.id, v.version, v.content, v.published_at AS at, m.initials, m.first_name, m.infix, \
     m.last_name FROM composition c \
     JOIN composition_version v ON v.organisation_id = c.organisation_id AND v.composition_id = c.id \
     AND v.version = c.version \
     JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.published_by \
     WHERE c.organisation_id = $1 AND c.record_id = $2 AND c.kind = $3 AND c.about_id = $4";
const DRAFT: &str = "SELECT c.id, c.revision AS version, c.draft AS content, c.drafted_at AS at, m.initials, \
     m.first_name, m.infix, m.last_name FROM composition c \
     JOIN membership m ON m.organisation_id = c.organisation_id AND m.id = c.drafted_by \
     WHERE c.organisation_id = $1 AND c.record_id = $2 AND c.kind = $3 AND c.about_id = $4";
/// The first draft, or the next one by somebody who saw the last.
const SAVE: &str = "INSERT INTO composition (organisation_id, id, record_id, kind, about_id, draft, revision, \
     drafted_by, drafted_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, 0) \
     ON CONFLICT (organisation_id, record_id, kind, about_id) DO UPDATE SET draft = excluded.draft, \
     revision = composition.revision + 1, drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at \
     WHERE composition.revision = $9";
const RAISE: &str = "UPDATE composition SET version = version + 1 WHERE organisation_id = $1 AND id = $2";
const PUBLISH: &str = "INSERT INTO composition_version (organisation_id, composition_id, version, content, \
     published_by, published_at) SELECT organisation_id, id, version, draft, $3, $4 FROM composition \
     WHERE organisation_id = $1 AND id = $2";

/// A draft or a published version, and whose it is.
#[derive(Clone, Debug)]
pub struct Written<T> {
    pub id: CompositionId,
    pub content: T,
    /// The version, or for a draft how often it was saved.
    pub number: i64,
    pub by: PersonName,
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    content: String,
    at: DateTime<Utc>,
    #[sqlx(flatten)]
    name: NameColumns,
}

/// What the patient reads; none before it was published.
pub async fn published<T: Composed>(on: &mut impl On, access: &Access, about: Uuid) -> Result<Option<Written<T>>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let row = run!(on, query_as::<Row>(PUBLISHED, organisation, record, T::KIND.as_str(), about).fetch_optional)?;
    row.map(written).transpose()
}

/// What the team is working on; none before anybody wrote.
pub async fn draft<T: Composed>(on: &mut impl On, treatment: &Treatment, about: Uuid) -> Result<Option<Written<T>>> {
    let (organisation, record) = (treatment.actor().organisation.0, treatment.access().record().0);
    let row = run!(on, query_as::<Row>(DRAFT, organisation, record, T::KIND.as_str(), about).fetch_optional)?;
    row.map(written).transpose()
}

fn written<T: Composed>(row: Row) -> Result<Written<T>> {
    let content = serde_json::from_str(&row.content)
        .map_err(|error| Error::Corrupt(format!("{} {}: {error}", T::KIND.as_str(), row.id)))?;
    Ok(Written { id: row.id.into(), content, number: row.version, by: row.name.into(), at: row.at })
}

/// Saves a draft over the one that its writer saw (0 before the first). The same once more changes nothing.
pub async fn save<T: Composed + PartialEq>(
    tx: &mut Tx,
    (treatment, about): (&Treatment, Uuid),
    (seen, content): (i64, &T),
) -> Result<Result<(), Refusal>> {
    let current = draft::<T>(tx, treatment, about).await?;
    if current.as_ref().is_some_and(|current| current.content == *content) {
        return Ok(Ok(()));
    }
    let (actor, record, now) = (treatment.actor(), treatment.access().record(), tx.now());
    let new: CompositionId = tx.mint();
    let id = current.map_or(new, |current| current.id);
    let text = text(content)?;
    let (organisation, by) = (actor.organisation.0, actor.membership.0);
    let saved = run!(tx, execute(SAVE, organisation, id.0, record.0, T::KIND.as_str(), about, &text, by, now, seen))?;
    if saved == 0 {
        return Ok(Err(Refusal::new("versie", Code::Overtaken)));
    }
    log(tx, (treatment, id), T::SAVED).await.map(Ok)
}

/// Saves and publishes: from now on the patient reads this.
pub async fn publish<T: Composed + PartialEq>(
    tx: &mut Tx,
    (treatment, about): (&Treatment, Uuid),
    (seen, content): (i64, &T),
) -> Result<Result<(), Refusal>> {
    if let Err(refusal) = save(tx, (treatment, about), (seen, content)).await? {
        return Ok(Err(refusal));
    }
    let access = treatment.access();
    let current = published::<T>(tx, access, about).await?;
    if current.is_some_and(|current| current.content == *content) {
        return Ok(Ok(()));
    }
    let Some(draft) = draft::<T>(tx, treatment, about).await? else {
        return Err(Error::Corrupt("a draft that was just saved is not there".into()));
    };
    let (actor, now) = (treatment.actor(), tx.now());
    run!(tx, execute(RAISE, actor.organisation.0, draft.id.0))?;
    run!(tx, execute(PUBLISH, actor.organisation.0, draft.id.0, actor.membership.0, now))?;
    log(tx, (treatment, draft.id), T::PUBLISHED).await.map(Ok)
}

async fn log(tx: &mut Tx, (treatment, id): (&Treatment, CompositionId), kind: Kind) -> Result<()> {
    audit::log(tx, Event::with(treatment.access(), kind).on(ObjectKind::Composition, id)).await
}

fn text<T: Composed>(content: &T) -> Result<String> {
    serde_json::to_string(content).map_err(|error| Error::Corrupt(error.to_string()))
}
