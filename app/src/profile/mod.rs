//! Mijn profiel: who one is to the portal (R52 adds notifications).

mod api;
mod page;

use crate::areas::area;
use page::ProfilePage;

area!(Profile = profile: ProfilePage);
