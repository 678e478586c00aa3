//! Privacy statement and terms (S15): each publication is a version of its own, so that what somebody agreed to can be
//! found again.

use crate::{
    Result, Tx, audit,
    db::{On, run},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    audit::{Event, ObjectKind},
    ids::OrganisationId,
    organisation::TextKind,
};

const PUBLISH: &str = "INSERT INTO organisation_text (organisation_id, kind, version, body, published_at) \
     SELECT $1, $2, COALESCE(MAX(version), 0) + 1, $3, $4 FROM organisation_text \
     WHERE organisation_id = $1 AND kind = $2";
const NOTE: &str = "UPDATE organisation SET has_texts = \
     (SELECT count(DISTINCT kind) = 2 FROM organisation_text WHERE organisation_id = $1) WHERE id = $1";
const LATEST: &str = "SELECT t.version, t.body, t.published_at, o.display_name AS organisation \
     FROM organisation_text t JOIN organisation o ON o.id = t.organisation_id \
     WHERE o.number = $1 AND t.kind = $2 ORDER BY t.version DESC LIMIT 1";
const VERSION: &str = "SELECT MAX(version) AS version FROM organisation_text WHERE organisation_id = $1 AND kind = $2";

/// A text as it is published.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Published {
    pub version: i64,
    /// Paragraphs with an empty line between them; one that begins with `# ` is a heading.
    pub body: String,
    pub published_at: DateTime<Utc>,
    pub organisation: String,
}

#[derive(sqlx::FromRow)]
struct Version {
    version: Option<i64>,
}

/// Publishes a new version. `event` says who does.
pub async fn publish(
    tx: &mut Tx,
    (organisation, event): (OrganisationId, Event),
    (kind, body): (TextKind, &str),
) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(PUBLISH, organisation.0, kind.as_str(), body, now))?;
    run!(tx, execute(NOTE, organisation.0))?;
    audit::log(tx, event.on(ObjectKind::Organisation, organisation)).await
}

/// The version in force, by the organisation's number.
pub async fn latest(on: &mut impl On, number: i64, kind: TextKind) -> Result<Option<Published>> {
    Ok(run!(on, query_as::<Published>(LATEST, number, kind.as_str()).fetch_optional)?)
}

/// Its number alone; none when the organisation has published nothing.
pub(crate) async fn version(on: &mut impl On, organisation: OrganisationId, kind: TextKind) -> Result<Option<i64>> {
    Ok(run!(on, query_as::<Version>(VERSION, organisation.0, kind.as_str()).fetch_one)?.version)
}
