//! The account that a person owns: password, mail address for recovery, mobile number for codes (D23).

use super::password;
use crate::{Conn, Result, Tx, db::run};
use chrono::{DateTime, Utc};
use portiek_domain::{accounts::login::login_key, ids::AccountId};

const CREATE: &str = "INSERT INTO account (id, password_hash, password_set_at, mail, mobile, created_at, activated_at) \
     VALUES ($1, $2, $3, $4, $5, $3, $6)";
const CONTACT: &str = "SELECT mail, mobile, password_set_at FROM account WHERE id = $1";
const NAME: &str = "INSERT INTO login_name (key, account_id) VALUES ($1, $2)";

#[derive(Clone, Debug)]
pub struct NewAccount {
    pub mail: String,
    pub mobile: String,
    /// A PHC string of [`super::hashing::hash`].
    pub password_hash: String,
}

/// Creates an account; its mail address is one of its login names, and nobody else's (D9, D29).
pub async fn create(tx: &mut Tx, new: &NewAccount) -> Result<AccountId> {
    let (id, now): (AccountId, _) = (tx.mint(), tx.now());
    run!(tx, execute(CREATE, id.0, &new.password_hash, now, &new.mail, &new.mobile, Some(now)))?;
    run!(tx, execute(NAME, login_key(&new.mail), id.0))?;
    password::keep(tx, id, &new.password_hash).await?;
    Ok(id)
}

/// An account that is nobody's yet: for an invitation. Its mail address is no login name until its owner activates it,
/// for it may belong to another account (D23).
pub async fn reserve(tx: &mut Tx, (mail, mobile): (&str, &str)) -> Result<AccountId> {
    const ACTIVATED: Option<DateTime<Utc>> = None;
    let (id, now): (AccountId, _) = (tx.mint(), tx.now());
    run!(tx, execute(CREATE, id.0, "", now, mail, mobile, ACTIVATED))?;
    Ok(id)
}

/// How an account's owner is reached, the mobile number by its last digits only; and since when the password is this one.
pub struct Contact {
    pub mail: String,
    pub mobile_ends_in: String,
    pub password_set_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    mail: String,
    mobile: String,
    password_set_at: DateTime<Utc>,
}

pub async fn contact(conn: &mut Conn, account: AccountId) -> Result<Contact> {
    let row = run!(conn, query_as::<Row>(CONTACT, account.0).fetch_one)?;
    Ok(Contact { mail: row.mail, mobile_ends_in: last_two(&row.mobile), password_set_at: row.password_set_at })
}

/// The last two digits of a telephone number: enough to recognise one's own, too little for anybody else.
pub fn last_two(mobile: &str) -> String {
    let digits: Vec<char> = mobile.chars().filter(char::is_ascii_digit).collect();
    digits.iter().skip(digits.len().saturating_sub(2)).collect()
}
