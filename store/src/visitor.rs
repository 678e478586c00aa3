//! Who is at the door: the session of a request, with the account's memberships and what is unread in each,
//! in one statement.

use crate::{Conn, Result, db::run, keys::token_hash, names::NameColumns};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use portiek_domain::{
    accounts::session::Times,
    actor::{Actor, Context, OrganisationKind, Portal, Role},
    ids::{AccountId, MembershipId, OrganisationId, SessionId},
    names::PersonName,
    organisation::Module,
    time,
};
use sqlx::types::Json;
use uuid::Uuid;

const VISITOR: &str = "SELECT s.id AS session_id, s.account_id, s.ends_at, s.seen_at, s.idle_seconds, s.confirmed_at, \
     s.issuer, \
     m.id AS membership_id, m.organisation_id, m.role, m.initials, m.first_name, m.infix, m.last_name, m.login_name, \
     m.reads_log_since IS NOT NULL AS reads_log, (o.second_factor <> 'offered' OR s.factor <> 'none') AS second_factor, \
     o.number, o.kind, o.display_name, o.phone, o.crisis_phone, o.has_texts, o.signs, o.modules, \
     (SELECT count(*) FROM inbox_entry e WHERE e.membership_id = m.id AND e.unread_since IS NOT NULL \
      AND e.archived_at IS NULL AND (m.role <> 'practitioner' OR EXISTS (SELECT 1 FROM care_team t \
      WHERE t.organisation_id = e.organisation_id AND t.record_id = e.record_id AND t.membership_id = m.id \
      AND t.from_day <= $2 AND t.until_day >= $2))) AS unread \
     FROM session s JOIN membership m ON m.account_id = s.account_id AND m.ended_at IS NULL \
     JOIN organisation o ON o.id = m.organisation_id \
     WHERE s.token_hash = $1 AND s.ended_at IS NULL AND (s.issuer IS NULL OR EXISTS \
     (SELECT 1 FROM session_organisation x JOIN provider p ON p.organisation_id = x.organisation_id \
      AND p.issuer = s.issuer AND p.off_at IS NULL WHERE x.session_id = s.id AND x.organisation_id = o.id)) \
     ORDER BY o.number, m.id";

/// A logged-in person with every role they have.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub session: SessionId,
    pub account: AccountId,
    pub times: Times,
    /// When one last showed again who one is (step-up).
    pub confirmed_at: Option<DateTime<Utc>>,
    pub network: String,
    /// Whether the login took more than a password: one was given, or an organisation lets nobody in without.
    pub second_factor: bool,
    /// Where a session that began at a provider began: it opens only the organisations that trust that provider (D23),
    /// and how one logs in cannot be changed in it.
    pub issuer: Option<String>,
    pub memberships: Vec<Membership>,
}

/// One role at one organisation.
#[derive(Clone, Debug)]
pub struct Membership {
    pub id: MembershipId,
    pub role: Role,
    pub name: PersonName,
    pub login_name: String,
    /// Whether this person is appointed to read the organisation's log.
    pub reads_log: bool,
    pub organisation: Organisation,
    /// The portal of the role; none while it has no pages yet, or where the organisation has its module off (S9).
    pub portal: Option<Portal>,
    /// Conversations in the inbox that have not been opened since their last message.
    pub unread: i64,
}

#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: OrganisationId,
    pub number: i64,
    pub kind: OrganisationKind,
    pub display_name: String,
    pub phone: String,
    pub crisis_phone: String,
    /// Whether it has published a privacy statement and terms (S15).
    pub has_texts: bool,
    /// Whether its people sign with a PIN (R17).
    pub signs: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    session_id: Uuid,
    account_id: Uuid,
    ends_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    idle_seconds: i64,
    confirmed_at: Option<DateTime<Utc>>,
    issuer: Option<String>,
    membership_id: Uuid,
    organisation_id: Uuid,
    #[sqlx(try_from = "String")]
    role: Role,
    #[sqlx(flatten)]
    name: NameColumns,
    login_name: String,
    reads_log: bool,
    second_factor: bool,
    number: i64,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    display_name: String,
    phone: String,
    crisis_phone: String,
    has_texts: bool,
    signs: bool,
    modules: Option<Json<Vec<Module>>>,
    unread: i64,
}

/// The visitor whose cookie this is; none when the session has ended, timed out or never was.
pub async fn find(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Visitor>> {
    let today: NaiveDate = time::day(now);
    let rows = run!(conn, query_as::<Row>(VISITOR, token_hash(token), today).fetch_all)?;
    let Some(first) = rows.first() else { return Ok(None) };
    let visitor = Visitor {
        session: first.session_id.into(),
        account: first.account_id.into(),
        times: Times {
            ends_at: first.ends_at,
            seen_at: first.seen_at,
            idle_limit: TimeDelta::seconds(first.idle_seconds),
        },
        confirmed_at: first.confirmed_at,
        network: String::new(),
        second_factor: rows.iter().any(|row| row.second_factor),
        issuer: first.issuer.clone(),
        memberships: rows.into_iter().map(membership).collect(),
    };
    Ok(Some(visitor).filter(|visitor| visitor.times.alive(now)))
}

fn membership(row: Row) -> Membership {
    let organisation = Organisation {
        id: row.organisation_id.into(),
        number: row.number,
        kind: row.kind,
        display_name: row.display_name,
        phone: row.phone,
        crisis_phone: row.crisis_phone,
        has_texts: row.has_texts,
        signs: row.signs,
    };
    let modules = row.modules.as_ref().map_or_else(|| Module::default_for(row.kind), |own| own.0.as_slice());
    let is_open = Module::open_to(row.role, modules);
    Membership {
        portal: Portal::of(row.role).filter(|_| is_open),
        id: row.membership_id.into(),
        role: row.role,
        name: row.name.into(),
        login_name: row.login_name,
        reads_log: row.reads_log,
        organisation,
        unread: row.unread,
    }
}

impl Visitor {
    /// Whether any of the organisations has its people sign with a PIN (R17).
    pub fn signs(&self) -> bool {
        self.memberships.iter().any(|membership| membership.organisation.signs)
    }

    /// The membership a page is for: of its portal, at the organisation named, or the only one (D30).
    pub fn membership(&self, context: &Context) -> Option<&Membership> {
        let mut fitting = self.memberships.iter().filter(|membership| {
            membership.portal == Some(context.portal)
                && context.at.is_none_or(|number| membership.organisation.number == number)
        });
        let first = fitting.next()?;
        (context.at.is_some() || fitting.next().is_none()).then_some(first)
    }

    /// Acts as the membership a page is for.
    pub fn actor(&self, context: &Context) -> Option<Actor> {
        self.membership(context).map(|membership| self.acting(membership))
    }

    /// Acts as who is appointed to read an organisation's log: of the one named, or of the only one (D30).
    pub fn log_reader(&self, at: Option<i64>) -> Option<(Actor, &Membership)> {
        let fits = |membership: &&Membership| at.is_none_or(|number| membership.organisation.number == number);
        let mut reading = self.memberships.iter().filter(|membership| membership.reads_log).filter(fits);
        let first = reading.next()?;
        reading.next().is_none().then(|| (self.acting(first), first))
    }

    fn acting(&self, membership: &Membership) -> Actor {
        Actor {
            account: self.account,
            membership: membership.id,
            organisation: membership.organisation.id,
            role: membership.role,
            name: membership.name.clone(),
            session: self.session,
            network: self.network.clone(),
        }
    }
}
