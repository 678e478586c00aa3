//! One world per test, on either database: the cast, a clock that is set and chance that repeats.
//! The world is made once and copied: a file for SQLite, a template database for PostgreSQL.

pub mod databases;

use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    actor::Actor,
    clock::{Clock, Entropy},
    ids::{FormKey, SessionId},
};
use portiek_store::{
    Ambient, Store,
    cast::{Cast, people::DE_LINDE},
    keys::Keys,
};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};
use uuid::Uuid;

pub use databases::Kind;

/// Monday 2 March 2026, 10:00 in Amsterdam: when the tests' world begins.
pub fn morning() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

/// A clock that stands still until it is told to move.
#[derive(Clone)]
pub struct SetClock(Arc<Mutex<DateTime<Utc>>>);

impl SetClock {
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(moment)))
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Chance that differs at each call and is the same in each run.
#[derive(Default)]
pub struct CountingEntropy(AtomicU64);

impl Entropy for CountingEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes.chunks_mut(8) {
            let next = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mixed = (next ^ (next >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            byte.copy_from_slice(&mixed.to_be_bytes()[..byte.len()]);
        }
    }
}

pub fn keys() -> Keys {
    Keys::new([(1, [7; 32])].into()).unwrap()
}

pub fn ambient(clock: &SetClock, seed: u64) -> Ambient {
    let entropy = CountingEntropy(AtomicU64::new(seed));
    Ambient { clock: Box::new(clock.clone()), entropy: Box::new(entropy), keys: keys() }
}

/// A test's own database with the cast in it.
pub struct World {
    pub store: Store,
    pub clock: SetClock,
    pub cast: Cast,
    pub url: String,
    /// Keeps the embedded database's folder for as long as the test runs.
    pub _folder: Option<tempfile::TempDir>,
}

impl World {
    pub async fn new(kind: Kind) -> Self {
        let (url, cast, folder) = databases::fresh(kind).await;
        let clock = SetClock::at(morning());
        let store = Store::open(&url, ambient(&clock, 1)).await.unwrap();
        Self { store, clock, cast, url, _folder: folder }
    }

    /// A database in which nobody has been yet.
    pub async fn empty(kind: Kind) -> Self {
        let (url, folder) = databases::empty(kind).await;
        let clock = SetClock::at(morning());
        let store = Store::open(&url, ambient(&clock, 1)).await.unwrap();
        Self { store, clock, cast: Cast::default(), url, _folder: folder }
    }

    /// Somebody of the cast at De Linde, in a browser.
    pub fn actor(&self, login: &str) -> Actor {
        self.actor_at(login, DE_LINDE)
    }

    pub fn actor_at(&self, login: &str, organisation: i64) -> Actor {
        let member = self.cast.member(login, organisation).unwrap();
        Actor {
            account: member.account,
            membership: member.id,
            organisation: member.organisation,
            role: member.role,
            name: member.name.clone(),
            session: SessionId(Uuid::from_u128(42)),
            network: "192.0.2.7".into(),
        }
    }

    pub fn key(&self) -> FormKey {
        self.store.ambient().mint()
    }
}

/// Runs a sentence of the suite on both databases.
macro_rules! on_both_databases {
    ($(async fn $name:ident($world:ident: $type:ty) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn tells($world: $type) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                tells(World::new($crate::support::Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                tells(World::new($crate::support::Kind::Postgres).await).await;
            }
        }
    )*};
}
