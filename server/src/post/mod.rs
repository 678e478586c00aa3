//! Delivering mail and SMS: for now into a folder, which is refused on any origin but loopback.

use portiek_store::outbox::{Channel, Letter};
use serde::{Deserialize, Serialize};
use std::{
    io,
    path::{Path, PathBuf},
};

/// A letter as the folder keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Delivered {
    pub channel: Channel,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub at: String,
}

/// Writes each letter as a file of its own.
#[derive(Clone)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// Whole or not at all: a reader never sees half a letter.
    pub async fn deliver(&self, name: &str, (letter, at): (&Letter, &str)) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.0).await?;
        let delivered = Delivered {
            channel: letter.channel,
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            at: at.into(),
        };
        let text = serde_json::to_vec_pretty(&delivered)?;
        let (part, whole) = (self.0.join(format!("{name}.part")), self.0.join(format!("{name}.json")));
        tokio::fs::write(&part, text).await?;
        tokio::fs::rename(part, whole).await
    }
}

/// What was delivered, newest first; names begin with the time.
pub fn read(folder: &Path) -> Vec<Delivered> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort_unstable_by(|a, b| b.cmp(a));
    files.iter().filter_map(|file| serde_json::from_slice(&std::fs::read(file).ok()?).ok()).collect()
}
