//! Behandelinzet (R49).

use super::{Filled, find, treatment};
use crate::{
    fault::Fault,
    here::href,
    record::views::{EditPart, EffortView, EntryView},
    request::{Request, Sent},
};
use portiek_domain::{
    access::Access,
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::{EffortId, FormKey},
    record::{effort::Typed, plan::TreatmentPlan},
    time,
};
use portiek_store::{
    Result as Stored,
    records::{
        compositions,
        efforts::{self, After, Effort},
    },
    transact,
};

const PAGE: &str = "/dossier/behandelinzet";

pub async fn read(request: &Request, access: &Access, after: Option<&str>) -> Result<EffortView, Fault> {
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let page = efforts::list(&mut conn, access, after.and_then(parse_cursor)).await?;
        let realised = efforts::realised(&mut conn, access).await?;
        let plan = compositions::published::<TreatmentPlan>(&mut conn, access, access.record().0).await?;
        Ok((page, realised, plan))
    }
    .await;
    drop(conn);
    let (page, realised, plan) = request.settle(loaded).await?;
    Ok(EffortView {
        expected: plan.and_then(|plan| plan.content.expected_minutes),
        realised,
        entries: page.efforts.into_iter().map(entry).collect(),
        next: page.next.map(|(day, id)| format!("{day}_{id}")),
    })
}

fn parse_cursor(text: &str) -> Option<After> {
    let (day, id) = text.split_once('_')?;
    Some((time::parse_day(day)?, id.parse().ok()?))
}

fn entry(effort: Effort) -> EntryView {
    EntryView {
        id: effort.id,
        by: (effort.by.doer(), effort.by.to_string()),
        day: time::date(effort.day),
        minutes: effort.minutes,
        activity: effort.activity.word().into(),
        consult_type: effort.consult_type,
    }
}

/// Begins with today and a consult.
pub fn edit(request: &Request) -> Filled {
    let today = time::date(time::day(request.store.now()));
    let values = [("datum", today), ("verrichting", "treatment".into()), ("soort", "Consult".into())];
    let values = values.map(|(name, value): (&str, String)| (name.to_owned(), value)).into();
    (EditPart::Effort, String::new(), RefusedForm { values, refusals: Vec::new() })
}

pub async fn add(request: &Request, at: &Context, (key, typed): (FormKey, Typed)) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let values: [(&str, &str); 4] = [
        ("datum", &typed.datum),
        ("minuten", &typed.minuten),
        ("verrichting", &typed.verrichting),
        ("soort", &typed.soort),
    ];
    let new = match typed.parse(time::day(request.store.now())) {
        Ok(new) => new,
        Err(refusals) => {
            let sent = Sent { key, back: href(at, &format!("{PAGE}/wijzigen"), ""), values: &values };
            return request.refuse(sent, refusals).await;
        }
    };
    let added = transact!(request.store, |tx| { efforts::add(tx, &treatment, (&new, key)).await });
    request.settle(added).await?;
    request.go(&href(at, PAGE, ""));
    Ok(Answer::Done(request.new_key()))
}

pub async fn remove(request: &Request, at: &Context, id: EffortId) -> Result<(), Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let removed = transact!(request.store, |tx| { efforts::remove(tx, &treatment, id).await });
    request.settle(removed).await?;
    request.go(&href(at, PAGE, ""));
    Ok(())
}
