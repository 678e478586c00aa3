//! Intakeverslag (R45).

use super::{Filled, find, signed, treatment};
use crate::{
    fault::Fault,
    here::href,
    record::views::{DraftView, EditPart, IntakeView},
    request::{Request, Sent},
};
use portiek_domain::{
    access::{Access, Treatment},
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::FormKey,
    record::intake::IntakeReport,
};
use portiek_store::{
    Result as Stored,
    records::compositions::{self, Written},
    transact,
};

const PAGE: &str = "/dossier/intakeverslag";

pub async fn read(request: &Request, access: &Access) -> Result<Option<IntakeView>, Fault> {
    let mut conn = request.read().await?;
    let published = compositions::published::<IntakeReport>(&mut conn, access, access.record().0).await;
    drop(conn);
    let published = request.settle(published).await?;
    Ok(published.map(|found| {
        let published = signed("Gepubliceerd", (found.at, &found.by));
        IntakeView { report: found.content, published }
    }))
}

pub async fn edit(request: &Request, treatment: &Treatment) -> Result<Filled, Fault> {
    let (draft, published) = load(request, treatment).await?;
    let revision = draft.as_ref().map_or(0, |draft| draft.number);
    let drafted = draft.as_ref().map(|draft| signed("Laatst bewaard", (draft.at, &draft.by)));
    let published = published.map(|found| signed("Laatst gepubliceerd", (found.at, &found.by)));
    let draft = draft.map_or_else(IntakeReport::blank, |draft| draft.content);
    let values = draft.fields().map(|(name, item)| (name, item.answer.clone())).collect();
    let part = EditPart::Intake(DraftView { draft, drafted, published });
    Ok((part, revision.to_string(), RefusedForm { values, refusals: Vec::new() }))
}

type Report = Option<Written<IntakeReport>>;

async fn load(request: &Request, treatment: &Treatment) -> Result<(Report, Report), Fault> {
    let about = treatment.access().record().0;
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let draft = compositions::draft(&mut conn, treatment, about).await?;
        let published = compositions::published(&mut conn, treatment.access(), about).await?;
        Ok((draft, published))
    }
    .await;
    drop(conn);
    request.settle(loaded).await
}

/// The questions are the draft's; the form sends the answers in their order.
pub async fn save(
    request: &Request,
    at: &Context,
    (key, seen): (FormKey, i64),
    (answers, publish): (Vec<String>, bool),
) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let (draft, _) = load(request, &treatment).await?;
    let questions = draft.map_or_else(IntakeReport::blank, |draft| draft.content);
    let names: Vec<String> = questions.fields().map(|(name, _)| name).collect();
    let values: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(answers.iter().map(String::as_str)).collect();
    let sent = || Sent { key, back: href(at, &format!("{PAGE}/wijzigen"), ""), values: &values };
    let report = match questions.answered(&answers) {
        Ok(report) => report,
        Err(refusals) => return request.refuse(sent(), refusals).await,
    };
    let place = (&treatment, treatment.access().record().0);
    let saved = transact!(request.store, |tx| {
        if publish {
            compositions::publish(tx, place, (seen, &report)).await
        } else {
            compositions::save(tx, place, (seen, &report)).await
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
