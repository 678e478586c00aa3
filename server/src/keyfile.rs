//! The file with the installation's keys: made at the first start, readable by its owner only, in no database and no
//! backup. One line per version: `<version> <64 hexadecimal digits>`.

use portiek_domain::clock::Entropy;
use portiek_store::keys::Keys;
use std::{collections::BTreeMap, fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

/// Reads the keys, or makes the first one.
pub fn open(path: &Path, entropy: &dyn Entropy) -> Result<Keys, String> {
    if !path.exists() {
        make(path, entropy)
            .map_err(|error| format!("[secrets] key_file {} cannot be made: {error}", path.display()))?;
    }
    let text = fs::read_to_string(path)
        .map_err(|error| format!("[secrets] key_file {} cannot be read: {error}", path.display()))?;
    let versions: Option<BTreeMap<i32, [u8; 32]>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect();
    let versions =
        versions.ok_or_else(|| format!("[secrets] key_file {} holds a line that is no key", path.display()))?;
    Keys::new(versions).map_err(|error| format!("[secrets] key_file {}: {error}", path.display()))
}

fn make(path: &Path, entropy: &dyn Entropy) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut key = [0; 32];
    entropy.fill(&mut key);
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "1 {hex}")?;
    file.sync_all()
}

fn parse(line: &str) -> Option<(i32, [u8; 32])> {
    let (version, hex) = line.trim().split_once(' ')?;
    let bytes = portiek_app::request::unhex(hex)?;
    Some((version.parse().ok()?, bytes.try_into().ok()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::clock::SystemEntropy;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_makes_a_key_that_only_its_owner_can_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let made = open(&path, &SystemEntropy).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = open(&path, &SystemEntropy).unwrap();
        let mac = |keys: &Keys| keys.mac(portiek_store::keys::Purpose::Look, &[b"x"]);
        assert_eq!(mac(&made), mac(&again));
    }

    #[test]
    fn a_broken_line_stops_the_start_with_the_name_of_the_setting() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        fs::write(&path, "1 abc\n").unwrap();
        assert!(open(&path, &SystemEntropy).err().unwrap().contains("[secrets] key_file"));
    }
}
