//! Joining an invitation to the account one has (D23): by its owner, who is logged in and has the link. A matching mail
//! address never does it.

use super::{
    activation::{self, AGREE, To, Waiting, refused_terms},
    demands,
    links::{self, Row},
    pin::{self, PinHash},
};
use crate::{
    Conn, Error, Result, Store, Tx, audit,
    db::{On, run},
    texts, transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        link::{LinkKind, State},
        pin::Standing,
    },
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, LinkId},
    organisation::TextKind,
    refusal::{Code, Refusal},
};
use uuid::Uuid;

const ALREADY: &str = "SELECT id FROM membership WHERE account_id = $1 AND organisation_id = $2 AND role = $3 \
     AND ended_at IS NULL";
/// What was the invitation's own account becomes its owner's.
const MOVES: [&str; 3] = [
    "UPDATE membership SET account_id = $2 WHERE account_id = $1",
    "UPDATE login_name SET account_id = $2 WHERE account_id = $1",
    "UPDATE one_time_link SET account_id = $2 WHERE account_id = $1",
];
const REMOVE_ATTEMPTS: &str = "DELETE FROM login_attempt WHERE account_id = $1";
const REMOVE: &str = "DELETE FROM account WHERE id = $1 AND activated_at IS NULL";

/// What may be joined, and the version of the terms to agree to.
pub struct Offer {
    pub to: To,
    pub terms: Option<i64>,
    /// Whether there is a privacy statement to read.
    pub privacy: bool,
    /// Whether a PIN is chosen too: people sign there, and the account has none yet (R16).
    pub signs: bool,
}

/// What somebody who joins filled in, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The version of the terms that was agreed to.
    pub agreed: Option<i64>,
    /// Where one is chosen.
    pub pin: &'a str,
    pub network: &'a str,
}

/// Somebody has joined.
pub struct Joined {
    pub to: To,
    /// Whether the organisation asks more of a login than this one met, so that it has to be done again.
    pub log_in_again: bool,
}

#[derive(sqlx::FromRow)]
struct Member {
    #[allow(dead_code, reason = "only whether there is one counts")]
    id: Uuid,
}

/// What a link offers to somebody who is logged in; none when it is of no use any more.
pub async fn offered(conn: &mut Conn, (token, owner): (&[u8], AccountId), now: DateTime<Utc>) -> Result<Option<Offer>> {
    let Some((_, waiting)) = usable(conn, token, now).await? else { return Ok(None) };
    let signs = asks_pin(conn, owner, &waiting).await?;
    let terms = texts::version(conn, waiting.organisation_id, TextKind::Terms).await?;
    let privacy = texts::version(conn, waiting.organisation_id, TextKind::Privacy).await?.is_some();
    Ok(Some(Offer { to: waiting.to(), terms, privacy, signs }))
}

async fn usable(on: &mut impl On, token: &[u8], now: DateTime<Utc>) -> Result<Option<(Row, Waiting)>> {
    let found = links::find(on, LinkKind::Invitation, token).await?;
    let Some(row) = found.filter(|row| row.state(now) == State::Usable) else { return Ok(None) };
    Ok(activation::waiting(on, row.account_id.into()).await?.map(|waiting| (row, waiting)))
}

async fn asks_pin(on: &mut impl On, owner: AccountId, waiting: &Waiting) -> Result<bool> {
    Ok(waiting.signs && pin::standing(on, owner).await? == Standing::NotChosen)
}

/// Joins; none when the link is of no use any more.
pub async fn join(
    store: &Store,
    (token, owner): (&[u8], AccountId),
    typed: Typed<'_>,
) -> Result<Option<Result<Joined, Vec<Refusal>>>> {
    let (pin, bad_pin) = chosen_pin(store, (token, owner), typed.pin).await?;
    transact!(store, |tx| {
        let now = tx.now();
        let Some((row, waiting)) = usable(tx, token, now).await? else { return Ok(None) };
        if is_member(tx, owner, &waiting).await? {
            return Ok(Some(Err(vec![Refusal::new("lid", Code::AlreadyMember)])));
        }
        let terms = texts::version(tx, waiting.organisation_id, TextKind::Terms).await?;
        let refusals = [bad_pin.clone(), refused_terms(typed.agreed, terms)].concat();
        if !refusals.is_empty() {
            return Ok(Some(Err(refusals)));
        }
        if !links::use_up(tx, LinkId(row.id)).await? {
            return Ok(None);
        }
        let before = demands::of(tx, owner).await?;
        move_to(tx, row.account_id, owner).await?;
        if typed.agreed.is_some() {
            run!(tx, execute(AGREE, waiting.id.0, typed.agreed, now))?;
        }
        if let Some(pin) = &pin {
            pin::replace(tx, owner, (pin, typed.network)).await?;
        }
        let event = Event::from_network(typed.network, Kind::MembershipJoined);
        audit::log(tx, event.on(ObjectKind::Membership, waiting.id)).await?;
        let log_in_again = demands::of(tx, owner).await?.are_beyond(&before);
        Ok(Some(Ok(Joined { to: waiting.to(), log_in_again })))
    })
}

/// The hash of the PIN where one is asked, or why it cannot be this one.
async fn chosen_pin(
    store: &Store,
    (token, owner): (&[u8], AccountId),
    typed: &str,
) -> Result<(Option<PinHash>, Vec<Refusal>)> {
    let mut conn = store.read().await?;
    let asked = match usable(&mut conn, token, store.now()).await? {
        Some((_, waiting)) => asks_pin(&mut conn, owner, &waiting).await?,
        None => false,
    };
    drop(conn);
    if !asked {
        return Ok((None, Vec::new()));
    }
    Ok(match pin::hash(store, owner, typed).await? {
        Ok(hash) => (Some(hash), Vec::new()),
        Err(code) => (None, vec![Refusal::new("pincode", code)]),
    })
}

async fn is_member(tx: &mut Tx, owner: AccountId, waiting: &Waiting) -> Result<bool> {
    let (organisation, role) = (waiting.organisation_id.0, waiting.role.as_str());
    Ok(run!(tx, query_as::<Member>(ALREADY, owner.0, organisation, role).fetch_optional)?.is_some())
}

async fn move_to(tx: &mut Tx, invited: Uuid, owner: AccountId) -> Result<()> {
    for sql in MOVES {
        run!(tx, execute(sql, invited, owner.0))?;
    }
    run!(tx, execute(REMOVE_ATTEMPTS, invited))?;
    match run!(tx, execute(REMOVE, invited))? {
        1 => Ok(()),
        _ => Err(Error::Corrupt(format!("account {invited} became somebody's while it was joined to another"))),
    }
}
