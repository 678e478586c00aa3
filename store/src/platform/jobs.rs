//! When each background job ran last, and what came of it: noted by whichever process ran it, read at "Toestand" (S9).

use crate::{Conn, Error, Result, Tx, db::run};
use chrono::{DateTime, Utc};

const NOTE: &str = "INSERT INTO job (name, ran_at, succeeded_at, failure) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, \
     succeeded_at = COALESCE(excluded.succeeded_at, job.succeeded_at), failure = excluded.failure";
const LIST: &str = "SELECT name, ran_at, succeeded_at, failure FROM job ORDER BY name";

/// A job as it stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    pub name: String,
    pub ran_at: DateTime<Utc>,
    pub succeeded_at: Option<DateTime<Utc>>,
    /// Why the last run failed, in a word and nothing about people; none when it went well.
    pub failure: Option<String>,
}

/// Notes a run that ended now.
pub async fn note(tx: &mut Tx, name: &str, failure: Option<&str>) -> Result<()> {
    let now = tx.now();
    let succeeded = failure.is_none().then_some(now);
    run!(tx, execute(NOTE, name, now, succeeded, failure))?;
    Ok(())
}

pub async fn list(conn: &mut Conn) -> Result<Vec<Job>> {
    Ok(run!(conn, query_as::<Job>(LIST).fetch_all)?)
}

impl Error {
    /// What kind of error it is, without what it was about.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Database(_) => "database",
            Self::Migration(_) => "migration",
            Self::NotFound(_) => "not found",
            Self::Corrupt(_) => "corrupt row",
            Self::Secrets(_) => "secrets",
            Self::LogClosed => "log closed",
        }
    }
}
