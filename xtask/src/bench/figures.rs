//! One line for each figure: what, how much, what it must be, and whether it is.

use std::time::Duration;

/// How long pages are asked for: to warm up, and in each of some rounds.
pub struct Plan {
    pub warm: Duration,
    pub round: Duration,
    pub rounds: usize,
}

impl Plan {
    pub const FULL: Self = Self { warm: Duration::from_secs(8), round: Duration::from_secs(4), rounds: 3 };
    pub const QUICK: Self = Self { warm: Duration::from_secs(2), round: Duration::from_secs(2), rounds: 3 };
}

pub struct Line {
    what: String,
    figure: String,
    target: String,
    holds: bool,
}

impl Line {
    pub fn new(what: impl Into<String>, (figure, target): (String, String), holds: bool) -> Self {
        Self { what: what.into(), figure, target, holds }
    }

    pub fn at_most(what: impl Into<String>, (figure, most, unit): (f64, f64, &str)) -> Self {
        Self::new(what, (format!("{figure:.0} {unit}"), format!("≤ {most:.0} {unit}")), figure <= most)
    }
}

/// Prints the table in the order of quality.md; whether all of it holds.
pub fn print(lines: &mut [Line]) -> bool {
    lines.sort_by(|one, other| one.what.cmp(&other.what));
    let width = |of: fn(&Line) -> &str| lines.iter().map(|line| of(line).chars().count()).max().unwrap_or_default();
    let (what, figure, target) = (width(|line| &line.what), width(|line| &line.figure), width(|line| &line.target));
    println!();
    for line in lines.iter() {
        let verdict = if line.holds { "holds" } else { "MISSED" };
        println!("{:what$}  {:figure$}  {:target$}  {verdict}", line.what, line.figure, line.target);
    }
    let missed = lines.iter().filter(|line| !line.holds).count();
    println!("\n{} of {} targets reached", lines.len() - missed, lines.len());
    missed == 0
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert!((median(vec![9.0, 1.0, 3.0]) - 3.0).abs() < f64::EPSILON);
    }

    #[test]
    fn one_missed_target_makes_the_whole_fail() {
        let holds = || Line::at_most("P9 a", (1.0, 2.0, "ms"));
        assert!(print(&mut [holds()]));
        assert!(!print(&mut [holds(), Line::at_most("P8 b", (3.0, 2.0, "MB"))]));
    }
}
