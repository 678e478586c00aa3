//! Making an appointment.

use crate::{Result, Tx, audit, db::run};
use portiek_domain::{
    access::Access,
    appointments::{Times, VideoLink},
    audit::{Event, Kind, ObjectKind},
    ids::{AppointmentId, MembershipId},
};

const INSERT: &str = "INSERT INTO appointment (organisation_id, id, record_id, practitioner_id, kind, starts_at, \
     ends_at, place, video_link, planned_by, planned_at, changed_at, sequence, cancelled_at, late_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 0, NULL, NULL)";

/// What is agreed.
#[derive(Clone, Debug)]
pub struct New {
    /// Of the same organisation.
    pub practitioner: MembershipId,
    /// "Diagnostiek".
    pub kind: String,
    pub times: Times,
    /// Where one goes; "Videogesprek" when nobody goes anywhere.
    pub place: String,
    pub video: Option<VideoLink>,
}

/// Makes an appointment about a record.
pub async fn plan(tx: &mut Tx, access: &Access, new: &New) -> Result<AppointmentId> {
    let (id, now, actor): (AppointmentId, _, _) = (tx.mint(), tx.now(), access.actor());
    let video = new.video.as_ref().map(VideoLink::as_str);
    run!(
        tx,
        execute(
            INSERT,
            actor.organisation.0,
            id.0,
            access.record().0,
            new.practitioner.0,
            &new.kind,
            new.times.starts_at,
            new.times.ends_at,
            &new.place,
            video,
            actor.membership.0,
            now
        )
    )?;
    audit::log(tx, Event::with(access, Kind::AppointmentPlanned).on(ObjectKind::Appointment, id)).await?;
    Ok(id)
}
