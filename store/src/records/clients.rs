//! The patients of a practitioner: those whose care team they are in today (S1). A few hundred at most, so that search
//! and order are done here, without case and accents.

use crate::{
    Result,
    access::{self, Reach, in_care_team, reach},
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{actor::Actor, ids::RecordId, names::PersonName, text::search_key, time};
use uuid::Uuid;

const CLIENTS: &str = concat!(
    "SELECT r.id, r.number, r.initials, r.first_name, r.infix, r.last_name, r.birth_date, r.sex FROM record r \
     WHERE r.organisation_id = $1 AND ",
    in_care_team!()
);

/// Somebody one treats.
#[derive(Clone, Debug)]
pub struct Client {
    pub record: RecordId,
    pub number: String,
    pub name: PersonName,
    pub birth_date: NaiveDate,
    pub sex: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    #[sqlx(flatten)]
    name: NameColumns,
    birth_date: NaiveDate,
    sex: String,
}

/// By last name; with a search those of whom every word is in name, number or birth date (`dd-mm-jjjj`).
pub async fn clients(on: &mut impl On, actor: &Actor, (search, now): (&str, DateTime<Utc>)) -> Result<Vec<Client>> {
    if reach(actor)? != Reach::CareTeams {
        return Err(access::refused(actor, actor.membership.0));
    }
    let today = time::day(now);
    let rows = run!(on, query_as::<Row>(CLIENTS, actor.organisation.0, actor.membership.0, today).fetch_all)?;
    let key = search_key(search);
    let words: Vec<&str> = key.split_whitespace().collect();
    let mut clients: Vec<Client> = rows.into_iter().map(client).filter(|client| client.matches(&words)).collect();
    clients.sort_by_cached_key(|client| {
        (search_key(&client.name.last), search_key(client.name.given()), client.number.clone())
    });
    Ok(clients)
}

fn client(row: Row) -> Client {
    Client {
        record: row.id.into(),
        number: row.number,
        name: row.name.into(),
        birth_date: row.birth_date,
        sex: row.sex,
    }
}

impl Client {
    fn matches(&self, words: &[&str]) -> bool {
        let all = search_key(&format!("{} {} {}", self.name, self.number, time::date(self.birth_date)));
        words.iter().all(|word| all.contains(word))
    }
}
