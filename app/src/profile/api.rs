//! What the profile page asks of the server.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{actor::Context, ids::SessionId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    pub name: String,
    pub login_name: String,
    pub mail: String,
    pub mobile_ends_in: String,
    /// Whether a PIN is of use somewhere (R17).
    pub signs: bool,
    pub browsers: Vec<BrowserView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserView {
    pub session: SessionId,
    pub device: String,
    pub last_used: String,
    pub this_one: bool,
}

/// The own account, as one's membership here knows it.
#[server(OpenProfile, "/api", endpoint = "profile/open")]
pub async fn open_profile(at: Context) -> Result<ProfileView, Fault> {
    let request = crate::request::Request::current()?;
    server::open(&request, &at).await
}

/// Ends one of the own sessions.
#[server(EndSession, "/api", endpoint = "profile/end_session")]
pub async fn end_session(at: Context, session: SessionId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    server::end(&request, &at, session).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::{BrowserView, ProfileView};
    use crate::{fault::Fault, request::Request};
    use portiek_domain::{
        actor::Context,
        audit::{Event, Kind, ObjectKind},
        ids::SessionId,
        time,
    };
    use portiek_store::{
        access,
        accounts::{account, session},
        transact,
    };

    pub async fn open(request: &Request, at: &Context) -> Result<ProfileView, Fault> {
        let actor = request.active_actor(at).await?;
        let mut conn = request.read().await?;
        let reached = account::contact(&mut conn, actor.account).await;
        let reached = request.settle(reached).await?;
        let listed = session::list(&mut conn, actor.account, request.store.now()).await;
        let listed = request.settle(listed).await?;
        drop(conn);
        let event = Event::by(&actor, Kind::ProfileRead).on(ObjectKind::Account, actor.account);
        request.look(event, (&[], None)).await?;
        let login_name = request.visitor()?.membership(at).map(|m| m.login_name.clone()).unwrap_or_default();
        Ok(ProfileView {
            name: actor.name.to_string(),
            login_name,
            mail: reached.mail,
            mobile_ends_in: reached.mobile_ends_in,
            signs: request.visitor()?.signs(),
            browsers: listed.into_iter().map(|listed| browser(listed, actor.session)).collect(),
        })
    }

    fn browser(listed: session::Listed, own: SessionId) -> BrowserView {
        let this_one = listed.id == own;
        BrowserView {
            session: listed.id,
            device: listed.device,
            last_used: if this_one { "nu".into() } else { time::stamp(listed.seen_at) },
            this_one,
        }
    }

    pub async fn end(request: &Request, at: &Context, id: SessionId) -> Result<(), Fault> {
        let actor = request.active_actor(at).await?;
        let ended = transact!(request.store, |tx| {
            match session::end(tx, (actor.account, id), ("ended by its owner", request.network())).await {
                Ok(true) => Ok(()),
                Ok(false) => Err(access::refused(&actor, id.0)),
                Err(error) => Err(error),
            }
        });
        request.settle(ended).await?;
        request.go_back();
        Ok(())
    }
}
