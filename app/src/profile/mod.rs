//! Mijn profiel: who one is to the portal (R52 adds notifications).

mod api;
mod page;

pub use page::ProfilePage;
