//! Cuts the wasm into what every page needs and the chunks of areas (`app/src/areas.rs`), which browsers load when the
//! first page of an area is opened. The library cuts much finer, for what some areas share and others do not; here the
//! pieces of an area become one file, so that opening it is one request.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::Options;

use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::process::say;

const LOADER: &str = "split.js";
/// What loads an area.
pub const AREAS: &str = include_str!("areas.js");

/// The pieces of each area, as files.
pub type Pieces = BTreeMap<String, Vec<PathBuf>>;

/// Puts what every page needs at `rest`, and beside it the pieces of areas and what loads them.
pub fn cut(wasm: &Path, rest: &Path) -> Outcome<Pieces> {
    say("cutting the wasm into chunks");
    let folder = rest.parent().unwrap_or(Path::new(""));
    let whole = files::read(wasm)?;
    let mut options = Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = rest;
    options.link_name = "./split.js";
    options.main_module = "./portiek.js";
    let cut = wasm_split_cli_support::transform(options).or_say("The wasm could not be cut into chunks")?;
    let file = |name: &String| folder.join(name).with_extension("wasm");
    Ok(cut.prefetch_map.iter().map(|(area, names)| (area.clone(), names.iter().map(file).collect())).collect())
}

/// Joins the pieces of each area into `<area>.chunk`, and has them loaded so.
pub fn join(folder: &Path, areas: &Pieces) -> Outcome {
    let loader = folder.join(LOADER);
    let mut script = without_pieces(&String::from_utf8_lossy(&files::read(&loader)?))?.to_owned();
    script += AREAS;
    for (area, pieces) in areas {
        let contents: Vec<Vec<u8>> = pieces.iter().map(|piece| files::read(piece)).collect::<Outcome<_>>()?;
        script += &export(area, &pieces.iter().zip(&contents).collect::<Vec<_>>());
        files::write(&folder.join(area).with_extension("chunk"), contents.concat())?;
    }
    files::write(&loader, script)?;
    for piece in areas.values().flatten().filter(|piece| piece.exists()) {
        fs::remove_file(piece).or_say("A piece of the wasm could not be removed")?;
    }
    Ok(())
}

/// The library's loader up to where it fetches pieces one by one.
fn without_pieces(loader: &str) -> Outcome<&str> {
    let first = ["\n/* ", "\nexport const "].iter().filter_map(|begin| loader.find(begin)).min();
    first.map(|end| &loader[..end]).ok_or("The wasm could not be cut: what loads its pieces is not known.".to_owned())
}

fn export(area: &str, pieces: &[(&PathBuf, &Vec<u8>)]) -> String {
    let piece = |(path, content): &(&PathBuf, &Vec<u8>)| {
        format!("[\"{}\", {}]", path.file_stem().unwrap_or_default().to_string_lossy(), content.len())
    };
    let pieces = pieces.iter().map(piece).collect::<Vec<_>>().join(", ");
    format!("export const __wasm_split_load_{area} = area(\"./{area}.chunk\", [{pieces}]);\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_an_area_become_one_file_and_are_loaded_from_it() {
        let folder = std::env::temp_dir().join(format!("portiek-cut-{}", std::process::id()));
        let piece = |name: &str| folder.join(name);
        let loader = "function makeLoad() {}\n/* a, b */\nconst __chunk_1 = …\nexport const __wasm_split_load_a = …\n";
        for (name, content) in
            [(LOADER, loader), ("chunk_1.wasm", "123"), ("split_a.wasm", "45"), ("split_b.wasm", "6")]
        {
            files::write(&piece(name), content).unwrap();
        }
        let areas = [("a", "split_a.wasm"), ("b", "split_b.wasm")];
        let areas = areas.map(|(area, own)| (area.to_owned(), vec![piece("chunk_1.wasm"), piece(own)])).into();
        join(&folder, &areas).unwrap();
        let made = files::read_all(&folder).unwrap();
        let names: Vec<String> = made.keys().map(|name| name.display().to_string()).collect();
        assert_eq!(names, ["a.chunk", "b.chunk", LOADER]);
        assert_eq!(made[Path::new("a.chunk")], b"12345");
        let script = String::from_utf8_lossy(&made[Path::new(LOADER)]).into_owned();
        assert!(script.starts_with("function makeLoad() {}"));
        assert!(!script.contains("__chunk_1 ="));
        assert!(script.contains("__wasm_split_load_b = area(\"./b.chunk\", [[\"chunk_1\", 3], [\"split_b\", 1]]);"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
