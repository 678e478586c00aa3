//! Who, rule, verb; and how what the log knows is told on the page.

use super::{
    views::{DayView, InspectionView, LineView},
    words,
};
use crate::{
    fault::Fault,
    request::{Request, role_name},
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::{Ground, Inspection},
    actor::{Actor, Context},
    audit::{Event, Kind, ObjectKind},
    inspection::Wanted,
    time,
};
use portiek_store::{
    Result as Stored,
    audit::inspection::{self, Day, LINES, Line, Page, Who},
    records,
};

pub async fn open(request: &Request, at: &Context, wanted: Wanted) -> Result<InspectionView, Fault> {
    let actor = request.actor(at).await?;
    let (access, page) = load(request, (&actor, at), &wanted).await?;
    request.look(event(&access, Kind::InspectionRead), (&[], None)).await?;
    let organisation = organisation(request, at)?;
    let now = request.store.now();
    Ok(InspectionView {
        shown: shown(&wanted, &page),
        next: page.next.map(|day| day.to_string()),
        days: page.days.into_iter().map(|day| day_view(day, (&organisation, now))).collect(),
    })
}

async fn load(
    request: &Request,
    (actor, at): (&Actor, &Context),
    wanted: &Wanted,
) -> Result<(Inspection, Page), Fault> {
    let number = at.record.as_deref().unwrap_or_default();
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let access = records::own_inspection(&mut conn, actor, number).await?;
        let page = inspection::page(&mut conn, &access, (wanted, LINES)).await?;
        Ok((access, page))
    }
    .await;
    drop(conn);
    request.settle(loaded).await
}

/// Looking into the log is logged as well.
pub fn event(access: &Inspection, kind: Kind) -> Event {
    let subject = access.subject();
    Event::by(access.actor(), kind).about(vec![subject], Ground::Own).on(ObjectKind::Record, subject)
}

/// A record's events are all of its own organisation.
pub fn organisation(request: &Request, at: &Context) -> Result<String, Fault> {
    let membership = request.visitor()?.membership(at);
    Ok(membership.map(|membership| membership.organisation.display_name.clone()).unwrap_or_default())
}

/// What is shown and what was asked for, in words.
fn shown(wanted: &Wanted, page: &Page) -> String {
    let lines = match page.days.iter().map(|day| day.lines.len()).sum() {
        0 => "Geen regels".to_owned(),
        1 => "1 regel".to_owned(),
        lines => format!("{lines} regels"),
    };
    let here = if page.next.is_some() || wanted.after.is_some() { " op deze pagina" } else { "" };
    let own = if wanted.own { "ook van uzelf" } else { "zonder uzelf" };
    format!("{lines}{here}, {}, {own}", words::period(wanted.period))
}

fn day_view(day: Day, (organisation, now): (&str, DateTime<Utc>)) -> DayView {
    DayView {
        heading: time::day_heading(time::day_start(day.day), now),
        lines: day.lines.into_iter().map(|line| line_view(line, organisation)).collect(),
        day: day.day.to_string(),
    }
}

pub fn line_view(line: Line, organisation: &str) -> LineView {
    let (who, role) = match line.who {
        Who::Own => ("U".to_owned(), None),
        Who::Member { name, role, .. } => (name, role.map(|role| role_name(role).to_owned())),
        Who::Organisation => (organisation.to_owned(), None),
    };
    LineView {
        who,
        role,
        organisation: organisation.to_owned(),
        part: words::part(line.part).into(),
        ground: words::ground(line.ground).into(),
        emergency: line.emergency,
        first_time: time::clock_time(line.first_at),
    }
}
