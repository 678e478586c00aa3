//! The parts that pages are made of, on native HTML.

mod focus;
pub mod icons;
mod notices;
mod passkey_form;
mod title;

pub use focus::focus_soon;
pub use icons::Icon;
pub use notices::{Problem, Success, problem};
pub use passkey_form::PasskeyForm;
pub use title::PageTitle;
