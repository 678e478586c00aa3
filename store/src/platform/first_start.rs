//! The first start: nobody has an account, and there is no default one. Who starts the program gets a one-time link on
//! the console, to become the first platform administrator; a new one at each start for as long as nobody has.

use super::hold;
use crate::{
    Error, Result, Tx,
    accounts::invitations::{self, Invitee},
    db::run,
    organisations::{self, NewOrganisation},
};
use portiek_domain::{
    actor::{OrganisationKind, Role},
    audit::{Event, Kind},
    ids::{MembershipId, OrganisationId},
    names::PersonName,
};
use uuid::Uuid;

const STARTED: &str = "UPDATE installation SET started_at = $1 WHERE id = 1";
const ORGANISATIONS: &str = "SELECT id, kind FROM organisation ORDER BY number LIMIT 1";
const ADMINISTRATORS: &str = "SELECT m.id, m.mail, a.activated_at IS NOT NULL AS activated FROM membership m \
     JOIN account a ON a.id = m.account_id WHERE m.organisation_id = $1 AND m.role = 'platform' \
     AND m.ended_at IS NULL ORDER BY m.id";
/// The number of the platform's own organisation.
const NUMBER: i64 = 1;

#[derive(sqlx::FromRow)]
struct First {
    id: Uuid,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
}

#[derive(sqlx::FromRow)]
struct Administrator {
    id: Uuid,
    mail: String,
    activated: bool,
}

/// Notes that a process starts. Returns what comes at the end of the link's address while nobody administers the
/// platform; none when somebody does, or when the database holds a world without a platform.
pub async fn link(tx: &mut Tx) -> Result<Option<String>> {
    // Several processes may start at once: one after the other they come by here.
    hold(tx).await?;
    let now = tx.now();
    run!(tx, execute(STARTED, now))?;
    let organisation = match run!(tx, query_as::<First>(ORGANISATIONS).fetch_optional)? {
        Some(first) if first.kind == OrganisationKind::Platform => first.id.into(),
        Some(_) => return Ok(None),
        None => organisations::found(tx, &platform()).await?,
    };
    let administrators = run!(tx, query_as::<Administrator>(ADMINISTRATORS, organisation.0).fetch_all)?;
    if administrators.iter().any(|one| one.activated) {
        return Ok(None);
    }
    let event = Event::from_network("console", Kind::Invited);
    match administrators.iter().find(|one| one.mail.is_empty()) {
        Some(waiting) => again(tx, (waiting.id.into(), event)).await.map(Some),
        None => first(tx, (organisation, event)).await.map(Some),
    }
}

async fn again(tx: &mut Tx, (id, event): (MembershipId, Event)) -> Result<String> {
    let token = invitations::link(tx, (id, event)).await?;
    token.ok_or_else(|| Error::Corrupt(format!("membership {id} is not there to be invited")))
}

async fn first(tx: &mut Tx, (organisation, event): (OrganisationId, Event)) -> Result<String> {
    let invitee = Invitee {
        role: Role::Platform,
        // Until its owner says who they are; the login name is made of it.
        name: PersonName { last: "Platformbeheerder".into(), ..PersonName::default() },
        profession: String::new(),
        mail: String::new(),
        mobile: String::new(),
    };
    invitations::invite(tx, organisation, (&invitee, event)).await.map(|(_, token)| token)
}

fn platform() -> NewOrganisation {
    NewOrganisation {
        number: NUMBER,
        kind: OrganisationKind::Platform,
        name: "Platform".into(),
        display_name: "Platform".into(),
        phone: String::new(),
        crisis_phone: "112".into(),
        mail_domain: String::new(),
    }
}
