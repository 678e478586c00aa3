//! What the pages of an organisation's texts ask of the server.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::organisation::TextKind;
use serde::{Deserialize, Serialize};

/// A text as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    pub organisation: String,
    /// `dd-mm-jjjj uu:mm`.
    pub since: String,
    /// Headings begin with `# `.
    pub paragraphs: Vec<String>,
}

/// The version in force, of the organisation with this number; none when it has published nothing.
#[server(ReadText, "/api", endpoint = "texts/read")]
pub async fn read_text(organisation: i64, kind: TextKind) -> Result<Option<TextView>, Fault> {
    let request = crate::request::Request::current()?;
    server::read(&request, (organisation, kind)).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::TextView;
    use crate::{fault::Fault, request::Request};
    use portiek_domain::{organisation::TextKind, time};
    use portiek_store::texts;

    pub async fn read(request: &Request, (number, kind): (i64, TextKind)) -> Result<Option<TextView>, Fault> {
        let mut conn = request.read().await?;
        let latest = texts::latest(&mut conn, number, kind).await;
        let text = request.settle(latest).await?;
        Ok(text.map(|text| TextView {
            organisation: text.organisation,
            since: time::stamp(text.published_at),
            paragraphs: text.body.split("\n\n").map(|part| part.trim().to_owned()).collect(),
        }))
    }
}
