//! The practice's answer to what a client asks (D11): moved, cancelled, or it stays as it is.

use super::find::{Found, Request};
use crate::{
    Result, Tx, access, audit,
    db::run,
    outbox::{self, Letter},
};
use portiek_domain::{
    access::Ground,
    appointments::{Answer, Decision, Times},
    audit::{Event, Kind, ObjectKind},
    refusal::{Code, Refusal},
};

const ACCEPT: &str = "UPDATE appointment_request SET accepted_at = $3, closed_at = $3, decided_by = $4, answer = $5 \
     WHERE organisation_id = $1 AND id = $2 AND closed_at IS NULL";
const DECLINE: &str = "UPDATE appointment_request SET declined_at = $3, closed_at = $3, decided_by = $4, answer = $5 \
     WHERE organisation_id = $1 AND id = $2 AND closed_at IS NULL";
const MOVE: &str = "UPDATE appointment SET starts_at = $3, ends_at = $4, changed_at = $5, sequence = sequence + 1 \
     WHERE organisation_id = $1 AND id = $2";
const CANCEL: &str = "UPDATE appointment SET cancelled_at = $3, changed_at = $3, late_at = $4, sequence = sequence + 1 \
     WHERE organisation_id = $1 AND id = $2";
/// Whom the record is about is told by mail.
const NOTIFY: &str = "SELECT m.mail, o.display_name FROM record r \
     JOIN membership m ON m.organisation_id = r.organisation_id AND m.id = r.subject_id AND m.ended_at IS NULL \
     JOIN account a ON a.id = m.account_id AND a.activated_at IS NOT NULL \
     JOIN organisation o ON o.id = r.organisation_id WHERE r.organisation_id = $1 AND r.id = $2";

#[derive(sqlx::FromRow)]
struct Notified {
    mail: String,
    display_name: String,
}

/// Decides on the open question. Refused when it does not fit what was asked, and when somebody else decided or the
/// client took it back meanwhile.
pub async fn decide(
    tx: &mut Tx,
    found: &Found,
    (decision, answer): (Decision, &Answer),
) -> Result<Result<(), Refusal>> {
    if found.access.ground() == Ground::Own {
        return Err(access::refused(found.access.actor(), found.id.0));
    }
    let overtaken = Refusal::new("besluit", Code::Overtaken);
    let Some(request) = found.open_request() else { return Ok(Err(overtaken)) };
    if let Err(refusal) = decision.fits(request.wish, tx.now()) {
        return Ok(Err(refusal));
    }
    if close(tx, found, (request, decision, answer)).await? == 0 {
        return Ok(Err(overtaken));
    }
    change(tx, found, (request, decision)).await?;
    notify(tx, found, request).await?;
    audit::log(tx, Event::with(&found.access, kind(decision)).on(ObjectKind::Appointment, found.id)).await.map(Ok)
}

fn kind(decision: Decision) -> Kind {
    match decision {
        Decision::Moved(_) => Kind::AppointmentMoved,
        Decision::Cancelled => Kind::AppointmentCancelled,
        Decision::Declined => Kind::AppointmentChangeDeclined,
    }
}

async fn close(tx: &mut Tx, found: &Found, (request, decision, answer): (&Request, Decision, &Answer)) -> Result<u64> {
    let (actor, now) = (found.access.actor(), tx.now());
    let sql = if decision == Decision::Declined { DECLINE } else { ACCEPT };
    Ok(run!(tx, execute(sql, actor.organisation.0, request.id.0, now, actor.membership.0, answer.as_str()))?)
}

/// Calendar programs see a higher number and change what they have.
async fn change(tx: &mut Tx, found: &Found, (request, decision): (&Request, Decision)) -> Result<()> {
    let (organisation, now) = (found.access.actor().organisation.0, tx.now());
    match decision {
        Decision::Moved(Times { starts_at, ends_at }) => {
            run!(tx, execute(MOVE, organisation, found.id.0, starts_at, ends_at, now))?;
        }
        Decision::Cancelled => {
            run!(tx, execute(CANCEL, organisation, found.id.0, now, request.late_at))?;
        }
        Decision::Declined => {}
    }
    Ok(())
}

/// Says that there is an answer, never which (S11).
async fn notify(tx: &mut Tx, found: &Found, request: &Request) -> Result<()> {
    let (organisation, record) = (found.access.actor().organisation, found.access.record());
    let notified = run!(tx, query_as::<Notified>(NOTIFY, organisation.0, record.0).fetch_optional)?;
    let Some(Notified { mail, display_name }) = notified else { return Ok(()) };
    let paragraphs = [
        &*format!("Op uw vraag over een afspraak staat een antwoord klaar in het Cliëntenportaal van {display_name}."),
        "Log in om het te lezen. Antwoord niet op deze mail: uw antwoord komt dan niet aan.",
    ];
    let subject = format!("Er staat een antwoord voor u klaar bij {display_name}");
    let letter = Letter::mail(organisation, &mail, &subject, &paragraphs);
    outbox::post(tx, &format!("appointment_answer:{}", request.id), &letter).await
}
