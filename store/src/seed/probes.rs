//! The people whose pages are measured, the same in worlds of any size: a client with an inbox of several hundred
//! conversations, one of them long, and a practitioner with many clients; and how a measurement logs in as them.

use super::{
    chance::Chance,
    people::{self, FEWEST_PRACTITIONERS, Group},
    span,
    talks::{self, Course, Talk},
};
use crate::{
    Result, Store,
    accounts::{
        login::Browser,
        session::{self, Opened},
    },
    db::run,
    transact,
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{accounts::login::login_key, actor::Role, ids::OrganisationId};
use uuid::Uuid;

pub const CLIENT: &str = "meting.client";
pub const PRACTITIONER: &str = "meting.behandelaar";

/// Clients of the practitioner.
const CLIENTS: usize = 300;
/// Conversations in the client's inbox, and messages in the last one: more than fit on a page.
const TALKS: usize = 400;
const LONG: usize = 250;
/// Sets their chance apart from the world's.
const OWN: u64 = 0x0050_726F_6265_6E00;

pub fn group(number: u64, organisation: OrganisationId) -> Group {
    let mut chance = Chance::new(number ^ OWN);
    let began = span().0;
    let login = |index: usize| if index == 0 { PRACTITIONER.to_owned() } else { format!("meting.collega.{index}") };
    let colleague = |index| people::member((Role::Practitioner, began), (&mut chance, &login(index)));
    let practitioners = (0..FEWEST_PRACTITIONERS).map(colleague).collect();
    let login = |index: usize| if index == 0 { CLIENT.to_owned() } else { format!("meting.client.{index}") };
    let client = |index| {
        let client = people::client((FEWEST_PRACTITIONERS, began), (&mut chance, &login(index)));
        people::Client { team: vec![0, 1, 2], ..client }
    };
    Group { organisation, practitioners, clients: (0..=CLIENTS).map(client).collect() }
}

pub fn talks(group: &Group, number: u64) -> Vec<Talk> {
    let mut chance = Chance::new(!number ^ OWN);
    let (began, ended) = span();
    let mut talks = Vec::new();
    for (index, client) in group.clients.iter().enumerate() {
        for _ in 0..if index == 0 { TALKS } else { 2 } {
            let starts = chance.moment((began, ended - TimeDelta::days(90)));
            let course = Course { lines: 1 + chance.below(4), ..unarchived(starts) };
            talks.push(talks::talk((group, client), &course, &mut chance));
        }
    }
    let long = Course { lines: LONG, pause: 150, read: 100, ..unarchived(ended - TimeDelta::days(30)) };
    talks.extend(group.clients.first().map(|client| talks::talk((group, client), &long, &mut chance)));
    talks
}

fn unarchived(starts: DateTime<Utc>) -> Course {
    Course { lines: 1, starts, pause: 2 * 24 * 60, read: 95, archived: 0 }
}

#[derive(sqlx::FromRow)]
struct Named {
    account_id: Uuid,
}

/// Opens a session for whoever has this login name, without password or code: for measurements, never for people.
pub async fn log_in(store: &Store, login: &str) -> Result<Option<Opened>> {
    const NAMED: &str = "SELECT account_id FROM login_name WHERE key = $1";
    let browser = Browser { network: "127.0.0.1".into(), device: "meting".into(), token: None, remember: false };
    transact!(store, |tx| {
        match run!(tx, query_as::<Named>(NAMED, login_key(login)).fetch_optional)? {
            Some(named) => session::open(tx, named.account_id.into(), &browser).await.map(Some),
            None => Ok(None),
        }
    })
}
