//! The account's own pages (D3; quality.md §3): step-up before whatever changes how one logs in, and a new token for it.

use crate::{
    beside::count,
    support::*,
    test_app::{Answer, Browser, TestApp, encode},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use portiek_domain::ids::{AccountId, SessionId};
use portiek_store::{
    accounts::factors::{self, Listed, authenticator},
    cast::PASSWORD,
    outbox, visitor,
};

const PAGE: &str = "/profiel/beveiliging";

/// What asks for a step-up: a function, its form, and the page to be sent back to.
const GUARDED: [(&str, &str, &str); 10] = [
    ("/api/security/end_others", "", "/uitloggen"),
    ("/api/security/open_form", "page=/passkey", "/passkey"),
    ("/api/security/open_form", "page=/uitloggen", "/uitloggen"),
    ("/api/security/open_app", "", "/app"),
    ("/api/security/add_app", "key=KEY&naam=Telefoon&code=123456", "/app"),
    ("/api/security/add_passkey", "key=KEY&naam=Laptop&token=00&antwoord=", "/passkey"),
    ("/api/security/open_codes", "", "/herstelcodes"),
    ("/api/security/make_codes", "", "/herstelcodes"),
    ("/api/security/rename", "key=KEY&factor=FACTOR&naam=Anders", "/FACTOR"),
    ("/api/security/remove", "factor=FACTOR", "/FACTOR"),
];

impl TestApp {
    async fn own(&self, browser: &Browser) -> (AccountId, SessionId) {
        let token = portiek_app::request::unhex(&browser.cookies[0].1).unwrap();
        let mut conn = self.world.store.read().await.unwrap();
        let visitor = visitor::find(&mut conn, &token, self.world.store.now()).await.unwrap().unwrap();
        (visitor.account, visitor.session)
    }

    /// An authenticator app of somebody's, added in a session of its own.
    pub async fn authenticator(&self, login: &str) -> Listed {
        let (account, session) = self.own(&self.browser(login).await).await;
        let store = &self.world.store;
        let key = authenticator::offer(store, session, ("De Linde", login)).await.unwrap().key;
        let code = code_of(&key, store.now().timestamp());
        authenticator::enrol(store, (account, session), ("Telefoon", &code, "192.0.2.7")).await.unwrap().unwrap();
        self.factors(account).await.pop().unwrap()
    }

    async fn factors(&self, account: AccountId) -> Vec<Listed> {
        factors::list(&mut self.world.store.read().await.unwrap(), account).await.unwrap()
    }

    /// Confirms with the password and the code from the SMS.
    pub async fn confirm(&self, browser: &mut Browser, target: &str) -> Answer {
        let key = self.world.key().to_string();
        let form = encode(&[("key", &key), ("wachtwoord", PASSWORD), ("naar", target)]);
        let answer = self.post(browser, "/api/confirm/start", &form).await;
        browser.keep(&answer);
        let code = self.code().await;
        self.type_code(browser, (&code, target)).await
    }

    async fn sms_waiting(&self) -> usize {
        outbox::claim(&self.world.store, (outbox::Channel::Sms, 50)).await.unwrap().len()
    }
}

/// What an authenticator app shows at a second.
fn code_of(key: &str, second: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(key).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(second).unwrap()).to_string()
}

on_both_databases! {
    async fn whatever_changes_how_one_logs_in_asks_who_one_is_first(world: World) {
        let app = TestApp::new(world);
        let factor = app.authenticator("jan.devries").await.id.to_string();
        let jan = app.browser("jan.devries").await.without_scripts();
        let (account, _) = app.own(&jan).await;
        for (path, form, back) in GUARDED {
            let form = form.replace("KEY", &app.world.key().to_string()).replace("FACTOR", &factor);
            let answer = app.post(&jan, path, &form).await;
            let expected = format!("/bevestigen?naar={PAGE}{}", back.replace("FACTOR", &factor));
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, expected.as_str()), "{path}");
        }
        let listed = app.factors(account).await;
        assert_eq!((listed.len(), listed[0].name.as_str()), (1, "Telefoon"));
        assert_eq!(count(&app.world.url, "SELECT count(*) FROM recovery_code").await, 0);
    }

    async fn pages_that_change_something_send_the_browser_to_confirm_and_back(world: World) {
        let app = TestApp::new(world);
        let mut karen = app.browser("karen.test").await.without_scripts();
        for page in ["/app", "/passkey", "/herstelcodes", "/uitloggen"] {
            let answer = app.get(&karen, &format!("{PAGE}{page}")).await;
            assert_eq!(answer.location(), format!("/bevestigen?naar={PAGE}{page}"), "{page}");
            assert!(!answer.body.contains("Sleutel"), "{page}");
        }
        let answer = app.confirm(&mut karen, &format!("{PAGE}/app")).await;
        assert_eq!(answer.location(), format!("{PAGE}/app"));
        let page = app.get(&karen, answer.location()).await;
        assert!(page.body.contains("<svg") && page.body.contains("Sleutel"), "{}", page.body);
    }

    async fn confirming_gives_a_new_token_and_the_old_one_is_dead(world: World) {
        let app = TestApp::new(world);
        let old = app.browser("karen.test").await.without_scripts();
        let mut karen = old.clone();
        let before = app.own(&karen).await;
        app.confirm(&mut karen, "/profiel").await;
        assert_ne!(karen.cookies[0].1, old.cookies[0].1);
        assert_eq!(app.own(&karen).await, before, "the same session");
        assert_eq!(app.get(&karen, PAGE).await.status, StatusCode::OK);
        assert_eq!(app.get(&old, PAGE).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_confirmation_is_good_for_ten_minutes(world: World) {
        let app = TestApp::new(world);
        let mut karen = app.browser("karen.test").await.without_scripts();
        app.confirm(&mut karen, PAGE).await;
        app.world.clock.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
        assert_eq!(app.get(&karen, &format!("{PAGE}/app")).await.status, StatusCode::OK);
        app.world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(app.get(&karen, &format!("{PAGE}/app")).await.status, StatusCode::SEE_OTHER);
    }

    async fn one_does_not_confirm_with_a_wrong_password(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await.without_scripts();
        for wrong in ["", "mis"] {
            let key = app.world.key().to_string();
            let form = encode(&[("key", &key), ("wachtwoord", wrong), ("naar", PAGE)]);
            let answer = app.post(&karen, "/api/confirm/start", &form).await;
            assert!(answer.location().starts_with(&format!("/bevestigen?naar={PAGE}&formulier=")), "{wrong}");
        }
        assert_eq!(app.sms_waiting().await, 0);
        assert_eq!(app.get(&karen, &format!("{PAGE}/app")).await.status, StatusCode::SEE_OTHER);
    }

    async fn an_app_is_added_with_the_code_it_shows(world: World) {
        let app = TestApp::new(world);
        let mut karen = app.browser("karen.test").await.without_scripts();
        app.confirm(&mut karen, PAGE).await;
        let page = app.get(&karen, &format!("{PAGE}/app")).await.body;
        let shown = page.split("\"Sleutel\"").nth(1).unwrap().split('>').nth(1).unwrap();
        let key = shown.split('<').next().unwrap().replace([' ', '\n'], "");
        let code = code_of(&key, app.world.store.now().timestamp());
        let wrong = if code == "111111" { "222222" } else { "111111" };
        let add = async |code: &str| {
            let form_key = app.world.key().to_string();
            app.post(&karen, "/api/security/add_app", &encode(&[("key", &form_key), ("naam", "Telefoon"), ("code", code)])).await
        };
        let refused = add(wrong).await;
        assert!(app.get(&karen, refused.location()).await.body.contains("Deze code klopt niet"));
        assert_eq!(add(&code).await.location(), format!("{PAGE}?gedaan=app"));
        assert!(app.get(&karen, PAGE).await.body.contains("Authenticator-app"));
    }

    async fn all_who_are_logged_in_have_the_page_whatever_their_role(world: World) {
        let app = TestApp::new(world);
        for login in ["karen.test", "gerard.van.kesteren", "fgrashoff11", "noor.aios", "platform", "nina.kuipers"] {
            let browser = app.browser(login).await;
            let page = app.get(&browser, PAGE).await;
            assert_eq!(page.status, StatusCode::OK, "{login}");
            assert!(page.body.contains("Waar u bent ingelogd"), "{login}");
        }
        let nobody = Browser::default();
        assert_eq!(app.get(&nobody, PAGE).await.location(), format!("/inloggen?naar={PAGE}"));
        assert!(app.get(&app.browser("fgrashoff11").await, "/").await.body.contains(PAGE));
    }

    async fn ending_all_others_leaves_this_browser_in(world: World) {
        let app = TestApp::new(world);
        let elsewhere = app.browser("karen.test").await.without_scripts();
        let jan = app.browser("jan.devries").await.without_scripts();
        let mut karen = app.browser("karen.test").await.without_scripts();
        app.confirm(&mut karen, PAGE).await;
        assert_eq!(app.post(&karen, "/api/security/end_others", "").await.location(), format!("{PAGE}?gedaan=uitgelogd"));
        assert_eq!(app.get(&elsewhere, PAGE).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.get(&karen, PAGE).await.status, StatusCode::OK);
        assert_eq!(app.get(&jan, PAGE).await.status, StatusCode::OK);
    }

    async fn somebody_elses_factor_is_no_page(world: World) {
        let app = TestApp::new(world);
        let sems = app.authenticator("sem.anios").await.id;
        let mut karen = app.browser("karen.test").await.without_scripts();
        app.confirm(&mut karen, PAGE).await;
        for id in [sems.to_string(), app.world.key().to_string(), "geen-id".into()] {
            assert_eq!(app.get(&karen, &format!("{PAGE}/{id}")).await.status, StatusCode::NOT_FOUND, "{id}");
        }
    }

    async fn a_login_asks_for_the_app_and_offers_the_other_ways(world: World) {
        let app = TestApp::new(world);
        app.authenticator("karen.test").await;
        let mut browser = Browser::default();
        let answer = app.type_password(&mut browser, ("karen.test", PASSWORD, "/profiel")).await;
        let page = app.get(&browser, answer.location()).await.body;
        assert!(page.contains("Code uit uw app") && page.contains("manier=sms") && !page.contains("manier=herstelcode"));
        assert_eq!(app.sms_waiting().await, 0);
        let asking = app.get(&browser, "/inloggen/code?manier=sms&naar=/profiel").await.body;
        assert!(asking.contains("Stuur mij een code"));
        assert_eq!(app.sms_waiting().await, 0, "looking sends nothing");
        let form = format!("key={}&manier=sms&naar=/profiel", app.world.key());
        let sent = app.post(&browser, "/api/login/send_again", &form).await;
        assert_eq!(sent.location(), "/inloggen/code?naar=/profiel&manier=sms&verstuurd=1");
        let code = app.code().await;
        assert_eq!(app.type_code(&mut browser, (&code, "/profiel")).await.location(), "/profiel");
    }

    async fn an_unknown_way_is_the_strongest_one(world: World) {
        let app = TestApp::new(world);
        let mut browser = Browser::default();
        app.type_password(&mut browser, ("karen.test", PASSWORD, "")).await;
        for way in ["passkey", "app", "herstelcode", "niets"] {
            let page = app.get(&browser, &format!("/inloggen/code?manier={way}")).await.body;
            assert!(page.contains("Code uit de sms"), "{way}");
        }
    }

    async fn a_new_passkey_is_asked_for_only_after_confirming(world: World) {
        let app = TestApp::new(world);
        let mut karen = app.browser("karen.test").await;
        let ask = "/api/passkey/ask_own";
        assert_eq!(app.post(&karen, ask, "new=true").await.body, "null");
        app.confirm(&mut karen, PAGE).await;
        let asked = app.post(&karen, ask, "new=true").await.body;
        assert!(asked.contains("residentKey") && asked.contains("preferred"), "{asked}");
        assert!(!asked.contains(&app.own(&karen).await.0.to_string()), "the device learns no id of ours");
    }
}
