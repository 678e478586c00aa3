//! A month with its marks, each with the day it is on.

use super::{AgendaView, DayView, MarkView, WeekView};
use chrono::{Datelike, NaiveDate};
use portiek_domain::{
    appointments::{Month, Week},
    time,
};

/// The first and the last day that a month's weeks show.
pub fn days(month: Month) -> (NaiveDate, NaiveDate) {
    let weeks = month.weeks();
    let first = weeks.first().map_or_else(NaiveDate::default, |week| week.days[0]);
    (first, weeks.last().map_or(first, |week| week.days[6]))
}

pub fn view(month: Month, marks: &[(NaiveDate, MarkView)], today: NaiveDate) -> AgendaView {
    let beside = |month: Option<Month>| month.map(|month| (month.to_string(), month.name()));
    AgendaView {
        name: month.name(),
        previous: beside(month.previous()),
        next: beside(month.next()),
        current: month.contains(today),
        weeks: month.weeks().into_iter().map(|week| week_view(week, (month, today), marks)).collect(),
    }
}

fn week_view(week: Week, (month, today): (Month, NaiveDate), marks: &[(NaiveDate, MarkView)]) -> WeekView {
    let day_view = |day: NaiveDate| DayView {
        number: day.day(),
        date: day.to_string(),
        elsewhere: (!month.contains(day)).then(|| time::MONTHS[day.month0() as usize].to_owned()),
        today: day == today,
        marks: marks.iter().filter(|(on, _)| *on == day).map(|(_, mark)| mark.clone()).collect(),
    };
    WeekView { number: week.number, days: week.days.map(day_view).to_vec() }
}
