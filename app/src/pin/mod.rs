//! Pincode: the field and the words that every page with a PIN shares (R16, R17).

mod field;
mod words;

pub use field::PinField;
pub use words::words;
