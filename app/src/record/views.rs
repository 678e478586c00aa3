//! What the pages show: finished text, made on the server in Dutch and in Dutch time.

use crate::agenda::AgendaView;
use portiek_domain::{
    forms::RefusedForm,
    ids::{AppointmentId, CompositionId, EffortId, FormKey, HarmId, MedicationId},
    record::{intake::IntakeReport, plan::Line},
};
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
    /// None before it was published.
    Plan(Option<Box<PlanView>>),
    Medication(MedicationView),
    Team(TeamView),
    Effort(EffortView),
    Reports(ReportsView),
}

/// A month with the reports of one of its days (R50).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportsView {
    pub agenda: AgendaView,
    pub reports: Vec<ReportView>,
    /// Sessions of this month that were not reported yet, for who treats.
    pub waiting: Vec<WaitingView>,
    /// Whether any report was ever published.
    pub any: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportView {
    pub appointment: AppointmentId,
    /// "vrijdag 18 februari 2022".
    pub day: String,
    /// "08:15 - 08:30".
    pub time: String,
    pub title: String,
    pub practitioner: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingView {
    pub appointment: AppointmentId,
    /// "vr 18 feb. 2022 08:15 - 08:30".
    pub when: String,
    pub title: String,
}

/// What somebody uses and used, and what is known to harm them (R46).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicationView {
    pub current: Vec<MedicineView>,
    pub past: Vec<MedicineView>,
    pub allergies: Vec<HarmView>,
    pub contra_indications: Vec<HarmView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicineView {
    pub id: MedicationId,
    pub name: String,
    pub substance: String,
    pub dosage: String,
    /// "Voorgeschreven door Peter Post", "Al in gebruik".
    pub origin: String,
    pub from: String,
    /// "-" while it is used.
    pub until: String,
    /// Why it was prescribed against a warning.
    pub despite: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HarmView {
    pub id: HarmId,
    pub what: String,
    pub note: String,
    /// "18-02-2022".
    pub noted_on: String,
}

/// A version of the treatment plan (R47).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    pub id: CompositionId,
    pub number: i64,
    /// "Versie 2, gepubliceerd op 21-02-2022 14:45 door Gerard van Kesteren".
    pub published: String,
    pub request: String,
    pub goals: Vec<GoalView>,
    pub evaluated_on: String,
    /// "600 min".
    pub expected: String,
    /// "U ging akkoord op 22-02-2022 09:10"; none while nobody did.
    pub agreed: Option<String>,
    /// Whether who looks may agree to it now.
    pub may_agree: bool,
    /// The newest, when this is an older one.
    pub newest: Option<i64>,
    pub others: Vec<VersionView>,
    pub compared: Option<ComparedView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalView {
    pub text: String,
    pub actions: Vec<String>,
    pub evaluated_on: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    pub number: i64,
    pub published: String,
}

/// What changed since an older version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedView {
    pub with: i64,
    pub lines: Vec<Line>,
}

/// What will be billed (R49).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffortView {
    /// In minutes; none while no plan says so.
    pub expected: Option<i64>,
    pub realised: i64,
    pub entries: Vec<EntryView>,
    /// `?na=` of the next page.
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    pub id: EffortId,
    /// "VK", and the whole name for who hovers or hears it.
    pub by: (String, String),
    pub day: String,
    pub minutes: i64,
    pub activity: String,
    pub consult_type: String,
}

/// What of a part is wanted beside the part itself, as its address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// How the care team is shown, where somebody just chose that (R48).
    pub weergave: Option<String>,
    /// An older version of the plan.
    pub versie: Option<i64>,
    /// With which version the newest is compared.
    pub vergelijk: Option<i64>,
    /// After which entry.
    pub na: Option<String>,
    /// Which month of reports, and which day in it.
    pub maand: Option<String>,
    pub dag: Option<String>,
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
    Plan(DraftOf<usize>),
    /// With what speaks against the medicine that was typed.
    Medication(Vec<String>),
    /// About which session, in words and as the form sends it.
    Report {
        about: String,
        appointment: AppointmentId,
        draft: DraftOf<()>,
    },
    Effort,
}

pub type DraftView = DraftOf<IntakeReport>;

/// A draft, or how many goals are to be drawn of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftOf<T> {
    /// What the draft holds now.
    pub draft: T,
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
