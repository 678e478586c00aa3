//! The browser's tests: Playwright with Debian's Chromium, against the server and the site as developers build them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::counts::Counts;
use crate::fault::Outcome;
use crate::files;
use crate::halves::{self, Build};
use crate::process::{self, say};
use crate::site;
use crate::tools;

const FOLDER: &str = "end2end";

pub fn test(postgres: &str, filter: &[String]) -> Outcome<Counts> {
    tools::node()?;
    tools::chromium()?;
    install_packages()?;
    site::build(Build::Debug)?;
    let server = halves::server_of_tests()?;
    let report = files::root().join("target/browser-tests.json");
    let _ = fs::remove_file(&report);
    let mut playwright = Command::new("node_modules/.bin/playwright");
    playwright.args(["test", "--reporter=list,json"]).args(filter).current_dir(FOLDER).stdin(Stdio::null());
    if !filter.is_empty() {
        playwright.arg("--pass-with-no-tests");
    }
    playwright.env("PORTIEK_BIN", server).env("PORTIEK_SITE", site::folder()).env("PORTIEK_POSTGRES", postgres);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    let status = playwright.status().map_err(|cause| process::not_started(&playwright, &cause))?;
    let counts = fs::read_to_string(&report).ok().and_then(|report| Counts::of_playwright(&report));
    Ok(counts.unwrap_or_default().and_ended_well(status.success()))
}

fn install_packages() -> Outcome {
    let time = |name: &str| fs::metadata(Path::new(FOLDER).join(name)).and_then(|file| file.modified()).ok();
    // Npm writes this file whenever it installs; the folder's own time says nothing.
    let installed = time("node_modules/.package-lock.json");
    if installed.is_some() && installed >= time("package-lock.json") {
        return Ok(());
    }
    say("installing the browser tests' packages");
    let mut npm = Command::new("npm");
    npm.arg("ci").current_dir(FOLDER).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run_quietly(&mut npm, "The browser tests' packages could not be installed: npm says above why.")
        .map(|_| ())
}
