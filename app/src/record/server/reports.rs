//! Verslaglegging (R50).

use super::{Filled, find, signed, treatment};
use crate::{
    agenda::{self, MarkView},
    fault::Fault,
    here::href,
    record::views::{DraftOf, EditPart, ReportView, ReportsView, WaitingView, Wanted},
    request::{Request, Sent},
};
use chrono::NaiveDate;
use portiek_domain::{
    access::{Access, Ground, Treatment},
    actor::Context,
    appointments::{Month, Times},
    forms::{Answer, RefusedForm},
    ids::{AppointmentId, FormKey},
    record::report::SessionReport,
    time,
};
use portiek_store::{
    Result as Stored, access,
    appointments::{self, Found, Listed},
    records::{Opened, compositions, reports, reports::Reported},
    transact,
};

const PAGE: &str = "/dossier/verslaglegging";

pub async fn read(request: &Request, access: &Access, wanted: &Wanted) -> Result<ReportsView, Fault> {
    let now = request.store.now();
    let today = time::day(now);
    let asked = wanted.dag.as_deref().and_then(time::parse_day);
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let newest = reports::newest_day(&mut conn, access).await?;
        let month = wanted.maand.as_deref().and_then(Month::parse);
        let month = month.unwrap_or_else(|| Month::of(asked.or(newest).unwrap_or(today)));
        let mut sessions = appointments::days(&mut conn, access, agenda::days(month)).await?;
        sessions.retain(|one| month.contains(day(one)));
        let last = sessions.iter().rfind(|one| one.reported).map(day);
        let shown = asked.filter(|day| month.contains(*day)).or(last);
        let reports = match shown {
            Some(day) => reports::on_day(&mut conn, access, day).await?,
            None => Vec::new(),
        };
        Ok((month, sessions, (shown, reports), newest.is_some()))
    }
    .await;
    drop(conn);
    let (month, sessions, (shown, reports), any) = request.settle(loaded).await?;
    let marks: Vec<_> = sessions.iter().filter(|one| one.reported).map(|one| mark(one, (month, shown))).collect();
    let writes = access.ground() == Ground::CareTeam;
    let waits = |one: &&Listed| writes && !one.reported && !one.cancelled && one.times.ends_at <= now;
    Ok(ReportsView {
        agenda: agenda::view(month, &marks, today),
        reports: reports.into_iter().map(report).collect(),
        waiting: sessions.iter().filter(waits).map(waiting).collect(),
        any,
    })
}

fn day(one: &Listed) -> NaiveDate {
    time::day(one.times.starts_at)
}

fn mark(one: &Listed, (month, shown): (Month, Option<NaiveDate>)) -> (NaiveDate, MarkView) {
    let on = day(one);
    let mark = MarkView {
        path: PAGE.into(),
        query: format!("maand={month}&dag={on}"),
        time: time::clock_time(one.times.starts_at),
        about: format!("verslag van {}, {}", one.kind, one.practitioner),
        cancelled: false,
        open: shown == Some(on),
    };
    (on, mark)
}

fn report(one: Reported) -> ReportView {
    ReportView {
        appointment: one.appointment,
        day: time::long_day(time::day(one.starts_at)),
        time: time::span(one.starts_at, one.ends_at),
        title: if one.report.title.is_empty() { one.kind } else { one.report.title },
        practitioner: one.practitioner.to_string(),
        text: one.report.text,
    }
}

fn waiting(one: &Listed) -> WaitingView {
    WaitingView { appointment: one.id, when: when(one.times), title: one.kind.clone() }
}

/// "vr 18 feb. 2022 08:15 - 08:30".
fn when(times: Times) -> String {
    format!("{} {}", time::short_day(time::day(times.starts_at)), time::span(times.starts_at, times.ends_at))
}

pub async fn edit(
    request: &Request,
    (opened, treatment): (&Opened, &Treatment),
    about: Option<AppointmentId>,
) -> Result<Filled, Fault> {
    let found = session(request, (opened, treatment), about).await?;
    let mut conn = request.read().await?;
    let draft = compositions::draft::<SessionReport>(&mut conn, treatment, found.id.0).await;
    drop(conn);
    let draft = request.settle(draft).await?;
    let revision = draft.as_ref().map_or(0, |draft| draft.number);
    let drafted = draft.as_ref().map(|draft| signed("Laatst bewaard", (draft.at, &draft.by)));
    let report = draft.map(|draft| draft.content).unwrap_or_default();
    let about = format!("{}, {}", found.kind, when(found.times));
    let draft = DraftOf { draft: (), drafted, published: None };
    let part = EditPart::Report { about, appointment: found.id, draft };
    let values = [("titel".to_owned(), report.title), ("tekst".to_owned(), report.text)].into();
    Ok((part, revision.to_string(), RefusedForm { values, refusals: Vec::new() }))
}

/// The session, if it is one of this record.
async fn session(
    request: &Request,
    (opened, treatment): (&Opened, &Treatment),
    about: Option<AppointmentId>,
) -> Result<Found, Fault> {
    let (actor, record) = (treatment.actor(), opened.access.record());
    let absent = || access::refused(actor, record.0);
    let Some(id) = about else { return request.settle(Err(absent())).await };
    let mut conn = request.read().await?;
    let found = appointments::find(&mut conn, actor, (id, request.store.now())).await;
    drop(conn);
    let own = |found: Found| if found.access.record() == record { Ok(found) } else { Err(absent()) };
    request.settle(found.and_then(own)).await
}

pub async fn save(
    request: &Request,
    at: &Context,
    (key, about, seen): (FormKey, AppointmentId, i64),
    (title, text, publish): (String, String, bool),
) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    let found = session(request, (&opened, &treatment), Some(about)).await?;
    request.touch().await?;
    let form = href(at, &format!("{PAGE}/wijzigen"), &format!("afspraak={about}"));
    let values = [("titel", title.as_str()), ("tekst", text.as_str())];
    let sent = || Sent { key, back: form.clone(), values: &values };
    let report = match SessionReport::parse(&title, &text) {
        Ok(report) => report,
        Err(refusals) => return request.refuse(sent(), refusals).await,
    };
    let place = (&treatment, found.id.0);
    let saved = transact!(request.store, |tx| {
        if publish {
            compositions::publish(tx, place, (seen, &report)).await
        } else {
            compositions::save(tx, place, (seen, &report)).await
        }
    });
    match request.settle(saved).await? {
        Ok(()) => {
            let read = href(at, PAGE, &format!("dag={}", time::day(found.times.starts_at)));
            request.go(if publish { &read } else { &form });
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent(), vec![refusal]).await,
    }
}
