//! What the page shows: finished text, made on the server in Dutch and in Dutch time.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionView {
    /// What is shown, in words: "4 regels, alle dagen, zonder uzelf".
    pub shown: String,
    pub days: Vec<DayView>,
    /// `?na=` of the next page.
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// `2026-03-02`.
    pub day: String,
    /// "Vandaag", "Maandag 21 februari".
    pub heading: String,
    pub lines: Vec<LineView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// "Gerard van Kesteren"; "U"; the organisation itself.
    pub who: String,
    /// "Behandelaar"; none for oneself and the organisation.
    pub role: Option<String>,
    pub organisation: String,
    /// "Gesprek gelezen".
    pub part: String,
    /// "Is lid van uw behandelteam".
    pub ground: String,
    pub emergency: bool,
    /// "09:10".
    pub first_time: String,
}
