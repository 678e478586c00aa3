//! Hulp: how the organisation's help desk is reached, and two forms to ask it something before one is logged in
//! (R22, R116). The answer is the same whoever asks: it tells nobody who has an account.

mod alias;
mod api;
mod desk;
mod form;
mod page;
#[cfg(feature = "ssr")]
mod server;
mod words;

pub use api::{AskHelp, OpenHelp};

use crate::areas::area;
use page::{LoginHelpPage, OtherHelpPage};

area!(Help = help: LoginHelpPage, OtherHelpPage);
