//! What the page asks of the server.

use super::views::InspectionView;
use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{actor::Context, inspection::Wanted};

/// Who looked at the own record, a page of whole days; itself logged.
#[server(OpenInspection, "/api", endpoint = "inspection/open")]
pub async fn open_inspection(at: Context, wanted: Wanted) -> Result<InspectionView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, &at, wanted).await
}
