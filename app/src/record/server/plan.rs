//! Behandelplan (R47).

use super::{Filled, find, signed, treatment};
use crate::{
    fault::Fault,
    here::href,
    record::views::{ComparedView, DraftOf, EditPart, GoalView, PlanView, VersionView, Wanted},
    request::{Request, Sent},
};
use chrono::NaiveDate;
use portiek_domain::{
    access::{Access, Ground, Treatment},
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::{CompositionId, FormKey},
    record::plan::{Goal, TreatmentPlan, Typed, TypedGoal, compared},
    time,
};
use portiek_store::{
    records::{
        agreements::{self, Version},
        compositions,
    },
    transact,
};

const PAGE: &str = "/dossier/behandelplan";

pub async fn read(request: &Request, access: &Access, wanted: &Wanted) -> Result<Option<PlanView>, Fault> {
    let versions = versions(request, access).await?;
    let Some(newest) = versions.first() else { return Ok(None) };
    let number = wanted.versie.unwrap_or(newest.written.number);
    let shown = versions.iter().find(|version| version.written.number == number).unwrap_or(newest);
    let older = versions.iter().find(|version| Some(version.written.number) == wanted.vergelijk);
    let is_newest = shown.written.number == newest.written.number;
    let own = access.ground() == Ground::Own;
    let plan = &shown.written.content;
    let others = versions.iter().filter(|version| version.written.number != shown.written.number);
    Ok(Some(PlanView {
        id: shown.written.id,
        number: shown.written.number,
        published: published(shown),
        request: plan.request.clone(),
        goals: plan.goals.iter().map(goal).collect(),
        evaluated_on: day(plan.evaluated_on),
        expected: plan.expected_minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default(),
        agreed: shown.agreed_at.map(|at| {
            let who = if own { "U ging" } else { "De cliënt ging" };
            format!("{who} akkoord op {}", time::stamp(at))
        }),
        may_agree: own && is_newest && shown.agreed_at.is_none(),
        newest: (!is_newest).then_some(newest.written.number),
        others: others.map(other).collect(),
        compared: older.map(|older| ComparedView {
            with: older.written.number,
            lines: compared(&lines(&older.written.content), &lines(plan)),
        }),
    }))
}

async fn versions(request: &Request, access: &Access) -> Result<Vec<Version<TreatmentPlan>>, Fault> {
    let mut conn = request.read().await?;
    let versions = agreements::versions(&mut conn, access, access.record().0).await;
    drop(conn);
    request.settle(versions).await
}

fn published(version: &Version<TreatmentPlan>) -> String {
    let what = format!("Versie {}, gepubliceerd", version.written.number);
    signed(&what, (version.written.at, &version.written.by))
}

fn other(version: &Version<TreatmentPlan>) -> VersionView {
    VersionView { number: version.written.number, published: published(version) }
}

fn goal(goal: &Goal) -> GoalView {
    GoalView { text: goal.text.clone(), actions: goal.actions.clone(), evaluated_on: day(goal.evaluated_on) }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(time::date).unwrap_or_default()
}

/// A plan as lines that can be compared.
fn lines(plan: &TreatmentPlan) -> Vec<String> {
    let mut lines = vec![format!("Hulpvraag: {}", plan.request)];
    for goal in &plan.goals {
        lines.push(format!("Doel: {}", goal.text));
        lines.extend(goal.actions.iter().map(|action| format!("Wat we doen: {action}")));
        lines.extend(goal.evaluated_on.map(|day| format!("We bespreken dit doel op {}", time::date(day))));
    }
    lines.extend(plan.expected_minutes.map(|minutes| format!("Verwachte behandelinzet: {minutes} min")));
    lines.extend(plan.evaluated_on.map(|day| format!("We bespreken het plan op {}", time::date(day))));
    lines
}

pub async fn edit(request: &Request, treatment: &Treatment, kept: &RefusedForm) -> Result<Filled, Fault> {
    let about = treatment.access().record().0;
    let mut conn = request.read().await?;
    let draft = compositions::draft::<TreatmentPlan>(&mut conn, treatment, about).await;
    drop(conn);
    let draft = request.settle(draft).await?;
    let revision = draft.as_ref().map_or(0, |draft| draft.number);
    let drafted = draft.as_ref().map(|draft| signed("Laatst bewaard", (draft.at, &draft.by)));
    let typed = Typed::of(&draft.map(|draft| draft.content).unwrap_or_default());
    let typed_before = kept.values.iter().filter(|(name, _)| name.ends_with("-doel")).count();
    let goals = if kept.values.is_empty() { typed.doelen.len() } else { typed_before };
    let part = EditPart::Plan(DraftOf { draft: goals.max(1), drafted, published: None });
    Ok((part, revision.to_string(), RefusedForm { values: typed.values().into_iter().collect(), refusals: Vec::new() }))
}

pub async fn save(
    request: &Request,
    at: &Context,
    (key, seen): (FormKey, i64),
    (mut typed, verb): (Typed, String),
) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let parsed = typed.parse();
    if verb == "doel" {
        typed.doelen.push(TypedGoal::default());
    }
    let values = typed.values();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sent = || Sent { key, back: href(at, &format!("{PAGE}/wijzigen"), ""), values: &values };
    let plan = match parsed {
        _ if verb == "doel" => return request.refuse(sent(), Vec::new()).await,
        Ok(plan) => plan,
        Err(refusals) => return request.refuse(sent(), refusals).await,
    };
    let (place, publish) = ((&treatment, treatment.access().record().0), verb == "publiceren");
    let saved = transact!(request.store, |tx| {
        if publish {
            compositions::publish(tx, place, (seen, &plan)).await
        } else {
            compositions::save(tx, place, (seen, &plan)).await
        }
    });
    match request.settle(saved).await? {
        Ok(()) => {
            let next = if publish { PAGE.to_owned() } else { format!("{PAGE}/wijzigen") };
            request.go(&href(at, &next, ""));
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent(), vec![refusal]).await,
    }
}

pub async fn agree(request: &Request, at: &Context, (plan, version): (CompositionId, i64)) -> Result<(), Fault> {
    let opened = find(request, at).await?;
    request.touch().await?;
    let access = &opened.access;
    let agreed = transact!(request.store, |tx| { agreements::agree(tx, access, (plan, version)).await });
    let agreed = request.settle(agreed).await?;
    // A newer version is shown instead, without an agreement: the page says so.
    request.go(&href(at, PAGE, if agreed { "" } else { "vernieuwd=1" }));
    Ok(())
}
