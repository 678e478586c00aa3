//! "Ik ga akkoord": the client's own yes to a version of the treatment plan, with its date (R47); and the versions.

use super::compositions::Written;
use crate::{
    Error, Result, Tx, access, audit,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::{Access, Ground},
    audit::{Event, Kind, ObjectKind},
    ids::CompositionId,
    record::composition::Composed,
};
use uuid::Uuid;

const VERSIONS: &str = "SELECT c.id, v.version, v.content, v.published_at AS at, m.initials, m.first_name, m.infix, \
     m.last_name, a.agreed_at FROM composition c \
     JOIN composition_version v ON v.organisation_id = c.organisation_id AND v.composition_id = c.id \
     JOIN membership m ON m.organisation_id = v.organisation_id AND m.id = v.published_by \
     JOIN record r ON r.organisation_id = c.organisation_id AND r.id = c.record_id \
     LEFT JOIN composition_agreement a ON a.organisation_id = v.organisation_id AND a.composition_id = c.id \
     AND a.version = v.version AND a.membership_id = r.subject_id \
     WHERE c.organisation_id = $1 AND c.record_id = $2 AND c.kind = $3 AND c.about_id = $4 ORDER BY v.version DESC";
/// Only to the newest version: an older one is no longer what is done.
const AGREE: &str = "INSERT INTO composition_agreement (organisation_id, composition_id, version, membership_id, \
     agreed_at) SELECT organisation_id, id, version, $5, $6 FROM composition WHERE organisation_id = $1 \
     AND record_id = $2 AND id = $3 AND version = $4 \
     ON CONFLICT (organisation_id, composition_id, version, membership_id) DO NOTHING";

/// A published version, and when the client agreed to it.
#[derive(Clone, Debug)]
pub struct Version<T> {
    pub written: Written<T>,
    pub agreed_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    content: String,
    at: DateTime<Utc>,
    #[sqlx(flatten)]
    name: NameColumns,
    agreed_at: Option<DateTime<Utc>>,
}

/// All versions, the newest first: a plan has a handful.
pub async fn versions<T: Composed>(on: &mut impl On, access: &Access, about: Uuid) -> Result<Vec<Version<T>>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let rows = run!(on, query_as::<Row>(VERSIONS, organisation, record, T::KIND.as_str(), about).fetch_all)?;
    rows.into_iter().map(version).collect()
}

fn version<T: Composed>(row: Row) -> Result<Version<T>> {
    let content = serde_json::from_str(&row.content)
        .map_err(|error| Error::Corrupt(format!("{} {}: {error}", T::KIND.as_str(), row.id)))?;
    let written = Written { id: row.id.into(), content, number: row.version, by: row.name.into(), at: row.at };
    Ok(Version { written, agreed_at: row.agreed_at })
}

/// The client agrees to the version that was shown; whether it still is the newest one. Once more changes nothing.
///
/// # Errors
/// Not found for everybody but the person whose record it is.
pub async fn agree(tx: &mut Tx, access: &Access, (id, version): (CompositionId, i64)) -> Result<bool> {
    const AGREED: &str = "SELECT version FROM composition_agreement WHERE organisation_id = $1 \
         AND composition_id = $2 AND version = $3 AND membership_id = $4";
    let (actor, now) = (access.actor(), tx.now());
    if access.ground() != Ground::Own {
        return Err(access::refused(actor, id.0));
    }
    let (organisation, record, who) = (actor.organisation.0, access.record().0, actor.membership.0);
    if run!(tx, execute(AGREE, organisation, record, id.0, version, who, now))? == 0 {
        let before = run!(tx, query_as::<Agreed>(AGREED, organisation, id.0, version, who).fetch_optional)?;
        return Ok(before.is_some_and(|agreed| agreed.version == version));
    }
    let event = Event::with(access, Kind::TreatmentPlanAgreed).on(ObjectKind::Composition, id);
    audit::log(tx, event).await.map(|()| true)
}

#[derive(sqlx::FromRow)]
struct Agreed {
    version: i64,
}
