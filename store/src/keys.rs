//! The installation's secrets: versioned keys that seal queued mail, hash tokens and chain the inspection log.
//! They come from the key file and are in no database and no backup.

use crate::{Error, Result};
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

type HmacSha256 = Hmac<Sha256>;

/// What a derived key is for; no two purposes share one.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Outbox,
    Forms,
    LoginCode,
    Throttle,
    AuditSeal,
    Look,
    Pin,
    Signature,
    Factor,
    RecoveryCode,
    ClientSecret,
    ProviderAttempt,
    /// Finding who somebody is to a provider.
    Subject,
    Joining,
    Bsn,
    BsnSearch,
    Help,
    /// The private address of a calendar.
    Calendar,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Outbox => b"outbox",
            Self::Forms => b"forms",
            Self::LoginCode => b"login-code",
            Self::Throttle => b"throttle",
            Self::AuditSeal => b"audit-seal",
            Self::Look => b"look",
            Self::Pin => b"pin",
            Self::Signature => b"signature",
            Self::Factor => b"factor",
            Self::RecoveryCode => b"recovery-code",
            Self::ClientSecret => b"client-secret",
            Self::ProviderAttempt => b"provider-attempt",
            Self::Subject => b"subject",
            Self::Joining => b"joining",
            Self::Bsn => b"bsn",
            Self::BsnSearch => b"bsn-search",
            Self::Help => b"help",
            Self::Calendar => b"calendar",
        }
    }
}

/// The keys by version; the highest one makes, all of them open and check.
#[derive(Clone)]
pub struct Keys {
    versions: BTreeMap<i32, [u8; 32]>,
}

impl Keys {
    /// At least one version is needed.
    pub fn new(versions: BTreeMap<i32, [u8; 32]>) -> Result<Self> {
        if versions.is_empty() { Err(Error::Secrets("no key")) } else { Ok(Self { versions }) }
    }

    pub fn current(&self) -> i32 {
        self.versions.keys().next_back().copied().unwrap_or_default()
    }

    /// HMAC-SHA256 of the parts, each preceded by its length, under the current key.
    pub fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        self.mac_with(self.current(), purpose, parts).unwrap_or_default()
    }

    /// The same under every key, the current one first: for finding what was hashed before a new key came.
    pub fn macs(&self, purpose: Purpose, parts: &[&[u8]]) -> Vec<[u8; 32]> {
        self.versions.keys().rev().filter_map(|version| self.mac_with(*version, purpose, parts).ok()).collect()
    }

    /// The same under the key of an earlier version.
    pub fn mac_with(&self, version: i32, purpose: Purpose, parts: &[&[u8]]) -> Result<[u8; 32]> {
        let mut mac = hmac(&self.derive(version, purpose)?)?;
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Ok(mac.finalize().into_bytes().into())
    }

    /// Encrypts: version (4 bytes), nonce (12), ciphertext. `bound` must be the same when opening.
    pub fn seal(&self, purpose: Purpose, nonce: [u8; 12], (bound, text): (&[u8], &[u8])) -> Result<Vec<u8>> {
        let version = self.current();
        let sealed = self
            .cipher(version, purpose)?
            .encrypt(&nonce.into(), Payload { msg: text, aad: bound })
            .map_err(|_| Error::Secrets("cannot seal"))?;
        Ok([version.to_be_bytes().as_slice(), &nonce, &sealed].concat())
    }

    pub fn open(&self, purpose: Purpose, bound: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        const BROKEN: Error = Error::Secrets("cannot open");
        let (version, rest) = sealed.split_first_chunk::<4>().ok_or(BROKEN)?;
        let (nonce, text) = rest.split_first_chunk::<12>().ok_or(BROKEN)?;
        self.cipher(i32::from_be_bytes(*version), purpose)?
            .decrypt(&(*nonce).into(), Payload { msg: text, aad: bound })
            .map_err(|_| BROKEN)
    }

    fn cipher(&self, version: i32, purpose: Purpose) -> Result<ChaCha20Poly1305> {
        Ok(ChaCha20Poly1305::new(&self.derive(version, purpose)?.into()))
    }

    fn derive(&self, version: i32, purpose: Purpose) -> Result<[u8; 32]> {
        let key = self.versions.get(&version).ok_or(Error::Secrets("unknown key version"))?;
        let mut mac = hmac(key)?;
        mac.update(purpose.label());
        Ok(mac.finalize().into_bytes().into())
    }
}

fn hmac(key: &[u8; 32]) -> Result<HmacSha256> {
    HmacSha256::new_from_slice(key).map_err(|_| Error::Secrets("bad key"))
}

/// How a random token is kept: it needs no key, being 256 bits of chance.
pub fn token_hash(token: &[u8]) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(versions: &[(i32, u8)]) -> Keys {
        Keys { versions: versions.iter().map(|(v, byte)| (*v, [*byte; 32])).collect() }
    }

    #[test]
    fn what_was_sealed_under_an_old_key_opens_after_a_new_one_came() {
        let sealed = keys(&[(1, 7)]).seal(Purpose::Outbox, [1; 12], (b"id", b"tekst")).unwrap_or_default();
        let later = keys(&[(1, 7), (2, 8)]);
        assert_eq!(later.open(Purpose::Outbox, b"id", &sealed).ok(), Some(b"tekst".to_vec()));
        assert!(later.open(Purpose::Outbox, b"other", &sealed).is_err());
        assert!(later.open(Purpose::Forms, b"id", &sealed).is_err());
    }

    #[test]
    fn what_was_hashed_under_an_old_key_is_found_after_a_new_one_came() {
        let old = keys(&[(1, 7)]).mac(Purpose::Subject, &[b"a"]);
        let later = keys(&[(1, 7), (2, 8)]);
        assert_eq!(later.macs(Purpose::Subject, &[b"a"]), [later.mac(Purpose::Subject, &[b"a"]), old]);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let keys = keys(&[(1, 7)]);
        assert_ne!(keys.mac(Purpose::Look, &[b"ab", b"c"]), keys.mac(Purpose::Look, &[b"a", b"bc"]));
    }
}
