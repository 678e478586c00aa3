//! Ondertekenen (R17, D27): the part of a form with which something is signed, and how a signature is shown. For every
//! form and report that is signed.

mod form_part;
mod signed_by;

pub use form_part::SignPart;
#[cfg(feature = "ssr")]
pub use signed_by::view_of;
pub use signed_by::{SignedBy, SignedView, StateView};
