//! The store's verbs, each on SQLite and on PostgreSQL. Started by `cargo xtask test store`, which starts PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod support;

mod audit;
mod entrance;
mod forms;
mod help;
mod inspection;
mod login;
mod messages;
mod oidc;
mod outbox;
mod passwords;
