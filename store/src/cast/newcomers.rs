//! Who is invited and has not come yet: the invitation waits in the mailbox of the demonstration.

use super::{Cast, people::DE_LINDE};
use crate::{
    Result, Tx,
    accounts::invitations::{self, Invitee},
    records::{self, NewRecord, Place},
};
use chrono::{NaiveDate, TimeDelta};
use portiek_domain::{
    actor::Role,
    audit::{Event, Kind},
    names::PersonName,
    record::TeamRole,
    time,
};

pub async fn populate(tx: &mut Tx, cast: &Cast) -> Result<()> {
    // Due at once, also for a copy of this world whose clock starts again where this one's did.
    tx.backdate(tx.now() - TimeDelta::hours(1));
    let organisation = cast.organisation(DE_LINDE)?;
    let name = PersonName { initials: "I".into(), first: "Iris".into(), infix: String::new(), last: "Vermeer".into() };
    let iris = Invitee {
        role: Role::Client,
        name: name.clone(),
        profession: String::new(),
        mail: "iris.vermeer@voorbeeld.nl".into(),
        mobile: "06-1234 5650".into(),
    };
    let event = Event::from_network("127.0.0.1", Kind::Invited);
    let (subject, _) = invitations::invite(tx, organisation, (&iris, event)).await?;
    let birth_date = NaiveDate::from_ymd_opt(1999, 4, 12).unwrap_or_default();
    let new = NewRecord { number: "2026022804".into(), subject: Some(subject), name, birth_date, sex: "vrouw".into() };
    let record = records::begin(tx, organisation, &new).await?;
    let member = cast.member("gerard.van.kesteren", DE_LINDE)?.id;
    let place = Place { member, role: TeamRole::Lead, from: time::day(tx.now()), until: None };
    records::join_team(tx, (organisation, record), place).await
}
