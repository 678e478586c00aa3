//! Files for calendar programs: of one appointment, and what a private address gives.

use super::server::find;
use crate::{
    fault::Fault,
    request::{Request, hex, unhex},
};
use portiek_domain::{
    actor::Context,
    appointments::calendar,
    audit::{Event, Kind, ObjectKind},
    ids::AppointmentId,
    time,
};
use portiek_store::{
    appointments::{self, Fetched},
    keys::token_hash,
    transact,
};

/// The file of one appointment, and its name.
pub async fn download(request: &Request, at: &Context, id: AppointmentId) -> Result<(String, String), Fault> {
    let (actor, now) = (request.actor(at).await?, request.store.now());
    let mut conn = request.read().await?;
    let found = find(&mut conn, (&actor, at), (id, now)).await;
    drop(conn);
    let found = request.settle(found).await?;
    let event = Event::with(&found.access, Kind::AppointmentDownloaded).on(ObjectKind::Appointment, found.id);
    request.look(event, (&[], None)).await?;
    let name = format!("afspraak-{}.ics", time::day(found.times.starts_at));
    Ok((name, calendar(&[found.entry()], false)))
}

/// What a private address gives.
pub enum Subscription {
    /// The file, and the mark by which a program knows it again.
    File {
        file: String,
        mark: String,
    },
    /// The program has it already.
    Same {
        mark: String,
    },
    Nothing,
    /// Too often; again in so many seconds.
    Wait(i64),
}

/// Without a session: the secret is the leave. What a program has already is not shown again, and so no new look.
pub async fn subscription(request: &Request, secret: &str, has: Option<&str>) -> Result<Subscription, Fault> {
    let secret = unhex(secret).unwrap_or_default();
    let fetched =
        transact!(request.store, |tx| { appointments::fetch(tx, (secret.as_slice(), request.network())).await });
    let (access, entries) = match request.settle(fetched).await? {
        Fetched::Appointments(access, entries) => (access, entries),
        Fetched::Nothing => return Ok(Subscription::Nothing),
        Fetched::Wait(seconds) => return Ok(Subscription::Wait(seconds)),
    };
    let file = calendar(&entries, true);
    let mark = format!("\"{}\"", hex(&token_hash(file.as_bytes())[..16]));
    if has == Some(mark.as_str()) {
        return Ok(Subscription::Same { mark });
    }
    let event = Event::with(&access, Kind::CalendarFetched).on(ObjectKind::Record, access.record());
    let logged = request.store.looks().log(event).await;
    request.settle(logged).await?;
    Ok(Subscription::File { file, mark })
}
