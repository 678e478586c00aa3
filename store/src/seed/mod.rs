//! A world for measuring (quality.md section 1), made from a number: the same number makes the same rows. They are
//! what the real verbs would have left by now: mail that was sent, keys of forms and announcements are gone.

mod chance;
mod joining;
mod looks;
mod people;
pub mod probes;
mod sink;
mod talking;
mod talks;
mod words;

use crate::{Result, Store, accounts::hashing, cast::PASSWORD};
use chance::Chance;
use chrono::{DateTime, Utc};
use looks::Known;
use people::Group;
use sink::Sink;

/// How much of everything. The probes come on top, so that their pages are the same in worlds of any size.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub organisations: usize,
    /// Practitioners and clients together.
    pub people: usize,
    pub messages: usize,
    /// Looks in the inspection log.
    pub looks: usize,
}

/// Is told what is being made and how many rows there are.
pub type Tell<'a> = &'a dyn Fn(&'static str, u64);

/// When the world began and ended, whatever the clock says: ten years.
fn span() -> (DateTime<Utc>, DateTime<Utc>) {
    let at = |second| DateTime::from_timestamp(second, 0).unwrap_or_default();
    (at(1_451_606_400), at(1_767_225_600))
}

/// Fills an empty database; how many rows that were. Everybody's password is that of the cast.
pub async fn populate(store: &Store, (size, number): (&Size, u64), tell: Tell<'_>) -> Result<u64> {
    let mut chance = Chance::new(number);
    let hash = hashing::hash(PASSWORD.into(), chance.bytes()).await?;
    let groups = people::groups(size, &mut chance);
    let probes = probes::group(number, groups.first().map_or_else(|| chance.id(span().0), |group| group.organisation));
    let mut sink = Sink::new(store, tell);
    joining::write(&mut sink, (&groups, &probes), &hash).await?;
    sink.begins("messages");
    let mut known = Vec::new();
    let shares = talks::shares(&groups, size.messages, &mut chance);
    for (place, group) in groups.iter().enumerate() {
        write_talks(&mut sink, ((place, group), &shares[place]), (&mut chance, &mut known)).await?;
    }
    talking::write(&mut sink, &probes::talks(&probes, number)).await?;
    sink.commit().await?;
    sink.begins("looks");
    looks::write(&mut sink, (&groups, &known), (size.looks, &mut chance)).await?;
    Ok(sink.rows())
}

/// A group's conversations, those of some clients at a time.
async fn write_talks(
    sink: &mut Sink<'_>,
    ((place, group), shares): ((usize, &Group), &[usize]),
    (chance, known): (&mut Chance, &mut Vec<Known>),
) -> Result<()> {
    const CLIENTS: usize = 64;
    let clients: Vec<_> = group.clients.iter().zip(shares).enumerate().collect();
    for clients in clients.chunks(CLIENTS) {
        let mut talks = Vec::new();
        for (number, (client, share)) in clients {
            let made = talks::of_client((group, client), **share, chance);
            known.extend(made.iter().map(|talk| Known { group: place, client: *number, id: talk.id }));
            talks.extend(made);
        }
        talking::write(sink, &talks).await?;
    }
    Ok(())
}
