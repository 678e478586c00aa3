//! One-time links that are mailed (D5, R13). Looking at one changes nothing: mail scanners look too.

use super::{
    attempt::{self, Start},
    demands,
    login::{Browser, Step},
};
use crate::{
    Conn, Result, Store, Tx,
    db::{On, run},
    keys::token_hash,
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        link::{LinkKind, Moments, State},
        login::ChangeWhy,
    },
    ids::{AccountId, LinkId},
};
use uuid::Uuid;

const MAKE: &str = "INSERT INTO one_time_link (id, token_hash, kind, account_id, sent_at, valid_until, opened_at, \
     used_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, NULL)";
const FIND: &str = "SELECT l.id, l.kind, l.account_id, l.valid_until, l.used_at, l.ended_at, a.mobile \
     FROM one_time_link l JOIN account a ON a.id = l.account_id WHERE l.token_hash = $1";
const OPEN: &str = "UPDATE one_time_link SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL";
const USE: &str = "UPDATE one_time_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL \
     AND valid_until > $2";
const END: &str = "UPDATE one_time_link SET ended_at = $2 WHERE account_id = $1 AND used_at IS NULL \
     AND ended_at IS NULL";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    #[sqlx(try_from = "String")]
    kind: LinkKind,
    account_id: Uuid,
    valid_until: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    mobile: String,
}

/// A link as its page shows it.
pub struct Followed {
    pub kind: LinkKind,
    pub state: State,
    /// Whether a code is sent before a password may be chosen; who has something stronger is asked for that.
    pub code: bool,
}

/// Makes a link and returns what comes at the end of its address. Earlier ones of the account stop working.
pub(super) async fn make(tx: &mut Tx, kind: LinkKind, account: AccountId) -> Result<String> {
    end_all(tx, account).await?;
    let token: [u8; 32] = tx.ambient().random();
    let (id, now): (LinkId, _) = (tx.mint(), tx.now());
    let until = now + kind.lifetime();
    run!(tx, execute(MAKE, id.0, token_hash(&token), kind.as_str(), account.0, now, until))?;
    Ok(token.iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn find(on: &mut impl On, token: &[u8]) -> Result<Option<Row>> {
    Ok(run!(on, query_as::<Row>(FIND, token_hash(token)).fetch_optional)?)
}

impl Row {
    fn state(&self, now: DateTime<Utc>) -> State {
        Moments { valid_until: self.valid_until, used_at: self.used_at, ended_at: self.ended_at }.state(now)
    }
}

/// What somebody who follows a link gets to see; none when there never was such a link.
pub async fn follow(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Followed>> {
    let Some(row) = find(conn, token).await? else { return Ok(None) };
    let state = row.state(now);
    let code = state == State::Usable && demands::of(conn, row.account_id.into()).await?.sends_code();
    Ok(Some(Followed { kind: row.kind, state, code }))
}

/// Goes on from a link: a second factor where one is asked, then a password. None when the link is of no use any more.
pub async fn go_on(store: &Store, token: &[u8], browser: &Browser) -> Result<Option<Step>> {
    transact!(store, |tx| {
        let now = tx.now();
        let Some(row) = find(tx, token).await?.filter(|row| row.state(now) == State::Usable) else { return Ok(None) };
        let account = AccountId(row.account_id);
        run!(tx, execute(OPEN, row.id, now))?;
        let change = match row.kind {
            LinkKind::Invitation => ChangeWhy::Invited,
            LinkKind::Password => ChangeWhy::Forgotten,
        };
        let code = demands::of(tx, account).await?.code;
        let link = Some(LinkId(row.id));
        let start = Start { account, mobile: &row.mobile, change: Some(change), link, code };
        let token = attempt::begin(tx, start, browser).await?;
        Ok(Some(if code { Step::Code { token } } else { Step::NewPassword { token } }))
    })
}

/// Uses a link up; false when it is of no use any more.
pub(super) async fn use_up(tx: &mut Tx, link: LinkId) -> Result<bool> {
    let now = tx.now();
    Ok(run!(tx, execute(USE, link.0, now))? == 1)
}

/// Ends every link of an account that is still open.
pub(super) async fn end_all(tx: &mut Tx, account: AccountId) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(END, account.0, now))?;
    Ok(())
}
