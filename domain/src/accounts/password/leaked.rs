//! The commonest leaked passwords, refused whatever the policy (D1). Server and browser look them up in the same file.

use crate::text::search_key;

/// Bytes of a hash that the file keeps: a password that is not on the list is taken for one on it once in some
/// ten million.
const WIDTH: usize = 5;

/// The list: the first five bytes of each password's hash, sorted.
#[derive(Clone, Copy, Debug)]
pub struct Leaked<'a>(pub &'a [u8]);

impl Leaked<'_> {
    /// Whether this is one of them, whatever its case and accents.
    pub fn contains(self, password: &str) -> bool {
        let wanted = hash(&search_key(password));
        let (hashes, _) = self.0.as_chunks::<WIDTH>();
        hashes.binary_search(&wanted).is_ok()
    }
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
        assert!(!leaked.contains("Welkom-bij-Portiek-26"));
        assert!(!Leaked(&[]).contains(""));
    }
}
