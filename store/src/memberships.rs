//! Memberships: what a person is at an organisation, under a login name of its own (D23).

use crate::{Result, Tx, audit, changes, db::run};
use portiek_domain::{
    accounts::login::login_key,
    actor::Role,
    audit::{Event, ObjectKind},
    ids::{AccountId, MembershipId, OrganisationId},
    names::PersonName,
};
use uuid::Uuid;

const JOIN: &str = "INSERT INTO membership (organisation_id, id, account_id, role, initials, first_name, infix, \
     last_name, profession, login_name, mail, created_at, ended_at, ended_why) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL)";
const NAME: &str = "INSERT INTO login_name (key, account_id) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";

const END: &str = "UPDATE membership SET ended_at = $2, ended_how = $3, ended_why = $4 WHERE id = $1 AND ended_at IS NULL \
     RETURNING account_id";

#[derive(sqlx::FromRow)]
struct Ended {
    account_id: Uuid,
}

/// How a membership ends.
#[derive(Clone, Copy, Debug)]
pub enum Ending<'a> {
    /// By an administrator, with a reason (R69).
    Deleted(&'a str),
    /// Its owner stayed away too long (D6).
    Inactive,
}

impl<'a> Ending<'a> {
    fn as_str(self) -> &'static str {
        match self {
            Self::Deleted(_) => "deleted",
            Self::Inactive => "inactive",
        }
    }

    fn why(self) -> Option<&'a str> {
        match self {
            Self::Deleted(why) => Some(why),
            Self::Inactive => None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct NewMembership {
    pub role: Role,
    pub name: PersonName,
    pub profession: String,
    pub login_name: String,
    pub mail: String,
}

/// Makes an account's owner a member; the login name becomes one of the account's.
pub async fn join(
    tx: &mut Tx,
    (organisation, account): (OrganisationId, AccountId),
    new: &NewMembership,
) -> Result<MembershipId> {
    let (id, now): (MembershipId, _) = (tx.mint(), tx.now());
    let name = &new.name;
    run!(
        tx,
        execute(
            JOIN,
            organisation.0,
            id.0,
            account.0,
            new.role.as_str(),
            &name.initials,
            &name.first,
            &name.infix,
            &name.last,
            &new.profession,
            &new.login_name,
            &new.mail,
            now
        )
    )?;
    run!(tx, execute(NAME, login_key(&new.login_name), account.0))?;
    Ok(id)
}

/// Ends a membership, with its reason; the account stays its owner's (D23). Whatever that browser shows of it is gone
/// within a second. False when it had ended already. `event` says who ends it.
pub async fn end(tx: &mut Tx, id: MembershipId, (how, event): (Ending<'_>, Event)) -> Result<bool> {
    let now = tx.now();
    let Some(ended) = run!(tx, query_as::<Ended>(END, id.0, now, how.as_str(), how.why()).fetch_optional)? else {
        return Ok(false);
    };
    changes::tell(tx, ended.account_id.into(), changes::Topic::Session, id.0).await?;
    audit::log(tx, event.on(ObjectKind::Membership, id)).await?;
    Ok(true)
}
