//! What waits for its second half: a passkey's answer, the first code of an authenticator app, recovery codes that are
//! being copied. Sealed, for its owner only, taken once.

use crate::{
    Result, Tx,
    db::{On, run},
    keys::{Keys, Purpose, token_hash},
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::accounts::factors::{CEREMONY, ENROLMENT, SHOWN_FOR};
use uuid::Uuid;

const KEEP: &str = "INSERT INTO factor_pending (purpose, owner, token_hash, sealed, begun_at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (purpose, owner, token_hash) \
     DO UPDATE SET sealed = excluded.sealed, begun_at = excluded.begun_at";
const LOOK: &str = "SELECT sealed FROM factor_pending WHERE purpose = $1 AND owner = $2 AND token_hash = $3 \
     AND begun_at > $4";
const DROP: &str = "DELETE FROM factor_pending WHERE purpose = $1 AND owner = $2 AND token_hash = $3";
const FORGET: &str = "DELETE FROM factor_pending WHERE begun_at <= $1";

/// What waits.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// A new passkey.
    NewPasskey,
    /// A passkey of an account that is known.
    Passkey,
    /// A passkey as the only step.
    Login,
    Authenticator,
    RecoveryCodes,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::NewPasskey => "new_passkey",
            Self::Passkey => "passkey",
            Self::Login => "login",
            Self::Authenticator => "authenticator",
            Self::RecoveryCodes => "recovery_codes",
        }
    }

    fn lasts(self) -> TimeDelta {
        match self {
            Self::NewPasskey | Self::Passkey | Self::Login => CEREMONY,
            Self::Authenticator => ENROLMENT,
            Self::RecoveryCodes => SHOWN_FOR,
        }
    }
}

/// Something that waits: what, whose (a session or an attempt; nil for nobody's) and, where there can be several, the
/// token its browser has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pending<'a> {
    pub what: What,
    pub owner: Uuid,
    pub token: &'a [u8],
}

#[derive(sqlx::FromRow)]
struct Row {
    sealed: Vec<u8>,
}

impl Pending<'_> {
    fn hash(&self) -> Vec<u8> {
        token_hash(self.token)
    }

    fn bound(&self) -> Vec<u8> {
        [self.what.name().as_bytes(), self.owner.as_bytes(), &self.hash()].concat()
    }

    pub async fn keep(&self, tx: &mut Tx, text: &[u8]) -> Result<()> {
        let ambient = tx.ambient();
        let sealed = ambient.keys.seal(Purpose::Factor, ambient.random(), (&self.bound(), text))?;
        let now = tx.now();
        run!(tx, execute(KEEP, self.what.name(), self.owner, self.hash(), sealed, now))?;
        Ok(())
    }

    /// What was kept, while it is in time.
    pub async fn look(&self, (on, keys): (&mut impl On, &Keys), now: DateTime<Utc>) -> Result<Option<Vec<u8>>> {
        let after = now - self.what.lasts();
        let row = run!(on, query_as::<Row>(LOOK, self.what.name(), self.owner, self.hash(), after).fetch_optional)?;
        row.map(|row| keys.open(Purpose::Factor, &self.bound(), &row.sealed)).transpose()
    }

    /// The same, for the one who takes it first.
    pub async fn take(&self, tx: &mut Tx) -> Result<Option<Vec<u8>>> {
        let (keys, now) = (tx.ambient().keys.clone(), tx.now());
        let kept = self.look((tx, &keys), now).await?;
        Ok(if self.drop(tx).await? { kept } else { None })
    }

    /// Whether it was there.
    pub async fn drop(&self, tx: &mut Tx) -> Result<bool> {
        Ok(run!(tx, execute(DROP, self.what.name(), self.owner, self.hash()))? == 1)
    }
}

/// Removes what came to nothing.
pub(crate) async fn forget(tx: &mut Tx) -> Result<u64> {
    let before = tx.now() - ENROLMENT;
    Ok(run!(tx, execute(FORGET, before))?)
}
