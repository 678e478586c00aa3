//! What the pages of platform administration ask of the server. Forms are plain posts: they answer with a page.

use super::views::{
    BlankView, FormView, InviteView, ListView, OrganisationView, ProviderFormView, ReadersView, StateView, WithdrawView,
};
use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    actor::Context,
    forms::Answer,
    ids::{FormKey, MembershipId, ProviderId},
    organisation::{Section, Values},
};

/// All organisations, or those that were searched for.
#[server(ListOrganisations, "/api", endpoint = "platform/list")]
pub async fn list_organisations(at: Context, search: Option<String>) -> Result<ListView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::list(&request, &at, &search.unwrap_or_default()).await
}

/// The form for a new organisation.
#[server(OpenNew, "/api", endpoint = "platform/open_new")]
pub async fn open_new(at: Context, refused: Option<FormKey>) -> Result<BlankView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_new(&request, &at, refused).await
}

/// "Organisatie toevoegen".
#[server(AddOrganisation, "/api", endpoint = "platform/add")]
pub async fn add_organisation(at: Context, key: FormKey, v: Option<Values>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::add(&request, &at, (key, v.unwrap_or_default())).await
}

/// An organisation with all it has set, and its administrators.
#[server(OpenOrganisation, "/api", endpoint = "platform/open")]
pub async fn open_organisation(at: Context, number: i64) -> Result<OrganisationView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, &at, number).await
}

/// The form of one section.
#[server(OpenSection, "/api", endpoint = "platform/open_section")]
pub async fn open_section(
    at: Context,
    number: i64,
    section: Section,
    refused: Option<FormKey>,
) -> Result<FormView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_section(&request, &at, (number, section, refused)).await
}

/// "Opslaan": one section by itself. `gezien` is what of it was shown.
#[server(SaveSection, "/api", endpoint = "platform/save")]
pub async fn save_section(
    at: Context,
    key: FormKey,
    number: i64,
    section: Section,
    gezien: String,
    v: Option<Values>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let typed = super::server::Typed { key, number, section, gezien, values: v.unwrap_or_default() };
    super::server::save(&request, &at, typed).await
}

/// The form to invite an administrator.
#[server(OpenInvite, "/api", endpoint = "platform/open_invite")]
pub async fn open_invite(at: Context, number: i64, refused: Option<FormKey>) -> Result<InviteView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_invite(&request, &at, (number, refused)).await
}

/// "Beheerder uitnodigen".
#[server(InviteAdministrator, "/api", endpoint = "platform/invite")]
pub async fn invite_administrator(at: Context, key: FormKey, number: i64, v: Option<Values>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::invite(&request, &at, (key, number, v.unwrap_or_default())).await
}

/// "Opnieuw uitnodigen".
#[server(InviteAgain, "/api", endpoint = "platform/invite_again")]
pub async fn invite_again(at: Context, key: FormKey, number: i64, member: MembershipId) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::invite_again(&request, &at, (key, number, member)).await
}

/// "Overal uitloggen" (D23).
#[server(LogOutEverywhere, "/api", endpoint = "platform/log_out_everywhere")]
pub async fn log_out_everywhere(at: Context, number: i64, member: MembershipId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::log_out_everywhere(&request, &at, (number, member)).await
}

/// Whom it is about, before it is withdrawn.
#[server(OpenWithdrawal, "/api", endpoint = "platform/open_withdrawal")]
pub async fn open_withdrawal(
    at: Context,
    number: i64,
    member: MembershipId,
    refused: Option<FormKey>,
) -> Result<WithdrawView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_withdrawal(&request, &at, (number, member, refused)).await
}

/// "Intrekken", with its reason.
#[server(Withdraw, "/api", endpoint = "platform/withdraw")]
pub async fn withdraw(
    at: Context,
    key: FormKey,
    number: i64,
    member: MembershipId,
    v: Option<Values>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::withdraw(&request, &at, ((key, number, member), v.unwrap_or_default())).await
}

/// The form for a provider of logins; none when the browser is on its way to confirm who one is.
#[server(OpenProvider, "/api", endpoint = "platform/open_provider")]
pub async fn open_provider(
    at: Context,
    number: i64,
    provider: Option<ProviderId>,
    refused: Option<FormKey>,
) -> Result<Option<ProviderFormView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_provider(&request, &at, (number, provider, refused)).await
}

/// Adds a provider, or changes it. The secret is never drawn again; empty keeps the one there is.
#[server(SetProvider, "/api", endpoint = "platform/set_provider")]
pub async fn set_provider(
    at: Context,
    key: FormKey,
    number: i64,
    provider: Option<ProviderId>,
    gezien: Option<String>,
    geheim: String,
    v: Option<Values>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let shown = provider.map(|id| (id, gezien.unwrap_or_default()));
    let typed = super::server::TypedProvider { key, number, shown, secret: geheim, values: v.unwrap_or_default() };
    super::server::set_provider(&request, &at, typed).await
}

/// "Verwijderen": nobody logs in there any more.
#[server(RemoveProvider, "/api", endpoint = "platform/remove_provider")]
pub async fn remove_provider(at: Context, number: i64, provider: ProviderId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::remove_provider(&request, &at, (number, provider)).await
}

/// "Verbinding testen".
#[server(TryProviderOut, "/api", endpoint = "platform/try_provider")]
pub async fn try_provider(at: Context, number: i64, provider: ProviderId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::try_provider(&request, &at, (number, provider)).await
}

/// Who may read the log of an organisation; none when the browser is on its way to confirm who one is.
#[server(OpenReaders, "/api", endpoint = "platform/open_readers")]
pub async fn open_readers(at: Context, number: i64, refused: Option<FormKey>) -> Result<Option<ReadersView>, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open_readers(&request, &at, (number, refused)).await
}

/// "Aanwijzen": by user name or mail address.
#[server(AppointReader, "/api", endpoint = "platform/appoint_reader")]
pub async fn appoint_reader(at: Context, key: FormKey, number: i64, v: Option<Values>) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::appoint_reader(&request, &at, (key, number, v.unwrap_or_default())).await
}

/// "Niet meer laten lezen".
#[server(DismissReader, "/api", endpoint = "platform/dismiss_reader")]
pub async fn dismiss_reader(at: Context, number: i64, member: MembershipId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::dismiss_reader(&request, &at, (number, member)).await
}

/// "Toestand".
#[server(LookAtState, "/api", endpoint = "platform/state")]
pub async fn look_at_state(at: Context) -> Result<StateView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::state(&request, &at).await
}
