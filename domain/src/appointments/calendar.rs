//! Appointments for calendar programs (RFC 5545). Written by hand: few properties are used, and the libraries there are
//! take the clock and chance for what is not given. What a file says is neutral (S11, S15): a calendar is shown to
//! colleagues and family, so it holds when and where, and neither with whom nor what for.
//!
//! Times are in UTC: what is agreed is a moment, every program shows it in Dutch time, and no file has to carry the
//! rules of summer time or leave open which of two 02:30's is meant.

use super::Times;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The longest line, in octets, without its break (3.1).
const LINE: usize = 75;

/// One appointment, as a calendar has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same when the appointment is moved or cancelled, so that programs change what they have.
    pub id: Uuid,
    /// How often it was moved or cancelled.
    pub sequence: i64,
    pub changed_at: DateTime<Utc>,
    pub times: Times,
    pub cancelled: bool,
    pub place: String,
}

/// A file with these appointments; `refreshed` when it is an address that programs look at again.
pub fn calendar(entries: &[Entry], refreshed: bool) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Portiek//Afspraken//NL");
    line("CALSCALE:GREGORIAN");
    if refreshed {
        line("NAME:Afspraken");
        line("X-WR-CALNAME:Afspraken");
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line("X-PUBLISHED-TTL:PT1H");
    }
    entries.iter().flat_map(event).for_each(|text| line(&text));
    line("END:VCALENDAR");
    file
}

fn event(entry: &Entry) -> Vec<String> {
    let (summary, status, shown) = match entry.cancelled {
        true => ("Afspraak (geannuleerd)", "CANCELLED", "TRANSPARENT"),
        false => ("Afspraak", "CONFIRMED", "OPAQUE"),
    };
    vec![
        "BEGIN:VEVENT".into(),
        format!("UID:{}@portiek", entry.id),
        format!("SEQUENCE:{}", entry.sequence),
        format!("DTSTAMP:{}", moment(entry.changed_at)),
        format!("LAST-MODIFIED:{}", moment(entry.changed_at)),
        format!("DTSTART:{}", moment(entry.times.starts_at)),
        format!("DTEND:{}", moment(entry.times.ends_at)),
        format!("SUMMARY:{summary}"),
        format!("LOCATION:{}", escaped(&entry.place)),
        format!("STATUS:{status}"),
        format!("TRANSP:{shown}"),
        "CLASS:PRIVATE".into(),
        "END:VEVENT".into(),
    ]
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value (3.3.11); other control characters have no place in one.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => value.push(' '),
            c => value.push(c),
        }
    }
    value
}

/// One line of content, folded before it is longer than 75 octets and never within a character (3.1).
fn fold(file: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(c);
        length += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    fn entry() -> Entry {
        Entry {
            id: Uuid::from_u128(7),
            sequence: 0,
            changed_at: at("2022-02-18T08:00:00Z"),
            times: Times { starts_at: at("2022-03-07T12:30:00Z"), ends_at: at("2022-03-07T13:30:00Z") },
            cancelled: false,
            place: "Lindelaan 12, Driebergen".into(),
        }
    }

    /// The lines of a file as a program reads them: unfolded.
    fn lines(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_appointment_is_one_event_with_its_moments_in_utc() {
        let file = calendar(&[entry()], false);
        let lines = lines(&file);
        for line in [
            "UID:00000000-0000-0000-0000-000000000007@portiek",
            "SEQUENCE:0",
            "DTSTAMP:20220218T080000Z",
            "DTSTART:20220307T123000Z",
            "DTEND:20220307T133000Z",
            "LOCATION:Lindelaan 12\\, Driebergen",
            "STATUS:CONFIRMED",
        ] {
            assert!(lines.iter().any(|have| have == line), "{line} in {file}");
        }
        assert_eq!((lines[0].as_str(), lines[lines.len() - 2].as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    }

    #[test]
    fn s11_s15_a_file_says_afspraak_and_nothing_of_care() {
        let file = calendar(&[entry()], true);
        assert!(file.contains("SUMMARY:Afspraak\r\n"));
        for word in ["GGZ", "Linde,", "Diagnostiek", "Gerard", "portaal"] {
            assert!(!file.contains(word), "{word}");
        }
    }

    #[test]
    fn one_that_is_cancelled_keeps_its_uid_and_says_so() {
        let file = calendar(&[Entry { cancelled: true, sequence: 2, ..entry() }], true);
        for line in
            ["UID:00000000-0000-0000-0000-000000000007@portiek", "SEQUENCE:2", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"]
        {
            assert!(file.contains(&format!("{line}\r\n")), "{line}");
        }
    }

    #[test]
    fn what_would_begin_another_line_or_value_is_escaped() {
        assert_eq!(escaped("a;b,c\\d\r\ne\nf\u{7}"), "a\\;b\\,c\\\\d\\ne\\nf ");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        for place in ["é".repeat(200), "a".repeat(66), "👩‍⚕️".repeat(40), format!("{}é", "a".repeat(64))] {
            let file = calendar(&[Entry { place: place.clone(), ..entry() }], false);
            assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
            assert!(lines(&file).contains(&format!("LOCATION:{place}")), "{file}");
        }
        let exact = calendar(&[Entry { place: "a".repeat(66), ..entry() }], false);
        assert!(exact.contains(&format!("LOCATION:{}\r\nSTATUS", "a".repeat(66))), "75 octets are not folded");
    }

    #[test]
    fn every_line_ends_as_the_standard_says() {
        let file = calendar(&[entry()], true);
        assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    }
}
