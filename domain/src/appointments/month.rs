//! A month as an agenda shows it: whole weeks from Monday, with their numbers (ISO 8601).

use crate::time::MONTHS;
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::fmt;

/// The years that agendas show.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    /// January is 1.
    number: u32,
}

/// Seven days from Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    pub number: u32,
    pub days: [NaiveDate; 7],
}

impl Month {
    /// None outside of the years that agendas show.
    fn new(year: i32, number: u32) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&number)).then_some(Self { year, number })
    }

    /// The month of a day; the last or first there is when it lies outside.
    pub fn of(day: NaiveDate) -> Self {
        let year = day.year().clamp(*YEARS.start(), *YEARS.end());
        Self { year, number: day.month() }
    }

    /// As addresses have it: `2022-02`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once('-').filter(|(year, number)| year.len() == 4 && number.len() == 2)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (digits(year) && digits(number)).then_some(())?;
        Self::new(year.parse().ok()?, number.parse().ok()?)
    }

    pub fn next(self) -> Option<Self> {
        if self.number == 12 { Self::new(self.year + 1, 1) } else { Self::new(self.year, self.number + 1) }
    }

    pub fn previous(self) -> Option<Self> {
        if self.number == 1 { Self::new(self.year - 1, 12) } else { Self::new(self.year, self.number - 1) }
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        day.year() == self.year && day.month() == self.number
    }

    fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number, 1).unwrap_or_default()
    }

    /// "februari 2022".
    pub fn name(self) -> String {
        format!("{} {}", MONTHS[self.number as usize - 1], self.year)
    }

    /// The weeks that have a day in it, each whole.
    pub fn weeks(self) -> Vec<Week> {
        let first = self.first();
        let monday = first - TimeDelta::days(i64::from(first.weekday().num_days_from_monday()));
        let weeks = (0..6).map(|week| monday + TimeDelta::days(7 * week));
        weeks.filter(|monday| self.contains(*monday) || self.contains(*monday + TimeDelta::days(6))).map(week).collect()
    }
}

fn week(monday: NaiveDate) -> Week {
    let mut days = [monday; 7];
    for (offset, day) in (0i64..).zip(&mut days) {
        *day = monday + TimeDelta::days(offset);
    }
    Week { number: monday.iso_week().week(), days }
}

/// As addresses have it: `2022-02`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(month: &str) -> Vec<(u32, String, String)> {
        let weeks = Month::parse(month).map(Month::weeks).unwrap_or_default();
        weeks.into_iter().map(|week| (week.number, week.days[0].to_string(), week.days[6].to_string())).collect()
    }

    #[test]
    fn weeks_begin_on_monday_and_are_whole() {
        let february = weeks("2022-02");
        assert_eq!(february.len(), 5);
        assert_eq!(february[0], (5, "2022-01-31".into(), "2022-02-06".into()));
        assert_eq!(february[4], (9, "2022-02-28".into(), "2022-03-06".into()));
    }

    #[test]
    fn a_month_has_four_five_or_six_weeks() {
        assert_eq!(weeks("2021-02").len(), 4);
        assert_eq!(weeks("2022-03").len(), 5);
        assert_eq!(weeks("2022-05").len(), 6);
        assert_eq!(weeks("2022-05")[5], (22, "2022-05-30".into(), "2022-06-05".into()));
    }

    #[test]
    fn the_first_week_of_a_year_is_the_one_with_its_first_thursday() {
        assert_eq!(weeks("2021-01")[0].0, 53);
        assert_eq!(weeks("2020-12").last().map(|week| week.0), Some(53));
        assert_eq!(weeks("2025-01")[0].0, 1);
        assert_eq!(weeks("2026-01")[0].0, 1);
    }

    #[test]
    fn a_month_survives_the_address_and_what_is_none_is_none() {
        assert_eq!(Month::parse("2022-02").map(|month| month.to_string()), Some("2022-02".into()));
        assert_eq!(Month::parse("2022-02").map(Month::name), Some("februari 2022".into()));
        for text in ["", "2022", "2022-2", "2022-13", "2022-00", "1899-12", "2200-01", "+022-01", "22-02-01", "٢٠٢٢-٠٢"]
        {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year_and_end_where_agendas_do() {
        let month = |text: &str| Month::parse(text);
        assert_eq!(month("2022-12").and_then(Month::next), month("2023-01"));
        assert_eq!(month("2022-01").and_then(Month::previous), month("2021-12"));
        assert_eq!(month("2022-03").and_then(Month::previous), month("2022-02"));
        assert_eq!(month("2199-12").and_then(Month::next), None);
        assert_eq!(month("1900-01").and_then(Month::previous), None);
    }
}
