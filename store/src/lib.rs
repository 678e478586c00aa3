//! The only SQL. A function is one verb in the caller's transaction: load, ask the domain, write, audit, outbox.
//! The same SQL text runs on SQLite and on PostgreSQL; what really differs is in [`db`].

pub mod access;
pub mod accounts;
pub mod ambient;
pub mod appointments;
pub mod audit;
pub mod bsn;
pub mod cast;
pub mod changes;
pub mod db;
pub mod drafts;
pub mod error;
pub mod forms;
pub mod help;
pub mod keys;
pub mod memberships;
pub mod messages;
mod names;
pub mod organisations;
pub mod outbox;
pub mod platform;
pub mod records;
pub mod seed;
pub mod signatures;
pub mod texts;
pub mod visitor;

pub use ambient::Ambient;
pub use db::{Conn, Store, Tx};
pub use error::{Error, Result};
