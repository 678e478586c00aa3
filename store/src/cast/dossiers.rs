//! What stands in the records (source 1, chapter 4): all that it shows of Karen's, and a little of the others'.

use super::{
    Cast,
    conversations::actor,
    people::{DE_LINDE, born, winter},
};
use crate::{
    Error, Result, Tx, appointments,
    db::run,
    records::{self, compositions, efforts, medication, overview},
};
use portiek_domain::{
    access::Treatment,
    ids::FormKey,
    record::{
        effort::{Activity, NewEffort},
        intake::IntakeReport,
        medication::{Harm, HarmKind, Typed},
        overview::Overview,
        plan::{Goal, TreatmentPlan},
        report::SessionReport,
    },
};

const CONTACT: &str =
    "UPDATE membership SET contact_phone = $3, contact_mail = $4 WHERE organisation_id = $1 AND id = $2";

/// As the source prints them.
const CONTACTS: [(&str, &str, &str); 4] = [
    ("gerard.van.kesteren", "09005553000", "ProfessionalID12@acc.Extenzo.nu"),
    ("peter.post", "0624697060", "ProfessionalID520@acc.Extenzo.nu"),
    ("carmen.van.den.eerenbeemt", "0644539969", "ProfessionalID8174@acc.Extenzo.nu"),
    ("omar.haddad", "088 123 45 62", "omar.haddad@voorbeeld.nl"),
];

/// record, who wrote, diagnosis, care demand type, when registered, reason
type Line = (&'static str, &'static str, &'static str, &'static str, (i32, u32, u32), &'static str);

const OVERVIEWS: [Line; 2] = [
    ("2022021801", "gerard.van.kesteren", "Separatieangststoornis", "", (2022, 2, 18), "Angst"),
    ("2024090903", "peter.post", "", "", (2024, 9, 9), "Somberheid na een verhuizing"),
];

const ANSWERS: [&str; 4] = ["De reden van mijn komst is...", "sinds 3 maanden", "Ik denk dat...", "Die denken dat..."];

pub async fn populate(tx: &mut Tx, cast: &Cast) -> Result<()> {
    for (login, phone, mail) in CONTACTS {
        let member = cast.member(login, DE_LINDE)?;
        run!(tx, execute(CONTACT, member.organisation.0, member.id.0, phone, mail))?;
    }
    for line in OVERVIEWS {
        fill(tx, cast, line).await?;
    }
    write_intake(tx, cast).await?;
    write_plan(tx, cast).await?;
    add_effort(tx, cast).await?;
    write_medication(tx, cast).await?;
    write_report(tx, cast).await
}

/// Of the first session, which is the only one the source has a report of (R36, R50).
async fn write_report(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let treatment = treatment(tx, cast, ("gerard.van.kesteren", "2022021801")).await?;
    let day = born(2022, 2, 18);
    let sessions = appointments::days(tx, treatment.access(), (day, day)).await?;
    let Some(session) = sessions.first() else { return Ok(()) };
    let report = SessionReport {
        title: "Diagnose".into(),
        text: "Kennisgemaakt en besproken waarvoor Karen komt. De volgende keren doen we samen de diagnostiek.".into(),
    };
    tx.backdate(winter((2022, 2, 18), (9, 30)));
    let published = compositions::publish(tx, (&treatment, session.id.0), (0, &report)).await?;
    published.map_err(|_| Error::Corrupt("a report of the cast".into()))
}

/// name, substance, ATC, dosage, origin, first and last day
type MedicineLine = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const MEDICINES: [MedicineLine; 2] = [
    ("Sertraline 50 mg", "sertraline", "N06AB06", "1 tablet per dag, bij het ontbijt", "prescribed", "21-02-2022", ""),
    ("Oxazepam 10 mg", "oxazepam", "N05BA04", "Zo nodig 1 tablet voor de nacht", "in_use", "01-11-2021", "20-02-2022"),
];

/// The source says what is kept here and shows none of it.
async fn write_medication(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let treatment = treatment(tx, cast, ("peter.post", "2022021801")).await?;
    tx.backdate(winter((2022, 2, 21), (15, 10)));
    let allergy = Harm {
        kind: HarmKind::Allergy,
        what: "Penicilline".into(),
        note: "Huiduitslag, in 2009".into(),
        avoid: vec!["J01C".into()],
    };
    let key = FormKey(tx.mint());
    medication::add_harm(tx, &treatment, (&allergy, key)).await?;
    for (naam, stof, atc, dosering, herkomst, van, tot) in MEDICINES {
        let [naam, stof, atc, dosering, herkomst, van, tot] =
            [naam, stof, atc, dosering, herkomst, van, tot].map(String::from);
        let typed = Typed { naam, stof, atc, dosering, herkomst, van, tot, toch: String::new() };
        let key = FormKey(tx.mint());
        let added = medication::add(tx, &treatment, (&typed, key)).await?;
        added.map_err(|_| Error::Corrupt("medication of the cast".into()))?;
    }
    Ok(())
}

/// The source prints nothing of the plan but what it expects: 600 minutes (R49).
async fn write_plan(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let treatment = treatment(tx, cast, ("gerard.van.kesteren", "2022021801")).await?;
    let goal = |text: &str, actions: &[&str], evaluated_on| Goal {
        text: text.into(),
        actions: actions.iter().map(|action| (*action).into()).collect(),
        evaluated_on: Some(evaluated_on),
    };
    let plan = TreatmentPlan {
        request: "Ik wil weer alleen de deur uit kunnen zonder dat de angst bepaalt wat ik doe.".into(),
        goals: vec![
            goal(
                "Alleen met de trein naar mijn werk",
                &["Elke week een stap van de angstladder oefenen", "Een dagboek bijhouden van wat lukte"],
                born(2022, 4, 18),
            ),
            goal(
                "Een nacht alleen thuis slapen",
                &["Ademhalingsoefeningen voor het slapen", "Met mijn partner afspreken wanneer ik bel"],
                born(2022, 5, 16),
            ),
        ],
        expected_minutes: Some(600),
        evaluated_on: Some(born(2022, 5, 16)),
    };
    tx.backdate(winter((2022, 2, 21), (14, 45)));
    let about = treatment.access().record().0;
    let published = compositions::publish(tx, (&treatment, about), (0, &plan)).await?;
    published.map_err(|_| Error::Corrupt("a treatment plan of the cast".into()))
}

async fn add_effort(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let treatment = treatment(tx, cast, ("gerard.van.kesteren", "2022021801")).await?;
    let day = born(2022, 2, 18);
    let new = NewEffort { day, minutes: 15, activity: Activity::Diagnostics, consult_type: "Consult".into() };
    let key = FormKey(tx.mint());
    efforts::add(tx, &treatment, (&new, key)).await.map(|_| ())
}

async fn fill(tx: &mut Tx, cast: &Cast, (number, by, diagnosis, demand, day, reason): Line) -> Result<()> {
    let treatment = treatment(tx, cast, (by, number)).await?;
    tx.backdate(winter(day, (9, 0)));
    let new = Overview {
        diagnosis: diagnosis.into(),
        care_demand_type: demand.into(),
        registered_on: Some(born(day.0, day.1, day.2)),
        reason: reason.into(),
    };
    let saved = overview::save(tx, &treatment, (&Overview::default(), &new)).await?;
    saved.map_err(|_| Error::Corrupt("an overview of the cast".into()))
}

async fn write_intake(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let treatment = treatment(tx, cast, ("gerard.van.kesteren", "2022021801")).await?;
    let report = IntakeReport::blank().answered(&ANSWERS.map(String::from));
    let report = report.map_err(|_| Error::Corrupt("an intake report of the cast".into()))?;
    tx.backdate(winter((2022, 2, 18), (9, 5)));
    let about = treatment.access().record().0;
    let published = compositions::publish(tx, (&treatment, about), (0, &report)).await?;
    published.map_err(|_| Error::Corrupt("an intake report of the cast".into()))
}

async fn treatment(tx: &mut Tx, cast: &Cast, (by, number): (&str, &str)) -> Result<Treatment> {
    let (actor, now) = (actor(cast.member(by, DE_LINDE)?), tx.now());
    let opened = records::open(tx, &actor, (number, now)).await?;
    opened.access.treatment().ok_or_else(|| Error::Corrupt(format!("{by} does not treat {number}")))
}
