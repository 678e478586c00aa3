//! Pincodes (R16, R17, D27): chosen, checked before something is signed, and after five wrong tries of no use until
//! the second factor was given. Only the argon2id hash is kept, and that sealed under the key file: who has no more
//! than the database cannot try the million there are, nor give one account the PIN of another.

use super::{hashing, notices};
use crate::{
    Error, Result, Store, Tx, audit,
    db::{On, run},
    keys::{Keys, Purpose},
    transact,
};
use chrono::{DateTime, NaiveDate, Utc};
use portiek_domain::{
    accounts::pin::{Pin, Standing, TRIES},
    audit::{Event, Kind, ObjectKind},
    ids::AccountId,
    refusal::{Code, Refusal},
};

const BORN: &str = "SELECT DISTINCT r.birth_date FROM membership m JOIN record r \
     ON r.organisation_id = m.organisation_id AND r.subject_id = m.id WHERE m.account_id = $1";
const SET: &str = "INSERT INTO pin (account_id, sealed, set_at, wrong_tries, tried_at) VALUES ($1, $2, $3, 0, $3) \
     ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at, wrong_tries = 0";
/// A try counts before it is looked at, so that many at once are no more than five.
const TRY: &str = "UPDATE pin SET wrong_tries = wrong_tries + 1, tried_at = $3 \
     WHERE account_id = $1 AND wrong_tries < $2";
const KEPT: &str = "SELECT sealed, wrong_tries, tried_at FROM pin WHERE account_id = $1";
const FORGET: &str = "UPDATE pin SET wrong_tries = 0 WHERE account_id = $1";
/// What was shown before the latest try proves nothing of who tried.
const UNLOCK: &str = "UPDATE pin SET wrong_tries = 0 WHERE account_id = $1 AND tried_at <= $2";

/// The hash of a PIN that keeps the rules; for [`set`] only.
#[derive(Clone)]
pub struct PinHash(String);

/// The right PIN was given just now: what a signature asks for. Only [`check`] makes one.
#[derive(Debug)]
pub struct Given {
    account: AccountId,
}

impl Given {
    pub fn account(&self) -> AccountId {
        self.account
    }
}

#[derive(sqlx::FromRow)]
struct Kept {
    sealed: Vec<u8>,
    wrong_tries: i32,
    tried_at: DateTime<Utc>,
}

impl Kept {
    fn is_locked(&self) -> bool {
        self.wrong_tries >= TRIES
    }

    /// Whether what was shown at a moment says who may use or replace this one now.
    fn yields_to(&self, shown_at: DateTime<Utc>) -> bool {
        !self.is_locked() || self.tried_at <= shown_at
    }
}

#[derive(sqlx::FromRow)]
struct Born {
    birth_date: NaiveDate,
}

pub async fn standing(on: &mut impl On, account: AccountId) -> Result<Standing> {
    let kept = run!(on, query_as::<Kept>(KEPT, account.0).fetch_optional)?;
    Ok(match kept {
        None => Standing::NotChosen,
        Some(kept) if kept.is_locked() => Standing::Locked,
        Some(_) => Standing::Ready,
    })
}

/// The hash of a PIN that somebody chooses, or why it will not do: the birth dates are those of their own records.
pub async fn hash(store: &Store, account: AccountId, typed: &str) -> Result<Result<PinHash, Code>> {
    let mut conn = store.read().await?;
    let born = run!(&mut conn, query_as::<Born>(BORN, account.0).fetch_all)?;
    drop(conn);
    let born: Vec<NaiveDate> = born.into_iter().map(|born| born.birth_date).collect();
    match Pin::choose(typed, &born) {
        Ok(pin) => of(&pin, store.ambient().random()).await.map(Ok),
        Err(code) => Ok(Err(code)),
    }
}

/// The hash of a PIN, salted with the bytes given.
pub(crate) async fn of(pin: &Pin, salt: [u8; 16]) -> Result<PinHash> {
    hashing::hash(pin.digits().into(), salt).await.map(PinHash)
}

/// Sets it; earlier wrong tries do not count any more.
pub async fn set(tx: &mut Tx, account: AccountId, (hash, network): (&PinHash, &str)) -> Result<()> {
    let (now, ambient) = (tx.now(), tx.ambient());
    let sealed = ambient.keys.seal(Purpose::Pin, ambient.random(), (account.0.as_bytes(), hash.0.as_bytes()))?;
    run!(tx, execute(SET, account.0, sealed, now))?;
    log(tx, account, (Kind::PinSet, network)).await
}

/// Whether this is somebody's PIN. What cannot be one costs no try.
pub async fn check(store: &Store, (account, network): (AccountId, &str), typed: &str) -> Result<Result<Given, Code>> {
    let pin = match Pin::parse(typed) {
        Ok(pin) => pin,
        Err(code) => return Ok(Err(code)),
    };
    let kept = match transact!(store, |tx| { count(tx, account).await })? {
        Ok(kept) => kept,
        Err(code) => return Ok(Err(code)),
    };
    let hash = open(&store.ambient().keys, account, &kept.sealed)?;
    let right = hashing::verify(pin.digits().into(), Some(hash)).await?;
    transact!(store, |tx| {
        if right {
            run!(tx, execute(FORGET, account.0))?;
            return Ok(Ok(Given { account }));
        }
        log(tx, account, (Kind::PinRefused, network)).await?;
        let left = TRIES - kept.wrong_tries;
        Ok(Err(if left > 0 { Code::WrongPin { left } } else { Code::PinLocked }))
    })
}

/// Counts a try, and what it is to be compared with.
async fn count(tx: &mut Tx, account: AccountId) -> Result<Result<Kept, Code>> {
    let now = tx.now();
    let may_try = run!(tx, execute(TRY, account.0, TRIES, now))? == 1;
    let kept = run!(tx, query_as::<Kept>(KEPT, account.0).fetch_optional)?;
    Ok(match kept {
        None => Err(Code::NoPin),
        Some(kept) if may_try => Ok(kept),
        Some(_) => Err(Code::PinLocked),
    })
}

fn open(keys: &Keys, account: AccountId, sealed: &[u8]) -> Result<String> {
    let hash = keys.open(Purpose::Pin, account.0.as_bytes(), sealed)?;
    String::from_utf8(hash).map_err(|_| Error::Corrupt(format!("pin.sealed of {account}")))
}

/// Changes the PIN of somebody who knows the current one.
pub async fn change(
    store: &Store,
    (account, network): (AccountId, &str),
    (current, new): (&str, &str),
) -> Result<Result<(), Refusal>> {
    if let Err(code) = check(store, (account, network), current).await? {
        return Ok(Err(Refusal::new("huidig", code)));
    }
    let hash = match hash(store, account, new).await? {
        Ok(hash) => hash,
        Err(code) => return Ok(Err(Refusal::new("pincode", code))),
    };
    transact!(store, |tx| { replace(tx, account, (&hash, network)).await }).map(Ok)
}

/// Sets it for who is in; its owner is told.
pub(super) async fn replace(tx: &mut Tx, account: AccountId, new: (&PinHash, &str)) -> Result<()> {
    let had_one = run!(tx, query_as::<Kept>(KEPT, account.0).fetch_optional)?.is_some();
    set(tx, account, new).await?;
    if had_one { notices::pin_changed(tx, account).await } else { notices::pin_chosen(tx, account).await }
}

/// Whether who confirmed to be the account's owner at a moment may choose another PIN (D27).
pub async fn may_choose(on: &mut impl On, account: AccountId, shown_at: DateTime<Utc>) -> Result<bool> {
    let kept = run!(on, query_as::<Kept>(KEPT, account.0).fetch_optional)?;
    Ok(kept.is_none_or(|kept| kept.yields_to(shown_at)))
}

/// Another PIN for who has none, forgot it or may not try any more, and confirmed at a moment to be the account's owner;
/// none when that was before the wrong tries.
pub async fn choose(
    store: &Store,
    (account, network): (AccountId, &str),
    (typed, shown_at): (&str, DateTime<Utc>),
) -> Result<Option<Result<(), Refusal>>> {
    if !may_choose(&mut store.read().await?, account, shown_at).await? {
        return Ok(None);
    }
    let hash = match hash(store, account, typed).await? {
        Ok(hash) => hash,
        Err(code) => return Ok(Some(Err(Refusal::new("pincode", code)))),
    };
    transact!(store, |tx| {
        if !may_choose(tx, account, shown_at).await? {
            return Ok(None);
        }
        replace(tx, account, (&hash, network)).await.map(|()| Some(Ok(())))
    })
}

/// The second factor was given at a moment: five more tries, if that was not before the latest one.
pub async fn unlock(tx: &mut Tx, (account, network): (AccountId, &str), given_at: DateTime<Utc>) -> Result<()> {
    match run!(tx, execute(UNLOCK, account.0, given_at))? {
        0 => Ok(()),
        _ => log(tx, account, (Kind::PinUnlocked, network)).await,
    }
}

async fn log(tx: &mut Tx, account: AccountId, (kind, network): (Kind, &str)) -> Result<()> {
    audit::log(tx, Event::from_network(network, kind).on(ObjectKind::Account, account)).await
}
