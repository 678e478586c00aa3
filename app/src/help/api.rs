//! What the help pages ask of the server; for everybody.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    forms::{Answer, RefusedForm},
    help::Desk,
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

/// What a help page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpView {
    pub key: FormKey,
    pub refused: RefusedForm,
    /// Whose desk it is.
    pub name: String,
    pub desk: Desk,
    /// What stands in the form's field at first; empty where the desk is the installation's own.
    pub organisation: String,
}

/// The fields of both forms as they are sent; a form has some of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HelpFields {
    /// Which form it is.
    pub over: String,
    /// The organisation's number that the page's address has.
    pub bij: String,
    pub voornaam: String,
    pub achternaam: String,
    pub meisjesnaam: String,
    pub organisatie: String,
    pub gebruikersnaam: String,
    pub telefoon: String,
    pub omschrijving: String,
    pub ernst: String,
}

/// The desk of the organisation of this number, or the installation's own.
#[server(OpenHelp, "/api", endpoint = "help/open")]
pub async fn open_help(bij: Option<i64>, refused: Option<FormKey>) -> Result<HelpView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, (bij, refused)).await
}

/// Sends a form to the help desk.
#[server(AskHelp, "/api", endpoint = "help/ask")]
pub async fn ask_help(key: FormKey, #[server(flatten)] fields: HelpFields) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::ask(&request, (key, &fields)).await
}
