//! "Wachtwoord aanvragen" (R7, R12): a request is only noted, so that a known and an unknown name get the same answer
//! after the same work; the mail follows from a job.

use super::{links, throttle::Tried};
use crate::{
    Result, Store, Tx, audit,
    db::run,
    outbox::{self, Channel, Letter},
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{link::LinkKind, login::login_key},
    audit::{Event, Kind, ObjectKind},
    ids::AccountId,
    refusal::Refusal,
};
use uuid::Uuid;

const NOTE: &str = "INSERT INTO password_request (id, name_key, network, requested_at) VALUES ($1, $2, $3, $4)";
const NEXT: &str = "SELECT id, name_key, network FROM password_request ORDER BY id LIMIT 50";
const TAKE: &str = "DELETE FROM password_request WHERE id = $1";
const OWNER: &str = "SELECT a.id, a.mail FROM login_name n JOIN account a ON a.id = n.account_id WHERE n.key = $1";

#[derive(sqlx::FromRow)]
struct Noted {
    id: Uuid,
    name_key: String,
    network: String,
}

#[derive(sqlx::FromRow)]
struct Owner {
    id: Uuid,
    mail: String,
}

/// Notes a request. Too many for one name or from one address are refused, known or not.
pub async fn ask(store: &Store, name: &str, network: &str) -> Result<Result<(), Refusal>> {
    let key = login_key(name);
    let tried = Tried::asking(&store.ambient().keys, key.as_bytes(), network);
    transact!(store, |tx| {
        let now: DateTime<Utc> = tx.now();
        if let Err(code) = tried.check(tx, now).await? {
            return Ok(Err(Refusal::new("naam", code)));
        }
        tried.count_failure(tx).await?;
        let id: Uuid = tx.mint();
        run!(tx, execute(NOTE, id, &key, network, now))?;
        audit::log(tx, Event::from_network(network, Kind::PasswordRequested)).await.map(Ok)
    })
}

/// Mails the links that were asked for; `origin` is the start of every address in a mail.
pub async fn handle(store: &Store, origin: &str) -> Result<usize> {
    let mut conn = store.read().await?;
    let noted = run!(&mut conn, query_as::<Noted>(NEXT).fetch_all)?;
    drop(conn);
    for request in &noted {
        transact!(store, |tx| {
            if run!(tx, execute(TAKE, request.id))? == 1 {
                answer(tx, request, origin).await?;
            }
            Ok(())
        })?;
    }
    Ok(noted.len())
}

async fn answer(tx: &mut Tx, request: &Noted, origin: &str) -> Result<()> {
    let owner = run!(tx, query_as::<Owner>(OWNER, &request.name_key).fetch_optional)?;
    let Some(owner) = owner else { return Ok(()) };
    let token = links::make(tx, LinkKind::Password, AccountId(owner.id)).await?;
    let letter = Letter {
        channel: Channel::Mail,
        to: owner.mail,
        subject: "Een nieuw wachtwoord instellen".into(),
        body: format!(
            "U hebt een nieuw wachtwoord aangevraagd. U stelt het hier in:\n\n{origin}/wachtwoord/nieuw/{token}\n\n\
             Deze link is 8 uur geldig en werkt één keer.\n\n\
             Hebt u dit niet aangevraagd? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is."
        ),
    };
    outbox::post(tx, &format!("password-link:{}", request.id), &letter).await?;
    let event = Event::from_network(&request.network, Kind::LinkSent);
    audit::log(tx, event.on(ObjectKind::Account, owner.id)).await
}
