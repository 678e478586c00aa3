//! What the page shows: finished text, made on the server in Dutch and in Dutch time.

use portiek_domain::ids::{AuditEventId, MembershipId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogView {
    /// Whoever logged in with a password only reads no log.
    NeedsFactor,
    Shown(ShownView),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownView {
    /// "50 regels op deze pagina, van Gerard van Kesteren, alle dagen".
    pub shown: String,
    /// Whom a search found; none when nothing was searched.
    pub found: Option<Vec<EmployeeView>>,
    pub entries: Vec<EntryView>,
    pub next: Option<AuditEventId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeView {
    pub id: MembershipId,
    pub name: String,
    /// "Behandelaar, psychotherapeut".
    pub what: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    pub id: AuditEventId,
    /// "02-03-2026 10:00".
    pub when: String,
    pub who: String,
    pub role: Option<String>,
    pub what: String,
    /// What was searched, as the address had it.
    pub query: Option<String>,
    /// "Minimale lengte: was 15, nu 12".
    pub changes: Vec<String>,
    /// "2022021801", "2022021801 en 49 andere".
    pub records: String,
    pub ground: String,
    pub emergency: bool,
    pub refused: bool,
    pub network: String,
}
