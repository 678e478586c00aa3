//! The demonstration world: named people one can log in as, the same that the tests speak of.

mod appointments;
mod conversations;
mod dossiers;
mod newcomers;
pub mod people;
mod texts;

use crate::{
    Error, Result, Store,
    accounts::{hashing, pin},
    db::run,
    transact,
};
pub use people::{Cast, Member};
use portiek_domain::accounts::pin::Pin;

/// Everybody's password in the demonstration world.
pub const PASSWORD: &str = "Welkom-bij-Portiek-26";
/// And everybody's PIN.
pub const PIN: &str = "24680";

#[derive(sqlx::FromRow)]
struct Counted {
    organisations: i64,
}

/// Whether nobody has used this database yet.
pub async fn is_empty(store: &Store) -> Result<bool> {
    const COUNT: &str = "SELECT count(*) AS organisations FROM organisation";
    let mut conn = store.read().await?;
    Ok(run!(&mut conn, query_as::<Counted>(COUNT).fetch_one)?.organisations == 0)
}

/// Fills an empty database, all or nothing.
pub async fn populate(store: &Store) -> Result<Cast> {
    const ALREADY_SENT: &str = "UPDATE outbox SET sent_at = created_at WHERE sent_at IS NULL";
    let hash = hashing::hash(PASSWORD.into(), store.ambient().random()).await?;
    let pin = Pin::parse(PIN).map_err(|_| Error::Secrets("the demonstration world's PIN is none"))?;
    let pin = pin::of(&pin, store.ambient().random()).await?;
    transact!(store, |tx| {
        let now = tx.now();
        let cast = people::populate(tx, &hash).await?;
        texts::populate(tx, &cast).await?;
        people::give_pins(tx, (&cast, &pin)).await?;
        conversations::populate(tx, (&cast, now)).await?;
        tx.backdate(now);
        appointments::populate(tx, (&cast, now)).await?;
        tx.backdate(now);
        dossiers::populate(tx, &cast).await?;
        tx.backdate(now);
        run!(tx, execute(ALREADY_SENT))?;
        Ok(cast)
    })
}

/// The same with who is invited and has not come yet, for the demonstration: their mail is still to be delivered.
pub async fn demonstrate(store: &Store) -> Result<Cast> {
    let cast = populate(store).await?;
    transact!(store, |tx| { newcomers::populate(tx, &cast).await })?;
    Ok(cast)
}
