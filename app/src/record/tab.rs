//! The parts of a record, in the order of the submenu (R43).

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    #[default]
    Overview,
    Intake,
    Team,
}

impl Tab {
    pub const ALL: [Self; 3] = [Self::Overview, Self::Intake, Self::Team];

    /// As addresses have it.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Overview => "overzicht",
            Self::Intake => "intakeverslag",
            Self::Team => "behandelteam",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "Overzicht",
            Self::Intake => "Intakeverslag",
            Self::Team => "Behandelteam",
        }
    }

    pub fn path(self) -> String {
        format!("/dossier/{}", self.segment())
    }

    /// The first one where none is named.
    pub fn from_segment(segment: Option<&str>) -> Option<Self> {
        match segment {
            None => Some(Self::default()),
            Some(segment) => Self::ALL.into_iter().find(|tab| tab.segment() == segment),
        }
    }
}
