//! Inzage: what somebody wants to see of who looked at their record (S10).

use crate::{
    ids::{AuditEventId, MembershipId},
    refusal::{Code, Refusal},
    time::parse_day,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The days asked for, both included, on the Dutch calendar; either end may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl Period {
    /// From what was typed in the fields `van` and `tot`; an empty field leaves that end open.
    pub fn parse(from: &str, until: &str) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut day = |field: &str, typed: &str| match parse_day(typed) {
            None if !typed.trim().is_empty() => {
                refusals.push(Refusal::new(field, Code::NotADay));
                None
            }
            day => day,
        };
        let period = Self { from: day("van", from), until: day("tot", until) };
        if let (Some(from), Some(until)) = (period.from, period.until)
            && until < from
        {
            refusals.push(Refusal::new("tot", Code::EndsBeforeItBegins));
        }
        if refusals.is_empty() { Ok(period) } else { Err(refusals) }
    }
}

/// A page of the looks at somebody's record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub period: Period,
    /// `?na=`: the last day of the page before; this one begins with the day that came earlier.
    pub after: Option<NaiveDate>,
    /// Whether what the person did is shown as well.
    pub own: bool,
}

/// The longest text that employees are searched by.
pub const LONGEST_SEARCH: usize = 100;

/// A page of an organisation's log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogWanted {
    pub period: Period,
    /// `?medewerker=`: of this one only.
    pub member: Option<MembershipId>,
    /// `?zoek=`: beginnings of words in the name of who is looked for.
    pub search: String,
    /// `?na=`: the last event of the page before.
    pub after: Option<AuditEventId>,
}

impl LogWanted {
    /// What the log says was searched, in the words of the address.
    pub fn query(&self) -> String {
        let day = |name: &str, day: Option<NaiveDate>| day.map(|day| format!("{name}={day}"));
        let parts = [
            self.member.map(|member| format!("medewerker={member}")),
            (!self.search.is_empty()).then(|| format!("zoek={}", self.search)),
            day("van", self.period.from),
            day("tot", self.period.until),
            self.after.map(|after| format!("na={after}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(from: &str, until: &str) -> Vec<(String, Code)> {
        let refusals = Period::parse(from, until).err().unwrap_or_default();
        refusals.into_iter().map(|refusal| (refusal.field, refusal.code)).collect()
    }

    #[test]
    fn either_end_of_a_period_may_be_open() {
        assert_eq!(Period::parse("", " "), Ok(Period::default()));
        let until = parse_day("2026-03-02");
        assert_eq!(Period::parse("", "2026-03-02"), Ok(Period { from: None, until }));
        assert_eq!(Period::parse("02-03-2026", "2026-03-02"), Ok(Period { from: until, until }));
    }

    #[test]
    fn a_wrong_day_is_refused_where_it_was_typed() {
        assert_eq!(codes("31-02-2026", "2026-03-02"), [("van".into(), Code::NotADay)]);
        assert_eq!(codes("x", "y"), [("van".into(), Code::NotADay), ("tot".into(), Code::NotADay)]);
        assert_eq!(codes("2026-03-02", "2026-03-01"), [("tot".into(), Code::EndsBeforeItBegins)]);
    }
}
