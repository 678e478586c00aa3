//! What the profile page asks of the server.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::actor::Context;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    pub name: String,
    pub login_name: String,
    pub mail: String,
    pub mobile_ends_in: String,
    /// Whether a PIN is of use somewhere (R17).
    pub signs: bool,
}

/// The own account, as one's membership here knows it.
#[server(OpenProfile, "/api", endpoint = "profile/open")]
pub async fn open_profile(at: Context) -> Result<ProfileView, Fault> {
    let request = crate::request::Request::current()?;
    server::open(&request, &at).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::ProfileView;
    use crate::{fault::Fault, request::Request};
    use portiek_domain::{
        actor::Context,
        audit::{Event, Kind, ObjectKind},
    };
    use portiek_store::accounts::account;

    pub async fn open(request: &Request, at: &Context) -> Result<ProfileView, Fault> {
        let actor = request.active_actor(at).await?;
        let mut conn = request.read().await?;
        let reached = account::contact(&mut conn, actor.account).await;
        let reached = request.settle(reached).await?;
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
        })
    }
}
