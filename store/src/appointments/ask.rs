//! A client asks to move or cancel (D11), and may take that back. One question about an appointment is open at a time.

use super::find::Found;
use crate::{
    Result, Tx, access, audit,
    db::run,
    drafts,
    forms::{self, Once},
    outbox::{self, Letter},
};
use portiek_domain::{
    access::Ground,
    appointments::{Asked, Timing},
    audit::{Event, Kind, ObjectKind},
    ids::{AppointmentRequestId, FormKey},
    refusal::{Code, Refusal},
};

const INSERT: &str = "INSERT INTO appointment_request (organisation_id, id, appointment_id, wish, reason, preferences, \
     asked_by, asked_at, late_at, answer) \
     SELECT $1, $2, a.id, $4, $5, $6, $7, $8, $9, '' FROM appointment a \
     WHERE a.organisation_id = $1 AND a.id = $3 AND a.cancelled_at IS NULL AND a.sequence = $10 \
     ON CONFLICT (organisation_id, appointment_id) WHERE closed_at IS NULL DO NOTHING";
const WITHDRAW: &str = "UPDATE appointment_request SET withdrawn_at = $3, closed_at = $3 \
     WHERE organisation_id = $1 AND id = $2 AND closed_at IS NULL";
/// The practitioner it is with is told by mail.
const NOTIFY: &str = "SELECT m.mail, o.display_name FROM membership m JOIN organisation o ON o.id = m.organisation_id \
     JOIN account a ON a.id = m.account_id AND a.activated_at IS NOT NULL \
     WHERE m.organisation_id = $1 AND m.id = $2 AND m.ended_at IS NULL";

#[derive(sqlx::FromRow)]
struct Notified {
    mail: String,
    display_name: String,
}

/// Asks, once per form. Refused when it is too late, when it is cancelled, or when a question is open already: then the
/// first one stands.
pub async fn ask(tx: &mut Tx, found: &Found, (asked, key): (&Asked, FormKey)) -> Result<Result<(), Refusal>> {
    let id: AppointmentRequestId = tx.mint();
    only_subject(found)?;
    if let Once::Again(_) = forms::once(tx, (key, found.access.actor().account), id.0).await? {
        return Ok(Ok(()));
    }
    let timing = found.timing(tx.now());
    if let Some(code) = refused(found, timing) {
        forms::release(tx, key).await?;
        return Ok(Err(Refusal::new("wens", code)));
    }
    if insert(tx, found, (id, asked, timing)).await? == 0 {
        forms::release(tx, key).await?;
        return Ok(Err(Refusal::new("wens", Code::Overtaken)));
    }
    drafts::remove(tx, found.access.actor(), found.id.0).await?;
    notify(tx, found, id).await?;
    let event = Event::with(&found.access, Kind::AppointmentChangeAsked).on(ObjectKind::Appointment, found.id);
    audit::log(tx, event).await.map(Ok)
}

/// Whom it is about asks; the practice plans instead.
fn only_subject(found: &Found) -> Result<()> {
    if found.access.ground() == Ground::Own {
        return Ok(());
    }
    Err(access::refused(found.access.actor(), found.id.0))
}

fn refused(found: &Found, timing: Timing) -> Option<Code> {
    if found.cancelled_at.is_some() || found.open_request().is_some() {
        return Some(Code::Overtaken);
    }
    (!timing.may_ask()).then_some(Code::TooLate)
}

async fn insert(
    tx: &mut Tx,
    found: &Found,
    (id, asked, timing): (AppointmentRequestId, &Asked, Timing),
) -> Result<u64> {
    let (actor, now) = (found.access.actor(), tx.now());
    let late_at = (timing == Timing::Late).then_some(now);
    Ok(run!(
        tx,
        execute(
            INSERT,
            actor.organisation.0,
            id.0,
            found.id.0,
            asked.wish.as_str(),
            &asked.reason,
            asked.preferences.keys(),
            actor.membership.0,
            now,
            late_at,
            found.sequence
        )
    )?)
}

async fn notify(tx: &mut Tx, found: &Found, id: AppointmentRequestId) -> Result<()> {
    let organisation = found.access.actor().organisation;
    let practitioner = found.practitioner.0;
    let notified = run!(tx, query_as::<Notified>(NOTIFY, organisation.0, practitioner.0).fetch_optional)?;
    let Some(Notified { mail, display_name }) = notified else { return Ok(()) };
    let paragraphs = [
        &*format!("Er staat een vraag over een afspraak voor u klaar in het portaal van {display_name}."),
        "Log in om hem te lezen. Antwoord niet op deze mail: uw antwoord komt dan niet aan.",
    ];
    let subject = format!("Er staat een vraag over een afspraak voor u klaar bij {display_name}");
    outbox::post(tx, &format!("appointment_request:{id}"), &Letter::mail(organisation, &mail, &subject, &paragraphs))
        .await
}

/// Takes an open question back; nothing when it was closed meanwhile.
pub async fn withdraw(tx: &mut Tx, found: &Found) -> Result<()> {
    only_subject(found)?;
    let Some(request) = found.open_request() else { return Ok(()) };
    let (organisation, now) = (found.access.actor().organisation.0, tx.now());
    if run!(tx, execute(WITHDRAW, organisation, request.id.0, now))? == 0 {
        return Ok(());
    }
    let event = Event::with(&found.access, Kind::AppointmentChangeWithdrawn).on(ObjectKind::Appointment, found.id);
    audit::log(tx, event).await
}
