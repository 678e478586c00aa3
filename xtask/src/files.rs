//! Folders as a map from relative path to content, and where things lie.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::{OrSay, Outcome};

pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The repository; cargo tells where it is now, which need not be where xtask was compiled.
pub fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&xtask).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where cargo puts what it builds; our own products always go to `target`.
pub fn cargo_target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).or_say(format!("{} could not be read", path.display()))
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).or_say(format!("{} could not be made", folder.display()))?;
    fs::write(path, content).or_say(format!("{} could not be written", path.display()))
}

/// All files below a folder, hidden ones left out; none when there is no such folder.
pub fn below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    let sentence = format!("{} could not be listed", folder.display());
    for entry in fs::read_dir(folder).or_say(&sentence)? {
        let path = entry.or_say(&sentence)?.path();
        if path.is_dir() {
            found.extend(below(&path)?);
        } else if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub fn read_all(folder: &Path) -> Outcome<Files> {
    let relative = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_path_buf();
    below(folder)?.iter().map(|path| Ok((relative(path), read(path)?))).collect()
}

/// Makes a folder hold exactly these files. New ones come before old ones go, so that a running server misses little.
pub fn mirror(folder: &Path, files: &Files) -> Outcome {
    for (name, content) in files {
        let path = folder.join(name);
        if fs::read(&path).ok().as_ref() != Some(content) {
            write(&path, content)?;
        }
    }
    for path in below(folder)? {
        if !path.strip_prefix(folder).is_ok_and(|name| files.contains_key(name)) {
            fs::remove_file(&path).or_say(format!("{} could not be removed", path.display()))?;
            // Where files of other names are, it stays.
            let _ = path.parent().map(fs::remove_dir);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirrored_folder_holds_the_given_files_and_no_others() {
        let folder = env::temp_dir().join(format!("portiek-mirror-{}", std::process::id()));
        let files =
            |names: &[&str]| -> Files { names.iter().map(|name| (name.into(), name.as_bytes().into())).collect() };
        mirror(&folder, &files(&["old.js", "old/a.js", "pkg/kept.js"])).unwrap();
        mirror(&folder, &files(&["new.js", "pkg/kept.js"])).unwrap();
        assert_eq!(read_all(&folder).unwrap(), files(&["new.js", "pkg/kept.js"]));
        assert!(!folder.join("old").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
