//! Forms with and without scripts: refused with what was typed, done once, never from another site.

use crate::{
    beside::count,
    support::*,
    test_app::{TestApp, encode},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use portiek_store::cast::people::DE_LINDE;

const LINES: &str = "regel\r\n";

async fn message_count(app: &TestApp) -> i64 {
    count(&app.world.url, "SELECT count(*) FROM message").await
}

on_both_databases! {
    async fn d22_a_thousand_characters_go_through_and_one_more_is_refused_alike_with_and_without_scripts(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await.to_string();
        let karen = app.browser("karen.test").await;
        // 166 lines of "regel" and a break are 996 characters, however the break is sent.
        let fits = format!("{}1234", LINES.repeat(166));
        let too_long = format!("{fits}5");
        for browser in [karen.clone(), karen.clone().without_scripts()] {
            let send = async |text: &str| {
                let key = app.world.key().to_string();
                let form = encode(&[("at[portal]", "Client"), ("conversation", &id), ("key", &key), ("tekst", text)]);
                app.post(&browser, "/api/messages/place", &form).await
            };
            let before = message_count(&app).await;
            let refused = send(&too_long).await;
            assert_eq!(message_count(&app).await, before);
            if browser.scripts {
                assert!(refused.body.contains("{\"TooLong\":{\"by\":1}}"), "{}", refused.body);
            } else {
                assert_eq!(refused.status, StatusCode::SEE_OTHER);
                let page = app.get(&browser, refused.location()).await;
                assert!(page.body.contains("Uw bericht is 1 teken te lang"), "{}", page.body);
                assert!(page.body.contains("regel\n1234") && page.body.contains("12345</textarea>"), "{}", page.body);
            }
            assert!(!send(&fits).await.status.is_client_error());
            assert_eq!(message_count(&app).await, before + 1);
        }
    }

    async fn a_form_sent_three_times_is_done_once(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await.to_string();
        let karen = app.browser("karen.test").await;
        let key = app.world.key().to_string();
        let form = encode(&[("at[portal]", "Client"), ("conversation", &id), ("key", &key), ("tekst", "een keer")]);
        let before = message_count(&app).await;
        for browser in [karen.clone(), karen.clone().without_scripts(), karen] {
            let answer = app.post(&browser, "/api/messages/place", &form).await;
            assert!(!answer.status.is_client_error() && !answer.status.is_server_error(), "{}", answer.body);
        }
        assert_eq!(message_count(&app).await, before + 1);
    }

    async fn d30_a_form_of_another_organisation_is_refused_even_with_a_session_there(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await.to_string();
        let karen = app.browser("karen.test").await;
        for (at, status) in [(DE_LINDE, StatusCode::OK), (12, StatusCode::NOT_FOUND), (99, StatusCode::NOT_FOUND)] {
            let key = app.world.key().to_string();
            let at = at.to_string();
            let fields = [("at[portal]", "Client"), ("at[at]", at.as_str()), ("conversation", &id), ("key", &key), ("tekst", "dag")];
            assert_eq!(app.post(&karen, "/api/messages/place", &encode(&fields)).await.status, status, "{at}");
        }
    }

    async fn a_form_from_another_site_is_refused_and_changes_nothing(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await.to_string();
        let karen = app.browser("karen.test").await;
        let before = message_count(&app).await;
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://kwaad.nl"), ("origin", "null")] {
            let key = app.world.key().to_string();
            let form = encode(&[("at[portal]", "Client"), ("conversation", &id), ("key", &key), ("tekst", "kwaad")]);
            let request = Request::post("/api/messages/place")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value)
                .body(Body::from(form)).unwrap();
            assert_eq!(app.send(&karen, request).await.status, StatusCode::FORBIDDEN, "{name}: {value}");
        }
        assert_eq!(message_count(&app).await, before);
    }

    async fn bad_input_is_refused_with_a_4xx_and_changes_nothing(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        let id = app.conversation("karen.test", "Vraag over medicatie").await.to_string();
        let key = app.world.key().to_string();
        let before = message_count(&app).await;
        let bad = [
            String::new(),
            "conversation=1&key=2&tekst=3".into(),
            encode(&[("at[portal]", "Baas"), ("conversation", &id), ("key", &key), ("tekst", "dag")]),
            encode(&[("at[portal]", "Client"), ("conversation", "geen-id"), ("key", &key), ("tekst", "dag")]),
            encode(&[("at[portal]", "Client"), ("conversation", &id), ("key", &key)]),
        ];
        for form in bad {
            let answer = app.post(&karen, "/api/messages/place", &form).await;
            assert!(answer.status.is_client_error(), "{form}: {} {}", answer.status, answer.body);
        }
        let huge = format!("conversation={id}&key={key}&at[portal]=Client&tekst={}", "x".repeat(10_000_000));
        for browser in [karen.clone(), karen.clone().without_scripts()] {
            assert!(app.post(&browser, "/api/messages/place", &huge).await.status.is_client_error());
        }
        let nul = encode(&[("at[portal]", "Client"), ("conversation", &id), ("key", &key), ("tekst", "a\0b")]);
        assert!(app.post(&karen, "/api/messages/place", &nul).await.body.contains("Unstorable"));
        assert_eq!(message_count(&app).await, before);
    }

    async fn r25_a_refused_start_keeps_what_was_filled_in_without_scripts(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await.without_scripts();
        let key = app.world.key().to_string();
        let form = encode(&[("at[portal]", "Client"), ("key", &key), ("onderwerp", "Mijn <vraag>"), ("behandelaar", "")]);
        let refused = app.post(&karen, "/api/messages/start", &form).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER);
        let page = app.get(&karen, refused.location()).await;
        assert!(page.body.contains("Kies een behandelaar uit de lijst"), "{}", page.body);
        assert!(page.body.contains("value=\"Mijn &lt;vraag&gt;\""), "{}", page.body);
        let stranger = app.browser("jan.devries").await.without_scripts();
        assert!(!app.get(&stranger, refused.location()).await.body.contains("Mijn &lt;vraag"));
    }
}
