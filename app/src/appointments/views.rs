//! What the pages show: finished text, made on the server in Dutch and in Dutch time.

use crate::agenda::AgendaView;
use portiek_domain::{
    appointments::Timing,
    forms::RefusedForm,
    ids::{AppointmentId, FormKey},
};
use serde::{Deserialize, Serialize};

/// What the address asks for: the month of the agenda, and where in the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub maand: Option<String>,
    /// Where the page of what is to come begins.
    pub vanaf: Option<String>,
    /// Where the page of what is past begins.
    pub na: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentsView {
    pub agenda: AgendaView,
    pub upcoming: ListView,
    pub past: ListView,
    /// In so many seconds something here changes by itself: a video call opens, an appointment is over.
    pub changes_in: Option<u64>,
    pub look: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub rows: Vec<RowView>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// One appointment in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    pub id: AppointmentId,
    /// "ma 7 mrt. 2022".
    pub day: String,
    /// "13:30 - 14:30".
    pub time: String,
    pub kind: String,
    pub practitioner: String,
    pub place: String,
    /// The way into the video call, while it is open.
    pub video: Option<String>,
    pub state: Option<State>,
    /// The day whose report may be read (R36).
    pub report: Option<String>,
}

/// What is the matter with an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    Cancelled,
    CancelledLate,
    AskedToMove,
    AskedToCancel,
}

impl State {
    pub fn is_cancelled(self) -> bool {
        matches!(self, Self::Cancelled | Self::CancelledLate)
    }
}

/// One appointment by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentView {
    pub id: AppointmentId,
    /// "maandag 7 maart 2022".
    pub day: String,
    pub time: String,
    pub kind: String,
    /// With the profession.
    pub practitioner: String,
    pub place: String,
    /// The way into the video call, while it is open.
    pub video: Option<String>,
    /// It is by video, and cannot be entered yet.
    pub video_later: bool,
    pub past: bool,
    pub state: Option<State>,
    pub timing: Timing,
    pub notice_hours: i64,
    pub question: Option<QuestionView>,
    pub key: FormKey,
    pub refused: RefusedForm,
}

/// The latest question about an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    pub to_move: bool,
    /// "02-03-2026 09:10".
    pub asked_at: String,
    pub reason: String,
    /// "maandagochtend, donderdagmiddag".
    pub suits: String,
    pub outcome: Outcome,
    /// What the practice said to it.
    pub answer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Open,
    Accepted,
    Declined,
}
