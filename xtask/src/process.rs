//! Running other programs, and saying so.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::fault::Outcome;

pub fn say(what: &str) {
    println!("· {what}…");
}

/// Cargo, without what `cargo run` put into the environment for xtask: build scripts look at those variables (ring's
/// does), so that the same crates would be built again whenever one calls cargo oneself.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// Runs with the terminal's output; on failure, `sentence` is the error.
pub fn run(command: &mut Command, sentence: &str) -> Outcome {
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(sentence.to_owned()),
        Err(cause) => Err(not_started(command, &cause)),
    }
}

/// Runs in silence: what it wrote shows only when it fails.
pub fn run_quietly(command: &mut Command, sentence: &str) -> Outcome<String> {
    match command.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(Output { stdout, stderr, .. }) => {
            eprint!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
            Err(sentence.to_owned())
        }
        Err(cause) => Err(not_started(command, &cause)),
    }
}

pub fn not_started(command: &Command, cause: &std::io::Error) -> String {
    format!("`{}` could not be started: {cause}.", command.get_program().to_string_lossy())
}

pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

pub fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
