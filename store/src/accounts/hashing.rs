//! Wachtwoorden: argon2id with at least 19 MiB and two passes, off the async threads and never more at once than the
//! machine has cores, so that a storm of logins leaves the pages alone (quality.md P4).

use crate::{Error, Result};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use portiek_domain::accounts::password::normalise;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

const BROKEN: Error = Error::Secrets("cannot hash");

static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Semaphore::new((cores / 2).max(1))
});

/// What a password is compared with when there is no account: the same work, never a match.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("", &[0; 16]).unwrap_or_default());

/// The PHC string to keep, salted with the bytes given.
pub async fn hash(password: String, salt: [u8; 16]) -> Result<String> {
    off_thread(move || hash_now(&normalise(&password), &salt)).await?
}

/// Whether the password belongs to the kept string; without one as much work is done for a no.
pub async fn verify(password: String, kept: Option<String>) -> Result<bool> {
    off_thread(move || {
        // An account that is not activated has no hash: the same work for it too.
        let kept = kept.filter(|kept| !kept.is_empty());
        let known = kept.is_some();
        let kept = kept.unwrap_or_else(|| NOBODY.clone());
        let matches = Argon2::default().verify_password(normalise(&password).as_bytes(), kept.as_str()).is_ok();
        matches && known
    })
    .await
}

fn hash_now(password: &str, salt: &[u8]) -> Result<String> {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt).map_err(|_| BROKEN)?;
    Ok(hash.to_string())
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| BROKEN)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| BROKEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only_and_nobody_matches_nothing() {
        let kept = hash("Welkom-bij-Portiek-26".into(), [3; 16]).await.unwrap_or_default();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("Welkom-bij-Portiek-26".into(), Some(kept.clone())).await.is_ok_and(|yes| yes));
        assert!(verify("welkom-bij-portiek-26".into(), Some(kept)).await.is_ok_and(|yes| !yes));
        assert!(verify(String::new(), None).await.is_ok_and(|yes| !yes));
    }
}
