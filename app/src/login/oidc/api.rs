//! What the pages about logins elsewhere ask of the server.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::ids::ProviderId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One way to log in beside a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayView {
    pub href: String,
    /// After "Inloggen met".
    pub label: String,
    pub organisation: String,
    pub phone: String,
    /// What people call the level that is asked.
    pub level: Option<String>,
}

/// What a page's address says: the way that somebody has just come back from, and where to go afterwards (R114).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub met: Option<ProviderId>,
    #[serde(default)]
    pub naar: String,
}

/// What the login page offers, and the way that somebody has just come back from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaysView {
    pub ways: Vec<WayView>,
    pub about: Option<WayView>,
}

/// A login elsewhere that is joined to the own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    pub id: Uuid,
    pub label: String,
    pub since: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinksView {
    pub links: Vec<LinkView>,
    /// Those that may be added; their addresses carry what no other page can know.
    pub offers: Vec<WayView>,
    pub about: Option<WayView>,
    /// Nothing can be changed by who came in at a provider.
    pub may_change: bool,
}

/// The ways to log in of the organisation of this number, or of all.
#[server(OpenWays, "/api", endpoint = "oidc/ways")]
pub async fn open_ways(bij: Option<i64>, asked: Asked) -> Result<WaysView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::ways(&request, (bij, &asked)).await
}

/// The logins elsewhere that are joined to the own account, and those that may be.
#[server(ListLinks, "/api", endpoint = "oidc/links")]
pub async fn list_links(asked: Asked) -> Result<LinksView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::links(&request, &asked).await
}

/// Takes a login elsewhere away from the own account.
#[server(Unlink, "/api", endpoint = "oidc/unlink")]
pub async fn unlink(link: Uuid, naar: Option<String>) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::unlink(&request, (link, &naar.unwrap_or_default())).await
}
