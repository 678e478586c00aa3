//! The store's verbs, each on SQLite and on PostgreSQL. Started by `cargo xtask test store`, which starts PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod support;

mod activation;
mod audit;
mod entrance;
mod forms;
mod inspection;
mod login;
mod messages;
mod outbox;
mod passwords;
mod platform;
