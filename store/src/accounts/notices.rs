//! Mails that tell an owner what happened to the account, in the name of the first organisation one is at: that it
//! happened and when, no more, and what to do when it was somebody else.

use crate::{
    Result, Tx,
    db::run,
    outbox::{self, Letter},
};
use portiek_domain::{accounts::factors::Factor, ids::AccountId, time};
use uuid::Uuid;

const OWNER: &str = "SELECT a.mail, m.organisation_id, o.display_name, o.phone FROM account a \
     JOIN membership m ON m.account_id = a.id AND m.ended_at IS NULL \
     JOIN organisation o ON o.id = m.organisation_id WHERE a.id = $1 ORDER BY o.number LIMIT 1";

#[derive(sqlx::FromRow)]
struct Owner {
    mail: String,
    organisation_id: Uuid,
    display_name: String,
    phone: String,
}

pub async fn password_changed(tx: &mut Tx, account: AccountId) -> Result<()> {
    tell(tx, account, ("Uw wachtwoord is gewijzigd", "Het wachtwoord van uw account is gewijzigd")).await
}

pub async fn pin_chosen(tx: &mut Tx, account: AccountId) -> Result<()> {
    tell(tx, account, ("Uw pincode is ingesteld", "Er is een pincode voor uw account ingesteld")).await
}

pub async fn pin_changed(tx: &mut Tx, account: AccountId) -> Result<()> {
    tell(tx, account, ("Uw pincode is gewijzigd", "De pincode van uw account is gewijzigd")).await
}

pub async fn factor_added(tx: &mut Tx, account: AccountId, factor: Factor) -> Result<()> {
    let what = format!("Een {} is aan uw account toegevoegd", named(factor));
    tell(tx, account, ("Nieuwe manier van inloggen", &what)).await
}

pub async fn factor_removed(tx: &mut Tx, account: AccountId, factor: Factor) -> Result<()> {
    let what = format!("Een {} is van uw account verwijderd", named(factor));
    tell(tx, account, ("Manier van inloggen verwijderd", &what)).await
}

pub async fn recovery_codes_made(tx: &mut Tx, account: AccountId) -> Result<()> {
    tell(tx, account, ("Nieuwe herstelcodes", "Er zijn nieuwe herstelcodes voor uw account gemaakt")).await
}

pub async fn recovery_code_used(tx: &mut Tx, account: AccountId, left: usize) -> Result<()> {
    let what = format!("Een van uw herstelcodes is gebruikt (u hebt er nog {left})");
    tell(tx, account, ("Er is een herstelcode gebruikt", &what)).await
}

fn named(factor: Factor) -> &'static str {
    if factor == Factor::Passkey { "passkey" } else { "authenticator-app" }
}

/// Nobody is told whose account has no organisation left: there is nothing to get in to.
async fn tell(tx: &mut Tx, account: AccountId, (subject, what): (&str, &str)) -> Result<()> {
    let Some(owner) = run!(tx, query_as::<Owner>(OWNER, account.0).fetch_optional)? else { return Ok(()) };
    let happened = format!("{what} op {}.", time::stamp(tx.now()).replacen(' ', " om ", 1));
    let otherwise = format!(
        "Was u dit niet? Vraag dan meteen een nieuw wachtwoord aan en bel {}: {}.",
        owner.display_name, owner.phone
    );
    let paragraphs = [happened.as_str(), "Was u dit zelf? Dan hoeft u niets te doen.", &otherwise];
    let letter = Letter::mail(owner.organisation_id.into(), &owner.mail, subject, &paragraphs);
    let id: Uuid = tx.mint();
    let letter = letter.leading_to("Nieuw wachtwoord aanvragen", "/wachtwoord");
    outbox::post(tx, &format!("account-notice:{id}"), &letter).await
}
