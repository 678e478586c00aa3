//! What the pages of appointments ask of the server: each is who, rule, verb, commit in `server`.

use super::views::{AppointmentView, AppointmentsView, Wanted};
use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    actor::Context,
    forms::Answer,
    ids::{AppointmentId, FormKey},
};
use std::collections::BTreeMap;

/// The lists and a month (R36). `seen` is the seal of what the browser shows already, when it only refreshes.
#[server(OpenAppointments, "/api", endpoint = "appointments/list")]
pub async fn open_appointments(
    at: Context,
    #[server(default)] wanted: Wanted,
    seen: Option<String>,
) -> Result<AppointmentsView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::list(&request, &at, (&wanted, seen.as_deref())).await
}

/// One appointment, with what is asked about it.
#[server(OpenAppointment, "/api", endpoint = "appointments/open")]
pub async fn open_appointment(
    at: Context,
    appointment: AppointmentId,
    refused: Option<FormKey>,
) -> Result<AppointmentView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, &at, (appointment, refused)).await
}

/// "Vraag versturen" (D11). `v` has the parts of the week that suit.
#[server(AskAppointment, "/api", endpoint = "appointments/ask")]
pub async fn ask_appointment(
    at: Context,
    key: FormKey,
    appointment: AppointmentId,
    #[server(default)] wens: String,
    #[server(default)] reden: String,
    #[server(default)] v: BTreeMap<String, String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let suits = v.into_keys().collect();
    super::server::ask(&request, &at, super::server::Typed { key, appointment, wens, reden, suits }).await
}

/// "Vraag intrekken".
#[server(WithdrawQuestion, "/api", endpoint = "appointments/withdraw")]
pub async fn withdraw_question(at: Context, appointment: AppointmentId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::withdraw(&request, &at, appointment).await
}

/// The private address for calendar programs; none when none was made.
#[server(OpenCalendarAddress, "/api", endpoint = "appointments/open_address")]
pub async fn open_calendar_address(at: Context) -> Result<Option<String>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_address(&request, &at).await
}

/// "Adres maken", "Nieuw adres maken".
#[server(MakeCalendarAddress, "/api", endpoint = "appointments/make_address")]
pub async fn make_calendar_address(at: Context) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::make_address(&request, &at).await
}

/// "Adres verwijderen".
#[server(RemoveCalendarAddress, "/api", endpoint = "appointments/remove_address")]
pub async fn remove_calendar_address(at: Context) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::remove_address(&request, &at).await
}
