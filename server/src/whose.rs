//! Whose data the address of a plain route of the client portal is about (D30).

use portiek_domain::actor::{Context, Portal};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Whose {
    bij: Option<String>,
    dossier: Option<String>,
}

impl Whose {
    pub fn context(self) -> Context {
        let at = self.bij.and_then(|number| number.parse().ok());
        Context { portal: Portal::Client, at, record: self.dossier.filter(|number| !number.is_empty()) }
    }
}
