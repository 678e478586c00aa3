//! Which crate may know which, read from what `cargo tree` prints: a wrong arrow is found before it is built upon.

use std::collections::BTreeSet;

use crate::fault::Outcome;
use crate::process;

struct Arrow {
    package: &'static str,
    options: &'static [&'static str],
    never: &'static [&'static str],
}

const ARROWS: [Arrow; 3] = [
    Arrow { package: "domain", options: &["--all-features"], never: &["leptos", "sqlx", "axum", "tokio"] },
    Arrow { package: "store", options: &["--all-features"], never: &["leptos", "axum"] },
    Arrow {
        package: "frontend",
        options: &["--target", "wasm32-unknown-unknown"],
        never: &["sqlx", "axum", "tokio", "chrono-tz"],
    },
];

/// Names with versions, as `cargo tree` prints them: `tokio v1.54.0`.
type Crates = BTreeSet<String>;

pub fn faults() -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    for arrow in &ARROWS {
        faults.extend(forbidden(arrow, &tree(arrow.package, arrow.options)?));
    }
    faults.extend(doubles(&tree("server", &[])?));
    Ok(faults)
}

fn tree(package: &str, options: &[&str]) -> Outcome<Crates> {
    let mut command = process::cargo();
    command.args(["tree", "--quiet", "--edges", "normal", "--prefix", "none", "-p", &format!("portiek-{package}")]);
    let sentence = "The dependencies could not be listed: `cargo tree` says above why.";
    Ok(crates(&process::run_quietly(command.args(options), sentence)?))
}

fn crates(tree: &str) -> Crates {
    tree.lines().map(|line| line.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

fn name(versioned: &str) -> &str {
    versioned.split(' ').next().unwrap_or_default()
}

fn forbidden(arrow: &Arrow, crates: &Crates) -> Vec<String> {
    let package = arrow.package;
    let found = crates.iter().map(|versioned| name(versioned)).filter(|name| is_of(arrow.never, name));
    found.map(|name| format!("{package}/Cargo.toml:1: portiek-{package} must not depend on {name}.")).collect()
}

/// One of these crates, or one of their families: `sqlx-core`, `leptos_router`.
fn is_of(families: &[&str], name: &str) -> bool {
    families
        .iter()
        .any(|family| name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_'])))
}

fn doubles(crates: &Crates) -> Vec<String> {
    let versions = |wanted: &str| crates.iter().filter(|versioned| name(versioned) == wanted).count();
    let mut faults = Vec::new();
    if versions("reqwest") > 1 {
        faults.push("Cargo.lock:1: the server has more than one HTTP client: use one version of reqwest.".to_owned());
    }
    if versions("ring") > 0 && versions("aws-lc-rs") > 0 {
        faults.push("Cargo.lock:1: the server has two providers of cryptography: use ring or aws-lc-rs.".to_owned());
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "portiek-domain v0.1.0 (/work/domain)\nchrono v0.4.45\nsqlx-core v0.9.0\ntokio v1.54.0 (*)\n";

    #[test]
    fn a_forbidden_crate_is_found_with_its_family() {
        let faults = forbidden(&ARROWS[0], &crates(TREE));
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[0], "domain/Cargo.toml:1: portiek-domain must not depend on sqlx-core.");
    }

    #[test]
    fn a_name_that_only_begins_alike_is_another_crate() {
        assert!(!is_of(&["chrono-tz", "tokio"], "chrono"));
        assert!(!is_of(&["tokio"], "tokio1"));
    }

    #[test]
    fn two_versions_of_one_client_or_two_providers_are_faults() {
        assert_eq!(doubles(&crates("reqwest v0.12.1\nreqwest v0.13.0\nring v0.17.14\naws-lc-rs v1.0.0\n")).len(), 2);
        assert_eq!(doubles(&crates("reqwest v0.13.0\nreqwest v0.13.0 (*)\nring v0.17.14\n")), Vec::<String>::new());
    }
}
