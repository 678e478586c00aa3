//! Who may read an organisation's log: appointed by name (NEN 7513). The appointment is in that log itself.

use crate::{
    Result, Tx, audit,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::PlatformAccess,
    accounts::login::login_key,
    actor::{Actor, Role},
    audit::{Event, Kind, ObjectKind},
    ids::{MembershipId, OrganisationId},
    names::PersonName,
    refusal::{Code, Refusal},
};
use uuid::Uuid;

const APPOINT: &str = "UPDATE membership SET reads_log_since = $3 WHERE organisation_id = $1 AND id = $2 \
     AND ended_at IS NULL AND reads_log_since IS NULL AND role NOT IN ('client', 'patient')";
const DISMISS: &str = "UPDATE membership SET reads_log_since = NULL WHERE organisation_id = $1 AND id = $2 \
     AND reads_log_since IS NOT NULL";

const APPOINTED: &str = "SELECT id, role, initials, first_name, infix, last_name, login_name, reads_log_since \
     FROM membership WHERE organisation_id = $1 AND ended_at IS NULL AND reads_log_since IS NOT NULL \
     ORDER BY reads_log_since, id";
/// Clients and patients are not among them: whoever types a name learns of nobody that they are one.
const EMPLOYEES: &str = "SELECT id, login_name, mail FROM membership WHERE organisation_id = $1 \
     AND ended_at IS NULL AND role NOT IN ('client', 'patient') ORDER BY id";

/// Somebody who may read the log, and since when.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Appointed {
    #[sqlx(try_from = "Uuid")]
    pub id: MembershipId,
    #[sqlx(try_from = "String")]
    pub role: Role,
    #[sqlx(flatten)]
    name: NameColumns,
    pub login_name: String,
    #[sqlx(rename = "reads_log_since")]
    pub since: DateTime<Utc>,
}

impl Appointed {
    pub fn name(&self) -> PersonName {
        self.name.clone().into()
    }
}

#[derive(sqlx::FromRow)]
struct Employee {
    id: Uuid,
    login_name: String,
    mail: String,
}

/// Those of an organisation, in the order in which they were appointed.
pub async fn list(on: &mut impl On, _access: &PlatformAccess, organisation: OrganisationId) -> Result<Vec<Appointed>> {
    Ok(run!(on, query_as::<Appointed>(APPOINTED, organisation.0).fetch_all)?)
}

/// Appoints who works at the organisation under this user name or mail address. Whoever is appointed already stays so.
pub async fn appoint_named(
    tx: &mut Tx,
    (access, organisation): (&PlatformAccess, OrganisationId),
    typed: &str,
) -> Result<Result<(), Refusal>> {
    let key = login_key(typed);
    if key.is_empty() {
        return Ok(Err(Refusal::new("medewerker", Code::Missing)));
    }
    let employees = run!(tx, query_as::<Employee>(EMPLOYEES, organisation.0).fetch_all)?;
    let is_meant = |one: &&Employee| [&one.login_name, &one.mail].into_iter().any(|own| login_key(own) == key);
    let Some(meant) = employees.iter().find(is_meant) else {
        return Ok(Err(Refusal::new("medewerker", Code::NoEmployee)));
    };
    appoint(tx, Some(access.actor()), (organisation, meant.id.into())).await.map(|_| Ok(()))
}

/// Whose membership it is about, and at which organisation.
type Reader = (OrganisationId, MembershipId);

/// Appoints somebody; false when they are already, or are no member any more. Nobody does it when a world is made.
pub async fn appoint(tx: &mut Tx, by: Option<&Actor>, reader: Reader) -> Result<bool> {
    let now = tx.now();
    let done = run!(tx, execute(APPOINT, reader.0.0, reader.1.0, now))? == 1;
    log(tx, (by, Kind::LogReaderAppointed), reader, done).await
}

/// Ends the appointment; false when there is none.
pub async fn dismiss(tx: &mut Tx, by: &Actor, reader: Reader) -> Result<bool> {
    let done = run!(tx, execute(DISMISS, reader.0.0, reader.1.0))? == 1;
    log(tx, (Some(by), Kind::LogReaderDismissed), reader, done).await
}

async fn log(tx: &mut Tx, (by, kind): (Option<&Actor>, Kind), reader: Reader, done: bool) -> Result<bool> {
    if done {
        let event = by.map_or_else(|| Event::from_network("", kind), |by| Event::by(by, kind));
        audit::log(tx, event.at(reader.0).on(ObjectKind::Membership, reader.1)).await?;
    }
    Ok(done)
}
