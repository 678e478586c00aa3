//! "Wachtwoord aanvragen" (R7, R12): a request is only noted, so that a known and an unknown name get the same answer
//! after the same work; the mail follows from a job.

use super::{
    activation, invitations,
    links::{self, For},
    throttle::Tried,
};
use crate::{
    Result, Store, Tx, audit,
    db::run,
    outbox::{self, Letter},
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        link::{INVITATION_DAYS, LinkKind},
        login::login_key,
    },
    audit::{Event, Kind, ObjectKind},
    ids::AccountId,
    refusal::Refusal,
};
use uuid::Uuid;

const NOTE: &str =
    "INSERT INTO password_request (id, name_key, network, requested_at, kind) VALUES ($1, $2, $3, $4, $5)";
const NEXT: &str = "SELECT id, name_key, network, kind FROM password_request ORDER BY id LIMIT 50";
const TAKE: &str = "DELETE FROM password_request WHERE id = $1";
const OWNER: &str = "SELECT a.id, a.mail, m.organisation_id, m.login_name FROM login_name n \
     JOIN account a ON a.id = n.account_id JOIN membership m ON m.account_id = a.id AND m.ended_at IS NULL \
     JOIN organisation o ON o.id = m.organisation_id WHERE n.key = $1 ORDER BY o.number";

#[derive(sqlx::FromRow)]
struct Noted {
    id: Uuid,
    name_key: String,
    network: String,
    #[sqlx(try_from = "String")]
    kind: LinkKind,
}

#[derive(sqlx::FromRow)]
struct Owner {
    id: Uuid,
    mail: String,
    organisation_id: Uuid,
    login_name: String,
}

/// Notes a request for a link: to a new password, or to log in past a delay. Too many for one name or from one address
/// are refused, known or not.
pub async fn ask(store: &Store, (name, kind): (&str, LinkKind), network: &str) -> Result<Result<(), Refusal>> {
    let key = login_key(name);
    let tried = Tried::asking(&store.ambient().keys, key.as_bytes(), network);
    transact!(store, |tx| {
        let now: DateTime<Utc> = tx.now();
        if let Err(code) = tried.check(tx, now).await? {
            return Ok(Err(Refusal::new("naam", code)));
        }
        tried.count_failure(tx).await?;
        let id: Uuid = tx.mint();
        run!(tx, execute(NOTE, id, &key, network, now, kind.as_str()))?;
        audit::log(tx, Event::from_network(network, Kind::PasswordRequested)).await.map(Ok)
    })
}

/// Mails the links that were asked for.
pub async fn handle(store: &Store) -> Result<usize> {
    let mut conn = store.read().await?;
    let noted = run!(&mut conn, query_as::<Noted>(NEXT).fetch_all)?;
    drop(conn);
    for request in &noted {
        transact!(store, |tx| {
            if run!(tx, execute(TAKE, request.id))? == 1 {
                answer(tx, request).await?;
            }
            Ok(())
        })?;
    }
    Ok(noted.len())
}

async fn answer(tx: &mut Tx, request: &Noted) -> Result<()> {
    let owners = run!(tx, query_as::<Owner>(OWNER, &request.name_key).fetch_all)?;
    let Some(owner) = owners.iter().find(|owner| owner.is_known_as(&request.name_key)).or(owners.first()) else {
        return Ok(());
    };
    let account = AccountId(owner.id);
    if let Some(waiting) = activation::waiting(tx, account).await? {
        // Nobody's yet: the invitation once more, to where it went before (R68).
        let event = Event::from_network(&request.network, Kind::Invited);
        return invitations::send(tx, (waiting.id, event)).await.map(|_| ());
    }
    let kind = (request.kind, request.kind.lifetime(INVITATION_DAYS));
    let token = links::make(tx, kind, For { account, membership: None }).await?;
    let letter =
        if request.kind == LinkKind::Login { owner.login_letter(&token) } else { owner.password_letter(&token) };
    outbox::post(tx, &format!("password-link:{}", request.id), &letter).await?;
    let event = Event::from_network(&request.network, Kind::LinkSent);
    audit::log(tx, event.on(ObjectKind::Account, owner.id)).await
}

impl Owner {
    fn password_letter(&self, token: &str) -> Letter {
        let paragraphs = [
            "U hebt een nieuw wachtwoord aangevraagd. De link hieronder is 8 uur geldig en werkt één keer.",
            "Hebt u dit niet aangevraagd? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.",
        ];
        let letter =
            Letter::mail(self.organisation_id.into(), &self.mail, "Een nieuw wachtwoord instellen", &paragraphs);
        letter.leading_to("Wachtwoord instellen", &format!("/wachtwoord/nieuw/{token}"))
    }

    fn login_letter(&self, token: &str) -> Letter {
        let paragraphs = [
            "Met uw naam is vaak een verkeerd wachtwoord ingevuld. Op een nieuw apparaat moet u daarom even wachten. Met \
             de link hieronder hoeft dat niet: u logt dan meteen in met uw eigen wachtwoord.",
            "De link is 8 uur geldig en werkt één keer.",
            "Hebt u hier niet om gevraagd? Dan probeert misschien iemand anders in te loggen. Zonder uw wachtwoord lukt \
             dat niet: u hoeft niets te doen.",
        ];
        let letter = Letter::mail(self.organisation_id.into(), &self.mail, "Inloggen zonder te wachten", &paragraphs);
        letter.leading_to("Verder met inloggen", &format!("/inloggen/link/{token}"))
    }

    /// Whether this is what the account is called at this organisation: its mail is then in that one's name (D31).
    fn is_known_as(&self, key: &str) -> bool {
        login_key(&self.login_name) == key
    }
}
