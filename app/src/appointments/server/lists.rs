//! The lists and the month beside them.

use crate::{
    agenda::{self, MarkView},
    appointments::views::{AppointmentsView, ListView, RowView, State, Wanted},
    fault::Fault,
    request::Request,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::Access,
    actor::Context,
    appointments::{Month, Wish},
    audit::{Event, Kind, ObjectKind},
    time,
};
use portiek_store::{
    Result as Stored,
    appointments::{self, Cursor, Listed, Page},
    records,
};

pub async fn list(
    request: &Request,
    at: &Context,
    (wanted, seen): (&Wanted, Option<&str>),
) -> Result<AppointmentsView, Fault> {
    let now = request.store.now();
    let month = wanted.maand.as_deref().and_then(Month::parse).unwrap_or_else(|| Month::of(time::day(now)));
    let (access, [upcoming, past], marks) = load(request, at, (wanted, month)).await?;
    let event = Event::with(&access, Kind::AppointmentsListed).on(ObjectKind::Record, access.record());
    let shown = format!("{month} {:?} {:?}", wanted.vanaf, wanted.na);
    let look = request.look(event, (shown.as_bytes(), seen)).await?;
    let changes_in = upcoming.appointments.iter().filter_map(|one| one.times.next_change(now)).min();
    Ok(AppointmentsView {
        agenda: agenda::view(month, &marks.iter().map(mark).collect::<Vec<_>>(), time::day(now)),
        upcoming: list_view(upcoming, now),
        past: list_view(past, now),
        changes_in: changes_in.and_then(|at| u64::try_from((at - now).num_seconds() + 1).ok()),
        look,
    })
}

async fn load(
    request: &Request,
    at: &Context,
    (wanted, month): (&Wanted, Month),
) -> Result<(Access, [Page; 2], Vec<Listed>), Fault> {
    let actor = request.actor(at).await?;
    let (number, now) = (at.record.as_deref().unwrap_or_default(), request.store.now());
    let [later, older] = [&wanted.vanaf, &wanted.na].map(|place| place.as_deref().and_then(parse_cursor));
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let access = records::own(&mut conn, &actor, number).await?;
        let upcoming = appointments::upcoming(&mut conn, &access, (later, now)).await?;
        let past = appointments::past(&mut conn, &access, (older, now)).await?;
        let marks = appointments::days(&mut conn, &access, agenda::days(month)).await?;
        Ok((access, [upcoming, past], marks))
    }
    .await;
    drop(conn);
    request.settle(loaded).await
}

fn mark(one: &Listed) -> (NaiveDate, MarkView) {
    let mark = MarkView {
        path: format!("/afspraken/{}", one.id),
        query: String::new(),
        time: time::clock_time(one.times.starts_at),
        about: format!("{}, {}", one.kind, one.practitioner),
        cancelled: one.cancelled,
        open: false,
    };
    (time::day(one.times.starts_at), mark)
}

fn list_view(page: Page, now: DateTime<Utc>) -> ListView {
    ListView { rows: page.appointments.into_iter().map(|one| row(one, now)).collect(), next: page.next.map(cursor) }
}

fn row(one: Listed, now: DateTime<Utc>) -> RowView {
    let is_open = one.times.video_is_open(now) && !one.cancelled;
    RowView {
        id: one.id,
        day: time::short_day(time::day(one.times.starts_at)),
        time: time::span(one.times.starts_at, one.times.ends_at),
        state: state((one.cancelled, one.late), one.wish.filter(|_| !one.times.has_begun(now))),
        kind: one.kind,
        practitioner: one.practitioner.to_string(),
        place: one.place,
        report: one.reported.then(|| time::day(one.times.starts_at).to_string()),
        video: one.video.filter(|_| is_open),
    }
}

/// A question about what has begun is no question any more.
pub fn state((cancelled, late): (bool, bool), open: Option<Wish>) -> Option<State> {
    match (cancelled, open) {
        (true, _) if late => Some(State::CancelledLate),
        (true, _) => Some(State::Cancelled),
        (false, Some(Wish::Move)) => Some(State::AskedToMove),
        (false, Some(Wish::Cancel)) => Some(State::AskedToCancel),
        (false, None) => None,
    }
}

/// A place in a list as an address carries it.
fn cursor(cursor: Cursor) -> String {
    format!("{}_{}", cursor.starts_at.timestamp_micros(), cursor.id)
}

fn parse_cursor(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('_')?;
    Some(Cursor { starts_at: DateTime::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use portiek_domain::ids::AppointmentId;

    #[test]
    fn a_place_in_a_list_survives_the_address() {
        let id = AppointmentId(uuid::Uuid::from_u128(7));
        let place = Cursor { starts_at: DateTime::from_timestamp_micros(1_234_567).unwrap_or_default(), id };
        assert_eq!(parse_cursor(&cursor(place)), Some(place));
        assert_eq!(parse_cursor("onzin"), None);
    }
}
