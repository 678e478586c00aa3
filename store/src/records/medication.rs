//! Medicatie: medicines, and the allergies and contra-indications that prescribing weighs (R46).

use crate::{
    Result, Tx, access, audit,
    db::{On, run},
    forms::{self, Once},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::{Access, Treatment},
    audit::{Event, Kind, ObjectKind},
    ids::{FormKey, HarmId, MedicationId},
    names::PersonName,
    record::medication::{Harm, HarmKind, NewMedicine, Origin, Typed},
    refusal::Refusal,
    time,
};
use sqlx::types::Json;
use uuid::Uuid;

/// Those used now first, then the newest.
const MEDICINES: &str = "SELECT d.id, d.name, d.substance, d.atc, d.dosage, d.origin, d.from_day, d.until_day, \
     d.despite, m.initials, m.first_name, m.infix, m.last_name FROM medication d \
     JOIN membership m ON m.organisation_id = d.organisation_id AND m.id = d.recorded_by \
     WHERE d.organisation_id = $1 AND d.record_id = $2 ORDER BY d.until_day DESC, d.from_day DESC, d.id DESC";
const HARMS: &str = "SELECT id, kind, what, note, avoid, recorded_at FROM harm \
     WHERE organisation_id = $1 AND record_id = $2 AND removed_at IS NULL ORDER BY kind, recorded_at, id";
const ADD: &str = "INSERT INTO medication (organisation_id, id, record_id, name, substance, atc, dosage, origin, \
     from_day, until_day, despite, recorded_by, recorded_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const STOP: &str = "UPDATE medication SET until_day = $4 WHERE organisation_id = $1 AND record_id = $2 AND id = $3 \
     AND until_day > $4";
const ADD_HARM: &str = "INSERT INTO harm (organisation_id, id, record_id, kind, what, note, avoid, recorded_by, \
     recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const REMOVE_HARM: &str = "UPDATE harm SET removed_at = $4 WHERE organisation_id = $1 AND record_id = $2 AND id = $3 \
     AND removed_at IS NULL";

/// A medicine that somebody uses or used.
#[derive(Clone, Debug)]
pub struct Medicine {
    pub id: MedicationId,
    pub name: String,
    pub substance: String,
    pub dosage: String,
    pub origin: Origin,
    pub from: NaiveDate,
    /// The last day; none while it is used.
    pub until: Option<NaiveDate>,
    /// Why it was prescribed against a warning.
    pub despite: String,
    pub by: PersonName,
}

/// An allergy or a contra-indication on record.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: HarmId,
    pub harm: Harm,
    pub noted_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct MedicineRow {
    id: Uuid,
    name: String,
    substance: String,
    dosage: String,
    #[sqlx(try_from = "String")]
    origin: Origin,
    from_day: NaiveDate,
    until_day: NaiveDate,
    despite: String,
    #[sqlx(flatten)]
    recorder: NameColumns,
}

#[derive(sqlx::FromRow)]
struct HarmRow {
    id: Uuid,
    #[sqlx(try_from = "String")]
    kind: HarmKind,
    what: String,
    note: String,
    avoid: Json<Vec<String>>,
    recorded_at: DateTime<Utc>,
}

/// All of them, those still used first.
pub async fn medicines(on: &mut impl On, access: &Access) -> Result<Vec<Medicine>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let rows = run!(on, query_as::<MedicineRow>(MEDICINES, organisation, record).fetch_all)?;
    Ok(rows.into_iter().map(medicine).collect())
}

fn medicine(row: MedicineRow) -> Medicine {
    Medicine {
        id: row.id.into(),
        name: row.name,
        substance: row.substance,
        dosage: row.dosage,
        origin: row.origin,
        from: row.from_day,
        until: (row.until_day != super::OPEN_END).then_some(row.until_day),
        despite: row.despite,
        by: row.recorder.into(),
    }
}

/// Allergies, then contra-indications.
pub async fn harms(on: &mut impl On, access: &Access) -> Result<Vec<Known>> {
    let (organisation, record) = (access.actor().organisation.0, access.record().0);
    let rows = run!(on, query_as::<HarmRow>(HARMS, organisation, record).fetch_all)?;
    let known = |row: HarmRow| Known {
        id: row.id.into(),
        harm: Harm { kind: row.kind, what: row.what, note: row.note, avoid: row.avoid.0 },
        noted_at: row.recorded_at,
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Writes a medicine down, weighed against what is on record at this moment; the same form again adds nothing.
pub async fn add(
    tx: &mut Tx,
    treatment: &Treatment,
    (typed, key): (&Typed, FormKey),
) -> Result<Result<MedicationId, Vec<Refusal>>> {
    let access = treatment.access();
    let known: Vec<Harm> = harms(tx, access).await?.into_iter().map(|known| known.harm).collect();
    let new = match typed.parse(&known) {
        Ok(new) => new,
        Err(refusals) => return Ok(Err(refusals)),
    };
    let id: MedicationId = tx.mint();
    if let Once::Again(earlier) = forms::once(tx, (key, treatment.actor().account), id.0).await? {
        return Ok(Ok(earlier.into()));
    }
    insert(tx, treatment, (id, &new)).await?;
    let event = Event::with(access, Kind::MedicationAdded).on(ObjectKind::Medication, id);
    audit::log(tx, event).await.map(|()| Ok(id))
}

async fn insert(tx: &mut Tx, treatment: &Treatment, (id, new): (MedicationId, &NewMedicine)) -> Result<()> {
    let (actor, record, now) = (treatment.actor(), treatment.access().record(), tx.now());
    let until = new.until.unwrap_or(super::OPEN_END);
    run!(
        tx,
        execute(
            ADD,
            actor.organisation.0,
            id.0,
            record.0,
            &new.name,
            &new.substance,
            &new.atc,
            &new.dosage,
            new.origin.as_str(),
            new.from,
            until,
            &new.despite,
            actor.membership.0,
            now
        )
    )?;
    Ok(())
}

/// Today is the last day.
///
/// # Errors
/// Not found when the record has no such medicine in use.
pub async fn stop(tx: &mut Tx, treatment: &Treatment, id: MedicationId) -> Result<()> {
    let (actor, record, today) = (treatment.actor(), treatment.access().record(), time::day(tx.now()));
    if run!(tx, execute(STOP, actor.organisation.0, record.0, id.0, today))? == 0 {
        return Err(access::refused(actor, id.0));
    }
    audit::log(tx, Event::with(treatment.access(), Kind::MedicationStopped).on(ObjectKind::Medication, id)).await
}

/// Writes an allergy or a contra-indication down; the same form again adds nothing.
pub async fn add_harm(tx: &mut Tx, treatment: &Treatment, (new, key): (&Harm, FormKey)) -> Result<HarmId> {
    let (actor, record, now) = (treatment.actor(), treatment.access().record(), tx.now());
    let id: HarmId = tx.mint();
    if let Once::Again(earlier) = forms::once(tx, (key, actor.account), id.0).await? {
        return Ok(earlier.into());
    }
    let (organisation, by, kind) = (actor.organisation.0, actor.membership.0, new.kind.as_str());
    let avoid = Json(&new.avoid);
    run!(tx, execute(ADD_HARM, organisation, id.0, record.0, kind, &new.what, &new.note, avoid, by, now))?;
    let event = Event::with(treatment.access(), Kind::HarmAdded).on(ObjectKind::Harm, id);
    audit::log(tx, event).await.map(|()| id)
}

/// Takes back what turned out not to be so.
///
/// # Errors
/// Not found when the record has no such allergy or contra-indication.
pub async fn remove_harm(tx: &mut Tx, treatment: &Treatment, id: HarmId) -> Result<()> {
    let (actor, record, now) = (treatment.actor(), treatment.access().record(), tx.now());
    if run!(tx, execute(REMOVE_HARM, actor.organisation.0, record.0, id.0, now))? == 0 {
        return Err(access::refused(actor, id.0));
    }
    audit::log(tx, Event::with(treatment.access(), Kind::HarmRemoved).on(ObjectKind::Harm, id)).await
}

impl Medicine {
    /// Whether it is used on a day, the last day included.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        self.until.is_none_or(|until| until >= today)
    }
}
