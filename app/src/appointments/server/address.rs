//! The private address for calendar programs: who, rule, verb, commit.

use crate::{
    fault::Fault,
    here::href,
    request::{Request, hex},
};
use portiek_domain::{
    access::Access,
    actor::{Actor, Context},
    audit::{Event, Kind, ObjectKind},
};
use portiek_store::{Result as Stored, Tx, appointments, records, transact};

pub async fn open_address(request: &Request, at: &Context) -> Result<Option<String>, Fault> {
    let actor = request.actor(at).await?;
    let number = at.record.as_deref().unwrap_or_default();
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let access = records::own(&mut conn, &actor, number).await?;
        let secret = appointments::address(&mut conn, &request.store.ambient().keys, &access).await?;
        Ok((access, secret))
    }
    .await;
    drop(conn);
    let (access, secret) = request.settle(loaded).await?;
    let Some(secret) = secret else { return Ok(None) };
    let event = Event::with(&access, Kind::CalendarAddressRead).on(ObjectKind::Record, access.record());
    request.look(event, (&[], None)).await?;
    Ok(Some(format!("{}/agenda/{}.ics", request.origin, hex(&secret))))
}

pub async fn make_address(request: &Request, at: &Context) -> Result<(), Fault> {
    let actor = request.active_actor(at).await?;
    let made = transact!(request.store, |tx| {
        let access = own(tx, (&actor, at)).await?;
        appointments::make_address(tx, &access).await
    });
    request.settle(made).await?;
    request.go(&href(at, "/afspraken/agenda", ""));
    Ok(())
}

pub async fn remove_address(request: &Request, at: &Context) -> Result<(), Fault> {
    let actor = request.active_actor(at).await?;
    let removed = transact!(request.store, |tx| {
        let access = own(tx, (&actor, at)).await?;
        appointments::remove_address(tx, &access).await
    });
    request.settle(removed).await?;
    request.go(&href(at, "/afspraken/agenda", "verwijderd=1"));
    Ok(())
}

async fn own(tx: &mut Tx, (actor, at): (&Actor, &Context)) -> Stored<Access> {
    records::own(tx, actor, at.record.as_deref().unwrap_or_default()).await
}
