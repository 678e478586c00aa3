//! The parts that pages are made of, on native HTML.

pub mod icons;
mod notices;
mod title;

pub use icons::Icon;
pub use notices::{Problem, problem};
pub use title::PageTitle;
