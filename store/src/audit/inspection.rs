//! "Wie heeft mijn dossier bekeken?" (S10): the events about one subject, newest day first. Somebody and a part of the
//! record are one line a day, with the first time (NEN 7513). A page is whole days, so that no line is cut in two.

use crate::{Conn, Error, Result, db::run};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    access::{Ground, Inspection},
    actor::Role,
    audit::Kind,
    ids::{MembershipId, first_at},
    inspection::{Period, Wanted},
    time,
};
use uuid::Uuid;

/// A page ends with the day that reaches so many lines.
pub const LINES: usize = 50;
/// Events read at a time.
const WALK: usize = 1000;

/// A walk back along the events about one subject: identifiers of events begin with their moment.
const EVENTS: &str = "SELECT e.id, e.recorded_at, e.kind, e.membership_id, e.role, e.agent_name, e.ground, \
     e.emergency FROM audit_subject s JOIN audit_event e ON e.id = s.event_id \
     WHERE s.subject_id = $1 AND s.event_id >= $2 AND s.event_id < $3 \
     AND (e.membership_id IS NULL OR e.membership_id <> $4) ORDER BY s.event_id DESC LIMIT $5";

/// Whole days, newest first, and where the next page begins.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub days: Vec<Day>,
    /// The last day shown, when there are earlier ones.
    pub next: Option<NaiveDate>,
}

/// A day on the Dutch calendar with its lines, newest first.
#[derive(Clone, Debug)]
pub struct Day {
    pub day: NaiveDate,
    pub lines: Vec<Line>,
}

/// Somebody who saw or changed a part of the record, once or more on a day.
#[derive(Clone, Debug)]
pub struct Line {
    pub who: Who,
    pub part: Kind,
    /// None for what needs no ground.
    pub ground: Option<Ground>,
    pub emergency: bool,
    /// The first time on that day.
    pub first_at: DateTime<Utc>,
}

/// By whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The person the record is about.
    Own,
    /// Somebody of the organisation, with the name and role they had.
    Member { id: MembershipId, name: String, role: Option<Role> },
    /// The organisation itself: nobody was logged in.
    Organisation,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    recorded_at: DateTime<Utc>,
    #[sqlx(try_from = "String")]
    kind: Kind,
    membership_id: Option<Uuid>,
    role: Option<String>,
    agent_name: Option<String>,
    ground: Option<String>,
    emergency: bool,
}

/// A page of at least so many lines, if there are, of who looked at what is the person's own.
pub async fn page(conn: &mut Conn, access: &Inspection, (wanted, lines): (&Wanted, usize)) -> Result<Page> {
    let (from, mut before) = range(wanted);
    let mut days = Vec::new();
    loop {
        let rows = walk(conn, access, (wanted.own, from, before)).await?;
        let more = rows.len() == WALK;
        before = rows.last().map_or(before, |row| row.id);
        for row in rows {
            add(&mut days, line(access, row)?);
        }
        if !more {
            return Ok(finish(days, (false, lines)));
        }
        // Of the earliest day there may be more: the next page begins with it, unless it is all there is.
        if days.len() > 1 {
            days.pop();
            return Ok(finish(days, (true, lines)));
        }
    }
}

fn range(wanted: &Wanted) -> (Uuid, Uuid) {
    let (from, until) = days(wanted.period);
    (from, wanted.after.map_or(until, |after| until.min(first_at(time::day_start(after)))))
}

/// The identifiers of the days asked for: from the first, before the second.
pub(super) fn days(period: Period) -> (Uuid, Uuid) {
    let start = |day| first_at(time::day_start(day));
    let from = period.from.map_or(Uuid::nil(), start);
    (from, period.until.and_then(|day| day.succ_opt()).map_or(Uuid::max(), start))
}

async fn walk(conn: &mut Conn, access: &Inspection, (own, from, before): (bool, Uuid, Uuid)) -> Result<Vec<Row>> {
    let without = if own { Uuid::nil() } else { access.actor().membership.0 };
    let limit = i64::try_from(WALK).unwrap_or(i64::MAX);
    Ok(run!(conn, query_as::<Row>(EVENTS, access.subject().0, from, before, without, limit).fetch_all)?)
}

fn line(access: &Inspection, row: Row) -> Result<Line> {
    let corrupt = |_| Error::Corrupt(format!("audit_event {}", row.id));
    let role = row.role.map(Role::try_from).transpose().map_err(corrupt)?;
    let who = match row.membership_id.map(MembershipId) {
        Some(id) if id == access.actor().membership => Who::Own,
        Some(id) => Who::Member { id, name: row.agent_name.unwrap_or_default(), role },
        None => Who::Organisation,
    };
    let ground = row.ground.map(Ground::try_from).transpose().map_err(corrupt)?;
    Ok(Line { who, part: row.kind, ground, emergency: row.emergency, first_at: row.recorded_at })
}

/// Adds an earlier event: to its line, which it then begins, or as a line of its own.
fn add(days: &mut Vec<Day>, line: Line) {
    let day = time::day(line.first_at);
    if days.last().is_none_or(|last| last.day != day) {
        days.push(Day { day, lines: Vec::new() });
    }
    let Some(Day { lines, .. }) = days.last_mut() else { return };
    lines.retain(|later| !same(later, &line));
    lines.push(line);
}

/// The same person and part, for the same reason.
fn same(a: &Line, b: &Line) -> bool {
    let member = |who: &Who| match who {
        Who::Member { id, .. } => Some(*id),
        _ => None,
    };
    let who = std::mem::discriminant(&a.who) == std::mem::discriminant(&b.who) && member(&a.who) == member(&b.who);
    who && (a.part, a.ground, a.emergency) == (b.part, b.ground, b.emergency)
}

fn finish(mut days: Vec<Day>, (more, lines): (bool, usize)) -> Page {
    let mut shown = 0;
    let whole = days.len();
    days.retain(|day| {
        let fits = shown < lines;
        shown += day.lines.len();
        fits
    });
    let next = days.last().map(|last| last.day).filter(|_| more || days.len() < whole);
    Page { days, next }
}
