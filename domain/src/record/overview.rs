//! Overzicht: what somebody came with, and what was found (R44).

use crate::{
    refusal::{Code, Refusal},
    text, time,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Characters of a diagnosis or a care demand type.
const LINE: usize = 200;
/// Characters of the reason for coming.
const REASON: usize = 1000;

/// An empty text is not filled in yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub diagnosis: String,
    /// Zorgvraagtypering.
    pub care_demand_type: String,
    /// Aanmelddatum.
    pub registered_on: Option<NaiveDate>,
    /// Reden aanmelding.
    pub reason: String,
}

/// As the form has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub diagnose: String,
    pub zorgvraagtypering: String,
    pub aanmelddatum: String,
    pub reden: String,
}

impl Typed {
    /// What was typed, or every field that is not right.
    ///
    /// # Errors
    /// Texts that are too long or cannot be kept, and a day that is none or lies after `today`.
    pub fn parse(&self, today: NaiveDate) -> Result<Overview, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut keep = |field: &str, typed: &str, limit: usize| {
            optional(typed, limit).unwrap_or_else(|code| {
                refusals.push(Refusal::new(field, code));
                String::new()
            })
        };
        let diagnosis = keep("diagnose", &self.diagnose, LINE);
        let care_demand_type = keep("zorgvraagtypering", &self.zorgvraagtypering, LINE);
        let reason = keep("reden", &self.reden, REASON);
        let registered_on = match day(&self.aanmelddatum, today) {
            Ok(day) => day,
            Err(code) => {
                refusals.push(Refusal::new("aanmelddatum", code));
                None
            }
        };
        let overview = Overview { diagnosis, care_demand_type, registered_on, reason };
        if refusals.is_empty() { Ok(overview) } else { Err(refusals) }
    }
}

/// A text that may be left empty, without outer space.
pub(super) fn optional(typed: &str, limit: usize) -> Result<String, Code> {
    match text::within(typed, limit) {
        Ok(text) => Ok(text.trim().to_owned()),
        Err(Code::Missing) => Ok(String::new()),
        Err(code) => Err(code),
    }
}

fn day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Code> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match time::parse_day(typed) {
        Some(day) if day <= today => Ok(Some(day)),
        Some(_) => Err(Code::InTheFuture),
        None => Err(Code::NotADay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 2, 18).unwrap_or_default()
    }

    fn typed(aanmelddatum: &str, reden: &str) -> Typed {
        Typed { aanmelddatum: aanmelddatum.into(), reden: reden.into(), ..Default::default() }
    }

    #[test]
    fn r44_everything_may_still_be_empty() {
        assert_eq!(Typed::default().parse(today()), Ok(Overview::default()));
    }

    #[test]
    fn nobody_registered_tomorrow() {
        assert!(typed("18-02-2022", "Angst").parse(today()).is_ok());
        let refused = typed("19-02-2022", "Angst").parse(today());
        assert_eq!(refused, Err(vec![Refusal::new("aanmelddatum", Code::InTheFuture)]));
    }

    #[test]
    fn every_field_that_is_not_right_is_named() {
        let wrong = typed("31-02-2022", &"x".repeat(1001)).parse(today()).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|refusal| refusal.field.as_str()).collect();
        assert_eq!(fields, ["reden", "aanmelddatum"]);
    }
}
