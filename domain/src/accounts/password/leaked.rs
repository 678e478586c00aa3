//! The commonest leaked passwords, refused whatever the policy (D1). Server and browser look them up in the same file.

use crate::text::search_key;

/// Bytes of a hash that the file keeps: a password that is not on the list is taken for one on it once in some
/// ten million.
const WIDTH: usize = 5;

/// The list: the first five bytes of each password's hash, sorted.
#[derive(Clone, Copy, Debug)]
pub struct Leaked<'a>(pub &'a [u8]);

impl<'a> Leaked<'a> {
    /// Whether this is one of them, whatever its case and accents.
    pub fn contains(self, password: &str) -> bool {
        self.hashes().binary_search(&hash(&search_key(password))).is_ok()
    }

    /// All whose hash begins like this. A browser asks for these, so that it need not say what is being typed.
    pub fn bucket(self, beginning: u16) -> Leaked<'a> {
        let hashes = self.hashes();
        let start = hashes.partition_point(|hash| beginning_of(hash) < beginning);
        let end = hashes.partition_point(|hash| beginning_of(hash) <= beginning);
        Leaked(hashes[start..end].as_flattened())
    }

    fn hashes(self) -> &'a [[u8; WIDTH]] {
        self.0.as_chunks().0
    }
}

/// The bucket that a password would be in: one of 65,536.
pub fn beginning(password: &str) -> u16 {
    beginning_of(&hash(&search_key(password)))
}

fn beginning_of(hash: &[u8; WIDTH]) -> u16 {
    u16::from_be_bytes([hash[0], hash[1]])
}

/// Sorted hashes of passwords, for the file.
pub fn list<'a>(passwords: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut hashes: Vec<[u8; WIDTH]> = passwords.map(|password| hash(&search_key(password))).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into_flattened()
}

/// FNV-1a of 64 bits, mixed, its first bytes. It hides nothing and need not: the list is public.
fn hash(key: &str) -> [u8; WIDTH] {
    let mixed = key
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let bytes = (mixed ^ (mixed >> 32)).to_be_bytes();
    [bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_list_is_found_whatever_its_case() {
        let file = list(["welkom01", "Password1", "qwerty", "qwerty"].into_iter());
        assert_eq!(file.len(), 3 * WIDTH);
        let leaked = Leaked(&file);
        for known in ["welkom01", "WELKOM01", "password1", "Qwérty"] {
            assert!(leaked.contains(known), "{known}");
        }
        assert!(leaked.bucket(beginning("Welkom01")).contains("Welkom01"));
        assert!(!leaked.bucket(beginning("Welkom01") ^ 1).contains("Welkom01"));
        assert!(!leaked.contains("Welkom-bij-Portiek-26"));
        assert!(!Leaked(&[]).contains(""));
    }
}
