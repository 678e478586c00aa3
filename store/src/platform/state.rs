//! Toestand: how the installation does (S9). Numbers and moments, nothing about people.

use super::jobs::{self, Job};
use crate::{
    Conn, Result,
    db::run,
    outbox::{self, Backlog, Why},
};
use chrono::{DateTime, Utc};
use portiek_domain::access::PlatformAccess;

const REQUESTS: &str = "SELECT count(*) AS many, min(requested_at) AS since FROM password_request";
const UNSEALED: &str = "SELECT count(*) AS many, (SELECT sealed_at FROM audit_sealer WHERE id = 1) AS since \
     FROM audit_unsealed";
const ORGANISATIONS: &str = "SELECT count(*) AS many, (SELECT started_at FROM installation WHERE id = 1) AS since \
     FROM organisation";
const ACCOUNTS: &str = "SELECT count(*) AS many, max(activated_at) AS since FROM account \
     WHERE activated_at IS NOT NULL";
const SCHEMA: &str = "SELECT max(version) AS version FROM _sqlx_migrations";

/// Everything that "Toestand" shows.
#[derive(Clone, Debug)]
pub struct State {
    pub backlogs: [Backlog; 2],
    pub given_up: Vec<Why>,
    /// Letters that failed and wait for another try.
    pub held_up: Vec<Why>,
    /// Requests for a password that wait for their mail, and the oldest.
    pub requests: Counted,
    /// Events of the log that wait for their seal, and the last seal.
    pub unsealed: Counted,
    pub jobs: Vec<Job>,
    /// In bytes.
    pub database: i64,
    pub schema: i64,
    /// And the last start of a process.
    pub organisations: Counted,
    pub accounts: Counted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counted {
    pub many: i64,
    pub since: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Schema {
    version: i64,
}

pub async fn look(conn: &mut Conn, _access: &PlatformAccess, now: DateTime<Utc>) -> Result<State> {
    Ok(State {
        backlogs: outbox::backlog(conn, now).await?,
        given_up: outbox::given_up(conn, now).await?,
        held_up: outbox::held_up(conn).await?,
        requests: counted(conn, REQUESTS).await?,
        unsealed: counted(conn, UNSEALED).await?,
        jobs: jobs::list(conn).await?,
        database: conn.database_size().await?,
        schema: run!(conn, query_as::<Schema>(SCHEMA).fetch_one)?.version,
        organisations: counted(conn, ORGANISATIONS).await?,
        accounts: counted(conn, ACCOUNTS).await?,
    })
}

async fn counted(conn: &mut Conn, sql: &'static str) -> Result<Counted> {
    Ok(run!(conn, query_as::<Counted>(sql).fetch_one)?)
}
