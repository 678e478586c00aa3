//! Dossier: what the patient reads of it and the care team writes in it, tab by tab (R43-R51, S1).

mod api;
mod clients_page;
mod edit_page;
mod effort;
mod fields;
mod intake;
mod medication;
mod overview;
mod page;
mod plan;
mod reports;
#[cfg(feature = "ssr")]
mod server;
mod tab;
mod team;
mod views;
mod words;

use crate::areas::area;
pub use api::{
    AddEffort, AddHarm, AddMedicine, AgreeToPlan, ListClients, OpenEdit, OpenRecord, RemoveEffort, RemoveHarm,
    SaveIntake, SaveOverview, SavePlan, SaveReport, StopMedicine,
};
use clients_page::ClientsPage;
use edit_page::EditPage;
use page::RecordPage;

area!(Record = record: RecordPage, EditPage, ClientsPage);
