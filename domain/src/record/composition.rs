//! What a practitioner writes about a patient: a draft that the team sees, then versions that the patient sees.

use crate::{actor::named, audit::Kind};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

named! {
    /// FHIR's Composition, of what type.
    CompositionKind {
        IntakeReport = "intake_report",
        TreatmentPlan = "treatment_plan",
        /// About one appointment.
        SessionReport = "session_report",
    }
}

/// What each type of composition holds, and how the log names what is done with it.
pub trait Composed: Serialize + DeserializeOwned {
    const KIND: CompositionKind;
    const READ: Kind;
    const SAVED: Kind;
    const PUBLISHED: Kind;
}
