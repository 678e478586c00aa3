//! Adding up how many tests passed and failed, from what cargo and Playwright say.

use std::fmt::{self, Display};
use std::ops::AddAssign;

use serde_json::Value;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    pub const ONE_FAILED: Self = Self { passed: 0, failed: 1 };

    /// Of a line such as `test result: FAILED. 3 passed; 1 failed; 0 ignored; …`; nothing of other lines.
    pub fn of_cargo_line(line: &str) -> Self {
        let Some((_, numbers)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return Self::default();
        };
        let number = |what: &str| {
            let found = numbers.split("; ").find_map(|part| part.trim().strip_suffix(what));
            found.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: number("passed"), failed: number("failed") }
    }

    /// Of Playwright's JSON report. A test that passed at a second attempt passed; what could not be loaded failed.
    pub fn of_playwright(report: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(report).ok()?;
        let number = |what: &str| report["stats"][what].as_u64();
        let errors = report["errors"].as_array().map_or(0, Vec::len) as u64;
        Some(Self { passed: number("expected")? + number("flaky")?, failed: number("unexpected")? + errors })
    }

    /// A failure that no test is blamed for, such as one to build, counts as one.
    pub fn and_ended_well(self, well: bool) -> Self {
        if well || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_result_lines_are_counted_and_other_lines_are_not() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Counts::of_cargo_line(line), Counts { passed: 12, failed: 3 });
        assert_eq!(Counts::of_cargo_line("test messages::send ... ok"), Counts::default());
        assert_eq!(Counts::of_cargo_line("a test result: ok. 1 passed; 0 failed"), Counts::default());
    }

    #[test]
    fn playwrights_report_is_counted_with_what_it_could_not_load() {
        let report = r#"{"errors": [{}], "stats": {"expected": 4, "skipped": 2, "unexpected": 1, "flaky": 1}}"#;
        assert_eq!(Counts::of_playwright(report), Some(Counts { passed: 5, failed: 2 }));
        assert_eq!(Counts::of_playwright("{}"), None);
    }

    #[test]
    fn a_failure_without_a_failed_test_counts_as_one() {
        let two = Counts { passed: 0, failed: 2 };
        assert_eq!(Counts::default().and_ended_well(false), Counts::ONE_FAILED);
        assert_eq!(two.and_ended_well(false), two);
        assert_eq!(Counts::default().and_ended_well(true), Counts::default());
    }

    #[test]
    fn totals_are_added_and_written_in_one_line() {
        let mut total = Counts { passed: 1, failed: 0 };
        total += Counts { passed: 2, failed: 1 };
        assert_eq!(total.to_string(), "3 passed, 1 failed");
    }
}
