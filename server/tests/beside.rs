//! Looks into the database beside the application, for what no page shows.

use sqlx::{ConnectOptions, Connection, PgConnection, sqlite::SqliteConnectOptions};

/// One number.
pub async fn count(url: &str, sql: &'static str) -> i64 {
    match url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut conn = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap()
        }
        None => {
            let mut conn = PgConnection::connect(url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap()
        }
    }
}

/// One column of text.
pub async fn texts(url: &str, sql: &'static str) -> Vec<String> {
    match url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut conn = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
            sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
        }
        None => {
            let mut conn = PgConnection::connect(url).await.unwrap();
            sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
        }
    }
}

/// A change behind the application's back; SQLite only.
pub async fn execute(url: &str, sql: &'static str) {
    let file = url.strip_prefix("sqlite:").unwrap();
    let mut conn = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    sqlx::query(sql).execute(&mut conn).await.unwrap();
}
