//! Uitnodigen (R1, R2, R68): a membership with an account that nobody owns yet, and a mail with a one-time link. The
//! owner makes the account theirs by activating it, or joins the invitation to the account they have (D23).

use super::{
    account, demands,
    links::{self, For},
    throttle::Tried,
};
use crate::{
    Error, Result, Store, Tx, audit,
    db::run,
    memberships::{self, NewMembership},
    outbox::{self, Letter},
    transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        link::{BY_HAND, LinkKind},
        login_name,
    },
    actor::Role,
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, MembershipId, OrganisationId},
    names::PersonName,
    refusal::Code,
    time,
};
use uuid::Uuid;

const TAKEN: &str = "SELECT key AS login_name FROM login_name WHERE key >= $1 AND key < $2";
const INVITED: &str = "SELECT m.account_id, m.organisation_id, m.role, m.login_name, m.mail, o.display_name, \
     o.invitation_days FROM membership m JOIN account a ON a.id = m.account_id \
     JOIN organisation o ON o.id = m.organisation_id \
     WHERE m.id = $1 AND m.ended_at IS NULL AND a.activated_at IS NULL";

/// Whom an organisation invites.
#[derive(Clone, Debug)]
pub struct Invitee {
    pub role: Role,
    pub name: PersonName,
    pub profession: String,
    /// Where the link goes. Empty for who gets it by hand: the first platform administrator.
    pub mail: String,
    /// As the organisation knows it; empty when its owner is to say.
    pub mobile: String,
}

#[derive(sqlx::FromRow)]
struct Taken {
    login_name: String,
}

#[derive(sqlx::FromRow)]
struct Invited {
    account_id: Uuid,
    organisation_id: Uuid,
    #[sqlx(try_from = "String")]
    role: Role,
    login_name: String,
    mail: String,
    display_name: String,
    invitation_days: i64,
}

/// A new membership and its link, mailed where there is an address. `event` says who invites.
pub async fn invite(
    tx: &mut Tx,
    organisation: OrganisationId,
    (new, event): (&Invitee, Event),
) -> Result<(MembershipId, String)> {
    let account = account::reserve(tx, (&new.mail, &new.mobile)).await?;
    let membership = NewMembership {
        role: new.role,
        name: new.name.clone(),
        profession: new.profession.clone(),
        login_name: next_login_name(tx, &new.name).await?,
        mail: new.mail.clone(),
    };
    let id = memberships::join(tx, (organisation, account), &membership).await?;
    let token = link(tx, (id, event)).await?;
    token.map(|token| (id, token)).ok_or_else(|| Error::Corrupt(format!("membership {id} is not there to be invited")))
}

/// The login name after the highest that was ever in use for such a name (D25).
pub async fn next_login_name(tx: &mut Tx, name: &PersonName) -> Result<String> {
    let stem = login_name::stem(name);
    // Digits end before the colon.
    let (from, until) = (format!("{stem}0"), format!("{stem}:"));
    let taken = run!(tx, query_as::<Taken>(TAKEN, from, until).fetch_all)?;
    Ok(login_name::numbered(&stem, taken.iter().map(|taken| taken.login_name.as_str())))
}

/// Mails a membership's invitation again: earlier links stop working. None once its account is somebody's or the
/// membership has ended, and for a link that is given by hand: nobody would get the new one. Returns what comes at the
/// end of the link's address.
pub async fn send(tx: &mut Tx, (membership, event): (MembershipId, Event)) -> Result<Option<String>> {
    let invited = run!(tx, query_as::<Invited>(INVITED, membership.0).fetch_optional)?;
    match invited.filter(|invited| !invited.mail.is_empty()) {
        Some(_) => link(tx, (membership, event)).await,
        None => Ok(None),
    }
}

/// A new link to a membership, mailed where there is an address: earlier ones stop working. None once its account is
/// somebody's or the membership has ended. Returns what comes at the end of the link's address.
pub(crate) async fn link(tx: &mut Tx, (membership, event): (MembershipId, Event)) -> Result<Option<String>> {
    let Some(invited) = run!(tx, query_as::<Invited>(INVITED, membership.0).fetch_optional)? else { return Ok(None) };
    let account = AccountId(invited.account_id);
    let lasts = if invited.mail.is_empty() { BY_HAND } else { LinkKind::Invitation.lifetime(invited.invitation_days) };
    let of = For { account, membership: Some(membership) };
    let token = links::make(tx, (LinkKind::Invitation, lasts), of).await?;
    if !invited.mail.is_empty() {
        let (code, until) = (demands::of(tx, account).await?.code, tx.now() + lasts);
        let event_key = format!("invitation:{}", tx.mint::<Uuid>());
        outbox::post(tx, &event_key, &invited.letter((code, until), &token)).await?;
    }
    audit::log(tx, event.on(ObjectKind::Membership, membership)).await?;
    Ok(Some(token))
}

/// "Hier" on the page of a link that is over (D5): the invitation once more, to where it went before. The same answer
/// for every token; too many from one address are refused.
pub async fn renew(store: &Store, token: &[u8], network: &str) -> Result<Result<(), Code>> {
    let tried = Tried::asking(&store.ambient().keys, token, network);
    transact!(store, |tx| {
        let now = tx.now();
        if let Err(code) = tried.check(tx, now).await? {
            return Ok(Err(code));
        }
        tried.count_failure(tx).await?;
        let link = links::find(tx, LinkKind::Invitation, token).await?;
        if let Some(membership) = link.and_then(|link| link.membership_id) {
            send(tx, (membership.into(), Event::from_network(network, Kind::Invited))).await?;
        }
        Ok(Ok(()))
    })
}

impl Invited {
    fn letter(&self, (code, until): (bool, DateTime<Utc>), token: &str) -> Letter {
        let (at, portal) = (&self.display_name, self.role.portal_name());
        let phone = if code { " Houd uw mobiele telefoon bij de hand: u krijgt ook een sms met een code." } else { "" };
        let name = match self.role {
            Role::Client | Role::Patient => "uw e-mailadres".to_owned(),
            _ => format!("uw gebruikersnaam {} of uw e-mailadres", self.login_name),
        };
        let paragraphs = [
            format!(
                "{at} heeft voor u een account gemaakt in het {portal}. Met de link hieronder kiest u zelf een wachtwoord.{phone}"
            ),
            format!("De link is geldig tot {} en werkt één keer.", time::stamp(until)),
            format!(
                "Daarna logt u in op {} met {name}. Wachtwoord vergeten? Vraag daar een nieuw wachtwoord aan.",
                outbox::PORTAL
            ),
            format!("Kent u {at} niet? Dan hoeft u niets te doen."),
        ];
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let subject = format!("Uitnodiging voor het {portal}");
        let letter = Letter::mail(self.organisation_id.into(), &self.mail, &subject, &paragraphs);
        letter.leading_to("Account activeren", &format!("/activeren/{token}"))
    }
}
