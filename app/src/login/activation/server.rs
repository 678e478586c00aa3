//! Who, rule, verb, commit.

use super::api::{FinishView, InvitationView, JoinView, Next, Place, Texts};
use crate::{
    fault::Fault,
    login::entrance::{self, attempt, browser, follow, leave, set_cookie},
    request::{FORM_COOKIE, Request, Sent, unhex},
};
use portiek_domain::{accounts::link::State, forms::Answer, ids::FormKey, refusal::Refusal, time};
use portiek_store::accounts::{
    account,
    activation::{self, Asks, To},
    invitations, joining,
};
use std::mem::take;

pub struct Typed {
    pub key: FormKey,
    pub nieuw: String,
    pub pincode: String,
    pub akkoord: Option<i64>,
    pub voornaam: String,
    pub achternaam: String,
    pub mail: String,
}

const FINISH: &str = "/activeren/afronden";
const JOIN: &str = "/toevoegen";
/// How long what was typed at the end of an activation is kept for who begins it again, in seconds.
const KEPT_SECONDS: u32 = 1800;

fn page(token: &str, rest: &str) -> String {
    // Never anything but a token of ours into an address.
    let token = if unhex(token).is_some() { token } else { "0" };
    format!("/activeren/{token}{rest}")
}

fn place(to: To) -> Place {
    Place { number: to.number, organisation: to.organisation, portal: to.role.portal_name().into(), phone: to.phone }
}

pub async fn open(request: &Request, (token, refused): (&str, Option<FormKey>)) -> Result<InvitationView, Fault> {
    let mut conn = request.read().await?;
    let token = unhex(token).unwrap_or_default();
    let followed = activation::follow(&mut conn, &token, request.store.now()).await;
    let Some(invitation) = request.settle(followed).await? else { return Ok(over(None, false)) };
    drop(conn);
    Ok(match (invitation.state, invitation.leads) {
        (State::Usable, Some((to, asks))) => InvitationView::Usable {
            place: place(to),
            next: next(asks),
            key: request.new_key(),
            refused: request.refused(refused).await?,
        },
        (State::Used(at), _) => over(Some(format!("Deze link is al gebruikt op {}.", time::stamp(at))), true),
        (State::Expired(at), _) => over(Some(format!("Deze link was geldig tot {}.", time::stamp(at))), false),
        (State::Usable, None) => over(None, false),
    })
}

fn over(why: Option<String>, used: bool) -> InvitationView {
    InvitationView::Over { why, used }
}

fn next(asks: Asks) -> Next {
    match asks {
        Asks::Code { mobile_ends_in } => Next::Code(mobile_ends_in),
        Asks::Mobile => Next::Mobile,
        Asks::Password => Next::Password,
    }
}

pub async fn begin(request: &Request, (key, token): (FormKey, &str), mobile: &str) -> Result<Answer, Fault> {
    let bytes = unhex(token).unwrap_or_default();
    let begun = activation::begin(&request.store, &bytes, (mobile, &browser(request))).await;
    match request.settle(begun).await? {
        Some(Ok(step)) => follow(request, step, "").await?,
        Some(Err(refusal)) => {
            let sent = Sent { key, back: page(token, ""), values: &[("mobiel", mobile)] };
            return request.refuse(sent, vec![refusal]).await;
        }
        // Its page says what became of it.
        None => request.go(&page(token, "")),
    }
    Ok(Answer::Done(request.new_key()))
}

pub async fn renew(request: &Request, token: &str) -> Result<(), Fault> {
    let bytes = unhex(token).unwrap_or_default();
    let renewed = invitations::renew(&request.store, &bytes, request.network()).await;
    let asked = if request.settle(renewed).await?.is_ok() { "?verstuurd=1" } else { "?wacht=1" };
    request.go(&page(token, asked));
    Ok(())
}

pub async fn open_finish(request: &Request, refused: Option<FormKey>) -> Result<Option<FinishView>, Fault> {
    let mut conn = request.read().await?;
    let asked = activation::asked(&mut conn, &attempt(request), request.store.now()).await;
    let Some(asked) = request.settle(asked).await? else { return Ok(None) };
    drop(conn);
    let refused = refused.or_else(|| request.cookie(FORM_COOKIE).and_then(|key| key.parse().ok()));
    Ok(Some(FinishView {
        key: request.new_key(),
        refused: request.refused(refused).await?,
        texts: Texts { organisation: asked.to.number, terms: asked.terms, privacy: asked.privacy },
        place: place(asked.to),
        rules: asked.rules,
        owner: asked.owner,
        person: asked.person,
        signs: asked.signs,
    }))
}

pub async fn finish(request: &Request, mut typed: Typed) -> Result<Answer, Fault> {
    let activating = activation::Typed {
        password: take(&mut typed.nieuw),
        first: typed.voornaam.clone(),
        last: typed.achternaam.clone(),
        mail: typed.mail.clone(),
        pin: take(&mut typed.pincode),
        agreed: typed.akkoord,
    };
    let finished = activation::finish(&request.store, &attempt(request), (&activating, &browser(request))).await;
    match request.settle(finished).await? {
        Some(Ok(entered)) => {
            set_cookie(FORM_COOKIE, "", Some(0));
            entrance::enter(request, entered, "").await?;
            Ok(Answer::Done(request.new_key()))
        }
        Some(Err(refusals)) => refuse_finish(request, typed, refusals).await,
        // The page says that it is over; what was typed waits for the next time.
        None => {
            set_cookie(FORM_COOKIE, &typed.key.to_string(), Some(KEPT_SECONDS));
            refuse_finish(request, typed, Vec::new()).await
        }
    }
}

async fn refuse_finish(request: &Request, typed: Typed, refusals: Vec<Refusal>) -> Result<Answer, Fault> {
    let agreed = typed.akkoord.map(|version| version.to_string()).unwrap_or_default();
    let values = [
        ("voornaam", typed.voornaam.as_str()),
        ("achternaam", &typed.achternaam),
        ("mail", &typed.mail),
        ("akkoord", &agreed),
    ];
    request.refuse(Sent { key: typed.key, back: FINISH.into(), values: &values }, refusals).await
}

pub async fn open_join(
    request: &Request,
    (token, refused): (&str, Option<FormKey>),
) -> Result<Option<JoinView>, Fault> {
    let owner = request.visitor()?.account;
    let bytes = unhex(token).unwrap_or_default();
    let mut conn = request.read().await?;
    let offered = joining::offered(&mut conn, (&bytes, owner), request.store.now()).await;
    let Some(offer) = request.settle(offered).await? else { return Ok(None) };
    if offer.signs && !request.confirmed(&page(token, JOIN))? {
        return Ok(None);
    }
    let contact = account::contact(&mut conn, owner).await;
    let mail = request.settle(contact).await?.mail;
    drop(conn);
    Ok(Some(JoinView {
        key: request.new_key(),
        refused: request.refused(refused).await?,
        texts: Texts { organisation: offer.to.number, terms: offer.terms, privacy: offer.privacy },
        place: place(offer.to),
        signs: offer.signs,
        mail,
    }))
}

pub async fn join(
    request: &Request,
    (key, token): (FormKey, &str),
    (pin, agreed): (&str, Option<i64>),
) -> Result<Answer, Fault> {
    let owner = request.visitor()?.account;
    // As everywhere, a first PIN is only chosen by who has just shown to be the account's owner (D27).
    if !pin.is_empty() && !request.confirmed(&page(token, JOIN))? {
        return Ok(Answer::Done(key));
    }
    let bytes = unhex(token).unwrap_or_default();
    let typed = joining::Typed { agreed, pin, network: request.network() };
    let joined = joining::join(&request.store, (&bytes, owner), typed).await;
    match request.settle(joined).await? {
        Some(Ok(joined)) if joined.log_in_again => {
            leave(request, "joined a stricter organisation").await?;
            request.go("/inloggen?toegevoegd=1");
        }
        Some(Ok(_)) => request.go("/"),
        Some(Err(refusals)) => {
            let agreed = agreed.map(|version| version.to_string()).unwrap_or_default();
            let sent = Sent { key, back: page(token, JOIN), values: &[("akkoord", &agreed)] };
            return request.refuse(sent, refusals).await;
        }
        None => request.go(&page(token, JOIN)),
    }
    Ok(Answer::Done(request.new_key()))
}
