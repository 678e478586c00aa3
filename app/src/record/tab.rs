//! The parts of a record, in the order of the submenu (R43).

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    #[default]
    Overview,
    Intake,
    Medication,
    Plan,
    Team,
    Effort,
    Reports,
}

impl Tab {
    pub const ALL: [Self; 7] =
        [Self::Overview, Self::Intake, Self::Medication, Self::Plan, Self::Team, Self::Effort, Self::Reports];

    /// As addresses have it.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Overview => "overzicht",
            Self::Intake => "intakeverslag",
            Self::Medication => "medicatie",
            Self::Plan => "behandelplan",
            Self::Effort => "behandelinzet",
            Self::Reports => "verslaglegging",
            Self::Team => "behandelteam",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "Overzicht",
            Self::Intake => "Intakeverslag",
            Self::Medication => "Medicatie",
            Self::Plan => "Behandelplan",
            Self::Effort => "Behandelinzet",
            Self::Reports => "Verslaglegging",
            Self::Team => "Behandelteam",
        }
    }

    /// What who treats does with it; none where there is no form (yet).
    pub fn verb(self) -> Option<&'static str> {
        match self {
            Self::Overview | Self::Intake | Self::Plan => Some("Wijzigen"),
            Self::Medication | Self::Effort => Some("Toevoegen"),
            Self::Team | Self::Reports => None,
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
