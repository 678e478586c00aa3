//! Who, rule, verb, commit.

use super::api::PinView;
use crate::{
    fault::Fault,
    login::entrance::{missing, with_target},
    request::{Request, Sent},
};
use chrono::{DateTime, Utc};
use portiek_domain::{forms::Answer, ids::FormKey, refusal::Refusal};
use portiek_store::{accounts::pin, transact};

const PIN: &str = "/profiel/pincode";
const NEW: &str = "/profiel/pincode/nieuw";
const DONE: &str = "/profiel/pincode/klaar";

/// The form's key, and where to go on afterwards.
type Form<'a> = (FormKey, &'a str);

pub async fn open(request: &Request, refused: Option<FormKey>) -> Result<PinView, Fault> {
    let account = request.visitor()?.account;
    let standing = pin::standing(&mut request.read().await?, account).await;
    let standing = request.settle(standing).await?;
    Ok(PinView { key: request.new_key(), refused: request.refused(refused).await?, standing })
}

pub async fn change(request: &Request, form: Form<'_>, (current, new): (&str, &str)) -> Result<Answer, Fault> {
    let account = request.visitor()?.account;
    let missing = missing(&[("huidig", current), ("pincode", new)]);
    if !missing.is_empty() {
        return refuse(request, form, (PIN, missing)).await;
    }
    request.touch().await?;
    let changed = pin::change(&request.store, (account, request.network()), (current, new)).await;
    match request.settle(changed).await? {
        Ok(()) => go(request, (DONE, form.1)),
        Err(refusal) => refuse(request, form, (PIN, vec![refusal])).await,
    }
}

/// When who is logged in has shown to be the account's owner, recently and not before wrong tries; none when the browser
/// is on its way to do that and then to the form.
async fn shown(request: &Request, naar: &str) -> Result<Option<DateTime<Utc>>, Fault> {
    let visitor = request.visitor()?;
    let here = with_target(NEW, naar);
    if !request.confirmed(&here)? {
        return Ok(None);
    }
    let Some(at) = visitor.confirmed_at else { return Ok(None) };
    let may = pin::may_choose(&mut request.read().await?, visitor.account, at).await;
    if request.settle(may).await? {
        return Ok(Some(at));
    }
    request.go(&with_target("/bevestigen", &here));
    Ok(None)
}

pub async fn open_new(request: &Request, (refused, naar): (Option<FormKey>, &str)) -> Result<Option<PinView>, Fault> {
    match shown(request, naar).await? {
        Some(_) => open(request, refused).await.map(Some),
        None => Ok(None),
    }
}

pub async fn choose(request: &Request, form: Form<'_>, typed: &str) -> Result<Answer, Fault> {
    let account = request.visitor()?.account;
    let Some(at) = shown(request, form.1).await? else { return Ok(Answer::Done(form.0)) };
    request.touch().await?;
    let chosen = pin::choose(&request.store, (account, request.network()), (typed, at)).await;
    match request.settle(chosen).await? {
        Some(Ok(())) => go(request, (DONE, form.1)),
        Some(Err(refusal)) => refuse(request, form, (NEW, vec![refusal])).await,
        // Five wrong tries came in between: the page asks for another step-up.
        None => go(request, (NEW, form.1)),
    }
}

pub async fn unlock(request: &Request, naar: &str) -> Result<(), Fault> {
    let account = request.visitor()?.account;
    let Some(at) = shown(request, naar).await? else { return Ok(()) };
    let network = request.network();
    let unlocked = transact!(request.store, |tx| { pin::unlock(tx, (account, network), at).await });
    request.settle(unlocked).await?;
    request.go(&with_target(PIN, naar));
    Ok(())
}

fn go(request: &Request, (page, naar): (&str, &str)) -> Result<Answer, Fault> {
    request.go(&with_target(page, naar));
    Ok(Answer::Done(request.new_key()))
}

async fn refuse(
    request: &Request,
    (key, naar): Form<'_>,
    (page, refusals): (&str, Vec<Refusal>),
) -> Result<Answer, Fault> {
    request.refuse(Sent { key, back: with_target(page, naar), values: &[] }, refusals).await
}
