//! A new authenticator app, a new passkey.

use super::{confirmed, done, form};
use crate::{
    fault::Fault,
    request::{Request, Sent, unhex},
    security::{PAGE, api::AppView, qr},
};
use portiek_domain::{accounts::factors, forms::Answer, ids::FormKey, refusal::Refusal};
use portiek_store::accounts::factors::{
    authenticator,
    passkey::{self, Answer as Shown},
};

pub async fn open_app(request: &Request, refused: Option<FormKey>) -> Result<Option<AppView>, Fault> {
    let Some((_, session)) = confirmed(request, "/app").await? else { return Ok(None) };
    let visitor = request.visitor()?;
    let known = visitor.memberships.first();
    let name = known.map(|membership| membership.login_name.as_str()).unwrap_or_default();
    let issuer = known.map_or("Portiek", |membership| membership.organisation.display_name.as_str());
    let offered = authenticator::offer(&request.store, session, (issuer, name)).await;
    let offered = request.settle(offered).await?;
    let qr = qr::draw(&offered.url).ok_or(Fault::Unreachable)?;
    let form = form(request, refused).await?;
    Ok(Some(AppView { form, key: in_fours(&offered.key), url: offered.url, qr }))
}

fn in_fours(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

pub async fn add_app(request: &Request, key: FormKey, (naam, code): (&str, &str)) -> Result<Answer, Fault> {
    let Some(own) = confirmed(request, "/app").await? else { return Ok(Answer::Done(key)) };
    let sent = Sent { key, back: format!("{PAGE}/app"), values: &[("naam", naam)] };
    let name = match factors::name(naam) {
        Ok(name) => name,
        Err(code) => return request.refuse(sent, vec![Refusal::new("naam", code)]).await,
    };
    let added = authenticator::enrol(&request.store, own, (&name, code, request.network())).await;
    finish(request, (sent, request.settle(added).await?), "app").await
}

pub async fn add_passkey(
    request: &Request,
    (key, naam): (FormKey, &str),
    (token, credential): (&str, &str),
) -> Result<Answer, Fault> {
    let Some(own) = confirmed(request, "/passkey").await? else { return Ok(Answer::Done(key)) };
    let sent = Sent { key, back: format!("{PAGE}/passkey"), values: &[("naam", naam)] };
    let name = match factors::name(naam) {
        Ok(name) => name,
        Err(code) => return request.refuse(sent, vec![Refusal::new("naam", code)]).await,
    };
    let token = unhex(token).unwrap_or_default();
    let made = (Shown { token: &token, credential }, name.as_str(), request.network());
    let added = passkey::add_answered(&request.store, &request.passkeys, own, made).await;
    finish(request, (sent, request.settle(added).await?), "passkey").await
}

async fn finish(
    request: &Request,
    (sent, outcome): (Sent<'_>, Result<(), Refusal>),
    what: &str,
) -> Result<Answer, Fault> {
    match outcome {
        Ok(()) => {
            done(request, what);
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent, vec![refusal]).await,
    }
}
