//! What the pages of an activation ask of the server. Forms are plain posts: they answer with a page to go to.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    accounts::password::{Owner, Rule},
    forms::{Answer, RefusedForm},
    ids::FormKey,
};
use serde::{Deserialize, Serialize};

/// Where somebody is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub number: i64,
    pub organisation: String,
    pub portal: String,
    pub phone: String,
}

/// What comes after the invitation's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// A code to a number that ends in these digits.
    Code(String),
    /// A mobile number first.
    Mobile,
    Password,
}

/// An invitation as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationView {
    Usable {
        place: Place,
        next: Next,
        key: FormKey,
        refused: RefusedForm,
    },
    /// Of no use any more, which of D5's sentences says why, and whether another one can be sent.
    Over {
        why: Option<String>,
        used: bool,
    },
}

/// The texts of an organisation that go with its portal (S15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub organisation: i64,
    /// The version of the terms to agree to.
    pub terms: Option<i64>,
    pub privacy: bool,
}

/// What is asked at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishView {
    pub key: FormKey,
    pub refused: RefusedForm,
    pub place: Place,
    pub rules: Vec<Rule>,
    pub owner: Owner,
    /// Who is invited by hand says who they are.
    pub person: bool,
    /// Whether a PIN is chosen too: people sign there (R16).
    pub signs: bool,
    pub texts: Texts,
}

/// What somebody who is logged in may join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinView {
    pub key: FormKey,
    pub refused: RefusedForm,
    pub place: Place,
    /// Whom it is joined to.
    pub mail: String,
    /// Whether a PIN is chosen too: people sign there, and this account has none yet (R16).
    pub signs: bool,
    pub texts: Texts,
}

/// Looks at an invitation; that changes nothing (D5).
#[server(OpenInvitation, "/api", endpoint = "activation/open")]
pub async fn open_invitation(token: String, refused: Option<FormKey>) -> Result<InvitationView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, (&token, refused)).await
}

/// "Stuur mij de sms-code" (D5), or straight on where no code is asked.
#[server(BeginActivation, "/api", endpoint = "activation/begin")]
pub async fn begin_activation(key: FormKey, token: String, mobiel: Option<String>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::begin(&request, (key, &token), &mobiel.unwrap_or_default()).await
}

/// "Hier": sends the invitation once more (D5). The same answer for every link.
#[server(RenewInvitation, "/api", endpoint = "activation/renew")]
pub async fn renew_invitation(token: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::renew(&request, &token).await
}

/// What is asked at the end of an activation; none when that is over.
#[server(OpenFinish, "/api", endpoint = "activation/open_finish")]
pub async fn open_finish(refused: Option<FormKey>) -> Result<Option<FinishView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_finish(&request, refused).await
}

/// Makes the account its owner's and goes in (R114).
#[server(FinishActivation, "/api", endpoint = "activation/finish")]
pub async fn finish_activation(
    key: FormKey,
    nieuw: String,
    pincode: Option<String>,
    akkoord: Option<i64>,
    voornaam: Option<String>,
    achternaam: Option<String>,
    mail: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let [pincode, voornaam, achternaam, mail] = [pincode, voornaam, achternaam, mail].map(Option::unwrap_or_default);
    let typed = super::server::Typed { key, nieuw, pincode, akkoord, voornaam, achternaam, mail };
    super::server::finish(&request, typed).await
}

/// What an invitation offers to somebody who is logged in; none when it is of no use any more.
#[server(OpenJoin, "/api", endpoint = "activation/open_join")]
pub async fn open_join(token: String, refused: Option<FormKey>) -> Result<Option<JoinView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_join(&request, (&token, refused)).await
}

/// Joins the invitation to the own account (D23).
#[server(Join, "/api", endpoint = "activation/join")]
pub async fn join(key: FormKey, token: String, pincode: Option<String>, akkoord: Option<i64>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::join(&request, (key, &token), (&pincode.unwrap_or_default(), akkoord)).await
}
