//! From the compiler's wasm to what a browser loads: chunks, JavaScript bindings and, for releases, small ones.
//! Skipped when the compiler's wasm is the one it was done for.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::cut;
use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::halves::Build;
use crate::process::say;
use crate::shrink;
use crate::site;
use crate::tools;

/// What is left of the wasm without its chunks, as it is cut.
const WHOLE: &str = "portiek.wasm";
pub const STAMP: &str = "stamp.txt";

/// The folder with `portiek.js`, `portiek_bg.wasm`, `split.js`, a `.chunk` for each area and perhaps `snippets`: files
/// of one build, which name each other.
pub fn make(wasm: &Path, build: Build) -> Outcome<PathBuf> {
    let folder = files::root().join("target/bindings").join(build.browser_profile());
    let release = build == Build::Release;
    let hash = site::hash(&[files::read(wasm)?, cut::AREAS.into()].concat());
    if fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp(&hash, release && tools::has_node())) {
        return Ok(folder);
    }
    let _ = fs::remove_dir_all(&folder);
    say("writing the browser half's bindings");
    let whole = folder.join(WHOLE);
    let areas = cut::cut(wasm, &whole)?;
    bind(&whole, release, &folder)?;
    fs::remove_file(&whole).or_say("What was left of the wasm could not be removed")?;
    let shrunk = release && shrink::shrink(&folder)?;
    cut::join(&folder, &areas)?;
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
    bindgen.input_path(wasm).out_name("portiek").web(true).or_say(sentence)?;
    bindgen.typescript(false).omit_default_module_path(true);
    // The chunks know what they need of it by the names that the linker gave.
    bindgen.keep_lld_exports(true).demangle(false);
    bindgen.remove_name_section(release).remove_producers_section(release);
    bindgen.generate(folder).or_say(sentence)
}
