//! From the compiler's wasm to what a browser loads: JavaScript bindings and, for releases, a small wasm.
//! Skipped when the compiler's wasm is the one it was done for.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::halves::Build;
use crate::process::say;
use crate::shrink;
use crate::site;
use crate::tools;

const STAMP: &str = "stamp.txt";

/// The folder with `portiek.js`, `portiek_bg.wasm` and perhaps `snippets`.
pub fn make(wasm: &Path, build: Build) -> Outcome<PathBuf> {
    let folder = files::root().join("target/bindings").join(build.browser_profile());
    let release = build == Build::Release;
    let hash = site::hash(&files::read(wasm)?);
    if fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp(&hash, release && tools::has_node())) {
        return Ok(folder);
    }
    let _ = fs::remove_dir_all(&folder);
    say("writing the browser half's bindings");
    bind(wasm, release, &folder)?;
    let shrunk = release && shrink::shrink(&folder.join("portiek_bg.wasm"))?;
    files::write(&folder.join(STAMP), stamp(&hash, shrunk))?;
    Ok(folder)
}

/// Says whether the wasm was shrunk: one made without Node or a connection is made again once they are there.
fn stamp(hash: &str, shrunk: bool) -> String {
    format!("{hash} shrunk: {shrunk}\n")
}

fn bind(wasm: &Path, release: bool, folder: &Path) -> Outcome {
    let sentence = "The browser half's bindings could not be written";
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).web(true).or_say(sentence)?;
    bindgen.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(release).remove_producers_section(release);
    bindgen.generate(folder).or_say(sentence)
}
