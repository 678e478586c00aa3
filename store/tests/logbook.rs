//! Logboek (NEN 7513): an organisation's own log, for who is appointed to read it.

use crate::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    access::{Ground, LogAccess, to_log, to_platform},
    accounts::oidc::{Levels, Settings},
    actor::{Actor, Role},
    audit::{Change, Event, Kind, ObjectKind},
    help::Desk,
    inspection::{LogWanted, Period},
    organisation::Setting,
    refusal::Code,
    time,
};
use portiek_store::{
    Error,
    accounts::oidc::{NewProvider, providers},
    audit::{
        self,
        logbook::{self, Entry, PAGE, Page},
        readers, seal,
    },
    cast::people::{DE_LINDE, HET_PLEIN, OOST, PLATFORM},
    help,
    organisations::settings,
    transact,
};

const NINA: &str = "nina.kuipers";
const GERARD: &str = "gerard.van.kesteren";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn period(from: &str, until: &str) -> LogWanted {
    LogWanted { period: Period { from: time::parse_day(from), until: time::parse_day(until) }, ..LogWanted::default() }
}

impl World {
    fn nina(&self) -> LogAccess {
        to_log(&self.actor(NINA), (true, true)).unwrap()
    }

    async fn log_page(&self, wanted: &LogWanted) -> Page {
        let mut conn = self.store.read().await.unwrap();
        logbook::page(&mut conn, &self.nina(), (wanted, PAGE)).await.unwrap()
    }

    async fn names_of(&self, typed: &str) -> Vec<String> {
        let mut conn = self.store.read().await.unwrap();
        let found = logbook::search(&mut conn, &self.nina(), typed).await.unwrap();
        found.into_iter().map(|one| one.name.to_string()).collect()
    }

    async fn happened(&self, event: Event, moment: &str) {
        let moment = at(moment);
        transact!(self.store, |tx| {
            tx.backdate(moment);
            audit::log(tx, event.clone()).await
        })
        .unwrap();
    }

    fn read(&self, by: &Actor, numbers: &[&str]) -> Event {
        let records = numbers.iter().map(|number| self.cast.record(number).unwrap()).collect();
        Event::by(by, Kind::ConversationRead).about(records, Ground::CareTeam)
    }
}

fn told(entry: &Entry) -> String {
    let who = entry.who.as_ref().map_or("nobody", |(name, _)| name.as_str());
    format!("{} {who} {} {}", time::stamp(entry.at), entry.kind.as_str(), entry.records.join("+"))
}

on_both_databases! {
    async fn it_tells_who_did_what_to_which_records_on_what_ground_and_from_where(world: World) {
        let gerard = world.actor(GERARD);
        world.happened(world.read(&gerard, &["2022021801", "2023061402"]), "2024-05-06T08:00:00Z").await;
        world.happened(Event::by(&gerard, Kind::AccessRefused), "2024-05-06T09:00:00Z").await;
        let page = world.log_page(&period("06-05-2024", "06-05-2024")).await;
        let [refused, read] = page.entries.as_slice() else { panic!("{page:?}") };
        assert_eq!(told(read), "06-05-2024 10:00 Gerard van Kesteren conversation.read 2022021801+2023061402");
        assert_eq!(read.who.as_ref().map(|who| who.1), Some(Role::Practitioner));
        assert_eq!((read.ground, read.succeeded, read.emergency), (Some(Ground::CareTeam), true, false));
        assert_eq!(read.network, "192.0.2.7");
        assert_eq!((refused.kind, refused.succeeded, refused.ground), (Kind::AccessRefused, false, None));
    }

    async fn of_one_employee_it_tells_what_that_one_did(world: World) {
        let (gerard, peter) = (world.actor(GERARD), world.actor("peter.post"));
        world.happened(world.read(&gerard, &["2022021801"]), "2024-05-06T08:00:00Z").await;
        world.happened(world.read(&peter, &["2024090903"]), "2024-05-06T09:00:00Z").await;
        let wanted = LogWanted { member: Some(gerard.membership), ..period("06-05-2024", "06-05-2024") };
        let lines: Vec<String> = world.log_page(&wanted).await.entries.iter().map(told).collect();
        assert_eq!(lines, ["06-05-2024 10:00 Gerard van Kesteren conversation.read 2022021801"]);
    }

    async fn d23_what_happens_at_another_organisation_is_in_another_log(world: World) {
        let (there, here) = (world.actor_at("huisarts.dewit", HET_PLEIN), world.actor(GERARD));
        world.happened(Event::by(&there, Kind::ProfileRead), "2024-05-06T08:00:00Z").await;
        assert!(world.log_page(&period("06-05-2024", "06-05-2024")).await.entries.is_empty());
        let mut conn = world.store.read().await.unwrap();
        assert!(logbook::employee(&mut conn, &world.nina(), here.membership).await.is_ok());
        let refused = logbook::employee(&mut conn, &world.nina(), there.membership).await;
        assert!(matches!(refused, Err(Error::NotFound(event)) if event.kind == Kind::AccessRefused));
    }

    async fn a_client_is_no_employee(world: World) {
        let mut conn = world.store.read().await.unwrap();
        let karen = world.actor("karen.test").membership;
        assert!(matches!(logbook::employee(&mut conn, &world.nina(), karen).await, Err(Error::NotFound(_))));
        assert!(world.names_of("karen").await.is_empty());
    }

    async fn employees_are_found_by_the_beginnings_of_their_names_whatever_case_or_accents(world: World) {
        for typed in ["ger", "GÉR", "kest", "van kes", "  gerard   kesteren ", "gerard.van"] {
            let expected: &[&str] = if typed == "gerard.van" { &[] } else { &["Gerard van Kesteren"] };
            assert_eq!(world.names_of(typed).await, expected, "{typed}");
        }
        assert_eq!(world.names_of("p").await, ["Peter Post"]);
        assert_eq!(world.names_of("e").await, ["Carmen van den Eerenbeemt"]);
        assert!(world.names_of("erard").await.is_empty() && world.names_of("%").await.is_empty());
        assert!(world.names_of(" ").await.is_empty());
    }

    async fn who_left_is_still_found(world: World) {
        world.tamper("UPDATE membership SET ended_at = created_at WHERE login_name = 'peter.post'").await;
        let store = portiek_store::Store::open(&world.url, ambient(&world.clock, 4)).await.unwrap();
        let world = World { store, ..world };
        assert_eq!(world.names_of("peter").await, ["Peter Post"]);
    }

    async fn a_day_begins_and_ends_at_midnight_in_amsterdam(world: World) {
        let gerard = world.actor(GERARD);
        for moment in ["2024-05-05T21:59:59.999Z", "2024-05-05T22:00:00Z", "2024-05-06T21:59:59.999Z", "2024-05-06T22:00:00Z"] {
            world.happened(Event::by(&gerard, Kind::ProfileRead), moment).await;
        }
        let page = world.log_page(&period("06-05-2024", "06-05-2024")).await;
        let times: Vec<String> = page.entries.iter().map(|entry| time::stamp(entry.at)).collect();
        assert_eq!(times, ["06-05-2024 23:59", "06-05-2024 00:00"]);
    }

    async fn pages_together_are_everything_once_in_two_statements_each(world: World) {
        let gerard = world.actor(GERARD);
        let first = at("2024-01-01T12:00:00Z");
        transact!(world.store, |tx| {
            for n in 0..120 {
                // Two at the same moment, too.
                tx.backdate(first + TimeDelta::minutes(n / 2));
                audit::log(tx, world.read(&gerard, &["2022021801"])).await?;
            }
            Ok(())
        }).unwrap();
        let mut wanted = LogWanted { member: Some(gerard.membership), ..period("01-01-2024", "31-12-2024") };
        let mut seen = Vec::new();
        for (shown, more) in [(50, true), (50, true), (20, false)] {
            let before = world.store.statements();
            let page = world.log_page(&wanted).await;
            assert_eq!(world.store.statements() - before, 2);
            assert_eq!((page.entries.len(), page.next.is_some()), (shown, more));
            assert!(page.entries.iter().all(|entry| entry.records == ["2022021801"]));
            seen.extend(page.entries.iter().map(|entry| entry.id));
            wanted.after = page.next;
        }
        assert!(seen.is_sorted_by(|a, b| a > b) && seen.len() == 120);
    }

    async fn who_is_appointed_and_dismissed_is_in_the_log_of_that_organisation(world: World) {
        let platform = world.actor_at("platform", portiek_store::cast::people::PLATFORM);
        let gerard = world.actor(GERARD);
        let reader = (gerard.organisation, gerard.membership);
        let opened = world.log_in(GERARD).await;
        assert!(world.visitor(&opened).await.unwrap().log_reader(None).is_none());
        let appoint = async || transact!(world.store, |tx| { readers::appoint(tx, Some(&platform), reader).await }).unwrap();
        assert!(appoint().await && !appoint().await);
        let visitor = world.visitor(&opened).await.unwrap();
        assert_eq!(visitor.log_reader(Some(DE_LINDE)).unwrap().0.membership, gerard.membership);
        assert!(visitor.log_reader(Some(HET_PLEIN)).is_none());
        assert!(transact!(world.store, |tx| { readers::dismiss(tx, &platform, reader).await }).unwrap());
        assert!(world.visitor(&opened).await.unwrap().log_reader(None).is_none());
        let page = world.log_page(&LogWanted::default()).await;
        let kinds: Vec<Kind> = page.entries.iter().map(|entry| entry.kind).filter(|kind| kind.as_str().starts_with("log.")).collect();
        assert_eq!(kinds.len(), 3, "Nina's own appointment included: {kinds:?}");
        assert!(kinds.contains(&Kind::LogReaderDismissed));
        let who = page.entries.iter().find(|entry| entry.kind == Kind::LogReaderDismissed).unwrap();
        assert_eq!(who.who.as_ref().unwrap().0, "Petra Platform");
    }

    async fn a_reader_is_named_by_user_name_or_mail_and_a_client_cannot_be_found(world: World) {
        let access = to_platform(&world.actor_at("platform", PLATFORM)).unwrap();
        let linde = world.cast.organisation(DE_LINDE).unwrap();
        let appoint = async |typed: &str| {
            let appointed = transact!(world.store, |tx| { readers::appoint_named(tx, (&access, linde), typed).await });
            appointed.unwrap().map_err(|refusal| refusal.code)
        };
        let names = async || {
            let listed = readers::list(&mut world.store.read().await.unwrap(), &access, linde).await.unwrap();
            listed.iter().map(|one| one.name().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names().await, ["Nina Kuipers"]);
        assert_eq!(appoint(" ").await, Err(Code::Missing));
        for nobody in ["karen.test", "karen.test@voorbeeld.nl", "noor.aios", "gerard"] {
            assert_eq!(appoint(nobody).await, Err(Code::NoEmployee), "{nobody}");
        }
        world.clock.advance(TimeDelta::minutes(1));
        assert_eq!(appoint(" Gerard.van.Kesteren ").await, Ok(()));
        assert_eq!(appoint("peter.post@voorbeeld.nl").await, Ok(()));
        assert_eq!(appoint("peter.post").await, Ok(()), "already");
        assert_eq!(names().await.len(), 3);
        let karen = (linde, world.cast.member("karen.test", DE_LINDE).unwrap().id);
        let client = transact!(world.store, |tx| { readers::appoint(tx, Some(access.actor()), karen).await });
        assert!(!client.unwrap(), "a client reads nobody's log");
    }

    async fn nobody_is_appointed_elsewhere_or_after_leaving(world: World) {
        let platform = world.actor_at("platform", portiek_store::cast::people::PLATFORM);
        let gerard = world.actor(GERARD);
        let elsewhere = (world.cast.organisation(OOST).unwrap(), gerard.membership);
        assert!(!transact!(world.store, |tx| { readers::appoint(tx, Some(&platform), elsewhere).await }).unwrap());
    }

    async fn a_password_alone_is_no_second_factor(world: World) {
        let opened = world.log_in("fgrashoff11").await;
        assert!(!world.visitor(&opened).await.unwrap().second_factor, "the organisation only offers one");
        let opened = world.log_in(NINA).await;
        assert!(world.visitor(&opened).await.unwrap().second_factor);
    }

    async fn what_was_searched_is_kept_and_cannot_be_changed_unseen(world: World) {
        let nina = world.actor(NINA);
        let wanted = LogWanted { search: "gerard".into(), ..period("01-03-2026", "") };
        let event = Event::by(&nina, Kind::LogRead).on(ObjectKind::Organisation, nina.organisation).searching(wanted.query());
        world.happened(event, "2026-03-02T09:00:00Z").await;
        let page = world.log_page(&LogWanted { member: Some(nina.membership), ..LogWanted::default() }).await;
        assert_eq!(page.entries[0].query.as_deref(), Some("zoek=gerard&van=2026-03-01"));
        while seal::seal(&world.store).await.unwrap() > 0 {}
        assert!(seal::verify(&world.store).await.unwrap().findings.is_empty());
        let mut world = world;
        for change in [
            "UPDATE audit_event SET query = 'zoek=peter' WHERE query IS NOT NULL",
            "UPDATE audit_event SET query = NULL WHERE query IS NOT NULL",
            "UPDATE audit_event SET query = '' WHERE kind = 'log.read'",
        ] {
            world.tamper(change).await;
            let store = portiek_store::Store::open(&world.url, ambient(&world.clock, 9)).await.unwrap();
            assert_eq!(seal::verify(&store).await.unwrap().findings.len(), 1, "{change}");
            world = World { store, ..world };
        }
    }

    async fn what_was_set_before_and_after_is_kept_and_cannot_be_changed_unseen(world: World) {
        let access = to_platform(&world.actor_at("platform", PLATFORM)).unwrap();
        let saved = transact!(world.store, |tx| {
            let days = Setting::Invitations(14);
            settings::save(tx, (&access, DE_LINDE), (&settings::seen(&days), &Setting::Invitations(21))).await
        });
        assert_eq!(saved.unwrap(), Ok(()));
        let page = world.log_page(&LogWanted::default()).await;
        let entry = page.entries.iter().find(|entry| entry.kind == Kind::InvitationTermChanged).unwrap();
        assert_eq!(entry.changes, [Change { field: "dagen".into(), old: "14".into(), new: "21".into() }]);
        assert_eq!(entry.who.as_ref().unwrap().0, "Petra Platform", "in the organisation's own log");
        while seal::seal(&world.store).await.unwrap() > 0 {}
        assert!(seal::verify(&world.store).await.unwrap().findings.is_empty());
        let mut world = world;
        for change in [
            "UPDATE audit_event SET changes = replace(changes, '14', '90') WHERE kind = 'organisation.invitation_term_changed'",
            "UPDATE audit_event SET changes = NULL WHERE kind = 'organisation.invitation_term_changed'",
            "UPDATE audit_event SET query = '[]' WHERE kind = 'organisation.invitation_term_changed'",
        ] {
            world.tamper(change).await;
            let store = portiek_store::Store::open(&world.url, ambient(&world.clock, 9)).await.unwrap();
            assert_eq!(seal::verify(&store).await.unwrap().findings.len(), 1, "{change}");
            world = World { store, ..world };
        }
    }

    async fn what_was_set_does_not_pass_for_what_was_searched(world: World) {
        let access = to_platform(&world.actor_at("platform", PLATFORM)).unwrap();
        let saved = transact!(world.store, |tx| {
            let days = Setting::Invitations(14);
            settings::save(tx, (&access, DE_LINDE), (&settings::seen(&days), &Setting::Invitations(21))).await
        });
        assert_eq!(saved.unwrap(), Ok(()));
        while seal::seal(&world.store).await.unwrap() > 0 {}
        world.tamper("UPDATE audit_event SET query = changes, changes = NULL WHERE kind = 'organisation.invitation_term_changed'").await;
        let store = portiek_store::Store::open(&world.url, ambient(&world.clock, 9)).await.unwrap();
        assert_eq!(seal::verify(&store).await.unwrap().findings.len(), 1);
    }

    async fn a_provider_and_a_desk_are_in_the_log_with_what_they_were_and_never_a_secret(world: World) {
        let linde = world.cast.organisation(DE_LINDE).unwrap();
        let set = async |label: &str| {
            let settings = Settings {
                issuer: "https://broker.voorbeeld.nl".into(),
                client_id: "portiek".into(),
                label: label.into(),
                levels: Levels::default(),
                bsn_claim: None,
            };
            let new = NewProvider { settings, client_secret: Some("diep-geheim".into()) };
            // Each at a moment of its own: that is their order in the log.
            world.clock.advance(TimeDelta::seconds(1));
            transact!(world.store, |tx| { providers::set(tx, (linde, None), &new).await }).unwrap().unwrap()
        };
        let id = set("DigiD").await;
        set("eHerkenning").await;
        let desk = Desk { mail: "hulp@delinde.nl".into(), ..Desk::default() };
        world.clock.advance(TimeDelta::seconds(1));
        transact!(world.store, |tx| { help::set_desk(tx, (linde, None), &desk).await }).unwrap();
        world.clock.advance(TimeDelta::seconds(1));
        transact!(world.store, |tx| { providers::turn_off(tx, (linde, None), id).await }).unwrap();
        let page = world.log_page(&LogWanted::default()).await;
        let told: Vec<String> = page.entries.iter().take(4).map(|entry| {
            let changes = entry.changes.iter().map(|change| format!("{} {}>{}", change.field, change.old, change.new));
            format!("{}: {}", entry.kind.as_str(), changes.collect::<Vec<_>>().join(", "))
        }).collect();
        assert_eq!(told[0], "provider.removed: client portiek>, knop eHerkenning>, uitgever https://broker.voorbeeld.nl>");
        assert!(told[1].starts_with("help.desk_set: ") && told[1].contains("mail helpdesk@voorbeeld.nl>hulp@delinde.nl"), "{told:?}");
        assert_eq!(told[2], "provider.set: knop DigiD>eHerkenning");
        assert!(told.iter().all(|line| !line.contains("diep-geheim")));
    }
}
