//! What a first visit to a client's inbox loads (P5).

use brotli::enc::BrotliEncoderParams;

use super::figures::Line;
use super::serving::Serving;
use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::site;

/// The page and every file that it names, as brotli: the inbox is in no area, so that no chunk is loaded.
pub fn first_visit(serving: &Serving) -> Outcome<Line> {
    let page = serving.get("/berichten", &serving.enter("meting.client")?)?.body;
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut page.as_bytes(), &mut compressed, &BrotliEncoderParams::default())
        .or_say("The page could not be compressed")?;
    let mut bytes = compressed.len();
    for (name, content) in files::read_all(&site::folder())? {
        let name = name.to_string_lossy();
        if name.strip_suffix(".br").is_some_and(|name| page.contains(name)) {
            bytes += content.len();
        }
    }
    Ok(Line::at_most("P5 first visit as brotli", (bytes as f64 / 1000.0, 350.0, "kB")))
}
