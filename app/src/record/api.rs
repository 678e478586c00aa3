//! What the pages of a record ask of the server: each is who, rule, verb, commit in `server`.

use super::{
    tab::Tab,
    views::{ClientsView, EditView, RecordView, Wanted},
};
use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    actor::Context,
    forms::Answer,
    ids::{AppointmentId, CompositionId, EffortId, FormKey, HarmId, MedicationId},
};

/// A part of a record.
#[server(OpenRecord, "/api", endpoint = "record/open")]
pub async fn open_record(at: Context, tab: Tab, #[server(default)] wanted: Wanted) -> Result<RecordView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, &at, (tab, wanted)).await
}

/// The form of a part, for who treats.
#[server(OpenEdit, "/api", endpoint = "record/edit")]
pub async fn open_edit(
    at: Context,
    tab: Tab,
    refused: Option<FormKey>,
    afspraak: Option<AppointmentId>,
) -> Result<EditView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::edit(&request, &at, (tab, refused, afspraak)).await
}

/// Saves the draft of a session's report, or publishes it (R50).
#[server(SaveReport, "/api", endpoint = "record/save_report")]
pub async fn save_report(
    at: Context,
    key: FormKey,
    afspraak: AppointmentId,
    gezien: i64,
    titel: String,
    tekst: String,
    doe: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let publish = doe.as_deref() == Some("publiceren");
    super::server::save_report(&request, &at, (key, afspraak, gezien), (titel, tekst, publish)).await
}

/// Saves the overview (R44); the client reads it at once.
#[server(SaveOverview, "/api", endpoint = "record/save_overview")]
pub async fn save_overview(
    at: Context,
    key: FormKey,
    gezien: String,
    diagnose: String,
    zorgvraagtypering: String,
    aanmelddatum: String,
    reden: String,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let typed = portiek_domain::record::overview::Typed { diagnose, zorgvraagtypering, aanmelddatum, reden };
    super::server::save_overview(&request, &at, (key, &gezien, typed)).await
}

/// Saves the draft of the intake report, or publishes it to the client (R45).
#[server(SaveIntake, "/api", endpoint = "record/save_intake")]
pub async fn save_intake(
    at: Context,
    key: FormKey,
    gezien: i64,
    #[server(default)] antwoorden: Vec<String>,
    doe: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let publish = doe.as_deref() == Some("publiceren");
    super::server::save_intake(&request, &at, (key, gezien), (antwoorden, publish)).await
}

/// Saves the draft of the treatment plan, publishes it, or draws room for one more goal (R47).
#[server(SavePlan, "/api", endpoint = "record/save_plan")]
pub async fn save_plan(
    at: Context,
    key: FormKey,
    gezien: i64,
    #[server(default)] plan: portiek_domain::record::plan::Typed,
    doe: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::save_plan(&request, &at, (key, gezien), (plan, doe.unwrap_or_default())).await
}

/// "Ik ga akkoord" (R47): for the person whose plan it is, to the version that was shown.
#[server(AgreeToPlan, "/api", endpoint = "record/agree")]
pub async fn agree_to_plan(at: Context, plan: CompositionId, versie: i64) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::agree(&request, &at, (plan, versie)).await
}

/// Writes a medicine down, or says what speaks against it (R46).
#[server(AddMedicine, "/api", endpoint = "record/add_medicine")]
pub async fn add_medicine(
    at: Context,
    key: FormKey,
    #[server(default)] medicijn: portiek_domain::record::medication::Typed,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::add_medicine(&request, &at, (key, medicijn)).await
}

/// A medicine is used until today.
#[server(StopMedicine, "/api", endpoint = "record/stop_medicine")]
pub async fn stop_medicine(at: Context, medicijn: MedicationId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::stop_medicine(&request, &at, medicijn).await
}

/// Writes an allergy or a contra-indication down (R46).
#[server(AddHarm, "/api", endpoint = "record/add_harm")]
pub async fn add_harm(
    at: Context,
    key: FormKey,
    #[server(default)] melding: portiek_domain::record::medication::TypedHarm,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::add_harm(&request, &at, (key, melding)).await
}

/// Takes back an allergy or a contra-indication that is none.
#[server(RemoveHarm, "/api", endpoint = "record/remove_harm")]
pub async fn remove_harm(at: Context, melding: HarmId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::remove_harm(&request, &at, melding).await
}

/// Adds what somebody did (R49).
#[server(AddEffort, "/api", endpoint = "record/add_effort")]
pub async fn add_effort(
    at: Context,
    key: FormKey,
    #[server(default)] inzet: portiek_domain::record::effort::Typed,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::add_effort(&request, &at, (key, inzet)).await
}

/// Takes an entry away that was wrong.
#[server(RemoveEffort, "/api", endpoint = "record/remove_effort")]
pub async fn remove_effort(at: Context, inzet: EffortId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::remove_effort(&request, &at, inzet).await
}

/// The clients of the own care teams (S1).
#[server(ListClients, "/api", endpoint = "record/clients")]
pub async fn list_clients(at: Context, zoek: Option<String>) -> Result<ClientsView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::clients(&request, &at, zoek.unwrap_or_default()).await
}
