//! The process: router, sessions, headers, settings, mail and SMS, jobs, command line.

pub mod clock;
pub mod config;
pub mod doctor;
pub mod files;
pub mod guard;
pub mod health;
pub mod jobs;
pub mod keyfile;
pub mod landing;
pub mod live;
pub mod plain;
pub mod post;
pub mod postbus;
pub mod router;
pub mod serve;
pub mod session;
pub mod state;
