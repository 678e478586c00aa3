//! Who is at the door: the session of a request, with the account's memberships and what is unread in each,
//! in one statement.

use crate::{Conn, Result, db::run, keys::token_hash, names::NameColumns};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use portiek_domain::{
    accounts::session::Times,
    actor::{Actor, Context, OrganisationKind, Role},
    ids::{AccountId, MembershipId, OrganisationId, SessionId},
    names::PersonName,
    time,
};
use uuid::Uuid;

const VISITOR: &str = "SELECT s.id AS session_id, s.account_id, s.started_at, s.seen_at, s.idle_seconds, s.issuer, \
     m.id AS membership_id, m.organisation_id, m.role, m.initials, m.first_name, m.infix, m.last_name, m.login_name, \
     o.number, o.kind, o.display_name, o.phone, o.crisis_phone, \
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
    pub network: String,
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
    pub organisation: Organisation,
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
}

#[derive(sqlx::FromRow)]
struct Row {
    session_id: Uuid,
    account_id: Uuid,
    started_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    idle_seconds: i64,
    issuer: Option<String>,
    membership_id: Uuid,
    organisation_id: Uuid,
    #[sqlx(try_from = "String")]
    role: Role,
    #[sqlx(flatten)]
    name: NameColumns,
    login_name: String,
    number: i64,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    display_name: String,
    phone: String,
    crisis_phone: String,
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
            started_at: first.started_at,
            seen_at: first.seen_at,
            idle_limit: TimeDelta::seconds(first.idle_seconds),
        },
        network: String::new(),
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
    };
    Membership {
        id: row.membership_id.into(),
        role: row.role,
        name: row.name.into(),
        login_name: row.login_name,
        organisation,
        unread: row.unread,
    }
}

impl Visitor {
    /// The membership a page is for: of its portal, at the organisation named, or the only one (D30).
    pub fn membership(&self, context: &Context) -> Option<&Membership> {
        let mut fitting = self.memberships.iter().filter(|membership| {
            context.portal.admits(membership.role)
                && context.at.is_none_or(|number| membership.organisation.number == number)
        });
        let first = fitting.next()?;
        (context.at.is_some() || fitting.next().is_none()).then_some(first)
    }

    /// Acts as the membership a page is for.
    pub fn actor(&self, context: &Context) -> Option<Actor> {
        self.membership(context).map(|membership| self.acting(membership))
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
