//! Dossier: what is known about a patient, and who may treat them.

pub mod composition;
pub mod effort;
pub mod intake;
pub mod medication;
pub mod overview;
pub mod plan;
pub mod report;

use crate::actor::named;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

named! {
    /// A place in the care team (R48).
    TeamRole {
        /// Regiebehandelaar.
        Lead = "lead",
        /// Waarnemend regiebehandelaar.
        DeputyLead = "deputy_lead",
        /// Medebehandelaar.
        CoPractitioner = "co_practitioner",
    }
}

/// How old somebody is on a day, in whole years (R43). Born on 29 February, one has a birthday on 1 March in other years.
pub fn age(birth_date: NaiveDate, today: NaiveDate) -> i32 {
    let had_birthday = (today.month(), today.day()) >= (birth_date.month(), birth_date.day());
    today.year() - birth_date.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn age_on(born: (i32, u32, u32), today: (i32, u32, u32)) -> Option<i32> {
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
        Some(age(day(born)?, day(today)?))
    }

    #[test]
    fn r43_somebody_is_a_year_older_on_the_birthday_itself() {
        assert_eq!(age_on((1986, 3, 30), (2022, 2, 22)), Some(35));
        assert_eq!(age_on((1986, 3, 30), (2022, 3, 29)), Some(35));
        assert_eq!(age_on((1986, 3, 30), (2022, 3, 30)), Some(36));
    }

    #[test]
    fn who_was_born_on_29_february_is_older_on_1_march_in_other_years() {
        assert_eq!(age_on((2008, 2, 29), (2026, 2, 28)), Some(17));
        assert_eq!(age_on((2008, 2, 29), (2026, 3, 1)), Some(18));
        assert_eq!(age_on((2008, 2, 29), (2028, 2, 29)), Some(20));
    }
}
