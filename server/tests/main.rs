//! The whole server, as browsers meet it: the real router, a set clock, caught mail and SMS.
//! Started by `cargo xtask test server`, which starts PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
#[path = "../../store/tests/support/mod.rs"]
mod support;
mod beside;
mod mail_server;
mod oidc_provider;
mod program;
mod sms_gateway;
mod test_app;

mod access;
mod appointments;
mod contexts;
mod doctor;
mod forms;
mod help;
mod inspection;
mod live;
mod logbook;
mod login;
mod oidc;
mod pages;
mod pins;
mod platform;
mod post;
mod processes;
mod renders;
mod security;
mod statements;
