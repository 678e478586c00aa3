//! The organisation's own log as the browser gets it: page and file, for who is appointed (NEN 7513).

use crate::{
    beside::{count, texts},
    support::*,
    test_app::{Answer, TestApp},
};
use axum::http::{StatusCode, header};
use portiek_store::{
    audit::readers,
    cast::people::{CIZ_ICT, DE_LINDE},
    transact,
};

const GERARD: &str = "gerard.van.kesteren";
const PAGE: &str = "/inzage/organisatie";

impl TestApp {
    async fn as_nina(&self, path: &str) -> Answer {
        let answer = self.get(&self.browser("nina.kuipers").await, path).await;
        Answer { body: answer.body.replace("<!>", ""), ..answer }
    }

    async fn somebody_reads_karens(&self) {
        let id = self.conversation("karen.test", "Vraag over medicatie").await;
        let gerard = self.browser(GERARD).await;
        assert_eq!(self.get(&gerard, &format!("/praktijk/berichten/gesprek/{id}")).await.status, StatusCode::OK);
    }
}

async fn queries(app: &TestApp) -> Vec<String> {
    texts(&app.world.url, "SELECT coalesce(query, '-') FROM audit_event WHERE kind LIKE 'log.%ed' AND session_id IS NOT NULL OR kind = 'log.read' ORDER BY 1").await
}

on_both_databases! {
    async fn who_is_appointed_reads_what_the_people_of_the_organisation_did(world: World) {
        let app = TestApp::new(world);
        app.somebody_reads_karens().await;
        let page = app.as_nina(PAGE).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in [
            "Logboek van De Linde</h1>",
            "02-03-2026 10:00",
            "Gerard van Kesteren",
            "Behandelaar",
            "Gesprek gelezen",
            "2022021801",
            "Behandelteam",
            "Gelukt",
        ] {
            assert!(page.body.contains(part), "{part} in {}", page.body);
        }
        assert!(!page.body.contains("apotheek") && !page.body.contains("Vraag over medicatie"), "never content");
    }

    async fn an_employee_is_searched_chosen_and_shown_alone(world: World) {
        let app = TestApp::new(world);
        app.somebody_reads_karens().await;
        let found = app.as_nina(&format!("{PAGE}?zoek=kest&van=2026-03-01")).await.body;
        assert!(found.contains("1 medewerker gevonden") && found.contains("Behandelaar, psychotherapeut"), "{found}");
        assert!(!found.contains("<table"), "whom to show is chosen first");
        let mut hrefs = found.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let chosen = hrefs.find(|href| href.contains("medewerker=")).unwrap().replace("&amp;", "&");
        assert!(chosen.ends_with("&van=2026-03-01"), "{chosen}");
        let page = app.as_nina(&chosen).await.body;
        assert!(page.contains("van Gerard van Kesteren, vanaf 01-03-2026"), "{page}");
        assert!(page.contains("Gesprek gelezen") && !page.contains("Nina Kuipers"), "{page}");
        assert!(app.as_nina(&format!("{PAGE}?zoek=karen")).await.body.contains("Niemand gevonden"));
    }

    async fn reading_it_is_in_it_with_what_was_searched(world: World) {
        let app = TestApp::new(world);
        app.as_nina(&format!("{PAGE}?zoek=G%C3%A9r&van=2026-03-01")).await;
        app.as_nina(PAGE).await;
        app.as_nina(&format!("{PAGE}/download.csv?tot=2026-03-31")).await;
        assert_eq!(queries(&app).await, ["-", "tot=2026-03-31", "zoek=Gér&van=2026-03-01"]);
        let page = app.as_nina(PAGE).await.body;
        for part in ["Logboek bekeken", "zoek=Gér&amp;van=2026-03-01", "Logboek gedownload"] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }

    async fn what_cannot_be_shown_is_a_bad_request_and_not_looked_up(world: World) {
        let app = TestApp::new(world);
        for (query, said) in [
            ("van=31-02-2026", "Dit is geen datum"),
            ("van=2026-03-02&tot=2026-03-01", "Deze dag ligt vóór de eerste"),
            (&format!("zoek={}", "x".repeat(101)), "Zoek met minder woorden."),
        ] {
            let page = app.as_nina(&format!("{PAGE}?{query}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
            assert!(page.body.contains(said) && !page.body.contains("<table"), "{}", page.body);
        }
        let file = app.as_nina(&format!("{PAGE}/download.csv?van=31-02-2026")).await;
        assert_eq!(file.location(), "/inzage/organisatie?van=31-02-2026");
        assert!(queries(&app).await.is_empty());
    }

    async fn the_file_holds_all_events_and_every_record(world: World) {
        let app = TestApp::new(world);
        app.somebody_reads_karens().await;
        let file = app.as_nina(&format!("{PAGE}/download.csv")).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"logboek-2026-03-02.csv\"");
        let lines: Vec<&str> = file.body.strip_prefix('\u{feff}').unwrap().lines().collect();
        assert_eq!(lines[0], "Wanneer;Wie;Rol;Wat;Wijziging;Gezocht;Dossiers;Grond;Noodtoegang;Uitkomst;Netwerkadres");
        let read = "02-03-2026 10:00;Gerard van Kesteren;Behandelaar;Gesprek gelezen;;;2022021801;Behandelteam;nee;gelukt;unknown";
        assert!(lines.contains(&read), "{lines:#?}");
        let listed = ";Berichten (lijst);;;2022021801 2023061402;";
        assert!(lines.iter().any(|line| line.contains(listed)), "{lines:#?}");
        let events = count(&app.world.url, "SELECT count(*) FROM audit_event e JOIN organisation o ON o.id = e.organisation_id WHERE o.number = 11").await;
        assert_eq!(i64::try_from(lines.len()).unwrap(), events + 1);
    }

    async fn without_a_second_factor_it_says_what_to_do(world: World) {
        let app = TestApp::new(world);
        let frans = app.world.actor_at("fgrashoff11", CIZ_ICT);
        transact!(app.world.store, |tx| {
            readers::appoint(tx, Some(&frans), (frans.organisation, frans.membership)).await
        }).unwrap();
        let browser = app.browser("fgrashoff11").await;
        let page = app.get(&browser, PAGE).await;
        assert!(page.body.contains("U bent alleen met een wachtwoord ingelogd") && !page.body.contains("<table"));
        assert_eq!(app.get(&browser, &format!("{PAGE}/download.csv?van=2026-03-01")).await.location(), "/inzage/organisatie?van=2026-03-01");
        assert!(queries(&app).await.iter().all(|query| !query.contains("van=")));
    }

    async fn the_way_to_it_is_shown_to_who_is_appointed_only(world: World) {
        let app = TestApp::new(world);
        assert!(app.as_nina("/").await.body.contains("/inzage/organisatie?bij=11"));
        let gerard = app.world.actor_at(GERARD, DE_LINDE);
        let browser = app.browser(GERARD).await;
        assert!(!app.get(&browser, "/praktijk/profiel").await.body.contains("/inzage/organisatie"));
        transact!(app.world.store, |tx| {
            readers::appoint(tx, Some(&gerard), (gerard.organisation, gerard.membership)).await
        }).unwrap();
        assert!(app.get(&browser, "/praktijk/profiel").await.body.contains("/inzage/organisatie?bij=11"));
    }
}
