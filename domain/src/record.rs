//! Dossier: what is known about a patient, and who may treat them.

use crate::actor::named;
use serde::{Deserialize, Serialize};

named! {
    /// A place in the care team (R48).
    TeamRole {
        /// Regiebehandelaar.
        Lead = "lead",
        /// Waarnemend regiebehandelaar.
        DeputyLead = "deputy_lead",
        /// Medebehandelaar.
        CoPractitioner = "co_practitioner",
    }
}
