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
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    accounts::{
        link::{LinkKind, Moments, State},
        login::ChangeWhy,
    },
    ids::{AccountId, LinkId, MembershipId},
};
use uuid::Uuid;

const MAKE: &str = "INSERT INTO one_time_link (id, token_hash, kind, account_id, membership_id, sent_at, valid_until, \
     opened_at, used_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, NULL)";
const FIND: &str = "SELECT l.id, l.kind, l.account_id, l.membership_id, l.valid_until, l.used_at, l.ended_at, a.mobile \
     FROM one_time_link l JOIN account a ON a.id = l.account_id WHERE l.token_hash = $1 AND l.kind = $2";
const OPEN: &str = "UPDATE one_time_link SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL";
const USE: &str = "UPDATE one_time_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL \
     AND valid_until > $2";
const END: &str = "UPDATE one_time_link SET ended_at = $2 WHERE account_id = $1 AND used_at IS NULL \
     AND ended_at IS NULL AND ($3 = '' OR kind = $3)";

/// A link as the database has it.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: Uuid,
    pub account_id: Uuid,
    pub membership_id: Option<Uuid>,
    valid_until: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    pub mobile: String,
}

/// Whose link it is, and for an invitation to which membership.
pub(super) struct For {
    pub account: AccountId,
    pub membership: Option<MembershipId>,
}

/// A link as its page shows it.
pub struct Followed {
    pub state: State,
    /// Whether a code is sent before a password may be chosen; who has something stronger is asked for that.
    pub code: bool,
}

/// Makes a link and returns what comes at the end of its address. Earlier ones of its kind stop working, but for those to
/// log in with: anybody can ask for them in somebody's name.
pub(super) async fn make(tx: &mut Tx, (kind, lasts): (LinkKind, TimeDelta), of: For) -> Result<String> {
    if kind != LinkKind::Login {
        end(tx, (of.account, kind.as_str())).await?;
    }
    let token: [u8; 32] = tx.ambient().random();
    let (id, now): (LinkId, _) = (tx.mint(), tx.now());
    let (account, membership) = (of.account.0, of.membership.map(|membership| membership.0));
    run!(tx, execute(MAKE, id.0, token_hash(&token), kind.as_str(), account, membership, now, now + lasts))?;
    Ok(token.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The link of a kind at the end of an address.
pub(super) async fn find(on: &mut impl On, kind: LinkKind, token: &[u8]) -> Result<Option<Row>> {
    Ok(run!(on, query_as::<Row>(FIND, token_hash(token), kind.as_str()).fetch_optional)?)
}

/// The same, while it may be used; noted as opened.
pub(super) async fn open(tx: &mut Tx, kind: LinkKind, token: &[u8]) -> Result<Option<Row>> {
    let now = tx.now();
    let Some(row) = find(tx, kind, token).await?.filter(|row| row.state(now) == State::Usable) else { return Ok(None) };
    run!(tx, execute(OPEN, row.id, now))?;
    Ok(Some(row))
}

impl Row {
    pub(super) fn state(&self, now: DateTime<Utc>) -> State {
        Moments { valid_until: self.valid_until, used_at: self.used_at, ended_at: self.ended_at }.state(now)
    }
}

/// What somebody who follows a link for a new password gets to see; none when there never was such a link.
pub async fn follow(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Followed>> {
    let Some(row) = find(conn, LinkKind::Password, token).await? else { return Ok(None) };
    let state = row.state(now);
    let code = state == State::Usable && demands::of(conn, row.account_id.into()).await?.sends_code();
    Ok(Some(Followed { state, code }))
}

/// Goes on from a link: a second factor where one is asked, then a password. None when the link is of no use any more.
pub async fn go_on(store: &Store, token: &[u8], browser: &Browser) -> Result<Option<Step>> {
    transact!(store, |tx| {
        let Some(row) = open(tx, LinkKind::Password, token).await? else { return Ok(None) };
        let account = AccountId(row.account_id);
        let code = demands::of(tx, account).await?.code;
        let (change, link) = (Some(ChangeWhy::Forgotten), Some(LinkId(row.id)));
        let start = Start { account, mobile: &row.mobile, typed: None, change, link, code };
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
    end(tx, (account, "")).await
}

async fn end(tx: &mut Tx, (account, kind): (AccountId, &str)) -> Result<()> {
    let now = tx.now();
    run!(tx, execute(END, account.0, now, kind))?;
    Ok(())
}
