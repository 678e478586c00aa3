//! Who, rule, verb, commit; and how what the store knows is told on the pages.

mod clients;
mod effort;
mod intake;
mod medication;
mod overview;
mod plan;
mod reports;
mod team;

pub use clients::clients;
pub use effort::{add as add_effort, remove as remove_effort};
pub use intake::save as save_intake;
pub use medication::{add as add_medicine, add_harm, remove_harm, stop as stop_medicine};
pub use overview::save as save_overview;
pub use plan::{agree, save as save_plan};
pub use reports::save as save_report;

use super::{
    tab::Tab,
    views::{EditPart, EditView, Part, RecordView, Wanted, Whose},
};
use crate::{fault::Fault, request::Request};
use chrono::NaiveDate;
use portiek_domain::{
    access::Treatment,
    actor::Context,
    audit::{Event, Kind, ObjectKind},
    forms::RefusedForm,
    ids::{AppointmentId, FormKey},
    names::PersonName,
    record::age,
    time,
};
use portiek_store::{
    access::refused,
    records::{self, Opened},
};

pub async fn open(request: &Request, at: &Context, (tab, wanted): (Tab, Wanted)) -> Result<RecordView, Fault> {
    let opened = find(request, at).await?;
    let part = match tab {
        Tab::Overview => Part::Overview(overview::read(request, &opened.access).await?),
        Tab::Intake => Part::Intake(intake::read(request, &opened.access).await?),
        Tab::Medication => Part::Medication(medication::read(request, &opened.access).await?),
        Tab::Plan => Part::Plan(plan::read(request, &opened.access, &wanted).await?.map(Box::new)),
        Tab::Team => Part::Team(team::read(request, &opened.access, wanted.weergave).await?),
        Tab::Reports => Part::Reports(reports::read(request, &opened.access, &wanted).await?),
        Tab::Effort => Part::Effort(effort::read(request, &opened.access, wanted.na.as_deref()).await?),
    };
    let event = Event::with(&opened.access, read(tab)).on(ObjectKind::Record, opened.access.record());
    request.look(event, (&[], None)).await?;
    let writes = opened.access.treatment().is_some();
    Ok(RecordView { whose: whose(&opened, request), own: opened.own, writes, part })
}

/// How the log names a look at a part.
fn read(tab: Tab) -> Kind {
    match tab {
        Tab::Overview => Kind::OverviewRead,
        Tab::Intake => Kind::IntakeReportRead,
        Tab::Medication => Kind::MedicationRead,
        Tab::Plan => Kind::TreatmentPlanRead,
        Tab::Team => Kind::CareTeamRead,
        Tab::Effort => Kind::EffortRead,
        Tab::Reports => Kind::SessionReportRead,
    }
}

pub async fn edit(
    request: &Request,
    at: &Context,
    (tab, kept, about): (Tab, Option<FormKey>, Option<AppointmentId>),
) -> Result<EditView, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    let kept = request.refused(kept).await?;
    let (part, seen, form) = match tab {
        Tab::Overview => overview::edit(request, &treatment).await?,
        Tab::Intake => intake::edit(request, &treatment).await?,
        Tab::Medication => medication::edit(request, &treatment, &kept).await?,
        Tab::Plan => plan::edit(request, &treatment, &kept).await?,
        Tab::Effort => effort::edit(request),
        Tab::Reports => reports::edit(request, (&opened, &treatment), about).await?,
        Tab::Team => return request.settle(Err(refused(treatment.actor(), opened.access.record().0))).await,
    };
    let event = Event::with(&opened.access, read(tab)).on(ObjectKind::Record, opened.access.record());
    request.look(event, (&[], None)).await?;
    // What was typed, over what the other fields begin with.
    let values = form.values.into_iter().chain(kept.values).collect();
    let form = RefusedForm { values, refusals: kept.refusals };
    Ok(EditView { whose: whose(&opened, request), key: request.new_key(), form, seen, part })
}

/// The form of a part, what it was made from, and what it begins with.
type Filled = (EditPart, String, RefusedForm);

/// The record that the page names, with leave to see it.
async fn find(request: &Request, at: &Context) -> Result<Opened, Fault> {
    let actor = request.actor(at).await?;
    let number = at.record.as_deref().unwrap_or_default();
    let mut conn = request.read().await?;
    let opened = records::open(&mut conn, &actor, (number, request.store.now())).await;
    drop(conn);
    request.settle(opened).await
}

/// Leave to write in it; for everybody else the form does not exist.
async fn treatment(request: &Request, opened: &Opened) -> Result<Treatment, Fault> {
    let access = &opened.access;
    let treatment = access.treatment().ok_or_else(|| refused(access.actor(), access.record().0));
    request.settle(treatment).await
}

fn whose(opened: &Opened, request: &Request) -> Whose {
    let person = person((opened.birth_date, &opened.sex), time::day(request.store.now()));
    Whose { number: opened.number.clone(), name: opened.name.to_string(), person }
}

/// "30-03-1986 (35) - Vrouw" (R43).
fn person((born, sex): (NaiveDate, &str), today: NaiveDate) -> String {
    let mut letters = sex.chars();
    let sex: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    format!("{} ({}) - {sex}", time::date(born), age(born, today))
}

/// "Gepubliceerd op 18-02-2022 09:05 door Gerard van Kesteren".
fn signed(what: &str, (at, by): (chrono::DateTime<chrono::Utc>, &PersonName)) -> String {
    format!("{what} op {} door {by}", time::stamp(at))
}
