//! Ten years of the inspection log: who opened which conversation and which lists, sealed as it went.

use super::{
    chance::Chance,
    people::{Group, Member},
    sink::Sink,
    span,
};
use crate::{Result, audit::seal, db::insert_many};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    access::Ground,
    actor::Role,
    audit::{Kind, ObjectKind},
    ids::{AuditEventId, ConversationId, RecordId, SessionId},
};
use uuid::Uuid;

const EVENTS: &str = "INSERT INTO audit_event (id, organisation_id, recorded_at, kind, action, outcome, account_id, \
     membership_id, role, agent_name, session_id, network, ground, emergency, purpose, object_kind, object_id) ";
const SUBJECTS: &str = "INSERT INTO audit_subject (subject_id, event_id) ";
const UNSEALED: &str = "INSERT INTO audit_unsealed (event_id) ";
/// Looks per statement, and per round of sealing.
const ROWS: usize = 125;
const SEAL_AFTER: usize = 10_000;
/// A practitioner's list shows other clients too.
const LISTED: usize = 5;

/// A conversation that can be looked at: its group, its client among the group's, itself.
#[derive(Clone, Copy)]
pub struct Known {
    pub group: usize,
    pub client: usize,
    pub id: ConversationId,
}

struct Look<'a> {
    id: AuditEventId,
    at: DateTime<Utc>,
    session: SessionId,
    group: &'a Group,
    who: &'a Member,
    kind: Kind,
    object: (ObjectKind, Uuid),
    records: Vec<RecordId>,
}

/// Writes so many looks, evenly over the years.
pub async fn write(
    sink: &mut Sink<'_>,
    (groups, known): (&[Group], &[Known]),
    (looks, chance): (usize, &mut Chance),
) -> Result<()> {
    let (began, ended) = span();
    let step = (ended - began).num_microseconds().unwrap_or_default() / i64::try_from(looks.max(1)).unwrap_or(i64::MAX);
    let mut at = began;
    for upto in (0..looks).step_by(SEAL_AFTER) {
        let mut left = SEAL_AFTER.min(looks - upto);
        while left > 0 {
            let number = left.min(ROWS);
            let mut next = || {
                let look = look((groups, known), at, chance);
                at += TimeDelta::microseconds(step);
                look
            };
            write_some(sink, &(0..number).filter_map(|_| next()).collect::<Vec<Look<'_>>>()).await?;
            left -= number;
        }
        sink.commit().await?;
        while seal::seal(sink.store()).await? > 0 {}
    }
    Ok(())
}

fn look<'a>((groups, known): (&'a [Group], &[Known]), at: DateTime<Utc>, chance: &mut Chance) -> Option<Look<'a>> {
    let known = chance.of(known)?;
    let group = groups.get(known.group)?;
    let client = group.clients.get(known.client)?;
    let team: Vec<&Member> = group.team(client).collect();
    let who = if chance.percent(50) { &client.member } else { chance.of(&team)? };
    let mut records = vec![client.record];
    let (kind, object) = if chance.percent(60) {
        (Kind::ConversationRead, (ObjectKind::Conversation, known.id.0))
    } else {
        if who.role == Role::Practitioner {
            records.extend(group.clients.iter().skip(known.client + 1).take(chance.below(LISTED)).map(|c| c.record));
        }
        (Kind::ConversationsListed, (ObjectKind::Membership, who.id.0))
    };
    Some(Look { id: chance.id(at), at, session: chance.id(at), group, who, kind, object, records })
}

async fn write_some(sink: &mut Sink<'_>, looks: &[Look<'_>]) -> Result<()> {
    let tx = sink.tx().await?;
    let mut written = insert_many!(tx, EVENTS, looks, |look| [
        look.id.0,
        look.group.organisation.0,
        look.at,
        look.kind.as_str(),
        look.kind.action().as_str(),
        "success",
        look.who.account.0,
        look.who.id.0,
        look.who.role.as_str(),
        look.who.name.to_string(),
        look.session.0,
        "198.51.100.7",
        ground(look.who).as_str(),
        false,
        "TREAT",
        look.object.0.as_str(),
        look.object.1,
    ])?;
    insert_many!(tx, UNSEALED, looks, |look| [look.id.0])?;
    let subjects: Vec<(Uuid, Uuid)> =
        looks.iter().flat_map(|look| look.records.iter().map(|record| (record.0, look.id.0))).collect();
    written += insert_many!(tx, SUBJECTS, &subjects, |pair| [pair.0, pair.1])?;
    // Its seal is a row, too.
    written += looks.len() as u64;
    sink.wrote(written).await
}

fn ground(who: &Member) -> Ground {
    if who.role == Role::Client { Ground::Own } else { Ground::CareTeam }
}
