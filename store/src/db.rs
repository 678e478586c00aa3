//! Two databases behind one: connections, transactions and the macros that run one SQL text on either.
//! Everything in which SQLite and PostgreSQL really differ is in this file.

use crate::{
    Ambient, Result,
    audit::looks::Looks,
    outbox::{Bells, Channel},
};
use chrono::{DateTime, Utc};
use sqlx::{
    PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    pool::PoolConnection,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;

/// Readers of the embedded database; it has one writer.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 20;

#[derive(Clone)]
enum Db {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// An open database with all that verbs need from outside. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: Db,
    ambient: Arc<Ambient>,
    statements: Arc<AtomicU64>,
    committed: Arc<Notify>,
    bells: Arc<Bells>,
    looks: Looks,
}

/// A connection's arm: which database this is.
pub enum Arm<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// Something a statement can be run on: a [`Conn`] for reading or a [`Tx`].
pub trait On {
    fn arm(&mut self) -> Arm<'_>;
}

/// A connection for reading.
pub struct Conn {
    inner: Reading,
    statements: Arc<AtomicU64>,
}

enum Reading {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A transaction, with the moment it began as its only "now".
pub struct Tx {
    inner: Writing,
    statements: Arc<AtomicU64>,
    ambient: Arc<Ambient>,
    now: DateTime<Utc>,
    bells: Arc<Bells>,
    rung: Vec<Channel>,
}

enum Writing {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl On for Conn {
    fn arm(&mut self) -> Arm<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.inner {
            Reading::Sqlite(conn) => Arm::Sqlite(conn),
            Reading::Postgres(conn) => Arm::Postgres(conn),
        }
    }
}

impl On for Tx {
    fn arm(&mut self) -> Arm<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.inner {
            Writing::Sqlite(tx) => Arm::Sqlite(tx),
            Writing::Postgres(tx) => Arm::Postgres(tx),
        }
    }
}

impl Conn {
    /// How much the database takes, in bytes.
    pub async fn database_size(&mut self) -> Result<i64> {
        const SQLITE: &str = "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()";
        const POSTGRES: &str = "SELECT pg_database_size(current_database()) AS bytes";
        let (bytes,): (i64,) = match self.arm() {
            Arm::Sqlite(conn) => sqlx::query_as(SQLITE).fetch_one(conn).await?,
            Arm::Postgres(conn) => sqlx::query_as(POSTGRES).fetch_one(conn).await?,
        };
        Ok(bytes)
    }
}

/// Runs one SQL text on either database: `run!(on, query_as::<Row>(SQL, binds…).fetch_all)`.
macro_rules! run {
    ($on:expr, query_as::<$row:ty>($sql:expr $(, $bind:expr)* $(,)?).$how:ident) => {
        match $crate::db::On::arm($on) {
            $crate::db::Arm::Sqlite(conn) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.$how(conn).await
            }
            $crate::db::Arm::Postgres(conn) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.$how(conn).await
            }
        }
    };
    ($on:expr, execute($sql:expr $(, $bind:expr)* $(,)?)) => {
        match $crate::db::On::arm($on) {
            $crate::db::Arm::Sqlite(conn) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($bind))*.execute(conn).await.map(|done| done.rows_affected())
            }
            $crate::db::Arm::Postgres(conn) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($bind))*.execute(conn).await.map(|done| done.rows_affected())
            }
        }
    };
}
pub(crate) use run;

/// How often a transaction is tried before its error is believed.
pub const TRIES: u32 = 5;

/// Runs a verb in a transaction and commits it; again from the start when the database asks for that:
/// `transact!(store, |tx| { verb(tx, …).await })`. A macro, because an async closure that borrows what it uses is not
/// `Send` for the compiler, and server functions must be.
#[macro_export]
macro_rules! transact {
    ($store:expr, |$tx:ident| $body:block) => {{
        let store: &$crate::Store = &$store;
        let mut tries = 1;
        loop {
            let outcome: $crate::Result<_> = async {
                let mut transaction = store.begin().await?;
                let $tx = &mut transaction;
                // A block of its own: a `return` in the body ends the body, and what it did is committed.
                let done: $crate::Result<_> = async { $body }.await;
                let done = done?;
                transaction.commit().await?;
                store.announce_commit();
                Ok(done)
            }
            .await;
            match outcome {
                Err(error) if error.is_transient() && tries < $crate::db::TRIES => tries += 1,
                outcome => break outcome,
            }
        }
    }};
}

/// Pushes many rows through one statement built for either database.
macro_rules! insert_many {
    ($on:expr, $sql:expr, $rows:expr, |$row:ident| [$($bind:expr),* $(,)?]) => {
        match $crate::db::On::arm($on) {
            $crate::db::Arm::Sqlite(conn) => {
                let mut builder = sqlx::QueryBuilder::<sqlx::Sqlite>::new($sql);
                builder.push_values($rows, |mut tuple, $row| { $(tuple.push_bind($bind);)* });
                builder.build().persistent(false).execute(conn).await
                    .map(|done| done.rows_affected())
            }
            $crate::db::Arm::Postgres(conn) => {
                let mut builder = sqlx::QueryBuilder::<sqlx::Postgres>::new($sql);
                builder.push_values($rows, |mut tuple, $row| { $(tuple.push_bind($bind);)* });
                builder.build().persistent(false).execute(conn).await
                    .map(|done| done.rows_affected())
            }
        }
    };
}
pub(crate) use insert_many;

impl Store {
    /// Opens `sqlite:<path>` or `postgres://…`, applies what migrations are missing and starts the log's group commit.
    pub async fn open(url: &str, ambient: Ambient) -> Result<Self> {
        let db = match url.strip_prefix("sqlite:") {
            Some(path) => open_sqlite(Path::new(path)).await?,
            None => open_postgres(url).await?,
        };
        let (looks, queue) = Looks::queue();
        let store = Self {
            db,
            ambient: Arc::new(ambient),
            statements: Arc::default(),
            committed: Arc::default(),
            bells: Arc::default(),
            looks,
        };
        tokio::spawn(queue.run(store.clone()));
        Ok(store)
    }

    pub async fn read(&self) -> Result<Conn> {
        let inner = match &self.db {
            Db::Sqlite { readers, .. } => Reading::Sqlite(readers.acquire().await?),
            Db::Postgres(pool) => Reading::Postgres(pool.acquire().await?),
        };
        Ok(Conn { inner, statements: self.statements.clone() })
    }

    /// A transaction to commit by hand; verbs are run by [`transact!`](crate::transact).
    pub async fn begin(&self) -> Result<Tx> {
        let inner = match &self.db {
            Db::Sqlite { writer, .. } => Writing::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Writing::Postgres(pool.begin().await?),
        };
        let (statements, ambient, bells) = (self.statements.clone(), self.ambient.clone(), self.bells.clone());
        Ok(Tx { inner, statements, now: ambient.now(), ambient, bells, rung: Vec::new() })
    }

    pub fn ambient(&self) -> &Ambient {
        &self.ambient
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.ambient.now()
    }

    /// The group commit of looks.
    pub fn looks(&self) -> &Looks {
        &self.looks
    }

    /// Tells streams that something was committed.
    pub fn announce_commit(&self) {
        self.committed.notify_waiters();
    }

    /// Wakes at each commit of this process, so that streams need not wait for their next poll.
    pub fn committed(&self) -> &Notify {
        &self.committed
    }

    /// Wakes at each commit of this process that leaves a letter, so that it need not wait for the next poll.
    pub fn posted(&self, channel: Channel) -> &Notify {
        self.bells.of(channel)
    }

    /// Statements run so far, for the tests that count them (quality.md P3).
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Ends all connections, so that what was committed is in the database file.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    pub fn ambient(&self) -> &Ambient {
        &self.ambient
    }

    /// Sets the transaction's moment, for what happened earlier: the demonstration world, imports.
    pub fn backdate(&mut self, to: DateTime<Utc>) {
        self.now = portiek_domain::clock::to_micros(to);
    }

    /// A new identifier of the transaction's moment.
    pub fn mint<Id: From<uuid::Uuid>>(&self) -> Id {
        portiek_domain::ids::mint(self.now, &self.ambient.random()).into()
    }

    /// At the commit, wakes who delivers this channel's letters.
    pub(crate) fn ring(&mut self, channel: Channel) {
        self.rung.push(channel);
    }

    pub async fn commit(self) -> Result<()> {
        match self.inner {
            Writing::Sqlite(tx) => tx.commit().await?,
            Writing::Postgres(tx) => tx.commit().await?,
        }
        for channel in self.rung {
            self.bells.of(channel).notify_one();
        }
        Ok(())
    }
}

async fn open_sqlite(path: &Path) -> Result<Db> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "memory");
    let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    sqlx::migrate!("./migrations/sqlite").run(&writer).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .test_before_acquire(false)
        .connect_with(options.create_if_missing(false).read_only(true))
        .await?;
    Ok(Db::Sqlite { writer, readers })
}

async fn open_postgres(url: &str) -> Result<Db> {
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(Duration::from_secs(5))
        .connect(url)
        .await?;
    sqlx::migrate!("./migrations/postgres").run(&pool).await?;
    Ok(Db::Postgres(pool))
}
