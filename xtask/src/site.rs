//! What browsers get, into target/site: the browser's half, the styles and the folder `public`.
//! Names in `pkg` carry a hash of the content; files.txt tells them to the server.

use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

use crate::bindings;
use crate::fault::{OrSay, Outcome};
use crate::files::{self, Files};
use crate::halves::{self, Build};
use crate::process::say;
use crate::tools;

pub fn folder() -> PathBuf {
    files::root().join("target/site")
}

pub fn build(build: Build) -> Outcome {
    tools::wasm_target()?;
    let wasm = halves::browser(build)?;
    let bindings = bindings::make(&wasm, build)?;
    let mut site = files::read_all(Path::new("public"))?;
    add_package(&mut site, &bindings)?;
    if build == Build::Release {
        say("compressing");
        add_compressed(&mut site)?;
    }
    files::mirror(&folder(), &site)
}

fn add_package(site: &mut Files, bindings: &Path) -> Outcome {
    let styles = in_order(files::read_all(Path::new("style"))?);
    // For cargo-leptos, whose `style-file` names it.
    files::write(Path::new("target/style/portiek.css"), &styles)?;
    let mut built = files::read_all(bindings)?;
    built.remove(Path::new(bindings::STAMP));
    let (css, package) = (format!("pkg/portiek.{}.css", hash(&styles)), format!("pkg/{}", hash_of_all(&built)));
    site.insert("files.txt".into(), format!("css: /{css}\npackage: /{package}\n").into_bytes());
    site.insert(css.into(), styles);
    site.extend(built.into_iter().map(|(name, content)| (Path::new(&package).join(name), content)));
    Ok(())
}

/// Files of one build name each other and fit no others, so that they share one folder and its hash.
fn hash_of_all(files: &Files) -> String {
    hash(files.values().map(|content| hash(content)).collect::<String>().as_bytes())
}

/// The first 12 hexadecimal digits of the content's SHA-256.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// One style sheet: main.css first, for it fixes the order of the layers, then the others by name.
fn in_order(mut styles: Files) -> Vec<u8> {
    styles.retain(|name, _| name.extension().is_some_and(|extension| extension == "css"));
    let main = styles.remove(Path::new("main.css"));
    let sheets: Vec<Vec<u8>> = main.into_iter().chain(styles.into_values()).collect();
    sheets.join(&b'\n')
}

fn add_compressed(site: &mut Files) -> Outcome {
    let mut compressed = Files::new();
    for (name, content) in site.iter().filter(|(name, _)| is_worth_compressing(name)) {
        compressed.insert(format!("{}.br", name.display()).into(), brotli(content)?);
    }
    site.append(&mut compressed);
    Ok(())
}

fn is_worth_compressing(name: &Path) -> bool {
    name.extension()
        .is_some_and(|extension| ["js", "wasm", "chunk", "css", "svg"].iter().any(|kind| extension == *kind))
}

fn brotli(mut content: &[u8]) -> Outcome<Vec<u8>> {
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &BrotliEncoderParams::default())
        .or_say("A file could not be compressed")?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        names.iter().map(|name| (name.into(), name.as_bytes().into())).collect()
    }

    #[test]
    fn a_hash_is_the_beginning_of_the_contents_sha_256() {
        assert_eq!(hash(b"abc"), "ba7816bf8f01");
    }

    #[test]
    fn the_main_styles_come_first_and_the_others_by_name() {
        let styles = files(&["ui/table.css", "main.css", "base.css", "notes.md", "print.css"]);
        assert_eq!(String::from_utf8(in_order(styles)).unwrap(), "main.css\nbase.css\nprint.css\nui/table.css");
    }

    #[test]
    fn what_browsers_can_unpack_is_put_beside_the_original() {
        let mut site = files(&["pkg/a.js", "photo.jpg"]);
        add_compressed(&mut site).unwrap();
        let names: Vec<String> = site.keys().map(|name| name.display().to_string()).collect();
        assert_eq!(names, ["photo.jpg", "pkg/a.js", "pkg/a.js.br"]);
    }
}
