//! The store's verbs, each on SQLite and on PostgreSQL. Started by `cargo xtask test store`, which starts PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod support;

mod activation;
mod appointments;
mod audit;
mod browsers;
mod entrance;
mod factors;
mod forms;
mod help;
mod inactivity;
mod inspection;
mod logbook;
mod login;
mod messages;
mod migrations;
mod oidc;
mod outbox;
mod passkeys;
mod passwords;
mod pins;
mod platform;
mod records;
mod signatures;
mod sms;
mod soft_key;
