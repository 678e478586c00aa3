//! A real page, cut at the values it shows: filling it in writes the same bytes with `write!` and nothing else.

use std::{
    fmt::{self, Display, Formatter, Write},
    ops::Range,
};

/// Where a value stands: as text in the page, or in the data that the browser's half begins with.
#[derive(Clone, Copy, Debug)]
pub enum As {
    Html,
    Data,
}

/// Values, by their number, in the order in which they stand behind a mark in the page.
pub struct Run {
    pub behind: &'static str,
    pub slots: Vec<(As, usize)>,
}

pub struct Template {
    /// What stands before each slot.
    parts: Vec<(String, As, usize)>,
    end: String,
    length: usize,
}

impl Template {
    /// Finds the values where the runs say they are; an error names the one that is not there.
    pub fn cut(page: &str, runs: &[Run], values: &[String]) -> Result<Self, String> {
        let mut cuts = Vec::new();
        for run in runs.iter().filter(|run| !run.slots.is_empty()) {
            let mut at = page.find(run.behind).ok_or_else(|| format!("the page has no {}", run.behind))?;
            for &(how, slot) in &run.slots {
                let place = find(page, at, (how, value(values, slot)))?;
                at = place.end;
                cuts.push((place, how, slot));
            }
        }
        cuts.sort_by_key(|(place, ..)| place.start);
        let (mut parts, mut at) = (Vec::new(), 0);
        for (place, how, slot) in cuts {
            let before = page.get(at..place.start).ok_or("two values of the page overlap")?;
            parts.push((before.to_owned(), how, slot));
            at = place.end;
        }
        Ok(Self { parts, end: page[at..].to_owned(), length: page.len() })
    }

    pub fn fill(&self, values: &[String]) -> String {
        let mut page = String::with_capacity(self.length + self.length / 8);
        for (before, how, slot) in &self.parts {
            let _ = write!(page, "{before}{}", Escaped(*how, value(values, *slot)));
        }
        page.push_str(&self.end);
        page
    }
}

fn value(values: &[String], slot: usize) -> &str {
    values.get(slot).map(String::as_str).unwrap_or_default()
}

fn find(page: &str, from: usize, (how, value): (As, &str)) -> Result<Range<usize>, String> {
    let text = Escaped(how, value).to_string();
    let start = page[from..].find(&text).ok_or_else(|| format!("the page does not show {text}"))? + from;
    Ok(start..start + text.len())
}

/// A value as Leptos writes it.
struct Escaped<'a>(As, &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            As::Html => html(f, self.1),
            As::Data => {
                let json = serde_json::to_string(self.1).unwrap_or_default().replace('<', "\\u003c");
                let quoted = format!("{:?}", inner(&json));
                f.write_str(inner(&quoted))
            }
        }
    }
}

fn html(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        f.write_str(&text[from..at])?;
        f.write_str(entity)?;
        from = at + 1;
    }
    f.write_str(&text[from..])
}

/// Without its quotes.
fn inner(quoted: &str) -> &str {
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_filled_with_its_own_values_is_the_same_page() {
        let page = r#"<ul><li>a &amp; b<li>c</ul>= "{\"rows\":[\"a & b\",\"c\\\"\\u003c\"]}""#;
        let values = ["a & b".to_owned(), "c".to_owned(), "c\"<".to_owned()];
        let runs = [
            Run { behind: "<ul>", slots: vec![(As::Html, 0), (As::Html, 1)] },
            Run { behind: "rows", slots: vec![(As::Data, 0)] },
        ];
        let template = Template::cut(page, &runs, &values).unwrap();
        assert_eq!(template.fill(&values), page);
        let other = ["<".to_owned(), "d".to_owned()];
        assert!(template.fill(&other).starts_with("<ul><li>&lt;<li>d</ul>"));
        assert!(Template::cut(page, &[Run { behind: "rows", slots: vec![(As::Data, 3)] }], &["x".into()]).is_ok());
        assert!(Template::cut(page, &[Run { behind: "rows", slots: vec![(As::Html, 0)] }], &["x".into()]).is_err());
    }
}
