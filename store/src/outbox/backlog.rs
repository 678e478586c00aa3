//! How delivery goes, for who runs the installation (S9): numbers and moments, nothing about people.

use super::Channel;
use crate::{Conn, Result, db::run};
use chrono::{DateTime, TimeDelta, Utc};

const WAITING: &str = "SELECT channel, count(*) AS waiting, min(created_at) AS since FROM outbox \
     WHERE sent_at IS NULL AND given_up_at IS NULL GROUP BY channel";
const GIVEN_UP: &str = "SELECT channel, count(*) AS given_up FROM outbox WHERE given_up_at > $1 GROUP BY channel";
const WHY: &str = "SELECT channel, COALESCE(failure, '') AS failure, count(*) AS letters FROM outbox \
     WHERE given_up_at > $1 GROUP BY channel, COALESCE(failure, '') ORDER BY letters DESC, channel, failure";
const HELD_UP: &str = "SELECT channel, COALESCE(failure, '') AS failure, count(*) AS letters FROM outbox \
     WHERE sent_at IS NULL AND given_up_at IS NULL AND failure IS NOT NULL \
     GROUP BY channel, COALESCE(failure, '') ORDER BY letters DESC, channel, failure";
/// Of how long the letters that were given up are counted.
const COUNTED: TimeDelta = TimeDelta::days(7);

/// One channel's letters that did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub channel: Channel,
    pub waiting: i64,
    /// Since when the oldest one waits.
    pub since: Option<DateTime<Utc>>,
    /// Given up within the last seven days.
    pub given_up: i64,
}

#[derive(sqlx::FromRow)]
struct Waiting {
    channel: String,
    waiting: i64,
    since: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct GivenUp {
    channel: String,
    given_up: i64,
}

/// Why letters did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Why {
    pub channel: String,
    /// In a few words, and nothing about people.
    pub failure: String,
    pub letters: i64,
}

/// Those given up within the last seven days, the commonest reason first.
pub async fn given_up(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<Why>> {
    Ok(run!(conn, query_as::<Why>(WHY, now - COUNTED).fetch_all)?)
}

/// Those that wait for another try.
pub async fn held_up(conn: &mut Conn) -> Result<Vec<Why>> {
    Ok(run!(conn, query_as::<Why>(HELD_UP).fetch_all)?)
}

pub async fn backlog(conn: &mut Conn, now: DateTime<Utc>) -> Result<[Backlog; 2]> {
    let waiting = run!(conn, query_as::<Waiting>(WAITING).fetch_all)?;
    let given_up = run!(conn, query_as::<GivenUp>(GIVEN_UP, now - COUNTED).fetch_all)?;
    Ok(Channel::ALL.map(|channel| {
        let waiting = waiting.iter().find(|row| row.channel == channel.as_str());
        let given_up = given_up.iter().find(|row| row.channel == channel.as_str());
        Backlog {
            channel,
            waiting: waiting.map_or(0, |row| row.waiting),
            since: waiting.map(|row| row.since),
            given_up: given_up.map_or(0, |row| row.given_up),
        }
    }))
}
