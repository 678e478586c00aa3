//! What the pages about passwords ask of the server. Forms are plain posts: they answer with a page to go to.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    accounts::{
        login::ChangeWhy,
        password::{Owner, Rule},
    },
    forms::{Answer, RefusedForm},
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

/// A mailed link as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkView {
    /// Of use: whether a code is sent next.
    Usable { code: bool },
    /// Of no use any more, and which of D5's sentences says why; there may never have been such a link.
    Over { why: Option<String> },
}

/// What the form for a new password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPasswordView {
    pub key: FormKey,
    pub refused: RefusedForm,
    pub rules: Vec<Rule>,
    pub owner: Owner,
    /// Absent when somebody who is logged in changes it.
    pub why: Option<ChangeWhy>,
}

/// "Wachtwoord aanvragen" (R12): the same answer for every name.
#[server(RequestPassword, "/api", endpoint = "password/request")]
pub async fn request_password(key: FormKey, naam: String) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::request_password(&request, (key, &naam)).await
}

/// Looks at a mailed link; that changes nothing (D5).
#[server(FollowLink, "/api", endpoint = "password/follow")]
pub async fn follow_link(token: String) -> Result<LinkView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::follow_link(&request, &token).await
}

/// "Stuur mij de sms-code" (D5), or straight on where no code is asked.
#[server(GoOn, "/api", endpoint = "password/go_on")]
pub async fn go_on(token: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::go_on(&request, &token).await
}

/// What is asked of the new password, at the end of a login or a link; none when that is over.
#[server(OpenChoice, "/api", endpoint = "password/open_choice")]
pub async fn open_choice(refused: Option<FormKey>) -> Result<Option<NewPasswordView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_choice(&request, refused).await
}

/// Sets the new password and goes in (R114).
#[server(ChoosePassword, "/api", endpoint = "password/choose")]
pub async fn choose_password(key: FormKey, nieuw: String, naar: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::choose(&request, (key, &nieuw), &naar.unwrap_or_default()).await
}

/// What is asked of another password of somebody who is logged in.
#[server(OpenChange, "/api", endpoint = "password/open_change")]
pub async fn open_change(refused: Option<FormKey>) -> Result<NewPasswordView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_change(&request, refused).await
}

/// "Wachtwoord wijzigen" (R15): asks the current one.
#[server(ChangePassword, "/api", endpoint = "password/change")]
pub async fn change_password(
    key: FormKey,
    huidig: String,
    nieuw: String,
    naar: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let typed = super::server::Changing { key, huidig, nieuw, naar: naar.unwrap_or_default() };
    super::server::change(&request, typed).await
}

/// Within how many days the password expires (R11); none when there is nothing to warn of.
#[server(OpenExpiry, "/api", endpoint = "password/open_expiry")]
pub async fn open_expiry() -> Result<Option<i64>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_expiry(&request).await
}

/// The leaked passwords whose hash begins like that of what is being typed; the server does not learn what that is.
#[server(LeakedLike, "/api", endpoint = "password/leaked")]
pub async fn leaked_like(beginning: u16) -> Result<Vec<u8>, Fault> {
    Ok(portiek_store::accounts::password::LEAKED.bucket(beginning).0.to_vec())
}
