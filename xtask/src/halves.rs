//! The two halves of Portiek, and the flags both are built with: they must be the same, or hydration panics.
//! Debug builds take theirs from .cargo/config.toml, so that every tool shares one set of artifacts.

use std::path::PathBuf;
use std::process::Command;

use crate::fault::Outcome;
use crate::files;
use crate::process::{self, say};

#[derive(Clone, Copy, PartialEq)]
pub enum Build {
    Debug,
    Release,
}

impl Build {
    pub fn browser_profile(self) -> &'static str {
        match self {
            Build::Debug => "wasm-dev",
            Build::Release => "wasm-release",
        }
    }

    /// Cargo with the flags that both halves of this build share.
    pub fn cargo(self) -> Command {
        let mut command = process::cargo();
        if self == Build::Release {
            command.env("CARGO_ENCODED_RUSTFLAGS", "--cfg=erase_components");
        }
        command
    }
}

/// All of Portiek's crates of the server's side, as they are tested: at once, or each would have libraries of its own.
pub const ALL: &[&str] = &["portiek-domain", "portiek-store", "portiek-app", "portiek-server"];

/// The browser's half as the compiler leaves it: whole, without bindings. The linker keeps its notes, by which it is cut
/// into chunks; only the last step knows that flag, so that what it links is shared with every other tool.
pub fn browser(build: Build) -> Outcome<PathBuf> {
    let profile = build.browser_profile();
    say("building the browser half (wasm)");
    let mut cargo = build.cargo();
    cargo.args(["rustc", "-p", "portiek-frontend", "--target", "wasm32-unknown-unknown", "--profile", profile]);
    cargo.args(["--", "-Clink-arg=--emit-relocs"]);
    process::run(&mut cargo, "The browser half could not be built: the compiler says above what is wrong.")?;
    Ok(files::cargo_target().join("wasm32-unknown-unknown").join(profile).join("portiek.wasm"))
}

pub fn server(build: Build) -> Outcome<PathBuf> {
    let (flags, folder): (&[&str], _) = match build {
        Build::Debug => (&[], "debug"),
        Build::Release => (&["--release"], "release"),
    };
    say("building the server half");
    let mut cargo = build.cargo();
    cargo.args(["build", "-p", "portiek-server", "--bin", "portiek"]).args(flags);
    process::run(&mut cargo, "The server half could not be built: the compiler says above what is wrong.")?;
    Ok(files::cargo_target().join(folder).join("portiek"))
}

/// The server's half as the whole-server tests have built it: with the same features, so that nothing is built twice.
pub fn server_of_tests() -> Outcome<PathBuf> {
    say("building the server half");
    let mut cargo = Build::Debug.cargo();
    cargo.args(["test", "--quiet", "--no-run"]).args(ALL.iter().flat_map(|package| ["-p", package]));
    process::run(&mut cargo, "The server half could not be built: the compiler says above what is wrong.")?;
    Ok(files::cargo_target().join("debug/portiek"))
}
