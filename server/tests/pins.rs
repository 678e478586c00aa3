//! The pages about the PIN as a browser without scripts goes through them (R16, R17, D27).

use crate::{
    beside::texts,
    support::*,
    test_app::{Answer, Browser, TestApp, encode},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use portiek_store::cast::PIN;

const NOOR: &str = "noor.aios";
const NEW: &str = "/profiel/pincode/nieuw";

impl TestApp {
    async fn send_pin(&self, browser: &mut Browser, (verb, fields): (&str, &[(&str, &str)])) -> Answer {
        let key = self.world.key().to_string();
        let form = encode(&[&[("key", key.as_str()), ("naar", "/berichten?bij=11")], fields].concat());
        let answer = self.post(browser, &format!("/api/pin/{verb}"), &form).await;
        browser.keep(&answer);
        answer
    }

    /// Where an answer leads, as a page.
    async fn page(&self, browser: &Browser, answer: &Answer) -> String {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        self.get(browser, answer.location()).await.body.replace("<!>", "")
    }

    async fn change_pin(&self, browser: &mut Browser, current: &str, new: &str) -> String {
        let answer = self.send_pin(browser, ("change", &[("huidig", current), ("pincode", new)])).await;
        self.page(browser, &answer).await
    }
}

on_both_databases! {
    async fn r16_a_pin_is_changed_with_the_current_one_and_refused_with_words(world: World) {
        let app = TestApp::new(world);
        let mut noor = app.browser(NOOR).await.without_scripts();
        for (current, new, said) in [
            ("", "97531", "Vul uw huidige pincode in."),
            ("13579", "97531", "U kunt het nog 4 keer proberen."),
            (PIN, "", "Vul een nieuwe pincode in."),
            (PIN, "123", "Een pincode heeft 4 tot 6 cijfers."),
            (PIN, "5555", "Steeds hetzelfde cijfer is makkelijk te raden."),
            (PIN, "8901", "Een rijtje cijfers is makkelijk te raden."),
        ] {
            let page = app.change_pin(&mut noor, current, new).await;
            assert!(page.contains(said), "{said} in {page}");
            assert!(!page.contains("13579") && !page.contains("97531"), "a PIN is never drawn again");
        }
        let done = app.change_pin(&mut noor, PIN, "97531").await;
        assert!(done.contains("Uw nieuwe pincode is ingesteld.") && done.contains("/berichten?bij=11"), "{done}");
        assert!(app.change_pin(&mut noor, PIN, "86420").await.contains("Deze pincode klopt niet."));
    }

    async fn d27_five_wrong_tries_lead_to_a_step_up_and_back(world: World) {
        let app = TestApp::new(world);
        let mut noor = app.browser(NOOR).await.without_scripts();
        // Confirmed before the tries: of no use after them.
        app.confirm(&mut noor, NEW).await;
        app.world.clock.advance(TimeDelta::seconds(1));
        for left in ["4", "3", "2", "1"] {
            assert!(app.change_pin(&mut noor, "13579", "97531").await.contains(&format!("nog {left} keer")));
        }
        assert!(app.change_pin(&mut noor, "13579", "97531").await.contains("Uw pincode werkt nu niet"));
        assert!(app.change_pin(&mut noor, PIN, "97531").await.contains("Er is 5 keer een verkeerde pincode ingevuld."));
        let away = app.get(&noor, NEW).await;
        assert_eq!(away.location(), "/bevestigen?naar=/profiel/pincode/nieuw");
        let unlock = app.send_pin(&mut noor, ("unlock", &[])).await;
        assert!(unlock.location().starts_with("/bevestigen"), "{}", unlock.location());

        app.world.clock.advance(TimeDelta::minutes(1));
        assert_eq!(app.confirm(&mut noor, NEW).await.location(), NEW);
        let form = app.get(&noor, NEW).await.body;
        assert!(form.contains("Pincode instellen") && form.contains("Ik weet mijn pincode weer"), "{form}");
        app.send_pin(&mut noor, ("unlock", &[])).await;
        assert!(app.change_pin(&mut noor, "13579", "97531").await.contains("nog 4 keer"), "there are five tries again");
        let trivial = app.send_pin(&mut noor, ("choose", &[("pincode", "1111")])).await;
        assert!(app.page(&noor, &trivial).await.contains("Steeds hetzelfde cijfer"));
        let chosen = app.send_pin(&mut noor, ("choose", &[("pincode", "97531")])).await;
        assert!(app.page(&noor, &chosen).await.contains("Uw nieuwe pincode is ingesteld."));
    }

    async fn without_a_step_up_no_pin_is_chosen(world: World) {
        let app = TestApp::new(world);
        let mut noor = app.browser(NOOR).await.without_scripts();
        let chosen = app.send_pin(&mut noor, ("choose", &[("pincode", "97531")])).await;
        assert!(chosen.location().starts_with("/bevestigen"), "{}", chosen.location());
        assert!(app.change_pin(&mut noor, PIN, "86420").await.contains("Uw nieuwe pincode is ingesteld."));
    }

    async fn the_way_to_the_pin_is_shown_where_one_signs_only(world: World) {
        let app = TestApp::new(world);
        let noors = app.get(&app.browser(NOOR).await, "/").await.body;
        assert!(noors.contains("/profiel/pincode"), "{noors}");
        let karens = app.get(&app.browser("karen.test").await, "/profiel").await.body;
        assert!(karens.contains("Wachtwoord wijzigen") && !karens.contains("pincode"));
    }

    async fn wrong_tries_and_new_pins_are_logged(world: World) {
        let app = TestApp::new(world);
        let mut noor = app.browser(NOOR).await.without_scripts();
        app.change_pin(&mut noor, "13579", "97531").await;
        app.change_pin(&mut noor, PIN, "97531").await;
        let logged = texts(&app.world.url, "SELECT kind FROM audit_event WHERE kind LIKE 'pin.%' AND network <> '' ORDER BY kind").await;
        assert_eq!(logged, ["pin.refused", "pin.set"]);
    }
}
