//! `cargo xtask check`: what the tests do not see. Every fault is one line, and one fault does not hide the next.

use crate::arrows;
use crate::fault::Outcome;
use crate::process::{self, say};
use crate::sources;
use crate::tools;

const FRONTEND: [&str; 6] = ["-p", "portiek-frontend", "--target", "wasm32-unknown-unknown", "--profile", "wasm-dev"];
// The frontend beside the others would unify the features `ssr` and `hydrate` of `app`.
const OTHERS: [&str; 4] = ["--workspace", "--exclude", "portiek-frontend", "--all-targets"];

type Check = (&'static str, fn() -> Outcome<Vec<String>>);

const CHECKS: [Check; 5] = [
    ("the format", format),
    ("the dependency arrows", arrows::faults),
    ("the rules of the source", sources::faults),
    ("the lints", || lints(&OTHERS)),
    ("the lints of the browser half", || lints(&FRONTEND)),
];

pub fn check() -> Outcome<bool> {
    let mut faults = Vec::new();
    for (what, check) in CHECKS {
        say(&format!("checking {what}"));
        faults.extend(check().unwrap_or_else(|sentence| vec![sentence]));
    }
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => println!("checked: all is well"),
        1 => println!("checked: 1 fault"),
        number => println!("checked: {number} faults"),
    }
    Ok(faults.is_empty())
}

fn format() -> Outcome<Vec<String>> {
    tools::rust_component("rustfmt", "fmt")?;
    let sentence = "The format differs as shown above: run `cargo fmt --all`.";
    process::run(process::cargo().args(["fmt", "--all", "--check"]), sentence).map(|()| Vec::new())
}

fn lints(packages: &[&str]) -> Outcome<Vec<String>> {
    tools::rust_component("clippy", "clippy")?;
    tools::wasm_target()?;
    let mut clippy = process::cargo();
    clippy.arg("clippy").args(packages).args(["--", "-D", "warnings"]);
    process::run(&mut clippy, "Clippy has remarks, shown above.").map(|()| Vec::new())
}
