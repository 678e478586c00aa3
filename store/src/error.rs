//! What can go wrong in the store. A refusal is not an error: it is in a verb's answer.

use portiek_domain::audit::Event;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database is gone, full or broken.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// What was asked for does not exist for who asked. The event is what the log will say of it.
    #[error("not found")]
    NotFound(Box<Event>),
    /// A row that cannot be what it is; names table, column and row.
    #[error("corrupt row: {0}")]
    Corrupt(String),
    #[error("secrets: {0}")]
    Secrets(&'static str),
    /// The task that writes the log has ended.
    #[error("the inspection log is closed")]
    LogClosed,
}

impl Error {
    /// Whether the same transaction may succeed when tried again: busy, serialisation failure or deadlock.
    pub fn is_transient(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        matches!(error.code().as_deref(), Some("5" | "517" | "40001" | "40P01"))
    }

    /// Whether the database cannot be reached or used now.
    pub fn is_unavailable(&self) -> bool {
        use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
        match self {
            Self::Database(Io(_) | PoolClosed | PoolTimedOut | Tls(_) | WorkerCrashed) => true,
            Self::Database(sqlx::Error::Database(error)) => {
                matches!(error.code().as_deref(), Some("57P01" | "57P02" | "57P03" | "08006" | "53300"))
            }
            _ => false,
        }
    }
}
