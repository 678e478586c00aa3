//! Dates and times as Dutch screens show them, in Europe/Amsterdam. Mostly on the server: the time-zone data stays out
//! of the wasm, pages get finished text.

use chrono::NaiveDate;

/// Dutch names, Monday first.
pub const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
/// The same, short: "ma" (R36).
pub const SHORT_WEEKDAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
/// "mrt." and, being short already, "mei".
pub const SHORT_MONTHS: [&str; 12] =
    ["jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."];
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day as addresses and date fields have it (`jjjj-mm-dd`), or as people type it (`dd-mm-jjjj`).
pub fn parse_day(typed: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = typed.trim().split('-').collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let number = |text: &str, digits: usize| -> Option<u32> {
        let fits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| fits)
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, number(month, 2)?, number(day, 2)?)
}

#[cfg(feature = "zone")]
pub use zone::*;

#[cfg(feature = "zone")]
mod zone {
    use super::{MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS};
    use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
    use chrono_tz::Europe::Amsterdam;

    /// The calendar day in the Netherlands at a moment.
    pub fn day(at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&Amsterdam).date_naive()
    }

    /// The same hour so many calendar months later, or the last day of a month that is too short.
    pub fn months_later(at: DateTime<Utc>, months: u32) -> DateTime<Utc> {
        let local = at.with_timezone(&Amsterdam).naive_local();
        let later = local.checked_add_months(Months::new(months)).unwrap_or(local);
        // In the hour that summer time skips, the first moment after it.
        let there = Amsterdam.from_local_datetime(&later).earliest();
        there
            .or_else(|| Amsterdam.from_local_datetime(&(later + TimeDelta::hours(1))).earliest())
            .map_or(at, |there| there.to_utc())
    }

    /// When a calendar day begins in the Netherlands: at its midnight, which summer time never skips.
    pub fn day_start(day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(NaiveTime::MIN);
        let local = midnight.and_local_timezone(Amsterdam).earliest();
        local.map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
    }

    /// The moment of a time on a day in the Netherlands; in the hour that summer time skips, the first one after it.
    pub fn moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let local = day.and_time(time);
        let there = Amsterdam.from_local_datetime(&local).earliest();
        there
            .or_else(|| Amsterdam.from_local_datetime(&(local + TimeDelta::hours(1))).earliest())
            .map_or_else(|| local.and_utc(), |there| there.to_utc())
    }

    /// "maandag 7 maart 2022".
    pub fn long_day(day: NaiveDate) -> String {
        let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
        format!("{weekday} {} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
    }

    /// "ma 7 mrt. 2022" (R36).
    pub fn short_day(day: NaiveDate) -> String {
        let weekday = SHORT_WEEKDAYS[day.weekday().num_days_from_monday() as usize];
        format!("{weekday} {} {} {}", day.day(), SHORT_MONTHS[day.month0() as usize], day.year())
    }

    /// "13:30 - 14:30" (R36); with the day of its end when that is another, midnight being the end of the first.
    pub fn span(from: DateTime<Utc>, until: DateTime<Utc>) -> String {
        let (start, end, last) = (clock_time(from), clock_time(until), day(until));
        if last == day(from) || until == day_start(last) && last.pred_opt() == Some(day(from)) {
            return format!("{start} - {end}");
        }
        format!("{start} - {} {end}", short_day(last))
    }

    /// `dd-mm-jjjj uu:mm` (R24).
    pub fn stamp(at: DateTime<Utc>) -> String {
        at.with_timezone(&Amsterdam).format("%d-%m-%Y %H:%M").to_string()
    }

    /// `uu:mm`.
    pub fn clock_time(at: DateTime<Utc>) -> String {
        at.with_timezone(&Amsterdam).format("%H:%M").to_string()
    }

    /// `30-03-1986`.
    pub fn date(day: NaiveDate) -> String {
        day.format("%d-%m-%Y").to_string()
    }

    /// "Vandaag", "Gisteren", "Maandag 21 februari", and with the year when it is another one.
    pub fn day_heading(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let (that, today) = (day(at), day(now));
        match (today - that).num_days() {
            0 => "Vandaag".into(),
            1 => "Gisteren".into(),
            _ if that.year() == today.year() => long(that),
            _ => format!("{} {}", long(that), that.year()),
        }
    }

    fn long(day: NaiveDate) -> String {
        let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
        let (first, rest) = weekday.split_at(1);
        format!("{}{rest} {} {}", first.to_uppercase(), day.day(), MONTHS[day.month0() as usize])
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn at(text: &str) -> DateTime<Utc> {
            text.parse().unwrap_or_default()
        }

        #[test]
        fn months_are_calendar_months_of_the_same_hour() {
            let later = |text: &str, months| stamp(months_later(at(text), months));
            assert_eq!(later("2026-03-02T09:00:00Z", 3), "02-06-2026 10:00");
            assert_eq!(later("2026-11-30T09:00:00Z", 3), "28-02-2027 10:00");
            assert_eq!(later("2026-01-29T01:30:00Z", 2), "29-03-2026 03:30");
        }

        #[test]
        fn stamps_follow_dutch_summer_time() {
            assert_eq!(stamp(at("2022-02-22T08:10:59Z")), "22-02-2022 09:10");
            assert_eq!(stamp(at("2022-07-01T08:10:00Z")), "01-07-2022 10:10");
            assert_eq!(stamp(at("2022-03-27T00:59:59Z")), "27-03-2022 01:59");
            assert_eq!(stamp(at("2022-03-27T01:00:00Z")), "27-03-2022 03:00");
        }

        #[test]
        fn r36_days_and_times_of_appointments_are_the_sources() {
            let row = |from: &str, until: &str| format!("{} {}", short_day(day(at(from))), span(at(from), at(until)));
            assert_eq!(row("2022-03-07T12:30:00Z", "2022-03-07T13:30:00Z"), "ma 7 mrt. 2022 13:30 - 14:30");
            assert_eq!(row("2022-02-18T07:15:00Z", "2022-02-18T07:30:00Z"), "vr 18 feb. 2022 08:15 - 08:30");
            assert_eq!(row("2022-04-18T11:30:00Z", "2022-04-18T12:30:00Z"), "ma 18 apr. 2022 13:30 - 14:30");
            assert_eq!(row("2022-05-01T08:00:00Z", "2022-05-01T09:00:00Z"), "zo 1 mei 2022 10:00 - 11:00");
        }

        #[test]
        fn an_appointment_over_midnight_says_on_which_day_it_ends() {
            let shown = |from: &str, until: &str| span(at(from), at(until));
            assert_eq!(shown("2022-03-07T22:00:00Z", "2022-03-07T22:59:00Z"), "23:00 - 23:59");
            assert_eq!(shown("2022-03-07T22:00:00Z", "2022-03-07T23:00:00Z"), "23:00 - 00:00");
            assert_eq!(shown("2022-03-07T22:00:00Z", "2022-03-07T23:30:00Z"), "23:00 - di 8 mrt. 2022 00:30");
            assert_eq!(shown("2022-03-07T23:00:00Z", "2022-03-08T23:00:00Z"), "00:00 - 00:00");
        }

        #[test]
        fn appointments_follow_the_clock_when_summer_time_begins_and_ends() {
            assert_eq!(span(at("2022-03-27T00:30:00Z"), at("2022-03-27T01:30:00Z")), "01:30 - 03:30");
            assert_eq!(span(at("2022-10-30T00:30:00Z"), at("2022-10-30T01:30:00Z")), "02:30 - 02:30");
        }

        #[test]
        fn a_time_on_a_day_is_a_moment_also_where_the_clock_jumps() {
            let on = |day: &str, hour| {
                let time = NaiveTime::from_hms_opt(hour, 30, 0).unwrap_or_default();
                super::super::parse_day(day).map(|day| moment(day, time))
            };
            assert_eq!(on("2022-03-26", 2), Some(at("2022-03-26T01:30:00Z")));
            assert_eq!(on("2022-03-27", 2), Some(at("2022-03-27T01:30:00Z")));
            assert_eq!(on("2022-03-27", 3), Some(at("2022-03-27T01:30:00Z")));
            assert_eq!(on("2022-10-30", 2), Some(at("2022-10-30T00:30:00Z")));
        }

        #[test]
        fn a_day_starts_at_midnight_in_amsterdam() {
            assert_eq!(day(at("2022-02-21T22:59:59Z")).to_string(), "2022-02-21");
            assert_eq!(day(at("2022-02-21T23:00:00Z")).to_string(), "2022-02-22");
        }

        #[test]
        fn a_day_of_the_switch_to_or_from_summer_time_starts_at_its_own_midnight() {
            let starts = |day: &str| super::super::parse_day(day).map(day_start);
            assert_eq!(starts("2026-03-29"), Some(at("2026-03-28T23:00:00Z")));
            assert_eq!(starts("2026-03-30"), Some(at("2026-03-29T22:00:00Z")));
            assert_eq!(starts("2026-10-25"), Some(at("2026-10-24T22:00:00Z")));
            assert_eq!(starts("2026-10-26"), Some(at("2026-10-25T23:00:00Z")));
        }

        #[test]
        fn day_headings_read_as_people_say_it() {
            let now = at("2022-02-22T11:00:00Z");
            assert_eq!(day_heading(at("2022-02-22T00:00:00Z"), now), "Vandaag");
            assert_eq!(day_heading(at("2022-02-21T12:00:00Z"), now), "Gisteren");
            assert_eq!(day_heading(at("2022-02-18T12:00:00Z"), now), "Vrijdag 18 februari");
            assert_eq!(day_heading(at("2021-12-31T12:00:00Z"), now), "Vrijdag 31 december 2021");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_fields_send_it_and_as_people_type_it() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1);
        assert!(day.is_some());
        assert_eq!((parse_day("2026-03-01"), parse_day(" 01-03-2026 ")), (day, day));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for typed in ["", "gisteren", "31-02-2026", "2026-3-1", "2026-03-01-01", "+026-03-01", "26-03-01", "١-٣-٢٠٢٦"]
        {
            assert_eq!(parse_day(typed), None, "{typed}");
        }
    }
}
