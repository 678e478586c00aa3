//! A month with what its days hold, for appointments and for reports: weeks from Monday with their numbers.

#[cfg(feature = "ssr")]
mod month;
mod table;

#[cfg(feature = "ssr")]
pub use month::{days, view};
pub use table::Agenda;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaView {
    /// "februari 2022".
    pub name: String,
    /// Of the months around it: as addresses have it, and its name.
    pub previous: Option<(String, String)>,
    pub next: Option<(String, String)>,
    /// Whether it is the month that it is now.
    pub current: bool,
    pub weeks: Vec<WeekView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekView {
    pub number: u32,
    pub days: Vec<DayView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    pub number: u32,
    /// `2022-02-18`.
    pub date: String,
    /// The name of its month, when that is another one.
    pub elsewhere: Option<String>,
    pub today: bool,
    pub marks: Vec<MarkView>,
}

/// What a day holds: the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkView {
    /// "/afspraken/…", with its query.
    pub path: String,
    pub query: String,
    /// "13:30".
    pub time: String,
    /// "Diagnostiek, Gerard van Kesteren".
    pub about: String,
    pub cancelled: bool,
    /// Whether it is what the page shows.
    pub open: bool,
}
