//! Behandelinzet: what will be billed, by the consult rules of the zorgprestatiemodel (R49).

use crate::{
    actor::named,
    refusal::{Code, Refusal},
    text, time,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

named! {
    /// Verrichting.
    Activity {
        Diagnostics = "diagnostics",
        Treatment = "treatment",
        /// Toeslag: added to a consult, for travel or an interpreter.
        Surcharge = "surcharge",
    }
}

impl Activity {
    /// As screens name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Diagnostics => "Diagnostiek",
            Self::Treatment => "Behandeling",
            Self::Surcharge => "Toeslag",
        }
    }
}

/// From how many minutes each band of a consult begins.
const BANDS: [i64; 8] = [5, 15, 30, 45, 60, 75, 90, 120];
/// A day's minutes.
const LONGEST: i64 = 1440;
/// Characters of the type of a consult.
const TYPE: usize = 60;

/// The band that a consult of so many minutes is billed in; none under five.
pub fn band(minutes: i64) -> Option<i64> {
    BANDS.into_iter().rfind(|from| minutes >= *from)
}

/// One entry as it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEffort {
    pub day: NaiveDate,
    pub minutes: i64,
    pub activity: Activity,
    /// "Consult", "Groepsconsult".
    pub consult_type: String,
}

/// As the form has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub datum: String,
    pub minuten: String,
    pub verrichting: String,
    pub soort: String,
}

impl Typed {
    /// What was typed, or every field that is not right.
    ///
    /// # Errors
    /// A day that is none or lies after `today`, minutes that fit no band (a surcharge has none to fit), no activity, no
    /// type.
    pub fn parse(&self, today: NaiveDate) -> Result<NewEffort, Vec<Refusal>> {
        let activity = Activity::ALL.iter().copied().find(|activity| activity.as_str() == self.verrichting);
        let minutes = self.minuten.trim().parse().ok().filter(|minutes| (0..=LONGEST).contains(minutes));
        let day = time::parse_day(&self.datum);
        let consult_type = text::within(&self.soort, TYPE);
        let mut refusals = Vec::new();
        let mut refuse = |field: &str, code: Option<Code>| {
            refusals.extend(code.map(|code| Refusal::new(field, code)));
        };
        refuse("datum", missing(&self.datum).or(day_code(day, today)));
        let fits = |minutes| activity == Some(Activity::Surcharge) || band(minutes).is_some();
        let from = if activity == Some(Activity::Surcharge) { 0 } else { BANDS[0] };
        let out = minutes.is_none_or(|minutes| !fits(minutes)).then_some(Code::OutOfRange { from, to: LONGEST });
        refuse("minuten", missing(&self.minuten).or(out));
        refuse("verrichting", missing(&self.verrichting).or(activity.is_none().then_some(Code::NotAChoice)));
        refuse("soort", consult_type.as_ref().err().cloned());
        match (day, minutes, activity, consult_type) {
            (Some(day), Some(minutes), Some(activity), Ok(consult_type)) if refusals.is_empty() => {
                Ok(NewEffort { day, minutes, activity, consult_type: consult_type.trim().to_owned() })
            }
            _ => Err(refusals),
        }
    }
}

fn missing(typed: &str) -> Option<Code> {
    typed.trim().is_empty().then_some(Code::Missing)
}

fn day_code(day: Option<NaiveDate>, today: NaiveDate) -> Option<Code> {
    match day {
        None => Some(Code::NotADay),
        Some(day) if day > today => Some(Code::InTheFuture),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 2, 18).unwrap_or_default()
    }

    fn typed(minuten: &str, verrichting: &str) -> Typed {
        let [datum, minuten, verrichting, soort] = ["18-02-2022", minuten, verrichting, "Consult"].map(String::from);
        Typed { datum, minuten, verrichting, soort }
    }

    #[test]
    fn r49_a_consult_is_billed_from_the_band_it_reaches() {
        let bands = [4, 5, 14, 15, 59, 60, 119, 120, 600].map(band);
        let [five, fifteen] = [Some(5), Some(15)];
        assert_eq!(bands, [None, five, five, fifteen, Some(45), Some(60), Some(90), Some(120), Some(120)]);
    }

    #[test]
    fn under_five_minutes_is_no_consult_and_a_surcharge_needs_no_minutes() {
        let refused = |typed: Typed| typed.parse(today()).err();
        let out = |from| Some(vec![Refusal::new("minuten", Code::OutOfRange { from, to: 1440 })]);
        assert_eq!(refused(typed("4", "treatment")), out(5));
        assert_eq!(refused(typed("5", "treatment")), None);
        assert_eq!(refused(typed("0", "surcharge")), None);
        assert_eq!(refused(typed("1441", "surcharge")), out(0));
    }

    #[test]
    fn every_field_that_is_not_right_is_named() {
        let tomorrow = Typed { datum: "19-02-2022".into(), ..typed("15", "diagnostics") };
        assert_eq!(tomorrow.parse(today()), Err(vec![Refusal::new("datum", Code::InTheFuture)]));
        let fields: Vec<String> =
            Typed::default().parse(today()).unwrap_err().into_iter().map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["datum", "minuten", "verrichting", "soort"]);
    }
}
