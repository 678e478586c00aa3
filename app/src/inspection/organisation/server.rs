//! Who, rule, verb; and how what the log knows is told on the page.

use super::{
    changes,
    views::{EmployeeView, EntryView, LogView, ShownView},
    words,
};
use crate::{
    fault::Fault,
    inspection::words as all_words,
    request::{Request, role_name},
};
use portiek_domain::{
    access::{LogAccess, NoLog, to_log},
    audit::{Event, Kind, ObjectKind},
    inspection::LogWanted,
    time,
};
use portiek_store::{
    Result as Stored, access,
    audit::logbook::{self, Employee, Entry, PAGE, Page},
};

/// Who reads the log of an organisation; none without a second factor.
pub async fn reader(request: &Request, at: Option<i64>) -> Result<Option<LogAccess>, Fault> {
    let visitor = request.visitor()?;
    let Some((actor, membership)) = visitor.log_reader(at) else {
        let event =
            Event::from_network(request.network(), Kind::AccessRefused).on(ObjectKind::Account, visitor.account);
        return request.settle(Err(portiek_store::Error::NotFound(Box::new(event)))).await;
    };
    match to_log(&actor, (membership.reads_log, visitor.second_factor)) {
        Ok(access) => Ok(Some(access)),
        Err(NoLog::NoSecondFactor) => Ok(None),
        Err(NoLog::NotAppointed) => request.settle(Err(access::refused(&actor, actor.membership.0))).await,
    }
}

pub async fn open(request: &Request, at: Option<i64>, wanted: LogWanted) -> Result<LogView, Fault> {
    let Some(access) = reader(request, at).await? else { return Ok(LogView::NeedsFactor) };
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let chosen = match wanted.member {
            Some(id) => Some(logbook::employee(&mut conn, &access, id).await?),
            None => None,
        };
        let found = match wanted.search.as_str() {
            "" => None,
            typed => Some(logbook::search(&mut conn, &access, typed).await?),
        };
        // A search is answered with whom it found; their events are a choice further.
        let page =
            if found.is_some() { Page::default() } else { logbook::page(&mut conn, &access, (&wanted, PAGE)).await? };
        Ok((chosen, found, page))
    }
    .await;
    drop(conn);
    let (chosen, found, page) = request.settle(loaded).await?;
    request.look(event(&access, (Kind::LogRead, &wanted)), (&[], None)).await?;
    Ok(LogView::Shown(ShownView {
        shown: found.as_ref().map_or_else(|| shown(&wanted, (chosen.as_ref(), &page)), |found| told(found)),
        found: found.map(|found| found.into_iter().map(employee).collect()),
        next: page.next,
        entries: page.entries.into_iter().map(entry).collect(),
    }))
}

/// Reading the log is in it as well, with what was searched and whose events were shown.
pub fn event(access: &LogAccess, (kind, wanted): (Kind, &LogWanted)) -> Event {
    let event = Event::by(access.actor(), kind);
    let event = match wanted.member {
        Some(member) => event.on(ObjectKind::Membership, member),
        None => event.on(ObjectKind::Organisation, access.actor().organisation),
    };
    let query = wanted.query();
    if query.is_empty() { event } else { event.searching(query) }
}

/// What is shown and what was asked for, in words.
fn shown(wanted: &LogWanted, (chosen, page): (Option<&Employee>, &Page)) -> String {
    let lines = match page.entries.len() {
        0 => "Geen regels".to_owned(),
        1 => "1 regel".to_owned(),
        lines => format!("{lines} regels"),
    };
    let here = if page.next.is_some() || wanted.after.is_some() { " op deze pagina" } else { "" };
    let whose = chosen.map_or_else(|| "van iedereen".to_owned(), |one| format!("van {}", one.name));
    format!("{lines}{here}, {whose}, {}", all_words::period(wanted.period))
}

fn told(found: &[Employee]) -> String {
    match found.len() {
        0 => "Geen medewerkers gevonden".into(),
        1 => "1 medewerker gevonden".into(),
        logbook::FOUND => format!("De eerste {} medewerkers; typ meer om er minder te zien", logbook::FOUND),
        some => format!("{some} medewerkers gevonden"),
    }
}

fn employee(one: Employee) -> EmployeeView {
    let role = role_name(one.role);
    let what = if one.profession.is_empty() { role.to_owned() } else { format!("{role}, {}", one.profession) };
    EmployeeView { id: one.id, name: one.name.to_string(), what }
}

pub fn entry(entry: Entry) -> EntryView {
    let (who, role) = entry.who.map_or_else(|| ("Het portaal".to_owned(), None), |(name, role)| (name, Some(role)));
    EntryView {
        id: entry.id,
        when: time::stamp(entry.at),
        who,
        role: role.map(|role| role_name(role).to_owned()),
        what: all_words::part(entry.kind).into(),
        query: entry.query,
        changes: entry.changes.iter().map(changes::change).collect(),
        records: words::records(&entry.records),
        ground: words::ground(entry.ground).into(),
        emergency: entry.emergency,
        refused: !entry.succeeded,
        network: entry.network,
    }
}
