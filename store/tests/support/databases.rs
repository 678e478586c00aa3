//! Databases for tests: made once with the cast, then copied for each test.

use super::{SetClock, ambient, morning};
use portiek_store::{Store, cast, cast::Cast};
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

struct Template {
    cast: Cast,
    file: PathBuf,
    _folder: Option<TempDir>,
}

static SQLITE: OnceCell<Template> = OnceCell::const_new();
static POSTGRES: OnceCell<Template> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A database of one's own: its address, who is in it, and the folder to keep.
pub async fn fresh(kind: Kind) -> (String, Cast, Option<TempDir>) {
    match kind {
        Kind::Sqlite => {
            let template = SQLITE.get_or_init(sqlite_template).await;
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("portiek.sqlite");
            std::fs::copy(&template.file, &file).unwrap();
            (format!("sqlite:{}", file.display()), template.cast.clone(), Some(folder))
        }
        Kind::Postgres => {
            let template = POSTGRES.get_or_init(postgres_template).await;
            let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            administer(&format!("CREATE DATABASE {name} TEMPLATE {}", template.file.display())).await;
            (address(&name), template.cast.clone(), None)
        }
    }
}

/// The same without anything in it.
pub async fn empty(kind: Kind) -> (String, Option<TempDir>) {
    match kind {
        Kind::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            (format!("sqlite:{}", folder.path().join("portiek.sqlite").display()), Some(folder))
        }
        Kind::Postgres => {
            let name = format!("empty_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            administer(&format!("CREATE DATABASE {name}")).await;
            (address(&name), None)
        }
    }
}

async fn fill(url: &str) -> Cast {
    let store = Store::open(url, ambient(&SetClock::at(morning()), 1 << 40)).await.unwrap();
    let cast = cast::populate(&store).await.unwrap();
    store.close().await;
    cast
}

async fn sqlite_template() -> Template {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("template.sqlite");
    let cast = fill(&format!("sqlite:{}", file.display())).await;
    Template { cast, file, _folder: Some(folder) }
}

async fn postgres_template() -> Template {
    let name = format!("template_{}", std::process::id());
    administer(&format!("CREATE DATABASE {name}")).await;
    let cast = fill(&address(&name)).await;
    Template { cast, file: name.into(), _folder: None }
}

fn server() -> PgConnectOptions {
    let url = std::env::var("PORTIEK_TEST_POSTGRES")
        .expect("PORTIEK_TEST_POSTGRES is not set: run `cargo xtask test store`, which starts a PostgreSQL");
    url.parse().unwrap()
}

/// The address of a database on the tests' PostgreSQL.
pub fn address(database: &str) -> String {
    server().database(database).to_url_lossy().to_string()
}

/// Makes or removes databases there.
pub async fn administer(sql: &str) {
    let mut conn = PgConnection::connect_with(&server()).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut conn).await.unwrap();
}
