//! What every form carries and what comes back when it is refused.

use crate::{ids::FormKey, refusal::Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A form that was refused: what was typed and what is wrong with it, drawn again by the same components.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedForm {
    pub values: BTreeMap<String, String>,
    pub refusals: Vec<Refusal>,
}

impl RefusedForm {
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.get(field).map(String::as_str)
    }
}

/// What sending a form led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Done, or done before under the same key; with the key for the next time this form is sent.
    Done(FormKey),
    /// Not done; nothing was changed.
    Refused(Vec<Refusal>),
}
