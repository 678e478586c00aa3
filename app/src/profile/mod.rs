//! Mijn profiel: who one is to the portal, and where one is logged in (R52 adds notifications).

mod api;
mod page;

pub use api::EndSession;
pub use page::ProfilePage;
