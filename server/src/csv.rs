//! Tables as files for Dutch spreadsheets: semicolons between, a mark of UTF-8 in front, and nothing they would run.

/// Tells spreadsheets that what follows is UTF-8.
pub const MARK: &str = "\u{feff}";

/// A row with its line break.
pub fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(&defused(cell))).collect();
    format!("{}\r\n", cells.join(";"))
}

/// Spreadsheets run what begins like a formula, spaces or not; with an apostrophe in front it is text (OWASP).
fn defused(cell: &str) -> String {
    let begins_formula =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if begins_formula || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\r', '\n', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    fn row(cells: &[&str]) -> String {
        super::row(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn cells_that_hold_what_separates_them_are_quoted() {
        assert_eq!(
            row(&["Wie", "a;b", "zei \"nee\"", "regel\nregel", ""]),
            "Wie;\"a;b\";\"zei \"\"nee\"\"\";\"regel\nregel\";\r\n"
        );
    }

    #[test]
    fn nothing_is_run_by_a_spreadsheet() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u{ff1d}1", "\t=1", "\r=1"] {
            assert!(row(&[formula]).trim_start_matches('"').starts_with('\''), "{formula}");
        }
        assert_eq!(row(&["02-03-2026", "Jan-Willem"]), "02-03-2026;Jan-Willem\r\n");
    }
}
