//! What the pages show: finished text, made on the server in Dutch and in Dutch time.

use portiek_domain::{forms::RefusedForm, ids::FormKey, record::intake::IntakeReport};
use serde::{Deserialize, Serialize};

/// A record and the part of it that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordView {
    pub whose: Whose,
    /// The numbers of all records to choose from; one needs no choice.
    pub own: Vec<String>,
    /// Whether who looks may write in it.
    pub writes: bool,
    pub part: Part,
}

/// Whose record it is (R43).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    pub number: String,
    pub name: String,
    /// "30-03-1986 (35) - Vrouw".
    pub person: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Overview(OverviewView),
    /// None before it was published.
    Intake(Option<IntakeView>),
    Team(TeamView),
}

/// An empty text was not filled in yet (R44).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewView {
    pub diagnosis: String,
    pub care_demand_type: String,
    /// "18-02-2022".
    pub registered_on: String,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeView {
    pub report: IntakeReport,
    /// "Gepubliceerd op 18-02-2022 09:05 door Gerard van Kesteren".
    pub published: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    pub groups: Vec<TeamGroup>,
    /// As cards, not as a table; remembered (R48).
    pub cards: bool,
}

/// "Regiebehandelaren" or "Behandelaren".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamGroup {
    pub name: String,
    pub members: Vec<MemberView>,
    /// Nobody is deputy lead yet (D17).
    pub lacks_deputy: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    pub badge: String,
    pub name: String,
    pub profession: String,
    pub from: String,
    /// "-" while it has no end.
    pub until: String,
    pub phone: String,
    pub mail: String,
    pub role: String,
    pub active: bool,
}

/// The form of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditView {
    pub whose: Whose,
    pub key: FormKey,
    pub form: RefusedForm,
    /// What the form was filled from, to be sent back with it.
    pub seen: String,
    pub part: EditPart,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditPart {
    /// With what holds now.
    Overview(OverviewView),
    Intake(DraftView),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// What the draft holds now.
    pub draft: IntakeReport,
    /// "Concept van 02-03-2026 10:00 door Peter Post"; none before the first.
    pub drafted: Option<String>,
    /// When the client last got a version.
    pub published: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientsView {
    pub clients: Vec<ClientView>,
    /// "12 cliënten, gezocht op 'jan'".
    pub shown: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientView {
    pub number: String,
    pub name: String,
    pub person: String,
}
