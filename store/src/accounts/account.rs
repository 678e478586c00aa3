//! The account that a person owns: password, mail address for recovery, mobile number for codes (D23).

use crate::{Result, Tx, db::run};
use portiek_domain::{accounts::login::login_key, ids::AccountId};

const CREATE: &str = "INSERT INTO account (id, password_hash, password_set_at, mail, mobile, created_at) \
     VALUES ($1, $2, $3, $4, $5, $3)";
const NAME: &str = "INSERT INTO login_name (key, account_id) VALUES ($1, $2)";

#[derive(Clone, Debug)]
pub struct NewAccount {
    pub mail: String,
    pub mobile: String,
    /// A PHC string of [`super::password::hash`].
    pub password_hash: String,
}

/// Creates an account; its mail address is one of its login names, and nobody else's (D9, D29).
pub async fn create(tx: &mut Tx, new: &NewAccount) -> Result<AccountId> {
    let (id, now): (AccountId, _) = (tx.mint(), tx.now());
    run!(tx, execute(CREATE, id.0, &new.password_hash, now, &new.mail, &new.mobile))?;
    run!(tx, execute(NAME, login_key(&new.mail), id.0))?;
    Ok(id)
}
