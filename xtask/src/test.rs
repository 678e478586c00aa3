//! `cargo xtask test`: the crates' tests, then the browser's; the last line is the total.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::browser;
use crate::counts::Counts;
use crate::fault::{OrSay, Outcome};
use crate::halves;
use crate::postgres::Cluster;
use crate::process::{self, say};
use crate::tools;

const BROWSER: &str = "browser";

fn packages(part: &str) -> Option<&'static [&'static str]> {
    match part {
        "portiek" => Some(halves::ALL),
        "domain" => Some(&["portiek-domain"]),
        "store" => Some(&["portiek-store"]),
        "server" => Some(&["portiek-app", "portiek-server"]),
        "xtask" => Some(&["xtask"]),
        _ => None,
    }
}

pub fn test(asked: &str, filter: &[String]) -> Outcome<bool> {
    let parts = match asked {
        "all" => vec!["portiek", "xtask", BROWSER],
        part if part == BROWSER || packages(part).is_some() => vec![part],
        other => {
            return Err(format!("There is no part `{other}`: choose all, domain, store, server, browser or xtask."));
        }
    };
    let mut cluster = None;
    let mut total = Counts::default();
    for part in parts {
        total += test_part(part, filter, &mut cluster).unwrap_or_else(|sentence| {
            eprintln!("{sentence}");
            Counts::ONE_FAILED
        });
    }
    drop(cluster);
    println!("{total}");
    Ok(total.failed == 0)
}

fn test_part(part: &str, filter: &[String], cluster: &mut Option<Cluster>) -> Outcome<Counts> {
    say(&format!("testing {part}"));
    match packages(part) {
        Some(packages) => {
            let mut servers = Vec::new();
            if !matches!(part, "domain" | "xtask") {
                servers.push(("PORTIEK_TEST_POSTGRES", OsString::from(postgres(cluster)?)));
            }
            if matches!(part, "portiek" | "server") {
                servers.push(("PORTIEK_TEST_MAIL_SERVER", tools::mail_server()?.into_os_string()));
            }
            cargo_test(packages, filter, servers)
        }
        None => browser::test(postgres(cluster)?, filter),
    }
}

/// The address of a PostgreSQL that is started at the first need.
fn postgres(cluster: &mut Option<Cluster>) -> Outcome<&str> {
    let started = match cluster.take() {
        Some(running) => running,
        None => Cluster::start()?,
    };
    Ok(&cluster.insert(started).url)
}

fn cargo_test(packages: &[&str], filter: &[String], servers: Vec<(&str, OsString)>) -> Outcome<Counts> {
    let mut command = process::cargo();
    command.args(["test", "--no-fail-fast"]).args(packages.iter().flat_map(|package| ["-p", package]));
    command.arg("--").args(filter).envs(servers);
    let mut cargo = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().or_say("Cargo could not be started")?;
    let counts = cargo.stdout.take().map(count_and_show).unwrap_or_default();
    let status = cargo.wait().or_say("Cargo's end could not be awaited")?;
    Ok(counts.and_ended_well(status.success()))
}

fn count_and_show(output: impl Read) -> Counts {
    let mut counts = Counts::default();
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        counts += Counts::of_cargo_line(&line);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_all_test_programs_are_added() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\nother\n\
            test result: FAILED. 1 passed; 1 failed; 0 ignored\n";
        assert_eq!(count_and_show(output.as_bytes()), Counts { passed: 3, failed: 1 });
    }

    #[test]
    fn an_unknown_part_is_refused_before_anything_is_built() {
        assert!(test("everything", &[]).is_err());
    }
}
