//! Into a folder instead of to people: for trying things out, and for tests.

use super::{Failure, Parcel};
use portiek_domain::time;
use portiek_store::outbox::Channel;
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

/// Writes each letter as a file of its own; the same letter again is the same file.
pub struct Folder(pub PathBuf);

impl Folder {
    pub async fn deliver(&self, parcel: &Parcel) -> Result<(), Failure> {
        self.write(parcel).await.map_err(|error| {
            tracing::warn!(%error, "a letter could not be written to its folder");
            Failure::ForNow("folder not writable".into())
        })
    }

    /// Whole or not at all: a reader never sees half a letter.
    async fn write(&self, parcel: &Parcel) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.0).await?;
        let delivered = Delivered {
            channel: parcel.channel,
            to: parcel.to.clone(),
            subject: parcel.subject.clone(),
            body: parcel.text.clone(),
            at: time::stamp(parcel.at),
        };
        let text = serde_json::to_vec_pretty(&delivered)?;
        let name = format!("{}-{}", parcel.at.timestamp_micros(), parcel.id);
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
