//! Makes a release's wasm smaller with npm's `binaryen`; Debian's wasm-opt is too old for what Rust writes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::process::{self, say};
use crate::tools;

const BINARYEN: &str = "132.0.0";

// Named one by one: with `--all-features` it writes what Chromium refuses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Whether it could: a larger wasm works as well, so that neither Node nor a connection is required.
pub fn shrink(bindings: &Path) -> Outcome<bool> {
    let folder = files::root().join("target/tools");
    if !tools::has_node() {
        println!("The wasm stays larger than need be: with Node and npm installed it would be shrunk.");
        return Ok(false);
    }
    if !has_binaryen(&folder) && fetch(&folder).is_err() {
        println!("The wasm stays larger than need be: npm could not fetch binaryen, which shrinks it.");
        return Ok(false);
    }
    say("shrinking the wasm");
    for file in files::below(bindings)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "wasm")) {
        optimise(file, &folder)?;
    }
    Ok(true)
}

fn optimise(wasm: &Path, tools: &Path) -> Outcome {
    let small = wasm.with_extension("small");
    let mut command = Command::new("node");
    command.arg(tools.join("node_modules/binaryen/bin/wasm-opt")).arg("-Oz").args(FEATURES);
    command.args(["--strip-debug", "--strip-producers"]).arg(wasm).arg("-o").arg(&small);
    process::run(&mut command, "The wasm could not be shrunk: remove target/tools, then again.")?;
    fs::rename(&small, wasm).or_say("The shrunk wasm could not be put in its place")
}

fn has_binaryen(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("node_modules/binaryen/package.json")).unwrap_or_default();
    manifest.contains(&format!("\"version\": \"{BINARYEN}\""))
}

fn fetch(folder: &Path) -> Outcome {
    say("fetching binaryen, which shrinks wasm");
    files::write(&folder.join("package.json"), "{ \"private\": true }\n")?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", &format!("binaryen@{BINARYEN}")]).current_dir(folder);
    process::run_quietly(&mut npm, "Binaryen could not be fetched.").map(|_| ())
}
