//! Overzicht (R44).

use super::{Filled, find, treatment};
use crate::{
    fault::Fault,
    here::href,
    record::views::{EditPart, OverviewView},
    request::{Request, Sent},
};
use portiek_domain::{
    access::{Access, Treatment},
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::FormKey,
    record::overview::{Overview, Typed},
    time,
};
use portiek_store::{records::overview, transact};

const PAGE: &str = "/dossier/overzicht";

pub async fn read(request: &Request, access: &Access) -> Result<OverviewView, Fault> {
    load(request, access).await.map(view)
}

async fn load(request: &Request, access: &Access) -> Result<Overview, Fault> {
    let mut conn = request.read().await?;
    let found = overview::find(&mut conn, access).await;
    drop(conn);
    request.settle(found).await
}

fn view(overview: Overview) -> OverviewView {
    OverviewView {
        diagnosis: overview.diagnosis,
        care_demand_type: overview.care_demand_type,
        registered_on: overview.registered_on.map(time::date).unwrap_or_default(),
        reason: overview.reason,
    }
}

pub async fn edit(request: &Request, treatment: &Treatment) -> Result<Filled, Fault> {
    let found = load(request, treatment.access()).await?;
    let seen = serde_json::to_string(&found).unwrap_or_default();
    let now = view(found);
    let values = [
        ("diagnose", &now.diagnosis),
        ("zorgvraagtypering", &now.care_demand_type),
        ("aanmelddatum", &now.registered_on),
        ("reden", &now.reason),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value.clone())).into();
    Ok((EditPart::Overview(now), seen, RefusedForm { values, refusals: Vec::new() }))
}

pub async fn save(
    request: &Request,
    at: &Context,
    (key, seen, typed): (FormKey, &str, Typed),
) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let values: [(&str, &str); 4] = [
        ("diagnose", &typed.diagnose),
        ("zorgvraagtypering", &typed.zorgvraagtypering),
        ("aanmelddatum", &typed.aanmelddatum),
        ("reden", &typed.reden),
    ];
    let sent = || Sent { key, back: href(at, &format!("{PAGE}/wijzigen"), ""), values: &values };
    let new = match typed.parse(time::day(request.store.now())) {
        Ok(new) => new,
        Err(refusals) => return request.refuse(sent(), refusals).await,
    };
    // A page of before says what it showed; what is no overview was never shown.
    let seen: Overview = serde_json::from_str(seen).unwrap_or_default();
    let saved = transact!(request.store, |tx| { overview::save(tx, &treatment, (&seen, &new)).await });
    match request.settle(saved).await? {
        Ok(()) => {
            request.go(&href(at, PAGE, ""));
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent(), vec![refusal]).await,
    }
}
