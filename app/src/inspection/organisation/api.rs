//! What the page asks of the server.

use super::views::LogView;
use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::inspection::LogWanted;

/// A page of the log of the organisation one reads it for; itself logged, with what was searched.
#[server(OpenLog, "/api", endpoint = "inspection/organisation")]
pub async fn open_log(bij: Option<i64>, wanted: LogWanted) -> Result<LogView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, bij, wanted).await
}
