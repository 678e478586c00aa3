//! Worlds for measuring, kept in target/bench-data and made again when the seed or the migrations change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::process::{self, say};
use crate::site;

#[derive(Clone, Copy)]
pub struct World {
    pub people: usize,
    pub messages: usize,
    pub looks: usize,
}

impl World {
    pub fn hundredth(&self) -> Self {
        Self { people: self.people / 100, messages: self.messages / 100, looks: self.looks / 100 }
    }

    /// Its folder, filled.
    pub fn made(&self, server: &Path) -> Outcome<PathBuf> {
        let name = format!("{}-{}-{}-{}", self.people, self.messages, self.looks, recipe()?);
        let folder = folder().join(name);
        if folder.is_dir() {
            return Ok(folder);
        }
        say(&format!("filling a world of {} messages and {} looks", self.messages, self.looks));
        let unfinished = folder.with_extension("unfinished");
        let _ = fs::remove_dir_all(&unfinished);
        let mut seed = portiek(server, &unfinished);
        let numbers = [("--people", self.people), ("--messages", self.messages), ("--looks", self.looks)];
        seed.args(["seed", "--seed", "1"]).args(numbers.iter().flat_map(|(k, v)| [(*k).to_owned(), v.to_string()]));
        process::run(&mut seed, "The world could not be filled: it says above why.")?;
        fs::rename(&unfinished, &folder).or_say("The filled world could not be put in its place")?;
        Ok(folder)
    }
}

pub fn folder() -> PathBuf {
    files::root().join("target/bench-data")
}

/// A hash of all that decides what a seed makes.
fn recipe() -> Outcome<String> {
    let mut text = Vec::new();
    for folder in ["store/migrations/sqlite", "store/src/seed"] {
        files::read_all(Path::new(folder))?.into_values().for_each(|content| text.extend(content));
    }
    Ok(site::hash(&text))
}

/// The server's program with a data folder and no settings from elsewhere.
pub fn portiek(server: &Path, data: &Path) -> Command {
    let mut command = Command::new(server);
    isolate(&mut command, data);
    command
}

pub fn isolate(command: &mut Command, data: &Path) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PORTIEK_") {
            command.env_remove(name);
        }
    }
    command.arg("--config").arg(data.join("none.toml")).arg("--data").arg(data).current_dir(files::root());
}
