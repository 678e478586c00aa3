//! Afspraken as the browser and calendar programs get them (R36, D11): pages, forms without scripts, and files.

use crate::{
    beside::count,
    support::*,
    test_app::{Answer, Browser, TestApp, encode},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::TimeDelta;
use portiek_domain::{
    appointments::{Answer as Said, Decision, Notice, NoticeMode},
    ids::AppointmentId,
};
use portiek_store::{appointments, cast::people::DE_LINDE, transact};

const MONDAY: &str = "ma 9 mrt. 2026";

impl TestApp {
    async fn karens(&self, path: &str) -> Answer {
        let answer = self.get(&self.browser("karen.test").await, path).await;
        Answer { body: answer.body.replace("<!>", ""), ..answer }
    }

    /// Asks as a browser without scripts does.
    async fn asks(&self, browser: &Browser, fields: &[(&str, &str)]) -> Answer {
        let key = self.world.key().to_string();
        let context = [("at[portal]", "Client"), ("key", key.as_str())];
        let all: Vec<_> = context.into_iter().chain(fields.iter().copied()).collect();
        self.post(&browser.clone().without_scripts(), "/api/appointments/ask", &encode(&all)).await
    }

    /// Makes an address, and tells its path.
    async fn address(&self, browser: &Browser) -> String {
        self.post(browser, "/api/appointments/make_address", "at[portal]=Client").await;
        let page = self.get(browser, "/afspraken/agenda").await.body;
        let rest = page.split("value=\"http://localhost:3000").nth(1).unwrap_or_else(|| panic!("no address in {page}"));
        rest.split('"').next().unwrap().to_owned()
    }

    async fn calendar(&self, path: &str, mark: Option<&str>) -> Answer {
        let request = Request::get(path);
        let request = mark.into_iter().fold(request, |request, mark| request.header(header::IF_NONE_MATCH, mark));
        self.send(&Browser::default(), request.body(Body::empty()).unwrap()).await
    }

    async fn decides(&self, (id, decision): (AppointmentId, Decision)) {
        let (gerard, said) = (self.world.actor("gerard.van.kesteren"), Said::parse("Tot dan.").unwrap());
        let decided = transact!(self.world.store, |tx| {
            let now = tx.now();
            let found = appointments::find(tx, &gerard, (id, now)).await?;
            appointments::decide(tx, &found, (decision, &said)).await
        });
        decided.unwrap().unwrap();
    }
}

async fn logged(app: &TestApp) -> (i64, i64, i64) {
    let url = &app.world.url;
    (
        count(url, "SELECT count(*) FROM audit_event WHERE kind = 'appointments.listed'").await,
        count(url, "SELECT count(*) FROM audit_event WHERE kind = 'appointment.downloaded'").await,
        count(url, "SELECT count(*) FROM audit_event WHERE kind = 'calendar.fetched'").await,
    )
}

/// Between a heading and the end of its section.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let rest = page.split(&format!("id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("no {id} in {page}"));
    rest.split("</section>").next().unwrap()
}

on_both_databases! {
    async fn r36_the_page_has_a_month_and_both_lists_and_is_logged(world: World) {
        let app = TestApp::new(world);
        let page = app.karens("/afspraken").await.body;
        for part in ["ma 9 mrt. 2026", "13:30 - 14:15", "Behandeling", "Gerard van Kesteren", "Lindelaan 12"] {
            assert!(section(&page, "komend").contains(part), "{part}");
        }
        for part in ["vr 18 feb. 2022", "08:15 - 08:30", "Diagnostiek", "Laat geannuleerd"] {
            assert!(section(&page, "afgelopen").contains(part), "{part}");
        }
        let agenda = page.split("class=\"month\"").nth(1).unwrap().split("</table>").next().unwrap();
        assert_eq!(agenda.matches("<tr").count(), 7, "a head and six weeks from 23 February to 5 April");
        assert_eq!(agenda.matches("aria-current=\"date\"").count(), 1);
        assert!(agenda.contains(", vandaag") && agenda.contains("geannuleerd"));
        assert_eq!(logged(&app).await, (1, 0, 0));
    }

    async fn the_month_in_the_address_is_shown_and_what_is_none_is_this_one(world: World) {
        let app = TestApp::new(world);
        let page = app.karens("/afspraken?maand=2022-02").await.body;
        assert!(page.contains("februari 2022") && page.contains("Vorige maand: januari 2022"), "{page}");
        assert!(page.contains("Deze maand") && page.contains("href=\"/afspraken?maand=2022-03\""));
        assert!(app.karens("/afspraken?maand=2022-13").await.body.contains("maart 2026"));
    }

    async fn a_video_call_is_led_to_from_a_quarter_before_until_the_end(world: World) {
        let app = TestApp::new(world);
        let leads = async || app.karens("/afspraken").await.body.contains("https://video.voorbeeld.nl/");
        // It begins at 10:15.
        assert!(leads().await, "at 10:00:00");
        app.world.clock.advance(TimeDelta::seconds(-1));
        assert!(!leads().await, "at 09:59:59");
        app.world.clock.advance(TimeDelta::minutes(60));
        assert!(leads().await, "at 10:59:59");
        app.world.clock.advance(TimeDelta::seconds(1));
        assert!(!leads().await, "at 11:00:00");
    }

    async fn d11_a_question_without_scripts_is_kept_when_refused_and_shown_when_sent(world: World) {
        let app = TestApp::new(world);
        let (karen, id) = (app.browser("karen.test").await, app.appointment(MONDAY).await.to_string());
        let long = "é".repeat(501);
        let refused = app.asks(&karen, &[("appointment", &id), ("wens", "move"), ("reden", &long), ("v[ma-ochtend]", "1")]).await;
        let page = app.get(&karen, refused.location()).await.body;
        for part in ["Dit is 1 teken te lang", &long, "id=\"reden-fout\""] {
            assert!(page.contains(part), "{part}");
        }
        assert_eq!(page.matches(" checked").count(), 2, "the wish and the morning");
        let sent = app.asks(&karen, &[("appointment", &id), ("wens", "move"), ("reden", "Werk."), ("v[ma-ochtend]", "1")]).await;
        assert_eq!(sent.location(), format!("/afspraken/{id}?gevraagd=1"));
        let page = app.get(&karen, sent.location()).await.body;
        for part in ["Uw vraag is verstuurd", "U hebt gevraagd om te verzetten", "Werk.", "maandagochtend", "Vraag intrekken"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("Vraag versturen"), "one question at a time");
        assert!(section(&app.karens("/afspraken").await.body, "komend").contains("U hebt gevraagd om te verzetten"));
    }

    async fn d11_the_answer_of_the_practice_stands_with_the_appointment(world: World) {
        let app = TestApp::new(world);
        let id = app.appointment("ma 23 mrt. 2026").await;
        app.decides((id, Decision::Declined)).await;
        let page = app.karens(&format!("/afspraken/{id}")).await.body;
        for part in ["De praktijk kan de afspraak niet verzetten", "Tot dan.", "Vraag versturen"] {
            assert!(page.contains(part), "{part}");
        }
    }

    async fn d11_late_is_warned_with_the_telephone_number_and_the_stricter_choice_refuses(world: World) {
        let app = TestApp::new(world);
        let id = app.appointment("ma 2 mrt. 2026").await;
        let page = app.karens(&format!("/afspraken/{id}")).await.body;
        for part in ["al binnen 24 uur", "088 123 45 60", "laat geannuleerd", "Vraag versturen"] {
            assert!(page.contains(part), "{part}");
        }
        let (linde, notice) = (app.world.cast.organisation(DE_LINDE).unwrap(), Notice { hours: 24, mode: NoticeMode::Refuse });
        transact!(app.world.store, |tx| { appointments::set_notice(tx, linde, notice).await }).unwrap();
        let page = app.karens(&format!("/afspraken/{id}")).await.body;
        assert!(page.contains("088 123 45 60") && !page.contains("Vraag versturen"), "{page}");
    }

    async fn one_appointment_is_saved_as_a_neutral_file_and_that_is_logged(world: World) {
        let app = TestApp::new(world);
        let id = app.appointment(MONDAY).await;
        let file = app.karens(&format!("/afspraken/{id}/afspraak.ics")).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"afspraak-2026-03-09.ics\"");
        for line in ["SUMMARY:Afspraak", "DTSTART:20260309T123000Z", "STATUS:CONFIRMED", &format!("UID:{id}@portiek")] {
            assert!(file.body.contains(&format!("{line}\r\n")), "{line} in {}", file.body);
        }
        assert!(!file.body.contains("Gerard") && !file.body.contains("Behandeling"), "{}", file.body);
        assert_eq!(logged(&app).await, (0, 1, 0));
        assert_eq!(app.karens("/afspraken/onzin/afspraak.ics").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_calendar_program_fetches_by_the_private_address_without_a_session(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        let path = app.address(&karen).await;
        assert!(path.starts_with("/agenda/") && path.ends_with(".ics"), "{path}");
        let file = app.calendar(&path, None).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 7);
        assert_eq!(file.body.matches("STATUS:CANCELLED").count(), 2);
        assert_eq!(logged(&app).await.2, 1, "the owner's look");
        // What a program has already is no new look; what changed is.
        let mark = file.headers[header::ETAG].to_str().unwrap().to_owned();
        let same = app.calendar(&path, Some(&mark)).await;
        assert_eq!((same.status, same.body.as_str(), logged(&app).await.2), (StatusCode::NOT_MODIFIED, "", 1));
        let (id, starts_at) = (app.appointment("ma 23 mrt. 2026").await, app.world.store.now() + TimeDelta::days(22));
        let times = portiek_domain::appointments::Times { starts_at, ends_at: starts_at + TimeDelta::hours(1) };
        app.decides((id, Decision::Moved(times))).await;
        let moved = app.calendar(&path, Some(&mark)).await;
        assert_eq!((moved.status, logged(&app).await.2), (StatusCode::OK, 2));
        assert!(moved.body.contains(&format!("UID:{id}@portiek\r\nSEQUENCE:1\r\n")), "{}", moved.body);
    }

    async fn an_address_that_was_renewed_or_removed_is_not_found(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        let first = app.address(&karen).await;
        let second = app.address(&karen).await;
        assert_eq!(app.calendar(&first, None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.calendar(&second, None).await.status, StatusCode::OK);
        app.post(&karen, "/api/appointments/remove_address", "at[portal]=Client").await;
        assert_eq!(app.calendar(&second, None).await.status, StatusCode::NOT_FOUND);
    }

    async fn who_tries_addresses_is_let_wait(world: World) {
        let app = TestApp::new(world);
        let mut statuses = Vec::new();
        for n in 0..40 {
            statuses.push(app.calendar(&format!("/agenda/{n:064x}.ics"), None).await.status);
        }
        assert_eq!(statuses.first(), Some(&StatusCode::NOT_FOUND));
        assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    }
}
