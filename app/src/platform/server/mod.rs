//! Who, rule, verb, commit.

mod organisations;
mod people;
mod providers;
mod readers;
mod sections;
mod state;

pub use organisations::{add, list, open, open_new};
pub use people::{invite, invite_again, log_out_everywhere, open_invite, open_withdrawal, withdraw};
pub use providers::{TypedProvider, open_provider, remove_provider, set_provider, try_provider};
pub use readers::{appoint_reader, dismiss_reader, open_readers};
pub use sections::{Typed, open_section, save};
pub use state::state;

use super::views::BlankView;
use crate::{
    fault::Fault,
    here::href,
    request::{Request, Sent},
};
use portiek_domain::{
    access::{self, PlatformAccess},
    actor::Context,
    forms::Answer,
    ids::FormKey,
    organisation::Values,
    refusal::Refusal,
};
use portiek_store::{
    access::refused,
    organisations::settings::{self, Organisation},
};

/// Only for platform administrators; for everybody else none of this exists.
async fn platform(request: &Request, at: &Context) -> Result<PlatformAccess, Fault> {
    let actor = request.active_actor(at).await?;
    match access::to_platform(&actor) {
        Some(access) => Ok(access),
        None => request.settle(Err(refused(&actor, actor.membership.0))).await,
    }
}

async fn find(request: &Request, access: &PlatformAccess, number: i64) -> Result<Organisation, Fault> {
    let mut conn = request.read().await?;
    let found = settings::find(&mut conn, access, number).await;
    drop(conn);
    request.settle(found).await
}

fn name(organisation: &Organisation) -> String {
    organisation.details().map(|details| details.display_name.clone()).unwrap_or_default()
}

fn address(at: &Context, number: i64, rest: &str) -> String {
    href(at, &format!("/organisaties/{number}{rest}"), "")
}

async fn blank(request: &Request, refused: Option<FormKey>) -> Result<BlankView, Fault> {
    Ok(BlankView { key: request.new_key(), refused: request.refused(refused).await? })
}

/// Draws a form again with what was typed.
async fn refuse(
    request: &Request,
    (key, back): (FormKey, String),
    (values, refusals): (&Values, Vec<Refusal>),
) -> Result<Answer, Fault> {
    let values: Vec<(&str, &str)> = values.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    request.refuse(Sent { key, back, values: &values }, refusals).await
}

/// Goes on to the organisation's page, at the part that says what was done.
fn done(request: &Request, (at, number): (&Context, i64), (part, what): (&str, &str)) -> Answer {
    request.go_saying((&address(at, number, ""), part), what);
    Answer::Done(request.new_key())
}
