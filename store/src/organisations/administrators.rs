//! Beheerders: who administers an organisation and how far each has come (R1, R72, D5). The platform's own organisation
//! has platform administrators.

use crate::{
    Error, Result, Tx, access,
    accounts::{
        invitations::{self, Invitee},
        session,
    },
    audit,
    db::{On, run},
    forms::{self, Once},
    memberships,
    names::NameColumns,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::PlatformAccess,
    accounts::login::login_key,
    actor::{OrganisationKind, Role},
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, FormKey, MembershipId, OrganisationId},
    names::PersonName,
    organisation::Invited,
    refusal::{Code, Refusal},
};
use uuid::Uuid;

macro_rules! administrators {
    ($of:literal) => {
        concat!(
            "SELECT m.id, m.organisation_id, m.account_id, m.initials, m.first_name, m.infix, m.last_name, \
             m.login_name, m.mail, m.created_at, m.ended_at, m.ended_why, a.activated_at, l.sent_at, l.opened_at, \
             l.used_at, l.valid_until FROM membership m JOIN account a ON a.id = m.account_id \
             LEFT JOIN one_time_link l ON l.membership_id = m.id AND l.ended_at IS NULL \
             WHERE m.role IN ('administrator', 'platform')",
            $of,
            " ORDER BY m.created_at, m.id"
        )
    };
}
const OF_ONE: &str = administrators!(" AND m.organisation_id = $1");
const ALL: &str = administrators!("");
const MAIL_USED: &str =
    "SELECT mail FROM membership WHERE organisation_id = $1 AND ended_at IS NULL AND lower(mail) = $2";
const ELSEWHERE: &str =
    "SELECT id FROM membership WHERE account_id = $1 AND organisation_id <> $2 AND ended_at IS NULL";

/// One administrator, or who is invited to be one.
#[derive(Clone, Debug)]
pub struct Administrator {
    pub id: MembershipId,
    pub organisation: OrganisationId,
    account: AccountId,
    pub name: PersonName,
    pub login_name: String,
    pub mail: String,
    pub progress: Progress,
    /// Why it was withdrawn.
    pub why: Option<String>,
}

/// How far somebody has come, and since when (D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Invited(DateTime<Utc>),
    Opened(DateTime<Utc>),
    Expired(DateTime<Utc>),
    Activated(DateTime<Utc>),
    Withdrawn(DateTime<Utc>),
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    account_id: Uuid,
    #[sqlx(flatten)]
    name: NameColumns,
    login_name: String,
    mail: String,
    created_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    ended_why: Option<String>,
    activated_at: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    opened_at: Option<DateTime<Utc>>,
    used_at: Option<DateTime<Utc>>,
    valid_until: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Used {
    #[allow(dead_code, reason = "only whether there is one counts")]
    mail: String,
}

#[derive(sqlx::FromRow)]
struct Member {
    #[allow(dead_code, reason = "only whether there is one counts")]
    id: Uuid,
}

impl Row {
    fn progress(&self, now: DateTime<Utc>) -> Progress {
        let activated = self.used_at.or(self.activated_at);
        match (self.ended_at, activated, self.opened_at, self.sent_at) {
            (Some(at), ..) => Progress::Withdrawn(at),
            (None, Some(at), ..) => Progress::Activated(at),
            (None, None, opened, sent) => match (self.valid_until.filter(|until| *until <= now), opened) {
                (Some(until), _) => Progress::Expired(until),
                (None, Some(at)) => Progress::Opened(at),
                (None, None) => Progress::Invited(sent.unwrap_or(self.created_at)),
            },
        }
    }

    fn read(self, now: DateTime<Utc>) -> Administrator {
        Administrator {
            progress: self.progress(now),
            id: self.id.into(),
            organisation: self.organisation_id.into(),
            account: self.account_id.into(),
            name: self.name.into(),
            login_name: self.login_name,
            mail: self.mail,
            why: self.ended_why,
        }
    }
}

/// Of one organisation, in the order in which they were invited.
pub async fn list(on: &mut impl On, organisation: OrganisationId, now: DateTime<Utc>) -> Result<Vec<Administrator>> {
    let rows = run!(on, query_as::<Row>(OF_ONE, organisation.0).fetch_all)?;
    Ok(rows.into_iter().map(|row| row.read(now)).collect())
}

/// Of all organisations.
pub(super) async fn all(on: &mut impl On, now: DateTime<Utc>) -> Result<Vec<Administrator>> {
    let rows = run!(on, query_as::<Row>(ALL).fetch_all)?;
    Ok(rows.into_iter().map(|row| row.read(now)).collect())
}

/// "Beheerder uitnodigen": once per form. A mail address belongs to one membership of an organisation (D25).
pub async fn invite(
    tx: &mut Tx,
    (access, key): (&PlatformAccess, FormKey),
    (organisation, kind, new): (OrganisationId, OrganisationKind, &Invited),
) -> Result<Result<(), Refusal>> {
    let actor = access.actor();
    if let Once::Again(_) = forms::once(tx, (key, actor.account), organisation.0).await? {
        return Ok(Ok(()));
    }
    if run!(tx, query_as::<Used>(MAIL_USED, organisation.0, login_key(&new.mail)).fetch_optional)?.is_some() {
        forms::release(tx, key).await?;
        return Ok(Err(Refusal::new("mail", Code::AlreadyMember)));
    }
    let role = if kind == OrganisationKind::Platform { Role::Platform } else { Role::Administrator };
    let invitee = Invitee {
        role,
        name: new.name.clone(),
        profession: String::new(),
        mail: new.mail.clone(),
        mobile: new.mobile.clone(),
    };
    invitations::invite(tx, organisation, (&invitee, Event::by(actor, Kind::Invited))).await?;
    Ok(Ok(()))
}

/// One of an organisation's administrators; whoever is none is not there.
pub async fn find(
    on: &mut impl On,
    (access, organisation): (&PlatformAccess, OrganisationId),
    (id, now): (MembershipId, DateTime<Utc>),
) -> Result<Administrator> {
    let all = list(on, organisation, now).await?;
    all.into_iter().find(|one| one.id == id).ok_or_else(|| absent(access, id))
}

fn absent(access: &PlatformAccess, id: MembershipId) -> Error {
    access::refused(access.actor(), id.0)
}

/// "Opnieuw uitnodigen", once per form: the link that was sent stops working. Changes nothing once the account is
/// somebody's.
pub async fn invite_again(
    tx: &mut Tx,
    (access, key): (&PlatformAccess, FormKey),
    administrator: &Administrator,
) -> Result<()> {
    let actor = access.actor();
    match forms::once(tx, (key, actor.account), administrator.id.0).await? {
        Once::First => invitations::send(tx, (administrator.id, Event::by(actor, Kind::Invited))).await.map(|_| ()),
        Once::Again(_) => Ok(()),
    }
}

/// "Intrekken": ends the membership, with its reason; nobody withdraws themselves, so that somebody is left.
pub async fn withdraw(
    tx: &mut Tx,
    (access, administrator): (&PlatformAccess, &Administrator),
    why: &str,
) -> Result<Result<(), Refusal>> {
    if administrator.id == access.actor().membership {
        return Ok(Err(Refusal::new("reden", Code::Yourself)));
    }
    let event = Event::by(access.actor(), Kind::MembershipEnded);
    memberships::end(tx, administrator.id, (memberships::Ending::Deleted(why), event)).await.map(|_| Ok(()))
}

/// "Overal uitloggen": only who is at no other organisation; everybody else does it alone (D23).
pub async fn end_sessions(
    tx: &mut Tx,
    (access, administrator): (&PlatformAccess, &Administrator),
) -> Result<Result<(), Refusal>> {
    let (account, at) = (administrator.account, administrator.organisation.0);
    if run!(tx, query_as::<Member>(ELSEWHERE, account.0, at).fetch_optional)?.is_some() {
        return Ok(Err(Refusal::new("overal", Code::NotAChoice)));
    }
    let actor = access.actor();
    session::end_others(tx, (account, None), ("ended by an administrator", &actor.network)).await?;
    let event = Event::by(actor, Kind::SessionsEnded).on(ObjectKind::Membership, administrator.id);
    audit::log(tx, event).await?;
    Ok(Ok(()))
}
