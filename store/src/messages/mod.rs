//! Berichten: conversations between a client and the care team (R23-R30, D7, D28).

pub mod archive;
pub mod list;
pub mod place;
pub mod start;
pub mod thread;

pub use archive::{archive, restore};
pub use list::list;
pub use place::place;
pub use start::{options, start};
pub use thread::{find, read, thread};
