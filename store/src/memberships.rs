//! Memberships: what a person is at an organisation, under a login name of its own (D23).

use crate::{Result, Tx, db::run};
use portiek_domain::{
    accounts::login::login_key,
    actor::Role,
    ids::{AccountId, MembershipId, OrganisationId},
    names::PersonName,
};

const JOIN: &str = "INSERT INTO membership (organisation_id, id, account_id, role, initials, first_name, infix, \
     last_name, profession, login_name, mail, created_at, ended_at, ended_why) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL)";
const NAME: &str = "INSERT INTO login_name (key, account_id) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";

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
