//! Medicatie, allergies and contra-indications (R46).

use super::{Filled, find, treatment};
use crate::{
    fault::Fault,
    here::href,
    record::views::{EditPart, HarmView, MedicationView, MedicineView},
    request::{Request, Sent},
};
use portiek_domain::{
    access::{Access, Treatment},
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::{FormKey, HarmId, MedicationId},
    record::medication::{Harm, HarmKind, Origin, Typed, TypedHarm},
    time,
};
use portiek_store::{
    Result as Stored,
    records::medication::{self, Known, Medicine},
    transact,
};

const PAGE: &str = "/dossier/medicatie";

pub async fn read(request: &Request, access: &Access) -> Result<MedicationView, Fault> {
    let mut conn = request.read().await?;
    let loaded: Stored<_> = async {
        let medicines = medication::medicines(&mut conn, access).await?;
        Ok((medicines, medication::harms(&mut conn, access).await?))
    }
    .await;
    drop(conn);
    let (medicines, harms) = request.settle(loaded).await?;
    let today = time::day(request.store.now());
    let (current, past): (Vec<_>, Vec<_>) = medicines.into_iter().partition(|medicine| medicine.is_current(today));
    let (allergies, others): (Vec<_>, Vec<_>) =
        harms.into_iter().partition(|known| known.harm.kind == HarmKind::Allergy);
    Ok(MedicationView {
        current: current.into_iter().map(medicine).collect(),
        past: past.into_iter().map(medicine).collect(),
        allergies: allergies.into_iter().map(harm).collect(),
        contra_indications: others.into_iter().map(harm).collect(),
    })
}

fn medicine(medicine: Medicine) -> MedicineView {
    MedicineView {
        id: medicine.id,
        name: medicine.name,
        substance: medicine.substance,
        dosage: medicine.dosage,
        origin: match medicine.origin {
            Origin::Prescribed => format!("Voorgeschreven door {}", medicine.by),
            Origin::InUse => "Al in gebruik".into(),
        },
        from: time::date(medicine.from),
        until: medicine.until.map_or_else(|| "-".into(), time::date),
        despite: medicine.despite,
    }
}

fn harm(known: Known) -> HarmView {
    let noted_on = time::date(time::day(known.noted_at));
    HarmView { id: known.id, what: known.harm.what, note: known.harm.note, noted_on }
}

/// Begins with today; with what was typed before, what speaks against it.
pub async fn edit(request: &Request, treatment: &Treatment, kept: &RefusedForm) -> Result<Filled, Fault> {
    let mut conn = request.read().await?;
    let harms = medication::harms(&mut conn, treatment.access()).await;
    drop(conn);
    let known: Vec<Harm> = request.settle(harms).await?.into_iter().map(|known| known.harm).collect();
    let value = |field: &str| kept.value(field).unwrap_or_default().to_owned();
    let typed = Typed {
        naam: value("naam"),
        stof: value("stof"),
        atc: value("atc"),
        dosering: value("dosering"),
        herkomst: value("herkomst"),
        van: value("van"),
        tot: value("tot"),
        // As if there were a reason: what is asked is only what it is weighed against.
        toch: "-".into(),
    };
    let warnings = match typed.parse(&known) {
        Ok(new) if new.origin == Origin::Prescribed => new.harms(&known).into_iter().map(warning).collect(),
        _ => Vec::new(),
    };
    let today = time::date(time::day(request.store.now()));
    let values = [("van", today.as_str()), ("herkomst", Origin::Prescribed.as_str()), ("soort", "allergy")];
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Ok((EditPart::Medication(warnings), String::new(), RefusedForm { values, refusals: Vec::new() }))
}

fn warning(harm: &Harm) -> String {
    let kind = match harm.kind {
        HarmKind::Allergy => "Allergie",
        HarmKind::ContraIndication => "Contra-indicatie",
    };
    if harm.note.is_empty() {
        format!("{kind}: {}", harm.what)
    } else {
        format!("{kind}: {} ({})", harm.what, harm.note)
    }
}

pub async fn add(request: &Request, at: &Context, (key, typed): (FormKey, Typed)) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let added = transact!(request.store, |tx| { medication::add(tx, &treatment, (&typed, key)).await });
    let values: [(&str, &str); 8] = [
        ("naam", &typed.naam),
        ("stof", &typed.stof),
        ("atc", &typed.atc),
        ("dosering", &typed.dosering),
        ("herkomst", &typed.herkomst),
        ("van", &typed.van),
        ("tot", &typed.tot),
        ("toch", &typed.toch),
    ];
    match request.settle(added).await? {
        Ok(_) => Ok(done(request, at)),
        Err(refusals) => request.refuse(Sent { key, back: form(at), values: &values }, refusals).await,
    }
}

pub async fn add_harm(request: &Request, at: &Context, (key, typed): (FormKey, TypedHarm)) -> Result<Answer, Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let values: [(&str, &str); 4] =
        [("soort", &typed.soort), ("wat", &typed.wat), ("reactie", &typed.reactie), ("vermijden", &typed.vermijden)];
    let new = match typed.parse() {
        Ok(new) => new,
        Err(refusals) => return request.refuse(Sent { key, back: form(at), values: &values }, refusals).await,
    };
    let added = transact!(request.store, |tx| { medication::add_harm(tx, &treatment, (&new, key)).await });
    request.settle(added).await?;
    Ok(done(request, at))
}

fn form(at: &Context) -> String {
    href(at, &format!("{PAGE}/wijzigen"), "")
}

fn done(request: &Request, at: &Context) -> Answer {
    request.go(&href(at, PAGE, ""));
    Answer::Done(request.new_key())
}

pub async fn stop(request: &Request, at: &Context, id: MedicationId) -> Result<(), Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let stopped = transact!(request.store, |tx| { medication::stop(tx, &treatment, id).await });
    request.settle(stopped).await?;
    request.go(&href(at, PAGE, ""));
    Ok(())
}

pub async fn remove_harm(request: &Request, at: &Context, id: HarmId) -> Result<(), Fault> {
    let opened = find(request, at).await?;
    let treatment = treatment(request, &opened).await?;
    request.touch().await?;
    let removed = transact!(request.store, |tx| { medication::remove_harm(tx, &treatment, id).await });
    request.settle(removed).await?;
    request.go(&href(at, PAGE, ""));
    Ok(())
}
