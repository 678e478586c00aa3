//! Rules about the text of the source that no compiler knows: where SQL may be, which slice may use which, and what
//! the content security policy does not let pass.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fault::Outcome;
use crate::files;
use crate::rust_text::{code_of, lines_with, own_modules};

/// (slice, other): slices that compose others' public components, one way.
const COMPOSING: &[(&str, &str)] = &[("help", "login")];

/// Folders of `app` that every slice may use.
const SHARED: [&str; 6] = ["agenda", "forms", "layout", "pin", "signing", "ui"];

struct Source {
    path: String,
    code: String,
}

impl Source {
    fn fault(&self, line: usize, sentence: &str) -> String {
        format!("{}:{line}: {sentence}", self.path)
    }

    /// The folder of `app` it lies in.
    fn app_folder(&self) -> Option<&str> {
        Some(self.path.strip_prefix("app/src/")?.split_once('/')?.0)
    }
}

pub fn faults() -> Outcome<Vec<String>> {
    let sources = sources()?;
    let slices: BTreeSet<&str> =
        sources.iter().filter_map(Source::app_folder).filter(|f| !SHARED.contains(f)).collect();
    let mut faults: Vec<String> = sources.iter().flat_map(|source| faults_of(source, &slices)).collect();
    let [sqlite, postgres] = ["sqlite", "postgres"].map(|database| Path::new("store/migrations").join(database));
    faults.extend(unlike(&names(&sqlite)?, &names(&postgres)?));
    Ok(faults)
}

fn sources() -> Outcome<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in ["app", "domain", "frontend", "server", "store"] {
        for path in files::below(Path::new(folder))? {
            if path.extension().is_some_and(|extension| extension == "rs") {
                let code = code_of(&String::from_utf8_lossy(&files::read(&path)?));
                sources.push(Source { path: path.display().to_string(), code });
            }
        }
    }
    Ok(sources)
}

fn faults_of(source: &Source, slices: &BTreeSet<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    if !["store/", "server/tests/"].iter().any(|folder| source.path.starts_with(folder)) {
        faults.extend(all(source, "sqlx", "SQL belongs to the crate `store`."));
    }
    if source.path.starts_with("app/src/") {
        faults.extend(all(source, "inner_html", "`inner_html` lets text become markup: write elements."));
        faults.extend(styled(source));
    }
    faults.extend(strayed(source, slices));
    faults
}

fn all(source: &Source, wanted: &str, sentence: &str) -> Vec<String> {
    lines_with(&source.code, wanted).map(|(line, _)| source.fault(line, sentence)).collect()
}

fn styled(source: &Source) -> Vec<String> {
    let attributes = lines_with(&source.code, "style=").filter(|(_, after)| !after.starts_with('='));
    let properties = lines_with(&source.code, "style:").filter(|(_, after)| after.starts_with(char::is_alphabetic));
    let sentence = "the content security policy blocks style attributes: use a class.";
    attributes.chain(properties).map(|(line, _)| source.fault(line, sentence)).collect()
}

fn strayed(source: &Source, slices: &BTreeSet<&str>) -> Vec<String> {
    let Some(own) = source.app_folder().filter(|folder| slices.contains(folder)) else { return Vec::new() };
    let is_allowed = |other: &str| other == own || COMPOSING.contains(&(own, other));
    let others = own_modules(&source.code).into_iter().filter(|(_, name)| slices.contains(name) && !is_allowed(name));
    let sentence =
        |other| format!("the slice `{own}` must not use the slice `{other}`: share it through `ui` or `domain`.");
    others.map(|(line, other)| source.fault(line, &sentence(other))).collect()
}

fn names(folder: &Path) -> Outcome<BTreeSet<String>> {
    let files = files::below(folder)?;
    Ok(files.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect())
}

fn unlike(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<String> {
    let of = |here, there, name| format!("store/migrations/{here}/{name}:1: {there} has no migration of this name.");
    let without_postgres = sqlite.difference(postgres).map(|name| of("sqlite", "PostgreSQL", name));
    without_postgres.chain(postgres.difference(sqlite).map(|name| of("postgres", "SQLite", name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_in(path: &str, text: &str) -> Vec<String> {
        faults_of(&Source { path: path.into(), code: code_of(text) }, &BTreeSet::from(["messages", "results"]))
    }

    #[test]
    fn sql_is_refused_outside_the_store_but_not_in_the_servers_tests() {
        let text = "//! No sqlx here.\nuse sqlx::query;\n";
        assert_eq!(
            faults_in("server/src/state.rs", text),
            ["server/src/state.rs:2: SQL belongs to the crate `store`."]
        );
        assert!(faults_in("store/src/db.rs", text).is_empty());
        assert!(faults_in("server/tests/main.rs", text).is_empty());
    }

    #[test]
    fn a_slice_may_use_itself_and_what_is_shared_but_no_other_slice() {
        let text = "use crate::{messages::api, ui};\nuse crate::results::list;\n";
        let faults = faults_in("app/src/messages/page.rs", text);
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].starts_with("app/src/messages/page.rs:2: the slice `messages` must not use the slice `results`")
        );
        assert!(faults_in("app/src/routes.rs", text).is_empty());
        assert!(faults_in("app/src/layout/menu.rs", text).is_empty());
    }

    #[test]
    fn style_attributes_and_inner_html_are_refused_in_the_app() {
        let refused = ["<p style=\"color: red\">", "<p style=move || x>", "<p style:width=x>", "<p inner_html=x>"];
        for text in refused {
            assert_eq!(faults_in("app/src/ui/text.rs", text).len(), 1, "{text}");
        }
        let allowed =
            ["let style = 1;", "style == 1", "style==1", "Badge { style: Style::Plain }", "// style=x", "style::of()"];
        for text in allowed {
            assert!(faults_in("app/src/ui/text.rs", text).is_empty(), "{text}");
        }
    }

    #[test]
    fn migrations_of_both_databases_have_the_same_names() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
        assert!(unlike(&set(&["1_a.sql"]), &set(&["1_a.sql"])).is_empty());
        assert_eq!(unlike(&set(&["1_a.sql", "2_b.sql"]), &set(&["1_a.sql", "3_c.sql"])).len(), 2);
    }
}
