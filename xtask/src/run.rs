//! `cargo xtask run`: from a fresh clone to a portal one can click through.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::fault::Outcome;
use crate::halves::{self, Build};
use crate::process;
use crate::site;

/// Becomes the server, so that it gets Ctrl-C and its exit code is ours.
pub fn run(build: Build, arguments: &[String]) -> Outcome<bool> {
    println!("Builds the browser half and the server half, then serves the demonstration world from `data`.");
    println!("The first time this takes some minutes.");
    site::build(build)?;
    let mut server = Command::new(halves::server(build)?);
    println!("Portiek is at http://localhost:3000 in a moment; Ctrl-C stops it.");
    let cause = server.args(["serve", "--demo"]).args(arguments).exec();
    Err(process::not_started(&server, &cause))
}
