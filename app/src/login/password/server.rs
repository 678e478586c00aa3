//! Who, rule, verb, commit.

use super::api::{LinkView, NewPasswordView};
use crate::{
    fault::Fault,
    login::entrance::{self, attempt, browser, follow, missing, with_target},
    request::{Request, Sent, unhex},
};
use portiek_domain::{
    accounts::{
        link::{LinkKind, State},
        password::expiry::Age,
    },
    forms::Answer,
    ids::FormKey,
    time,
};
use portiek_store::accounts::{
    demands, links,
    password::{self, Changing as Change},
    requests,
};

pub struct Changing {
    pub key: FormKey,
    pub huidig: String,
    pub nieuw: String,
    pub naar: String,
}

pub async fn request_password(request: &Request, (key, naam): (FormKey, &str)) -> Result<Answer, Fault> {
    let values = [("naam", naam)];
    let sent = Sent { key, back: "/wachtwoord".into(), values: &values };
    let missing = missing(&values);
    if !missing.is_empty() {
        return request.refuse(sent, missing).await;
    }
    let asked = requests::ask(&request.store, (naam, LinkKind::Password), request.network()).await;
    match request.settle(asked).await? {
        Ok(()) => {
            request.go("/wachtwoord?aangevraagd=1");
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent, vec![refusal]).await,
    }
}

pub async fn follow_link(request: &Request, token: &str) -> Result<LinkView, Fault> {
    let mut conn = request.read().await?;
    let token = unhex(token).unwrap_or_default();
    let followed = links::follow(&mut conn, &token, request.store.now()).await;
    Ok(match request.settle(followed).await? {
        None => LinkView::Over { why: None },
        Some(followed) => match followed.state {
            State::Usable => LinkView::Usable { code: followed.code },
            State::Used(at) => over(format!("Deze link is al gebruikt op {}.", time::stamp(at))),
            State::Expired(at) => over(format!("Deze link was geldig tot {}.", time::stamp(at))),
        },
    })
}

fn over(why: String) -> LinkView {
    LinkView::Over { why: Some(why) }
}

pub async fn go_on(request: &Request, token: &str) -> Result<(), Fault> {
    let bytes = unhex(token).unwrap_or_default();
    let step = links::go_on(&request.store, &bytes, &browser(request)).await;
    match request.settle(step).await? {
        Some(step) => follow(request, step, "").await,
        None => {
            // Its page says what became of it; a token that is none leads nowhere else.
            request.go(if bytes.is_empty() { "/wachtwoord".into() } else { format!("/wachtwoord/nieuw/{token}") }.as_str());
            Ok(())
        }
    }
}

pub async fn open_choice(request: &Request, refused: Option<FormKey>) -> Result<Option<NewPasswordView>, Fault> {
    let mut conn = request.read().await?;
    let asked = password::asked(&mut conn, &attempt(request), request.store.now()).await;
    let Some(asked) = request.settle(asked).await? else { return Ok(None) };
    drop(conn);
    Ok(Some(NewPasswordView {
        key: request.new_key(),
        refused: request.refused(refused).await?,
        rules: asked.rules,
        owner: asked.owner,
        why: Some(asked.why),
    }))
}

pub async fn choose(request: &Request, (key, typed): (FormKey, &str), naar: &str) -> Result<Answer, Fault> {
    let chosen = password::choose(&request.store, &attempt(request), (typed, &browser(request))).await;
    match request.settle(chosen).await? {
        Some(Ok(entered)) => entrance::enter(request, entered, naar).await?,
        Some(Err(refusals)) => {
            let sent = Sent { key, back: with_target("/wachtwoord/kiezen", naar), values: &[] };
            return request.refuse(sent, refusals).await;
        }
        // The page says that it is over.
        None => request.go("/wachtwoord/kiezen"),
    }
    Ok(Answer::Done(request.new_key()))
}

pub async fn open_change(request: &Request, refused: Option<FormKey>) -> Result<NewPasswordView, Fault> {
    let account = request.visitor()?.account;
    let mut conn = request.read().await?;
    let demands = demands::of(&mut conn, account).await;
    let demands = request.settle(demands).await?;
    drop(conn);
    Ok(NewPasswordView {
        key: request.new_key(),
        refused: request.refused(refused).await?,
        rules: demands.rules.list(&demands.owner),
        owner: demands.owner,
        why: None,
    })
}

pub async fn change(request: &Request, typed: Changing) -> Result<Answer, Fault> {
    let visitor = request.visitor()?;
    let sent = || Sent { key: typed.key, back: with_target("/wachtwoord/wijzigen", &typed.naar), values: &[] };
    let missing = missing(&[("huidig", &typed.huidig), ("nieuw", &typed.nieuw)]);
    if !missing.is_empty() {
        return request.refuse(sent(), missing).await;
    }
    request.touch().await?;
    let (account, session) = (visitor.account, visitor.session);
    let change = Change { account, session, current: typed.huidig.clone(), new: &typed.nieuw };
    let changed = password::change(&request.store, change, &browser(request)).await;
    match request.settle(changed).await? {
        Ok(()) => {
            request.go(&with_target("/wachtwoord/gewijzigd", &typed.naar));
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusals) => request.refuse(sent(), refusals).await,
    }
}

pub async fn open_expiry(request: &Request) -> Result<Option<i64>, Fault> {
    let account = request.visitor()?.account;
    let mut conn = request.read().await?;
    let demands = demands::of(&mut conn, account).await;
    let demands = request.settle(demands).await?;
    Ok(match demands.age(request.store.now()) {
        Age::Warn { days } => Some(days),
        _ => None,
    })
}
