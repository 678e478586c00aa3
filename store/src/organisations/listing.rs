//! All organisations of an installation. They are at most some hundreds: they are read whole, and searched as people
//! type, without case and accents.

use super::administrators::{self, Administrator};
use crate::{
    Result,
    db::{On, run},
};
use chrono::{DateTime, Utc};
use portiek_domain::{access::PlatformAccess, actor::OrganisationKind, ids::OrganisationId, text::search_key};
use uuid::Uuid;

const ALL: &str = "SELECT id, number, kind, name, display_name, created_at FROM organisation ORDER BY number";

#[derive(Clone, Debug)]
pub struct Listed {
    pub id: OrganisationId,
    pub number: i64,
    pub kind: OrganisationKind,
    pub name: String,
    pub display_name: String,
    pub created_at: DateTime<Utc>,
    /// In the order in which they were invited.
    pub administrators: Vec<Administrator>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    name: String,
    display_name: String,
    created_at: DateTime<Utc>,
}

/// All of which every word that was searched for begins a word of the name or is the number.
pub async fn list(
    on: &mut impl On,
    _access: &PlatformAccess,
    (search, now): (&str, DateTime<Utc>),
) -> Result<Vec<Listed>> {
    let rows = run!(on, query_as::<Row>(ALL).fetch_all)?;
    let administrators = administrators::all(on, now).await?;
    let wanted = search_key(search);
    let found = rows.into_iter().filter(|row| row.matches(&wanted));
    Ok(found.map(|row| listed(row, &administrators)).collect())
}

impl Row {
    fn matches(&self, wanted: &str) -> bool {
        let names = search_key(&format!("{} {} {}", self.number, self.name, self.display_name));
        let words: Vec<&str> = names.split(|c: char| !c.is_alphanumeric()).collect();
        let mut asked = wanted.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        asked.all(|part| words.iter().any(|word| word.starts_with(part)))
    }
}

fn listed(row: Row, administrators: &[Administrator]) -> Listed {
    let own = administrators.iter().filter(|one| one.organisation.0 == row.id);
    Listed {
        administrators: own.cloned().collect(),
        id: row.id.into(),
        number: row.number,
        kind: row.kind,
        name: row.name,
        display_name: row.display_name,
        created_at: row.created_at,
    }
}
