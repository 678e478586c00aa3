//! `cargo xtask`: all that one does with this repository, in one program that needs nothing but Rust.
//! Each command says what it is doing; a failure is one sentence that names the remedy.

mod arrows;
mod bench;
mod bindings;
mod browser;
mod check;
mod counts;
mod cut;
mod fault;
mod files;
mod halves;
mod postgres;
mod process;
mod run;
mod rust_text;
mod shrink;
mod site;
mod sources;
mod test;
mod tools;

use std::env;
use std::process::ExitCode;

use fault::{OrSay, Outcome};
use halves::Build;

const HELP: &str = "\
cargo xtask run [--release] [-- arguments for the server]
    builds everything and serves the demonstration world on http://localhost:3000
cargo xtask test [all|domain|store|server|browser|xtask] [-- filter]
    tests, on SQLite and on a PostgreSQL it starts itself; ends in `N passed, N failed`
cargo xtask check
    format, lints for both targets, dependency arrows
cargo xtask bench [--quick]
    builds for release, fills a world of a million messages (--quick: 20,000) and one of a hundredth of it,
    and prints the table of figures with their targets
cargo xtask site [--release]
    builds only what browsers get, into target/site
cargo xtask postgres -- command
    runs the command with PORTIEK_TEST_POSTGRES set to a temporary PostgreSQL";

fn main() -> ExitCode {
    match dispatch(env::args().skip(1).collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well; an error is for what kept the command from doing its work at all.
fn dispatch(words: Vec<String>) -> Outcome<bool> {
    env::set_current_dir(files::root()).or_say("The repository's folder could not be entered")?;
    let mut sides = words.splitn(2, |word| word == "--");
    let before: Vec<&str> = sides.next().unwrap_or_default().iter().map(String::as_str).collect();
    let further = sides.next().unwrap_or_default();
    match before.as_slice() {
        ["run"] => run::run(Build::Debug, further),
        ["run", "--release"] => run::run(Build::Release, further),
        ["test"] => test::test("all", further),
        ["test", part] => test::test(part, further),
        ["check"] => check::check(),
        ["bench"] => bench::bench(false),
        ["bench", "--quick"] => bench::bench(true),
        ["site"] => site::build(Build::Debug).map(|()| true),
        ["site", "--release"] => site::build(Build::Release).map(|()| true),
        ["postgres"] => postgres::lend(further),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        other => Err(format!("`cargo xtask {}` does not exist: `cargo xtask help` lists what does.", other.join(" "))),
    }
}
