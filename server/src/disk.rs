//! How much room is left where the data is.

use portiek_app::request::FreeDisk;
use std::{path::PathBuf, sync::Arc};

/// Tells, whenever it is asked, how many bytes are free for us on the disk of a folder.
pub fn meter(folder: PathBuf) -> FreeDisk {
    Arc::new(move || {
        let stat = rustix::fs::statvfs(&folder).ok()?;
        Some(stat.f_bavail.saturating_mul(stat.f_frsize))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_room_and_one_that_is_not_there_tells_nothing() {
        assert!(meter(std::env::temp_dir())().is_some_and(|bytes| bytes > 0));
        assert_eq!(meter("/nowhere/at/all".into())(), None);
    }
}
