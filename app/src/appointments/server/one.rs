//! One appointment, and asking to move or cancel it (D11).

use super::lists::state;
use crate::{
    appointments::views::{AppointmentView, Outcome, QuestionView},
    fault::Fault,
    here::href,
    request::{Request, Sent},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::Ground,
    actor::{Actor, Context},
    appointments::{Asked, Preferences, Wish},
    audit::{Event, Kind, ObjectKind},
    forms::Answer,
    ids::{AppointmentId, FormKey},
    time,
};
use portiek_store::{
    Result as Stored, access,
    appointments::{self, Found, Request as Question},
    db::On,
    transact,
};

pub async fn open(
    request: &Request,
    at: &Context,
    (id, refused): (AppointmentId, Option<FormKey>),
) -> Result<AppointmentView, Fault> {
    let (actor, now) = (request.actor(at).await?, request.store.now());
    let mut conn = request.read().await?;
    let found = find(&mut conn, (&actor, at), (id, now)).await;
    drop(conn);
    let found = request.settle(found).await?;
    let event = Event::with(&found.access, Kind::AppointmentRead).on(ObjectKind::Appointment, found.id);
    request.look(event, (&[], None)).await?;
    let forms = (request.new_key(), request.refused(refused).await?);
    Ok(view(found, now, forms))
}

/// An own one: this is the client's side. An address that names a record shows that one's only (D30).
pub async fn find(
    on: &mut impl On,
    (actor, at): (&Actor, &Context),
    (id, now): (AppointmentId, DateTime<Utc>),
) -> Stored<Found> {
    let found = appointments::find(on, actor, (id, now)).await?;
    let is_other = at.record.as_ref().is_some_and(|number| *number != found.record_number);
    if is_other || found.access.ground() != Ground::Own {
        return Err(access::refused(actor, id.0));
    }
    Ok(found)
}

fn view(
    found: Found,
    now: DateTime<Utc>,
    (key, refused): (FormKey, portiek_domain::forms::RefusedForm),
) -> AppointmentView {
    let (times, cancelled) = (found.times, found.cancelled_at.is_some());
    let (by_video, is_open) = (found.video.is_some() && !cancelled, times.video_is_open(now));
    let open = found.open_request().map(|question| question.wish).filter(|_| !times.has_begun(now));
    let (_, name, profession) = &found.practitioner;
    AppointmentView {
        id: found.id,
        day: time::long_day(time::day(times.starts_at)),
        time: time::span(times.starts_at, times.ends_at),
        practitioner: if profession.is_empty() { name.to_string() } else { format!("{name}, {profession}") },
        state: state((cancelled, found.late), open),
        timing: found.timing(now),
        notice_hours: found.notice.hours,
        question: found.request.as_ref().and_then(|question| question_view(question, open.is_some())),
        past: times.is_past(now),
        video_later: by_video && !is_open && !times.is_past(now),
        video: found.video.filter(|_| by_video && is_open),
        kind: found.kind,
        place: found.place,
        key,
        refused,
    }
}

/// What was taken back, or was never answered in time, is told no more.
fn question_view(question: &Question, open: bool) -> Option<QuestionView> {
    let outcome = match (question.accepted, question.declined) {
        (true, _) => Outcome::Accepted,
        (_, true) => Outcome::Declined,
        _ if open => Outcome::Open,
        _ => return None,
    };
    let suits = Preferences::parse(question.preferences.split_whitespace()).unwrap_or_default();
    Some(QuestionView {
        to_move: question.wish == Wish::Move,
        asked_at: time::stamp(question.asked_at),
        reason: question.reason.clone(),
        suits: suits.to_string(),
        outcome,
        answer: question.answer.clone(),
    })
}

pub struct Typed {
    pub key: FormKey,
    pub appointment: AppointmentId,
    pub wens: String,
    pub reden: String,
    pub suits: Vec<String>,
}

pub async fn ask(request: &Request, at: &Context, typed: Typed) -> Result<Answer, Fault> {
    let actor = request.active_actor(at).await?;
    // Before what was typed is judged: for whom it does not exist, there is no such form to refuse.
    let (mut conn, now) = (request.read().await?, request.store.now());
    let found = find(&mut conn, (&actor, at), (typed.appointment, now)).await;
    drop(conn);
    request.settle(found).await?;
    let back = href(at, &format!("/afspraken/{}", typed.appointment), "");
    let suits = typed.suits.iter().map(|part| (part.as_str(), "1"));
    let values: Vec<_> = [("wens", &*typed.wens), ("reden", &*typed.reden)].into_iter().chain(suits).collect();
    let sent = Sent { key: typed.key, back: back.clone(), values: &values };
    let asked = match Asked::parse(&typed.wens, &typed.reden, typed.suits.iter().map(String::as_str)) {
        Ok(asked) => asked,
        Err(refusals) => return request.refuse(sent, refusals).await,
    };
    let done = transact!(request.store, |tx| {
        let now = tx.now();
        let found = find(tx, (&actor, at), (typed.appointment, now)).await?;
        appointments::ask(tx, &found, (&asked, typed.key)).await
    });
    match request.settle(done).await? {
        Ok(()) => {
            let mark = if back.contains('?') { '&' } else { '?' };
            request.go(&format!("{back}{mark}gevraagd=1"));
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent, vec![refusal]).await,
    }
}

pub async fn withdraw(request: &Request, at: &Context, id: AppointmentId) -> Result<(), Fault> {
    let actor = request.active_actor(at).await?;
    let done = transact!(request.store, |tx| {
        let now = tx.now();
        let found = find(tx, (&actor, at), (id, now)).await?;
        appointments::withdraw(tx, &found).await
    });
    request.settle(done).await?;
    request.go(&href(at, &format!("/afspraken/{id}"), "ingetrokken=1"));
    Ok(())
}
