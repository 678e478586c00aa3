//! Bevestigen (step-up): who is logged in shows again who they are, before something that matters.

mod api;
mod page;

pub use page::ConfirmPage;
