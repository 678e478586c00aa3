//! Dossiers as clients read them and care teams write them (R43-R45, R48, S1, S14).

use crate::support::*;
use chrono::{NaiveDate, TimeDelta};
use portiek_domain::{
    access::{Access, Treatment},
    actor::Actor,
    record::{
        TeamRole,
        effort::{Activity, NewEffort},
        intake::IntakeReport,
        medication::Typed,
        overview::Overview,
        plan::TreatmentPlan,
    },
    refusal::Code,
};
use portiek_store::{
    Result,
    cast::people::HET_PLEIN,
    records::{self, Opened, Place, agreements, clients, compositions, efforts, medication, overview},
    transact,
};

const KAREN: &str = "karen.test";
const GERARD: &str = "gerard.van.kesteren";
const PETER: &str = "peter.post";
const OMAR: &str = "omar.haddad";
const RECORD: &str = "2022021801";

impl World {
    async fn open_record(&self, who: &Actor, number: &str) -> Result<Opened> {
        let mut conn = self.store.read().await?;
        records::open(&mut conn, who, (number, self.store.now())).await
    }

    async fn access(&self, who: &str) -> Access {
        self.open_record(&self.actor(who), RECORD).await.unwrap().access
    }

    async fn treatment(&self, who: &str) -> Treatment {
        self.access(who).await.treatment().unwrap()
    }

    async fn overview(&self, who: &str) -> Overview {
        let access = self.access(who).await;
        overview::find(&mut self.store.read().await.unwrap(), &access).await.unwrap()
    }

    async fn save_overview(&self, who: &str, seen: &Overview, new: &Overview) -> std::result::Result<(), Code> {
        let treatment = self.treatment(who).await;
        let saved = transact!(self.store, |tx| { overview::save(tx, &treatment, (seen, new)).await }).unwrap();
        saved.map_err(|refusal| refusal.code)
    }

    /// The number of the draft, or of the published version that the client reads.
    async fn draft(&self, who: &str) -> (i64, IntakeReport) {
        let treatment = self.treatment(who).await;
        let about = treatment.access().record().0;
        let draft = compositions::draft(&mut self.store.read().await.unwrap(), &treatment, about).await.unwrap();
        draft.map_or_else(|| (0, IntakeReport::blank()), |draft| (draft.number, draft.content))
    }

    async fn published(&self) -> Option<(i64, IntakeReport)> {
        let access = self.access(KAREN).await;
        let about = access.record().0;
        let mut conn = self.store.read().await.unwrap();
        let published = compositions::published(&mut conn, &access, about).await.unwrap();
        published.map(|published| (published.number, published.content))
    }

    async fn write(
        &self,
        who: &str,
        seen: i64,
        (report, publish): (&IntakeReport, bool),
    ) -> std::result::Result<(), Code> {
        let treatment = self.treatment(who).await;
        let place = (&treatment, treatment.access().record().0);
        let written = transact!(self.store, |tx| {
            if publish {
                compositions::publish(tx, place, (seen, report)).await
            } else {
                compositions::save(tx, place, (seen, report)).await
            }
        });
        written.unwrap().map_err(|refusal| refusal.code)
    }

    async fn plan_of_karen(&self) -> (Access, uuid::Uuid) {
        let access = self.access(KAREN).await;
        let about = access.record().0;
        (access, about)
    }

    async fn versions(&self, access: &Access) -> Vec<agreements::Version<TreatmentPlan>> {
        let mut conn = self.store.read().await.unwrap();
        agreements::versions(&mut conn, access, access.record().0).await.unwrap()
    }

    async fn efforts(&self, access: &Access) -> Vec<efforts::Effort> {
        efforts::list(&mut self.store.read().await.unwrap(), access, None).await.unwrap().efforts
    }

    async fn realised(&self, access: &Access) -> i64 {
        efforts::realised(&mut self.store.read().await.unwrap(), access).await.unwrap()
    }

    async fn clients(&self, who: &str, search: &str) -> Vec<String> {
        let mut conn = self.store.read().await.unwrap();
        let found = clients::clients(&mut conn, &self.actor(who), (search, self.store.now())).await.unwrap();
        found.into_iter().map(|client| client.name.to_string()).collect()
    }

    async fn joins(&self, who: &str, days: (i64, i64)) {
        let member = self.actor(who);
        let record = self.cast.record(RECORD).unwrap();
        let today = portiek_domain::time::day(self.store.now());
        let place = Place {
            member: member.membership,
            role: TeamRole::CoPractitioner,
            from: today + TimeDelta::days(days.0),
            until: Some(today + TimeDelta::days(days.1)),
        };
        transact!(self.store, |tx| { records::join_team(tx, (member.organisation, record), place).await }).unwrap();
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn answered(first: &str) -> IntakeReport {
    IntakeReport::blank().answered(&[first.into()]).unwrap()
}

on_both_databases! {
    async fn r43_a_client_opens_the_own_record_without_naming_it(world: World) {
        let opened = world.open_record(&world.actor(KAREN), "").await.unwrap();
        assert_eq!((opened.number.as_str(), opened.name.to_string()), (RECORD, "Karen Test".into()));
        assert_eq!((opened.birth_date, opened.sex.as_str()), (day(1986, 3, 30), "vrouw"));
        assert_eq!(opened.own, [RECORD]);
    }

    async fn d30_who_has_several_records_opens_the_newest_and_may_choose(world: World) {
        let karen = world.actor(KAREN);
        let new = records::NewRecord {
            number: "2025110304".into(),
            subject: Some(karen.membership),
            name: karen.name.clone(),
            birth_date: day(1986, 3, 30),
            sex: "vrouw".into(),
        };
        transact!(world.store, |tx| { records::begin(tx, karen.organisation, &new).await }).unwrap();
        let opened = world.open_record(&karen, "").await.unwrap();
        assert_eq!((opened.number.as_str(), opened.own.as_slice()), ("2025110304", &["2025110304".into(), RECORD.to_owned()][..]));
        assert_eq!(world.open_record(&karen, RECORD).await.unwrap().number, RECORD);
    }

    async fn s14_a_record_of_somebody_else_does_not_exist(world: World) {
        assert!(world.open_record(&world.actor("jan.devries"), RECORD).await.is_err());
        assert!(world.open_record(&world.actor_at(KAREN, HET_PLEIN), RECORD).await.is_err());
        assert!(world.open_record(&world.actor_at("huisarts.dewit", HET_PLEIN), RECORD).await.is_err());
        assert!(world.open_record(&world.actor(OMAR), RECORD).await.is_err());
        assert!(world.open_record(&world.actor("nina.kuipers"), RECORD).await.is_err());
        assert!(world.open_record(&world.actor(GERARD), "").await.is_err());
    }

    async fn r48_who_treated_until_yesterday_does_not_find_the_record(world: World) {
        world.joins(OMAR, (-9, 0)).await;
        assert!(world.open_record(&world.actor(OMAR), RECORD).await.is_ok());
        assert_eq!(world.clients(OMAR, "karen").await, ["Karen Test"]);
        world.clock.advance(TimeDelta::days(1));
        assert!(world.open_record(&world.actor(OMAR), RECORD).await.is_err());
        assert!(world.clients(OMAR, "karen").await.is_empty());
    }

    async fn r44_the_overview_is_the_sources(world: World) {
        let overview = world.overview(KAREN).await;
        assert_eq!((overview.diagnosis.as_str(), overview.care_demand_type.as_str()), ("Separatieangststoornis", ""));
        assert_eq!((overview.registered_on, overview.reason.as_str()), (Some(day(2022, 2, 18)), "Angst"));
    }

    async fn a_practitioner_fills_in_what_the_client_then_reads(world: World) {
        let seen = world.overview(GERARD).await;
        let new = Overview { care_demand_type: "Zorgvraagtype 5".into(), ..seen.clone() };
        assert_eq!(world.save_overview(GERARD, &seen, &new).await, Ok(()));
        assert_eq!(world.overview(KAREN).await, new);
        assert_eq!(world.save_overview(GERARD, &seen, &new).await, Ok(()), "sent twice");
    }

    async fn what_a_colleague_changed_meanwhile_is_not_overwritten(world: World) {
        let seen = world.overview(GERARD).await;
        let peters = Overview { diagnosis: "Angststoornis".into(), ..seen.clone() };
        assert_eq!(world.save_overview(PETER, &seen, &peters).await, Ok(()));
        let gerards = Overview { reason: "Paniek".into(), ..seen.clone() };
        assert_eq!(world.save_overview(GERARD, &seen, &gerards).await, Err(Code::Overtaken));
        assert_eq!(world.overview(KAREN).await, peters);
    }

    async fn r48_the_team_is_the_sources_and_the_last_day_counts(world: World) {
        world.joins(OMAR, (-3, 0)).await;
        let access = world.access(KAREN).await;
        let team = records::team(&mut world.store.read().await.unwrap(), &access).await.unwrap();
        let names: Vec<String> = team.iter().map(|one| one.name.to_string()).collect();
        assert_eq!(names, ["Gerard van Kesteren", "Carmen van den Eerenbeemt", "Peter Post", "Omar Haddad"]);
        let today = portiek_domain::time::day(world.store.now());
        assert!(team.iter().all(|one| one.is_active(today)));
        let active: Vec<bool> = team.iter().map(|one| one.is_active(today + TimeDelta::days(1))).collect();
        assert_eq!(active, [true, true, true, false]);
        assert_eq!((team[0].phone.as_str(), team[0].mail.as_str()), ("09005553000", "ProfessionalID12@acc.Extenzo.nu"));
    }

    async fn r45_the_client_reads_what_was_published_and_no_draft(world: World) {
        let (number, published) = world.published().await.unwrap();
        assert_eq!(number, 1);
        assert_eq!(published.parts[0].items[1].answer, "sinds 3 maanden");
        let (seen, _) = world.draft(GERARD).await;
        assert_eq!(world.write(GERARD, seen, (&answered("Nog niet klaar"), false)).await, Ok(()));
        assert_eq!(world.published().await.unwrap(), (1, published));
        let (seen, draft) = world.draft(PETER).await;
        assert_eq!(draft, answered("Nog niet klaar"));
        assert_eq!(world.write(PETER, seen, (&answered("Klaar"), true)).await, Ok(()));
        assert_eq!(world.published().await.unwrap(), (2, answered("Klaar")));
        let (seen, _) = world.draft(PETER).await;
        assert_eq!(world.write(PETER, seen, (&answered("Klaar"), true)).await, Ok(()), "sent twice");
        assert_eq!(world.published().await.unwrap().0, 2);
    }

    async fn an_overlapping_draft_of_a_colleague_is_told_and_never_overwritten(world: World) {
        let (seen, _) = world.draft(GERARD).await;
        assert_eq!(world.write(PETER, seen, (&answered("Van Peter"), false)).await, Ok(()));
        assert_eq!(world.write(GERARD, seen, (&answered("Van Gerard"), false)).await, Err(Code::Overtaken));
        assert_eq!(world.write(GERARD, seen, (&answered("Van Gerard"), true)).await, Err(Code::Overtaken));
        assert_eq!(world.draft(GERARD).await.1, answered("Van Peter"));
    }

    async fn two_first_drafts_at_once_are_one_and_a_refusal(world: World) {
        let jan = world.cast.record("2023061402").unwrap();
        let opened = world.open_record(&world.actor(GERARD), "2023061402").await.unwrap();
        let treatment = opened.access.treatment().unwrap();
        let save = |text: &'static str| {
            let (store, treatment) = (&world.store, &treatment);
            async move {
                transact!(store, |tx| { compositions::save(tx, (treatment, jan.0), (0, &answered(text))).await }).unwrap()
            }
        };
        let (one, other) = tokio::join!(save("Een"), save("Twee"));
        assert_eq!([one, other].iter().filter(|saved| saved.is_ok()).count(), 1);
    }

    async fn r47_the_client_agrees_to_the_version_that_was_shown_once(world: World) {
        let (access, about) = world.plan_of_karen().await;
        let versions = world.versions(&access).await;
        assert_eq!((versions.len(), versions[0].agreed_at), (1, None));
        let id = versions[0].written.id;
        let agree = |who: &'static str, version: i64| {
            let world = &world;
            async move {
                let access = world.access(who).await;
                transact!(world.store, |tx| { agreements::agree(tx, &access, (id, version)).await })
            }
        };
        assert!(agree(GERARD, 1).await.is_err(), "nobody agrees for the client");
        assert!(agree(KAREN, 1).await.unwrap());
        world.clock.advance(TimeDelta::hours(1));
        assert!(agree(KAREN, 1).await.unwrap(), "sent twice");
        assert_eq!(world.versions(&access).await[0].agreed_at, Some(morning()));
        let treatment = world.treatment(GERARD).await;
        let new = TreatmentPlan { request: "Iets anders".into(), ..versions[0].written.content.clone() };
        transact!(world.store, |tx| { compositions::publish(tx, (&treatment, about), (1, &new)).await }).unwrap().unwrap();
        assert!(agree(KAREN, 2).await.unwrap(), "the new version is agreed to by itself");
        let agreed: Vec<bool> = world.versions(&access).await.iter().map(|one| one.agreed_at.is_some()).collect();
        assert_eq!(agreed, [true, true]);
    }

    async fn who_agrees_to_a_version_that_was_replaced_is_told(world: World) {
        let (access, about) = world.plan_of_karen().await;
        let shown = world.versions(&access).await.remove(0).written;
        let treatment = world.treatment(PETER).await;
        let new = TreatmentPlan { request: "Iets anders".into(), ..shown.content };
        transact!(world.store, |tx| { compositions::publish(tx, (&treatment, about), (1, &new)).await }).unwrap().unwrap();
        let agreed = transact!(world.store, |tx| { agreements::agree(tx, &access, (shown.id, 1)).await });
        assert!(!agreed.unwrap());
        assert!(world.versions(&access).await.iter().all(|one| one.agreed_at.is_none()));
    }

    async fn r49_effort_is_the_sources_and_is_added_once_for_each_form(world: World) {
        let (access, treatment) = (world.access(KAREN).await, world.treatment(PETER).await);
        assert_eq!(world.realised(&access).await, 15);
        let treated = NewEffort {
            day: day(2026, 3, 2),
            minutes: 50,
            activity: Activity::Treatment,
            consult_type: "Consult".into(),
        };
        let surcharge = NewEffort { minutes: 20, activity: Activity::Surcharge, ..treated.clone() };
        let first = world.key();
        for (new, key) in [(&treated, first), (&treated, first), (&surcharge, world.key())] {
            transact!(world.store, |tx| { efforts::add(tx, &treatment, (new, key)).await }).unwrap();
        }
        let efforts = world.efforts(&access).await;
        let minutes: Vec<i64> = efforts.iter().map(|effort| effort.minutes).collect();
        assert_eq!((minutes.len(), minutes[2]), (3, 15));
        assert_eq!(world.realised(&access).await, 65, "without the surcharge");
        let wrong = efforts.iter().find(|effort| effort.minutes == 50).unwrap().id;
        transact!(world.store, |tx| { efforts::remove(tx, &treatment, wrong).await }).unwrap();
        assert!(transact!(world.store, |tx| { efforts::remove(tx, &treatment, wrong).await }).is_err());
        assert_eq!(world.realised(&access).await, 15);
    }

    async fn r46_prescribing_weighs_what_is_on_record(world: World) {
        let (access, treatment) = (world.access(KAREN).await, world.treatment(PETER).await);
        let [naam, atc, dosering, herkomst, van] =
            ["Amoxicilline", "J01CA04", "3 x per dag", "prescribed", "02-03-2026"].map(String::from);
        let typed = Typed { naam, atc, dosering, herkomst, van, ..Typed::default() };
        let add = |typed: Typed| {
            let (world, treatment) = (&world, &treatment);
            async move {
                let key = world.key();
                transact!(world.store, |tx| { medication::add(tx, treatment, (&typed, key)).await }).unwrap()
            }
        };
        let refused = add(typed.clone()).await.unwrap_err();
        assert_eq!(refused[0].code, Code::Warned);
        let id = add(Typed { toch: "Weerlegd".into(), ..typed }).await.unwrap();
        let mut conn = world.store.read().await.unwrap();
        let medicines = medication::medicines(&mut conn, &access).await.unwrap();
        drop(conn);
        let names: Vec<&str> = medicines.iter().map(|medicine| medicine.name.as_str()).collect();
        assert_eq!(names, ["Amoxicilline", "Sertraline 50 mg", "Oxazepam 10 mg"]);
        transact!(world.store, |tx| { medication::stop(tx, &treatment, id).await }).unwrap();
        assert!(transact!(world.store, |tx| { medication::stop(tx, &treatment, id).await }).is_err());
        let mut conn = world.store.read().await.unwrap();
        let medicines = medication::medicines(&mut conn, &access).await.unwrap();
        let today = portiek_domain::time::day(world.store.now());
        let stopped = medicines.iter().find(|medicine| medicine.id == id).unwrap();
        assert!(stopped.is_current(today) && !stopped.is_current(today + TimeDelta::days(1)));
    }

    async fn r46_an_allergy_that_was_taken_back_warns_no_more(world: World) {
        let (access, treatment) = (world.access(KAREN).await, world.treatment(PETER).await);
        let mut conn = world.store.read().await.unwrap();
        let known = medication::harms(&mut conn, &access).await.unwrap();
        drop(conn);
        assert_eq!(known[0].harm.what, "Penicilline");
        let id = known[0].id;
        transact!(world.store, |tx| { medication::remove_harm(tx, &treatment, id).await }).unwrap();
        let mut conn = world.store.read().await.unwrap();
        assert!(medication::harms(&mut conn, &access).await.unwrap().is_empty());
    }

    async fn s1_a_practitioner_finds_the_own_clients_by_name_number_or_birth_date(world: World) {
        assert_eq!(world.clients(GERARD, "").await, ["Karen Test", "Jan de Vries"]);
        assert_eq!(world.clients(GERARD, "VRIES").await, ["Jan de Vries"]);
        assert_eq!(world.clients(GERARD, "2022021801").await, ["Karen Test"]);
        assert_eq!(world.clients(GERARD, "30-03-1986").await, ["Karen Test"]);
        assert!(world.clients(GERARD, "fatima").await.is_empty());
    }
}
