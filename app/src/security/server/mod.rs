//! Who, rule, verb, commit.

pub mod adding;
pub mod codes;
pub mod factors;
pub mod sessions;

use super::{
    PAGE,
    api::{BrowserView, FactorView, FormView, RecoveryView, SecurityView},
};
use crate::{fault::Fault, request::Request};
use portiek_domain::{
    accounts::factors::Factor,
    audit::{Event, Kind, ObjectKind},
    forms::RefusedForm,
    ids::{FormKey, SessionId},
    time,
};
use portiek_store::accounts::{
    account,
    confirm::Own,
    factors::{self as kept, Listed, recovery},
    session,
};

fn own(request: &Request) -> Result<Own, Fault> {
    let visitor = request.visitor()?;
    Ok((visitor.account, visitor.session))
}

/// Who is logged in and has confirmed it; none when the browser is on its way to do that and then to a page of these.
async fn confirmed(request: &Request, page: &str) -> Result<Option<Own>, Fault> {
    let own = own(request)?;
    request.touch().await?;
    Ok(request.confirmed(&format!("{PAGE}{page}"))?.then_some(own))
}

pub async fn open(request: &Request) -> Result<SecurityView, Fault> {
    let (account, session) = own(request)?;
    let mut conn = request.read().await?;
    let reached = account::contact(&mut conn, account).await;
    let reached = request.settle(reached).await?;
    let factors = kept::list(&mut conn, account).await;
    let factors = request.settle(factors).await?;
    let recovery = recovery::state(&mut conn, account).await;
    let recovery = request.settle(recovery).await?;
    let browsers = session::list(&mut conn, account, request.store.now()).await;
    let browsers = request.settle(browsers).await?;
    drop(conn);
    let event = Event::from_network(request.network(), Kind::AccountRead).on(ObjectKind::Account, account);
    request.look(event, (&[], None)).await?;
    Ok(SecurityView {
        password_set: time::date(time::day(reached.password_set_at)),
        mobile_ends_in: reached.mobile_ends_in,
        factors: factors.into_iter().map(factor).collect(),
        recovery: recovery.map(state),
        browsers: browsers.into_iter().map(|listed| browser(listed, session)).collect(),
        passkeys: request.passkeys.are_possible(),
    })
}

fn factor(listed: Listed) -> FactorView {
    FactorView {
        id: listed.id,
        kind: if listed.factor == Factor::Passkey { "Passkey" } else { "Authenticator-app" }.into(),
        name: listed.name,
        added: time::date(time::day(listed.added_at)),
        used: listed.used_at.map(time::stamp),
    }
}

fn state(state: recovery::State) -> RecoveryView {
    RecoveryView { made: time::date(time::day(state.made_at)), left: state.left }
}

fn browser(listed: session::Listed, own: SessionId) -> BrowserView {
    let this_one = listed.id == own;
    BrowserView {
        session: listed.id,
        device: listed.device,
        network: listed.network,
        last_used: if this_one { "nu".into() } else { time::stamp(listed.seen_at) },
        this_one,
    }
}

pub async fn open_form(request: &Request, (page, refused): (&str, Option<FormKey>)) -> Result<Option<FormView>, Fault> {
    // Only pages of these.
    let page = ["/passkey", "/uitloggen"].into_iter().find(|known| *known == page).unwrap_or_default();
    match confirmed(request, page).await? {
        Some(_) => form(request, refused).await.map(Some),
        None => Ok(None),
    }
}

async fn form(request: &Request, refused: Option<FormKey>) -> Result<FormView, Fault> {
    let kept: RefusedForm = request.refused(refused).await?;
    Ok(FormView { key: request.new_key(), refused: kept })
}

/// Back to the page of it all, which says what was done.
fn done(request: &Request, what: &str) {
    request.go(&format!("{PAGE}?gedaan={what}"));
}
