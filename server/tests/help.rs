//! Hulp (R22, R116): the forms as browsers send them, without being known.

use crate::{
    beside::count,
    support::*,
    test_app::{Browser, TestApp, encode},
};
use axum::http::StatusCode;

fn form(key: &str, login_name: &str) -> String {
    encode(&[
        ("key", key),
        ("over", "inloggen"),
        ("bij", "11"),
        ("voornaam", "Karen"),
        ("achternaam", "Test"),
        ("meisjesnaam", ""),
        ("organisatie", "De Linde"),
        ("gebruikersnaam", login_name),
        ("telefoon", "088 789 17 00"),
        ("omschrijving", "Ik krijg\r\ngeen code."),
    ])
}

async fn requests(app: &TestApp) -> i64 {
    count(&app.world.url, "SELECT count(*) FROM help_request").await
}

on_both_databases! {
    async fn a_known_and_an_unknown_name_get_the_same_answer_and_the_same_form_counts_once(world: World) {
        let app = TestApp::new(world);
        for name in ["karen.test", "niemand.hier"] {
            let before = requests(&app).await;
            let key = app.world.key().to_string();
            for _ in 0..2 {
                let answer = app.post(&Browser::default(), "/api/help/ask", &form(&key, name)).await;
                assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/hulp?bij=11&verzonden=1"));
            }
            assert_eq!(requests(&app).await, before + 1);
        }
        let page = app.get(&Browser::default(), "/hulp?bij=11&verzonden=1").await;
        assert!(page.body.contains("Uw bericht is verzonden.") && page.body.contains("088 123 45 61"), "{}", page.body);
    }

    async fn what_was_typed_stays_when_something_is_missing(world: World) {
        let app = TestApp::new(world);
        let key = app.world.key().to_string();
        let answer = app.post(&Browser::default(), "/api/help/ask", &form(&key, "")).await;
        assert_eq!(answer.location(), format!("/hulp?bij=11&formulier={key}"));
        let page = app.get(&Browser::default(), answer.location()).await;
        assert!(page.body.contains("Vul uw gebruikersnaam in."), "{}", page.body);
        assert!(page.body.contains("Ik krijg\ngeen code.") || page.body.contains("Ik krijg\r\ngeen code."), "{}", page.body);
        assert_eq!(requests(&app).await, 0);
    }

    async fn more_than_ten_in_a_quarter_of_an_hour_from_one_address_wait(world: World) {
        let app = TestApp::new(world);
        for _ in 0..10 {
            app.post(&Browser::default(), "/api/help/ask", &form(&app.world.key().to_string(), "karen.test")).await;
        }
        let refused = app.post(&Browser::default(), "/api/help/ask", &form(&app.world.key().to_string(), "karen.test")).await;
        let page = app.get(&Browser::default(), refused.location()).await;
        assert!(page.body.contains("te veel berichten verzonden. Probeer het over 15 minuten opnieuw"), "{}", page.body);
        assert_eq!(requests(&app).await, 10);
    }
}
