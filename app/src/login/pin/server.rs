//! Who, rule, verb, commit.

use super::api::PinView;
use crate::{
    fault::Fault,
    login::entrance::{attempt, browser, keep_attempt, missing, with_target},
    request::{Request, Sent},
};
use portiek_domain::{forms::Answer, ids::FormKey, refusal::Refusal};
use portiek_store::{
    Result as Stored,
    accounts::pin::{
        self,
        forgotten::{self, Owner},
    },
};

const FORGOTTEN: &str = "/profiel/pincode/vergeten";
const CODE: &str = "/profiel/pincode/code";
const NEW: &str = "/profiel/pincode/nieuw";
const DONE: &str = "/profiel/pincode/klaar";

/// The form's key, and where to go on afterwards.
type Form<'a> = (FormKey, &'a str);

pub async fn open(request: &Request, refused: Option<FormKey>) -> Result<PinView, Fault> {
    let (account, token) = (request.visitor()?.account, attempt(request));
    let mut conn = request.read().await?;
    let found: Stored<_> = async {
        let standing = pin::standing(&mut conn, account).await?;
        let owner = Owner { account, token: &token };
        Ok((standing, forgotten::under_way(&mut conn, owner, request.store.now()).await?))
    }
    .await;
    drop(conn);
    let (standing, under_way) = request.settle(found).await?;
    let proven = under_way.as_ref().is_some_and(|attempt| attempt.passed);
    let mobile_ends_in = under_way.filter(|_| !proven).map(|attempt| attempt.mobile_ends_in);
    Ok(PinView { key: request.new_key(), refused: request.refused(refused).await?, standing, mobile_ends_in, proven })
}

pub async fn change(request: &Request, form: Form<'_>, (current, new): (&str, &str)) -> Result<Answer, Fault> {
    let account = request.visitor()?.account;
    let missing = missing(&[("huidig", current), ("pincode", new)]);
    if !missing.is_empty() {
        return refuse(request, form, ("/profiel/pincode", missing)).await;
    }
    request.touch().await?;
    let changed = pin::change(&request.store, (account, request.network()), (current, new)).await;
    match request.settle(changed).await? {
        Ok(()) => go(request, (DONE, form.1)),
        Err(refusal) => refuse(request, form, ("/profiel/pincode", vec![refusal])).await,
    }
}

pub async fn forgotten(request: &Request, form: Form<'_>, password: String) -> Result<Answer, Fault> {
    let account = request.visitor()?.account;
    let missing = missing(&[("wachtwoord", &password)]);
    if !missing.is_empty() {
        return refuse(request, form, (FORGOTTEN, missing)).await;
    }
    request.touch().await?;
    let asked = forgotten::ask(&request.store, account, (password, &browser(request))).await;
    match request.settle(asked).await? {
        Ok(token) => {
            keep_attempt(&token);
            go(request, (CODE, form.1))
        }
        Err(refusal) => refuse(request, form, (FORGOTTEN, vec![refusal])).await,
    }
}

pub async fn give_code(request: &Request, form: Form<'_>, code: &str) -> Result<Answer, Fault> {
    let owner = Owner { account: request.visitor()?.account, token: &attempt(request) };
    let given = forgotten::give_code(&request.store, owner, (code, &browser(request))).await;
    match request.settle(given).await? {
        Ok(()) => go(request, (NEW, form.1)),
        Err(refusal) => refuse(request, form, (CODE, vec![refusal])).await,
    }
}

pub async fn send_again(request: &Request, form: Form<'_>) -> Result<Answer, Fault> {
    let owner = Owner { account: request.visitor()?.account, token: &attempt(request) };
    let again = forgotten::send_again(&request.store, owner).await;
    match request.settle(again).await? {
        Ok(()) => go(request, (&format!("{CODE}?verstuurd=1"), form.1)),
        Err(refusal) => refuse(request, form, (CODE, vec![refusal])).await,
    }
}

pub async fn choose(request: &Request, form: Form<'_>, typed: &str) -> Result<Answer, Fault> {
    let owner = Owner { account: request.visitor()?.account, token: &attempt(request) };
    let chosen = forgotten::choose(&request.store, owner, (typed, request.network())).await;
    match request.settle(chosen).await? {
        Some(Ok(())) => go(request, (DONE, form.1)),
        Some(Err(refusal)) => refuse(request, form, (NEW, vec![refusal])).await,
        // The page says that it is over.
        None => go(request, (NEW, form.1)),
    }
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
