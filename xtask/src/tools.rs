//! What the machine must have besides Rust: installed where we may, else named in one sentence.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::Outcome;
use crate::files;
use crate::process::{self, say};

const WASM: &str = "wasm32-unknown-unknown";
const MAIL_SERVER: &str = "server/tests/mail_server/requirements.txt";

pub fn wasm_target() -> Outcome {
    let asked = Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).output();
    let folder = asked.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    if !folder.is_empty() && Path::new(&folder).is_dir() {
        return Ok(());
    }
    say("adding Rust's wasm target");
    let sentence = format!(
        "Rust's wasm target is missing and could not be added: run `rustup target add {WASM}` with a connection to the internet, then again."
    );
    process::run(Command::new("rustup").args(["target", "add", WASM]), &sentence)
}

/// A part of Rust's toolchain that minimal installations leave out.
pub fn rust_component(name: &str, subcommand: &str) -> Outcome {
    let sentence = format!("{name} is missing and could not be added: run `rustup component add {name}`, then again.");
    if process::cargo().args([subcommand, "--version"]).output().is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    say(&format!("adding {name}"));
    process::run(Command::new("rustup").args(["component", "add", name]), &sentence)
}

pub fn has_node() -> bool {
    process::find("node").is_some() && process::find("npm").is_some()
}

pub fn node() -> Outcome {
    if has_node() {
        return Ok(());
    }
    Err("Node is missing: install Node 20 or newer with npm (https://nodejs.org), then again.".to_owned())
}

pub fn chromium() -> Outcome {
    if Path::new("/usr/bin/chromium").exists() { Ok(()) } else { install("Chromium", "chromium") }
}

/// The folder of PostgreSQL's programs.
pub fn postgres() -> Outcome<PathBuf> {
    if let Some(folder) = postgres_folder() {
        return Ok(folder);
    }
    install("PostgreSQL", "postgresql")?;
    postgres_folder()
        .ok_or_else(|| "PostgreSQL's `initdb` is not in /usr/lib/postgresql: add its folder to PATH.".into())
}

/// Debian's versioned folders first: what lies in PATH may be a wrapper around another cluster.
fn postgres_folder() -> Option<PathBuf> {
    let entries = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let versioned = entries.filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        let folder = entry.path().join("bin");
        folder.join("initdb").exists().then_some((version, folder))
    });
    let newest = versioned.max_by_key(|(version, _)| *version).map(|(_, folder)| folder);
    newest.or_else(|| Some(fs::canonicalize(process::find("initdb")?).ok()?.parent()?.to_path_buf()))
}

/// The Python that has the tests' mail server, in a folder of its own under `target`.
pub fn mail_server() -> Outcome<PathBuf> {
    let folder = files::root().join("target/mail-server");
    let (python, installed) = (folder.join("bin/python"), folder.join("requirements.txt"));
    let wanted = files::read(Path::new(MAIL_SERVER))?;
    if fs::read(&installed).is_ok_and(|earlier| earlier == wanted) {
        return Ok(python);
    }
    say("installing the tests' mail server");
    let made = |program: &str| {
        let mut venv = Command::new(program);
        process::run_quietly(venv.args(["-m", "venv", "--clear"]).arg(&folder), "Python could not make an environment.")
    };
    if process::find("python3").is_none() || made("python3").is_err() {
        install("Python with venv", "python3-venv")?;
        made("/usr/bin/python3")?;
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--require-hashes", "-r", MAIL_SERVER]);
    process::run_quietly(&mut pip, "The tests' mail server could not be installed: pip says above why.")?;
    // Written last: an installation that was interrupted begins again.
    files::write(&installed, wanted)?;
    Ok(python)
}

fn install(what: &str, package: &str) -> Outcome {
    let remedy = format!("run `apt-get install {package}` as root, then again.");
    if !process::is_root() || process::find("apt-get").is_none() {
        return Err(format!("{what} is missing: {remedy}"));
    }
    say(&format!("installing {what}"));
    let sentence = format!("{what} is missing and could not be installed: {remedy}");
    // A list that could not be refreshed may still hold the package.
    let _ = process::run_quietly(&mut apt(&["update"]), &sentence);
    process::run_quietly(&mut apt(&["install", "-y", package]), &sentence).map(|_| ())
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").args(arguments);
    command
}
