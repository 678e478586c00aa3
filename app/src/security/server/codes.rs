//! Recovery codes.

use super::{confirmed, done, own, state};
use crate::{
    fault::Fault,
    request::Request,
    security::{PAGE, api::CodesView},
};
use portiek_store::{accounts::factors::recovery, transact};

pub async fn open(request: &Request) -> Result<Option<CodesView>, Fault> {
    let Some((account, session)) = confirmed(request, "/herstelcodes").await? else { return Ok(None) };
    let mut conn = request.read().await?;
    let (keys, now) = (&request.store.ambient().keys, request.store.now());
    let codes = recovery::shown(&mut conn, keys, (session, now)).await;
    let codes = request.settle(codes).await?;
    let kept = recovery::state(&mut conn, account).await;
    Ok(Some(CodesView { codes, state: request.settle(kept).await?.map(state) }))
}

pub async fn make(request: &Request) -> Result<(), Fault> {
    let Some(own) = confirmed(request, "/herstelcodes").await? else { return Ok(()) };
    let made = recovery::make(&request.store, own, request.network()).await;
    request.settle(made).await?;
    request.go(&format!("{PAGE}/herstelcodes"));
    Ok(())
}

/// Needs no step-up: it only puts away what this browser shows.
pub async fn hide(request: &Request) -> Result<(), Fault> {
    let (_, session) = own(request)?;
    request.touch().await?;
    let hidden = transact!(request.store, |tx| { recovery::hide(tx, session).await });
    request.settle(hidden).await?;
    done(request, "herstelcodes");
    Ok(())
}
