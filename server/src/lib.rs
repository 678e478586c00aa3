//! The process: router, sessions, headers, settings, mail and SMS, jobs, command line.

// Pages of many nested elements are deep types; release builds do not erase them.
#![recursion_limit = "256"]

pub mod calendar;
pub mod client;
pub mod clock;
pub mod config;
pub mod csv;
pub mod disk;
pub mod doctor;
pub mod files;
pub mod first_start;
#[cfg(feature = "bench")]
pub mod floor;
pub mod guard;
pub mod health;
pub mod inspection;
pub mod jobs;
pub mod keyfile;
pub mod landing;
pub mod live;
pub mod oidc;
pub mod plain;
pub mod post;
pub mod postbus;
pub mod provider;
pub mod router;
pub mod seed;
pub mod serve;
pub mod session;
pub mod state;
pub mod whose;
