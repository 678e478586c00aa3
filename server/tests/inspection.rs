//! "Wie heeft mijn dossier bekeken?" as the browser gets it: the page and the file (S10).

use crate::{
    beside::count,
    support::*,
    test_app::{Answer, TestApp},
};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use portiek_domain::{
    access::Ground,
    actor::Actor,
    audit::{Event, Kind},
    names::PersonName,
};
use portiek_store::{audit, transact};

const GERARD: &str = "gerard.van.kesteren";

impl TestApp {
    async fn gerard_reads_karens(&self) {
        let id = self.conversation("karen.test", "Vraag over medicatie").await;
        let read = self.get(&self.browser(GERARD).await, &format!("/praktijk/berichten/gesprek/{id}")).await;
        assert_eq!(read.status, StatusCode::OK);
    }

    async fn as_karen(&self, path: &str) -> Answer {
        let answer = self.get(&self.browser("karen.test").await, path).await;
        Answer { body: answer.body.replace("<!>", ""), ..answer }
    }

    /// A look at Karen's record on each of so many days before today.
    async fn looks(&self, by: &Actor, days: i64) {
        let record = self.world.cast.record("2022021801").unwrap();
        let event = Event::by(by, Kind::ConversationRead).about(vec![record], Ground::CareTeam);
        transact!(self.world.store, |tx| {
            let now = tx.now();
            for n in 1..=days {
                tx.backdate(now - TimeDelta::days(n));
                audit::log(tx, event.clone()).await?;
            }
            Ok(())
        })
        .unwrap();
    }
}

/// Looks into the log and downloads of it that were logged.
async fn logged(app: &TestApp) -> (i64, i64) {
    let url = &app.world.url;
    let read = count(url, "SELECT count(*) FROM audit_event WHERE kind = 'inspection.read'").await;
    (read, count(url, "SELECT count(*) FROM audit_event WHERE kind = 'inspection.exported'").await)
}

on_both_databases! {
    async fn s10_a_client_reads_who_looked_at_what_and_why(world: World) {
        let app = TestApp::new(world);
        app.gerard_reads_karens().await;
        let page = app.as_karen("/inzage").await.body;
        let today = page.split("</table>").next().unwrap();
        for part in [
            "Vandaag</h2>",
            "Gerard van Kesteren",
            "Behandelaar, De Linde",
            "Gesprek gelezen",
            "Berichten (lijst)",
            "Is lid van uw behandelteam",
            "10:00",
        ] {
            assert!(today.contains(part), "{part} in {today}");
        }
    }

    async fn looking_into_the_log_is_logged_and_one_line_of_ones_own(world: World) {
        let app = TestApp::new(world);
        assert_eq!(logged(&app).await, (0, 0));
        app.as_karen("/inzage").await;
        assert!(!app.as_karen("/inzage").await.body.contains("Inzage bekeken"));
        assert_eq!(logged(&app).await, (2, 0));
        let own = app.as_karen("/inzage?zelf=1").await.body;
        assert_eq!(own.matches("<td data-name=\"Wat\">Inzage bekeken</td>").count(), 1, "{own}");
        assert!(own.contains("Het is uw eigen dossier"));
    }

    async fn wrong_days_are_refused_at_their_field_kept_and_not_looked_up(world: World) {
        let app = TestApp::new(world);
        let page = app.as_karen("/inzage?van=31-02-2026&tot=2026-03-01").await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        let page = page.body;
        for part in [
            "Deze dagen kunnen wij niet tonen",
            "Dit is geen datum",
            "id=\"van-fout\"",
            "value=\"31-02-2026\"",
            "value=\"2026-03-01\"",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        let page = app.as_karen("/inzage?van=2026-03-02&tot=2026-03-01").await.body;
        assert!(page.contains("Deze dag ligt vóór de eerste") && !page.contains("<table"), "{page}");
        let file = app.as_karen("/inzage/download.csv?van=31-02-2026").await;
        assert_eq!(file.location(), "/inzage?van=31-02-2026");
        assert_eq!(logged(&app).await, (0, 0));
    }

    async fn days_in_which_nobody_looked_say_so(world: World) {
        let app = TestApp::new(world);
        let page = app.as_karen("/inzage?van=2020-01-01&tot=2020-12-31").await.body;
        assert!(page.contains("In deze dagen heeft niemand uw dossier bekeken"), "{page}");
        assert!(page.contains("Geen regels, van 01-01-2020 tot en met 31-12-2020, zonder uzelf"), "{page}");
    }

    async fn older_days_are_a_page_further(world: World) {
        let app = TestApp::new(world);
        app.looks(&app.world.actor(GERARD), 120).await;
        let page = app.as_karen("/inzage?van=2025-01-01").await.body;
        let mut queries = page.split("href=\"/inzage?").skip(1).filter_map(|rest| rest.split('"').next());
        let next = queries.find(|query| query.contains("na=")).unwrap().replace("&amp;", "&");
        assert!(next.starts_with("van=2025-01-01&na="), "{next}");
        let older = app.as_karen(&format!("/inzage?{next}")).await.body;
        assert!(older.contains("Nieuwste dagen") && older.contains("op deze pagina"), "{older}");
        assert!(!older.contains("Vandaag"), "{older}");
    }

    async fn the_file_holds_all_lines_and_nothing_that_a_spreadsheet_runs(world: World) {
        let app = TestApp::new(world);
        app.gerard_reads_karens().await;
        app.looks(&app.world.actor(GERARD), 120).await;
        let name = PersonName { first: "=HYPERLINK(\"http://kwaad.nl\")".into(), ..PersonName::default() };
        app.looks(&Actor { name, ..app.world.actor("peter.post") }, 1).await;
        let file = app.as_karen("/inzage/download.csv?van=2025-01-01&na=2025-01-01").await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"inzage-2026-03-02.csv\"");
        assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
        let lines: Vec<&str> = file.body.strip_prefix('\u{feff}').unwrap().lines().collect();
        assert_eq!(lines[0], "Dag;Eerste keer;Wie;Rol;Organisatie;Wat;Waarom;Noodtoegang");
        let read = "02-03-2026;10:00;Gerard van Kesteren;Behandelaar;De Linde;Gesprek gelezen;\
            Is lid van uw behandelteam;nee";
        assert!(lines.contains(&read), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| line.contains("Gesprek gelezen")).count(), 122);
        assert!(file.body.contains(";\"'=HYPERLINK(\"\"http://kwaad.nl\"\")\";"), "{}", file.body);
        assert_eq!(logged(&app).await, (0, 1));
    }

    async fn the_profile_of_a_client_leads_to_it_and_that_of_others_does_not(world: World) {
        let app = TestApp::new(world);
        assert!(app.as_karen("/profiel").await.body.contains("href=\"/inzage\""));
        assert!(app.as_karen("/inzage?bij=11").await.body.contains("href=\"/profiel?bij=11\""), "and back");
        let gerards = app.get(&app.browser(GERARD).await, "/praktijk/profiel").await.body;
        assert!(gerards.contains("Mijn profiel") && !gerards.contains("inzage"));
    }
}
