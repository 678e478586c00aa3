//! What is agreed with Karen and the other clients: source 1's example, and some around today.

use super::{
    conversations::actor,
    people::{Cast, DE_LINDE, winter},
};
use crate::{Error, Result, Tx, appointments};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use portiek_domain::{
    access::{Access, Relation, to_record},
    appointments::{Answer, Asked, Decision, Times, VideoLink},
    ids::{AppointmentId, FormKey},
    time,
};
use uuid::Uuid;

const KAREN: (&str, &str) = ("2022021801", "karen.test");
const FATIMA: (&str, &str) = ("2024090903", "fatima.elamrani");
const GERARD: &str = "gerard.van.kesteren";
const PETER: &str = "peter.post";
const CARMEN: &str = "carmen.van.den.eerenbeemt";
const PLACE: &str = "Lindelaan 12, kamer 3";
const VIDEO: &str = "https://video.voorbeeld.nl/de-linde/kamer-3";

/// An appointment: whose (record and client), with whom, what for, and when.
struct Line {
    whose: (&'static str, &'static str),
    with: &'static str,
    kind: &'static str,
    times: Times,
    video: bool,
}

pub async fn populate(tx: &mut Tx, (cast, now): (&Cast, DateTime<Utc>)) -> Result<()> {
    tx.backdate(winter((2022, 2, 18), (8, 0)));
    for line in of_the_source() {
        plan(tx, cast, &line).await?;
    }
    // None around the days of the source: there, the lists are the source's own.
    if now >= winter((2022, 5, 1), (0, 0)) {
        around(tx, cast, now).await?;
    }
    tx.backdate(now);
    Ok(())
}

/// The lists that source 1 shows (R36). From 27 March it is summer time.
fn of_the_source() -> Vec<Line> {
    let at = |day: (i32, u32, u32), start: (u32, u32), end: (u32, u32)| {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap_or_default();
        line(KAREN, (GERARD, "Diagnostiek"), times(day, start, end))
    };
    let hour = |month, day| at((2022, month, day), (13, 30), (14, 30));
    vec![at((2022, 2, 18), (8, 15), (8, 30)), hour(2, 21), hour(3, 7), hour(3, 21), hour(4, 4), hour(4, 18)]
}

async fn around(tx: &mut Tx, cast: &Cast, now: DateTime<Utc>) -> Result<()> {
    tx.backdate(now - TimeDelta::days(40));
    let with = |who, kind, days, start, end| line(KAREN, (who, kind), times(workday(now, days), start, end));
    for line in [
        with(GERARD, "Behandeling", -21, (13, 30), (14, 15)),
        with(PETER, "Medicatiecontrole", -16, (10, 0), (10, 30)),
        with(GERARD, "Behandeling", 7, (13, 30), (14, 15)),
        line(FATIMA, (PETER, "Medicatiecontrole"), times(workday(now, 2), (9, 0), (9, 30))),
        Line { video: true, ..line(KAREN, (GERARD, "Behandeling"), soon(now)) },
    ] {
        plan(tx, cast, &line).await?;
    }
    let late = plan(tx, cast, &with(GERARD, "Behandeling", -7, (13, 30), (14, 15))).await?;
    let off = plan(tx, cast, &with(CARMEN, "Psychologisch onderzoek", 10, (11, 0), (12, 0))).await?;
    let moving = plan(tx, cast, &with(GERARD, "Behandeling", 21, (13, 30), (14, 15))).await?;
    cancel(tx, cast, (late, GERARD, time::day_start(workday(now, -7)) - TimeDelta::hours(4))).await?;
    cancel(tx, cast, (off, CARMEN, now - TimeDelta::days(3))).await?;
    tx.backdate(now - TimeDelta::minutes(50));
    ask(tx, cast, (moving, "move", "Die middag moet ik werken.", &["ma-ochtend", "do-middag"])).await
}

fn line(whose: (&'static str, &'static str), (with, kind): (&'static str, &'static str), times: Times) -> Line {
    Line { whose, with, kind, times, video: false }
}

fn times(day: NaiveDate, start: (u32, u32), end: (u32, u32)) -> Times {
    let at = |(hour, minute)| time::moment(day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
    Times { starts_at: at(start), ends_at: at(end) }
}

/// So many days from today, or the Monday after a weekend.
fn workday(now: DateTime<Utc>, days: i64) -> NaiveDate {
    let day = time::day(now) + TimeDelta::days(days);
    let weekend = i64::from(day.weekday().num_days_from_monday()) - 4;
    if weekend > 0 { day + TimeDelta::days(3 - weekend) } else { day }
}

/// At the next quarter of an hour, so that the video call can be entered at once.
fn soon(now: DateTime<Utc>) -> Times {
    const QUARTER: i64 = 15 * 60;
    let quarter = (now.timestamp() / QUARTER + 1) * QUARTER;
    let starts_at = DateTime::from_timestamp(quarter, 0).unwrap_or(now);
    Times { starts_at, ends_at: starts_at + TimeDelta::minutes(45) }
}

async fn plan(tx: &mut Tx, cast: &Cast, line: &Line) -> Result<AppointmentId> {
    let practitioner = cast.member(line.with, DE_LINDE)?;
    let relation = Relation {
        record: cast.record(line.whose.0)?,
        organisation: practitioner.organisation,
        subject: Some(cast.member(line.whose.1, DE_LINDE)?.id),
        in_care_team: true,
    };
    let access: Access = to_record(&actor(practitioner), &relation).ok_or_else(|| broken("plans for a stranger"))?;
    let new = appointments::New {
        practitioner: practitioner.id,
        kind: line.kind.into(),
        times: line.times,
        place: if line.video { "Videogesprek".into() } else { PLACE.into() },
        video: VideoLink::parse(VIDEO).filter(|_| line.video),
    };
    appointments::plan(tx, &access, &new).await
}

/// Karen asks, and the practice agrees an hour later.
async fn cancel(tx: &mut Tx, cast: &Cast, (id, who, at): (AppointmentId, &str, DateTime<Utc>)) -> Result<()> {
    tx.backdate(at);
    ask(tx, cast, (id, "cancel", "Ik kan dan niet komen.", &[])).await?;
    tx.backdate(at + TimeDelta::hours(1));
    let (practitioner, now) = (actor(cast.member(who, DE_LINDE)?), tx.now());
    let found = appointments::find(tx, &practitioner, (id, now)).await?;
    let decided = appointments::decide(tx, &found, (Decision::Cancelled, &Answer::default())).await?;
    decided.map_err(|refusal| broken(&format!("{refusal:?}")))
}

async fn ask(tx: &mut Tx, cast: &Cast, (id, wish, reason, suits): (AppointmentId, &str, &str, &[&str])) -> Result<()> {
    let (karen, now) = (actor(cast.member(KAREN.1, DE_LINDE)?), tx.now());
    let found = appointments::find(tx, &karen, (id, now)).await?;
    let asked = Asked::parse(wish, reason, suits.iter().copied()).map_err(|_| broken("a question"))?;
    let key = FormKey(tx.mint::<Uuid>());
    let outcome = appointments::ask(tx, &found, (&asked, key)).await?;
    outcome.map_err(|refusal| broken(&format!("{refusal:?}")))
}

fn broken(what: &str) -> Error {
    Error::Corrupt(format!("an appointment of the cast: {what}"))
}
