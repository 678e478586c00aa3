//! Ending one's sessions.

use super::{confirmed, done, own};
use crate::{fault::Fault, request::Request};
use portiek_domain::{
    audit::{Event, Kind, ObjectKind},
    ids::SessionId,
};
use portiek_store::{Error, accounts::session, transact};

pub async fn end(request: &Request, id: SessionId) -> Result<(), Fault> {
    let (account, _) = own(request)?;
    request.touch().await?;
    let network = request.network();
    let ended = transact!(request.store, |tx| {
        match session::end(tx, (account, id), ("ended by its owner", network)).await {
            Ok(true) => Ok(()),
            Ok(false) => {
                let event = Event::from_network(network, Kind::AccessRefused).on(ObjectKind::Session, id);
                Err(Error::NotFound(Box::new(event)))
            }
            Err(error) => Err(error),
        }
    });
    request.settle(ended).await?;
    done(request, "beeindigd");
    Ok(())
}

pub async fn end_others(request: &Request) -> Result<(), Fault> {
    let Some((account, session)) = confirmed(request, "/uitloggen").await? else { return Ok(()) };
    let why = ("all others ended by their owner", request.network());
    let ended = transact!(request.store, |tx| { session::end_others(tx, (account, Some(session)), why).await });
    request.settle(ended).await?;
    done(request, "uitgelogd");
    Ok(())
}
