//! Logging in as a browser does it, without scripts: name and password, code, session, logout (D29, R5, R114).

use crate::{
    beside::count,
    support::*,
    test_app::{Answer, Browser, TestApp, encode},
};
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use portiek_app::request::SESSION_COOKIE;
use portiek_store::cast::PASSWORD;

impl TestApp {
    pub async fn type_password(&self, browser: &mut Browser, (name, password, target): (&str, &str, &str)) -> Answer {
        let key = self.world.key().to_string();
        let form = encode(&[("key", &key), ("naam", name), ("wachtwoord", password), ("naar", target)]);
        let answer = self.post(browser, "/api/login/start", &form).await;
        browser.keep(&answer);
        answer
    }

    pub async fn type_code(&self, browser: &mut Browser, (code, target): (&str, &str)) -> Answer {
        let key = self.world.key().to_string();
        let answer =
            self.post(browser, "/api/login/finish", &encode(&[("key", &key), ("code", code), ("naar", target)])).await;
        browser.keep(&answer);
        answer
    }
}

/// The line that gives a browser its session.
fn session_cookie(answer: &Answer) -> &str {
    let lines = answer.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap());
    lines.into_iter().find(|line| line.starts_with(&format!("{SESSION_COOKIE}="))).unwrap()
}

on_both_databases! {
    async fn after_five_codes_the_page_says_why_none_comes_and_what_to_do_now(world: World) {
        let app = TestApp::new(world);
        let code_page = async || {
            let mut browser = Browser::default();
            let answer = app.type_password(&mut browser, ("karen.test", PASSWORD, "")).await;
            app.world.clock.advance(TimeDelta::minutes(1));
            (app.get(&browser, answer.location()).await.body.replace("<!>", ""), browser)
        };
        for _ in 0..5 {
            let (page, _) = code_page().await;
            assert!(page.contains("Wij hebben een code gestuurd") && !page.contains("al veel codes"), "{page}");
        }
        let (page, browser) = code_page().await;
        for part in ["Er zijn al veel codes naar dit nummer gestuurd.", "Over 54 minuten kunt u weer", "href=\"/hulp\""] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("Wij hebben een code gestuurd"));
        let again = app.post(&browser, "/api/login/send_again", &format!("key={}", app.world.key())).await;
        let page = app.get(&browser, again.location()).await.body;
        assert!(page.contains("Er zijn al veel codes naar dit nummer gestuurd."), "{page}");
        let withheld = "SELECT count(*) FROM audit_event WHERE kind = 'login.code_withheld'";
        assert_eq!(count(&app.world.url, withheld).await, 2);

        // Whoever does not know the password learns nothing of it.
        let mut answers = Vec::new();
        for name in ["karen.test", "niemand.hier"] {
            let mut browser = Browser::default();
            let answer = app.type_password(&mut browser, (name, "verkeerd", "")).await;
            let page = app.get(&browser, answer.location()).await;
            assert!(page.body.contains("horen niet bij elkaar") && !page.body.contains("veel codes"), "{name}");
            answers.push((answer.status, page.status, browser.cookies.len()));
        }
        assert_eq!(answers[0], answers[1]);
    }

    async fn who_was_logged_out_meanwhile_logs_in_and_is_back_at_the_page_of_the_form(world: World) {
        let app = TestApp::new(world);
        for path in ["/api/password/change", "/api/activation/join", "/api/pin/change"] {
            let form = encode(&[("key", &app.world.key().to_string()), ("huidig", ""), ("nieuw", ""), ("pincode", ""), ("token", "00")]);
            let answer = app.post(&Browser::default(), path, &form).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/inloggen?naar=/berichten"), "{path}");
        }
    }

    async fn on_a_remembered_browser_a_login_outlasts_the_browser_also_after_a_step_up(world: World) {
        let app = TestApp::new(world);
        for remembered in [true, false] {
            let mut browser = Browser::default();
            app.type_password(&mut browser, ("noor.aios", PASSWORD, "")).await;
            let (key, code) = (app.world.key().to_string(), app.code().await);
            let mut form = vec![("key", key.as_str()), ("code", &code)];
            form.extend(remembered.then_some(("onthouden", "true")));
            let entered = app.post(&browser, "/api/login/finish", &encode(&form)).await;
            browser.keep(&entered);
            let confirmed = app.confirm(&mut browser, "/profiel").await;
            for answer in [entered, confirmed] {
                let lasts = session_cookie(&answer).contains("Max-Age=");
                assert_eq!(lasts, remembered, "{}", session_cookie(&answer));
            }
            app.world.clock.advance(TimeDelta::minutes(1));
        }
    }

    async fn one_lands_where_one_wanted_to_be(world: World) {
        let app = TestApp::new(world);
        let mut browser = Browser::default();
        let away = app.get(&browser, "/berichten/archief?bij=11").await;
        assert_eq!(away.location(), "/inloggen?naar=/berichten/archief%3Fbij%3D11");
        let answer = app.type_password(&mut browser, ("karen.test", PASSWORD, "/berichten/archief?bij=11")).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/inloggen/code?naar=/berichten/archief%3Fbij%3D11"));
        assert!(app.get(&browser, answer.location()).await.body.contains("••00"));
        let code = app.code().await;
        let answer = app.type_code(&mut browser, (&code, "/berichten/archief?bij=11")).await;
        assert_eq!(answer.location(), "/berichten/archief?bij=11");
        assert_eq!(app.get(&browser, "/berichten/archief?bij=11").await.status, StatusCode::OK);
    }

    async fn an_unknown_name_and_a_wrong_password_show_the_same_page(world: World) {
        let app = TestApp::new(world);
        let mut pages = Vec::new();
        for name in ["karen.test", "niemand.hier"] {
            let mut browser = Browser::default();
            let answer = app.type_password(&mut browser, (name, "verkeerd", "")).await;
            assert!(browser.cookies.is_empty());
            let page = app.get(&browser, answer.location()).await;
            assert!(page.body.contains("horen niet bij elkaar"));
            assert!(page.body.contains(&format!("value=\"{name}\"")), "what was typed stays");
            assert!(!page.body.contains("verkeerd\""), "but not the password");
            pages.push((answer.status, page.status));
        }
        assert_eq!(pages[0], pages[1]);
    }

    async fn cookies_are_for_this_host_only_and_out_of_reach_of_scripts(world: World) {
        let app = TestApp::new(world);
        let mut browser = Browser::default();
        app.type_password(&mut browser, ("karen.test", PASSWORD, "")).await;
        let answer = app.type_code(&mut browser, (&app.code().await, "")).await;
        let lines: Vec<&str> = answer.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect();
        let session = lines.iter().find(|line| line.starts_with("__Host-portiek=")).unwrap();
        for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(session.contains(attribute), "{session}");
        }
        assert!(!session.contains("Domain"));
    }

    async fn logging_in_again_ends_the_session_this_browser_had(world: World) {
        let app = TestApp::new(world);
        let old = app.browser("karen.test").await.without_scripts();
        let mut browser = old.clone();
        app.type_password(&mut browser, ("karen.test", PASSWORD, "")).await;
        app.type_code(&mut browser, (&app.code().await, "")).await;
        assert_ne!(browser.cookies, old.cookies);
        assert_eq!(app.get(&browser, "/berichten").await.status, StatusCode::OK);
        assert_eq!(app.get(&old, "/berichten").await.status, StatusCode::SEE_OTHER);
    }

    async fn after_logout_nothing_is_shown_any_more(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await.without_scripts();
        assert_eq!(app.get(&karen, "/berichten").await.status, StatusCode::OK);
        let answer = app.post(&karen, "/api/login/end", "").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/inloggen?uitgelogd=1"));
        assert_eq!(answer.headers["clear-site-data"], "\"storage\"");
        assert_eq!(app.get(&karen, "/berichten").await.location(), "/inloggen?naar=/berichten");
    }

    async fn d20_looking_around_keeps_a_session_alive_and_a_refresh_by_itself_does_not(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        let list = async |seen: &str| {
            let form = format!("at[portal]=Client&folder=Inbox{seen}");
            app.post(&karen, "/api/messages/list", &form).await
        };
        let first = list("").await;
        let look = first.body.split("\"look\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        for _ in 0..2 {
            app.world.clock.advance(TimeDelta::minutes(7));
            assert_eq!(list(&format!("&seen={look}")).await.status, StatusCode::OK);
        }
        app.world.clock.advance(TimeDelta::minutes(2));
        assert_eq!(list("").await.status, StatusCode::UNAUTHORIZED, "two refreshes were no activity");
        let karen = app.browser("karen.test").await;
        for _ in 0..4 {
            app.world.clock.advance(TimeDelta::minutes(7));
            assert_eq!(app.get(&karen, "/berichten").await.status, StatusCode::OK);
        }
    }

    async fn s10_a_refresh_that_shows_the_same_is_no_new_look(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        let looks = async || count(&app.world.url, "SELECT count(*) FROM audit_event WHERE kind = 'conversations.listed'").await;
        let before = looks().await;
        let first = app.post(&karen, "/api/messages/list", "at[portal]=Client&folder=Inbox").await;
        let look = first.body.split("\"look\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        app.post(&karen, "/api/messages/list", &format!("at[portal]=Client&folder=Inbox&seen={look}")).await;
        assert_eq!(looks().await, before + 1);
        app.post(&karen, "/api/messages/list", &format!("at[portal]=Client&folder=All&seen={look}")).await;
        app.post(&karen, "/api/messages/list", "at[portal]=Client&folder=Inbox&seen=00").await;
        assert_eq!(looks().await, before + 3, "a seal is good for what it was given for only");
    }
}
