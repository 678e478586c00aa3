//! Overzicht of a record: what somebody came with and what was found (R44).

use crate::{
    Result, Tx, audit,
    db::{On, run},
};
use chrono::NaiveDate;
use portiek_domain::{
    access::{Access, Treatment},
    audit::{Event, Kind, ObjectKind},
    record::overview::Overview,
    refusal::{Code, Refusal},
};

const FIND: &str = "SELECT registered_on, reason, diagnosis, care_demand_type FROM record_overview \
     WHERE organisation_id = $1 AND record_id = $2";
/// Two who save at once do it one after the other.
const HOLD: &str = "UPDATE record SET number = number WHERE organisation_id = $1 AND id = $2";
const SAVE: &str = "INSERT INTO record_overview (organisation_id, record_id, registered_on, reason, diagnosis, \
     care_demand_type, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
     ON CONFLICT (organisation_id, record_id) DO UPDATE SET registered_on = excluded.registered_on, \
     reason = excluded.reason, diagnosis = excluded.diagnosis, care_demand_type = excluded.care_demand_type, \
     changed_by = excluded.changed_by, changed_at = excluded.changed_at";

#[derive(sqlx::FromRow)]
struct Row {
    registered_on: Option<NaiveDate>,
    reason: String,
    diagnosis: String,
    care_demand_type: String,
}

/// Empty where nobody filled anything in yet.
pub async fn find(on: &mut impl On, access: &Access) -> Result<Overview> {
    let organisation = access.actor().organisation;
    let row = run!(on, query_as::<Row>(FIND, organisation.0, access.record().0).fetch_optional)?;
    Ok(row.map(overview).unwrap_or_default())
}

fn overview(row: Row) -> Overview {
    let Row { registered_on, reason, diagnosis, care_demand_type } = row;
    Overview { diagnosis, care_demand_type, registered_on, reason }
}

/// Saves what a practitioner typed over what they were shown; the same once more changes nothing, and what a colleague
/// changed meanwhile is not overwritten.
pub async fn save(
    tx: &mut Tx,
    treatment: &Treatment,
    (seen, new): (&Overview, &Overview),
) -> Result<Result<(), Refusal>> {
    let (access, actor, now) = (treatment.access(), treatment.actor(), tx.now());
    run!(tx, execute(HOLD, actor.organisation.0, access.record().0))?;
    let current = find(tx, access).await?;
    if current == *new {
        return Ok(Ok(()));
    }
    if current != *seen {
        return Ok(Err(Refusal::new("overzicht", Code::Overtaken)));
    }
    let (organisation, record, by) = (actor.organisation.0, access.record().0, actor.membership.0);
    let (found, came) = ((&new.diagnosis, &new.care_demand_type), (new.registered_on, &new.reason));
    run!(tx, execute(SAVE, organisation, record, came.0, came.1, found.0, found.1, by, now))?;
    let event = Event::with(access, Kind::OverviewChanged).on(ObjectKind::Record, access.record());
    audit::log(tx, event).await.map(Ok)
}
