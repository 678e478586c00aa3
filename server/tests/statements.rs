//! How many statements a page costs, however much it shows (quality.md P3).

use crate::{support::*, test_app::TestApp};
use chrono::TimeDelta;
use portiek_domain::{
    access::Ground,
    appointments::Times,
    audit::{Event, Kind},
    messages::{Body, Subject},
};
use portiek_store::{
    appointments::{self, New},
    audit, messages, transact,
};

impl TestApp {
    /// Statements of one page, the second time it is looked at; the log's batch and BEGIN and COMMIT are not counted.
    async fn cost(&self, login: &str, path: &str) -> u64 {
        let browser = self.browser(login).await;
        self.get(&browser, path).await;
        let before = self.world.store.statements();
        let answer = self.get(&browser, path).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.status);
        self.world.store.statements() - before
    }
}

/// Of one look in a batch: the event, that it waits for its seal, its subjects.
const LOG: u64 = 3;

on_both_databases! {
    async fn the_inbox_costs_two_statements(world: World) {
        let app = TestApp::new(world);
        assert_eq!(app.cost("karen.test", "/berichten").await, 2 + LOG);
        assert_eq!(app.cost("gerard.van.kesteren", "/praktijk/berichten").await, 2 + LOG);
    }

    async fn a_part_of_a_record_costs_three_to_five_statements(world: World) {
        let app = TestApp::new(world);
        let parts =
            [("overzicht", 3), ("intakeverslag", 3), ("medicatie", 4), ("behandelplan", 3), ("behandelteam", 3), ("behandelinzet", 5), ("verslaglegging", 5)];
        for (part, cost) in parts {
            assert_eq!(app.cost("karen.test", &format!("/dossier/{part}")).await, cost + LOG, "{part}");
            let path = format!("/praktijk/dossier/{part}?dossier=2022021801");
            assert_eq!(app.cost("gerard.van.kesteren", &path).await, cost + LOG, "{part}");
        }
    }

    async fn the_own_clients_cost_two_statements(world: World) {
        let app = TestApp::new(world);
        assert_eq!(app.cost("gerard.van.kesteren", "/praktijk/clienten").await, 2 + LOG);
    }

    async fn a_conversation_beside_the_inbox_costs_five_statements(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await;
        assert_eq!(app.cost("karen.test", &format!("/berichten/gesprek/{id}")).await, 5 + 2 * LOG);
    }

    async fn the_appointments_cost_five_statements_however_many_there_are(world: World) {
        let app = TestApp::new(world);
        assert_eq!(app.cost("karen.test", "/afspraken").await, 5 + LOG);
        let (gerard, id) = (app.world.actor("gerard.van.kesteren"), app.appointment("ma 9 mrt. 2026").await);
        transact!(app.world.store, |tx| {
            let now = tx.now();
            let found = appointments::find(tx, &gerard, (id, now)).await?;
            for n in -200..200 {
                let starts_at = now + TimeDelta::hours(7 * n) + TimeDelta::minutes(1);
                let times = Times { starts_at, ends_at: starts_at + TimeDelta::hours(1) };
                let (kind, place) = ("Behandeling".into(), "Kamer 1".into());
                let new = New { practitioner: found.practitioner.0, kind, times, place, video: None };
                appointments::plan(tx, &found.access, &new).await?;
            }
            Ok(())
        }).unwrap();
        assert_eq!(app.cost("karen.test", "/afspraken").await, 5 + LOG);
        assert_eq!(app.cost("karen.test", "/afspraken?maand=2026-04").await, 5 + LOG);
        assert_eq!(app.cost("karen.test", &format!("/afspraken/{id}")).await, 2 + LOG);
    }

    async fn who_looked_costs_three_statements_however_many_did(world: World) {
        let app = TestApp::new(world);
        assert_eq!(app.cost("karen.test", "/inzage").await, 3 + LOG);
        let record = app.world.cast.record("2022021801").unwrap();
        for who in ["gerard.van.kesteren", "peter.post"] {
            let event = Event::by(&app.world.actor(who), Kind::ConversationRead).about(vec![record], Ground::CareTeam);
            transact!(app.world.store, |tx| {
                let now = tx.now();
                for n in 0..300 {
                    tx.backdate(now - TimeDelta::days(n % 40));
                    audit::log(tx, event.clone()).await?;
                }
                Ok(())
            }).unwrap();
        }
        assert_eq!(app.cost("karen.test", "/inzage").await, 3 + LOG);
    }

    async fn the_log_of_an_organisation_costs_three_statements_however_long_it_is(world: World) {
        let app = TestApp::new(world);
        // Reading it is about nobody's record: no row of subjects.
        assert_eq!(app.cost("nina.kuipers", "/inzage/organisatie").await, 3 + LOG - 1);
        let gerard = app.world.actor("gerard.van.kesteren");
        let records = ["2022021801", "2023061402"].map(|number| app.world.cast.record(number).unwrap());
        transact!(app.world.store, |tx| {
            for _ in 0..200 {
                let event = Event::by(&gerard, Kind::ConversationsListed).about(records.to_vec(), Ground::CareTeam);
                audit::log(tx, event).await?;
            }
            Ok(())
        }).unwrap();
        assert_eq!(app.cost("nina.kuipers", "/inzage/organisatie").await, 3 + LOG - 1);
        let one = format!("/inzage/organisatie?medewerker={}", gerard.membership);
        assert_eq!(app.cost("nina.kuipers", &one).await, 4 + LOG - 1);
        assert_eq!(app.cost("nina.kuipers", "/inzage/organisatie?zoek=ger").await, 2 + LOG - 1);
    }

    async fn the_cost_does_not_grow_with_what_is_shown(world: World) {
        let app = TestApp::new(world);
        let before = app.cost("karen.test", "/berichten").await;
        let karen = app.world.actor("karen.test");
        for n in 0..40 {
            let wanted = messages::start::Wanted {
                subject: Subject::parse(&format!("Gesprek {n}")).unwrap(),
                record: String::new(),
                addressed_to: Some(app.world.actor("peter.post").membership),
                key: app.world.key(),
            };
            let (body, key) = (Body::parse("tekst").unwrap(), app.world.key());
            transact!(app.world.store, |tx| {
                let id = messages::start(tx, &karen, &wanted).await?.unwrap();
                let now = tx.now();
                let found = messages::find(tx, &karen, (id, now)).await?;
                messages::place(tx, &found, (&body, key)).await
            }).unwrap();
        }
        assert_eq!(app.cost("karen.test", "/berichten").await, before);
    }
}
