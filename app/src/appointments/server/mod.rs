//! Who, rule, verb, commit; and how what the store knows is told on the page.

mod address;
mod lists;
mod one;

pub use address::{make_address, open_address, remove_address};
pub use lists::list;
pub(super) use one::find;
pub use one::{Typed, ask, open, withdraw};
