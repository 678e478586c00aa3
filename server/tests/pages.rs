//! What pages are, whoever looks: whole without scripts, safe, and honest in their status.

use crate::{
    support::*,
    test_app::{Browser, TestApp},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

on_both_databases! {
    async fn s15_every_portal_of_an_organisation_leads_to_its_texts(world: World) {
        let app = TestApp::new(world);
        for (login, page) in [("karen.test", "/berichten?bij=11"), ("gerard.van.kesteren", "/praktijk/berichten")] {
            let page = app.get(&app.browser(login).await, page).await.body;
            let foot = page.split("<footer class=\"texts\"").nth(1).unwrap_or_default();
            for text in ["/privacy?bij=11", "/voorwaarden?bij=11"] {
                assert!(foot.contains(&format!("href=\"{text}\"")), "{login}: {text}");
            }
        }
    }

    async fn r23_the_menu_of_a_client_has_its_six_entries_in_order(world: World) {
        let app = TestApp::new(world);
        let page = app.get(&app.browser("karen.test").await, "/berichten").await.body;
        let words = ["Berichten", "Afspraken", "Dossier", "Inklappen", "Mijn profiel", "Uitloggen"];
        let places: Vec<usize> = words.iter().map(|word| page.find(&format!("<span class=\"label\">{word}")).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    async fn r24_the_inbox_is_whole_without_scripts(world: World) {
        let app = TestApp::new(world);
        let page = app.get(&app.browser("karen.test").await, "/berichten").await;
        for part in ["Inbox", "Archief", "Alles", "Behandeling", "U: ik heb..", "22-02-2022 09:10", "21-02-2022 13:04", "Ongelezen"] {
            assert!(page.body.contains(part), "{part}");
        }
    }

    async fn p5_a_page_in_an_area_announces_its_chunk_and_the_inbox_none(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        let announced = app.get(&karen, "/inzage").await.headers.get(header::LINK).cloned();
        let link = "</pkg/build/inspection.chunk>; rel=preload; as=fetch; crossorigin=anonymous";
        assert_eq!(announced.unwrap(), link);
        assert!(app.get(&karen, "/berichten").await.headers.get(header::LINK).is_none());
    }

    async fn r30_a_gesprek_says_who_heads_it_and_each_message_who_wrote_it_and_when(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await;
        let page = app.get(&app.browser("karen.test").await, &format!("/berichten/gesprek/{id}")).await.body;
        let plain = page.replace("<!>", "");
        for part in [
            "<h2 id=\"gesprek\">Vraag over medicatie</h2>",
            "<p>Peter Post, psychiater</p>",
            "class=\"avatar\">PP</span>",
            "Peter Post · psychiater · <time>07:50</time>",
            "U · <time>06:40</time>",
            "Ik heb met de apotheek overlegd",
        ] {
            assert!(plain.contains(part), "{part} in {plain}");
        }
    }

    async fn s13_the_crisis_number_and_d8_the_readers_stand_by_the_composer(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await;
        let page = app.get(&app.browser("karen.test").await, &format!("/berichten/gesprek/{id}")).await.body;
        for part in ["088 123 45 67", "112", "113", "Gerard van Kesteren, Carmen van den Eerenbeemt, Peter Post"] {
            assert!(page.contains(part), "{part}");
        }
    }

    async fn r28_opening_reads_but_fetching_ahead_does_not(world: World) {
        let app = TestApp::new(world);
        let id = app.conversation("karen.test", "Vraag over medicatie").await;
        let karen = app.browser("karen.test").await;
        let unread = async || app.get(&karen, "/berichten").await.body.matches("conversation unread").count();
        let before = unread().await;
        let ahead = Request::get(format!("/berichten/gesprek/{id}")).header("sec-purpose", "prefetch").body(Body::empty()).unwrap();
        app.send(&karen, ahead).await;
        assert_eq!(unread().await, before);
        app.get(&karen, &format!("/berichten/gesprek/{id}")).await;
        assert_eq!(unread().await, before - 1);
    }

    async fn a_subject_is_text_everywhere_the_head_included(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await.without_scripts();
        let peter = app.world.actor("peter.post").membership.to_string();
        let key = app.world.key().to_string();
        let subject = "</title><meta http-equiv=refresh content=\"0;url=/x\"><b>";
        let form = crate::test_app::encode(&[("at[portal]", "Client"), ("key", &key), ("onderwerp", subject), ("behandelaar", &peter)]);
        let started = app.post(&karen, "/api/messages/start", &form).await;
        let page = app.get(&karen, started.location()).await;
        assert!(page.status.is_success() && page.body.contains("&lt;/title&gt;&lt;meta"), "{}", page.body);
        assert!(!page.body.contains("<meta http-equiv") && !page.body.contains("<b>"), "{}", page.body);
    }

    async fn every_page_carries_the_headers_that_keep_browsers_safe(world: World) {
        let app = TestApp::new(world);
        let page = app.get(&app.browser("karen.test").await, "/berichten").await;
        let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(page.body.contains(&format!("nonce=\"{nonce}\"")));
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"));
        assert!(!page.body.contains("style=\""));
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(page.headers[header::REFERRER_POLICY], "same-origin");
        assert!(page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    async fn an_address_that_leads_nowhere_is_a_404_in_dutch(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        for path in ["/bestaat-niet", "/berichten/gesprek/onzin", "/praktijk/berichten", "/berichten?bij=99"] {
            let page = app.get(&karen, path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.body.contains("Deze pagina is er niet"), "{path}");
        }
    }

    async fn d18_the_notice_for_old_browsers_stays_away_once_dismissed(world: World) {
        let app = TestApp::new(world);
        let mut karen = app.browser("karen.test").await.without_scripts();
        assert!(app.get(&karen, "/berichten").await.body.contains("Uw browser is verouderd"));
        let dismissed = app.post(&karen, "/api/menu/dismiss_browser_notice", "").await;
        assert_eq!(dismissed.location(), "/berichten");
        karen.keep(&dismissed);
        assert!(!app.get(&karen, "/berichten").await.body.contains("Uw browser is verouderd"));
    }

    async fn another_host_is_sent_away(world: World) {
        let app = TestApp::new(world);
        let request = Request::get("/inloggen").header(header::HOST, "kwaad.nl").body(Body::empty()).unwrap();
        assert_eq!(app.send(&Browser::default(), request).await.status, StatusCode::MISDIRECTED_REQUEST);
    }

    async fn without_its_database_a_page_says_so_and_when_to_come_back(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        app.world.store.close().await;
        let page = app.get(&karen, "/berichten").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.headers.contains_key(header::RETRY_AFTER));
        assert!(page.body.contains("even niet bereikbaar"));
        assert_eq!(app.get(&karen, "/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }

    async fn the_postbus_is_for_this_machine_only(world: World) {
        let app = TestApp::demo(world);
        let ask = |header: Option<&'static str>| {
            let request = Request::get("/demo/postbus");
            header.into_iter().fold(request, |request, name| request.header(name, "192.0.2.1")).body(Body::empty()).unwrap()
        };
        assert_eq!(app.send(&Browser::default(), ask(None)).await.status, StatusCode::OK);
        for name in ["x-forwarded-for", "forwarded", "x-real-ip"] {
            assert_eq!(app.send(&Browser::default(), ask(Some(name))).await.status, StatusCode::NOT_FOUND, "{name}");
        }
    }
}

/// A page of which one row is broken: our mistake, said calmly, with a number to find it back by.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_corrupt_row_is_a_500_with_a_reference_and_nothing_of_it_on_the_page() {
    let app = TestApp::new(World::new(Kind::Sqlite).await);
    let karen = app.browser("karen.test").await;
    crate::beside::execute(&app.world.url, "UPDATE inbox_entry SET last_message_at = '0000-gisteren'").await;
    let page = app.get(&karen, "/berichten").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.body.contains("Noem bij een vraag dit nummer"), "{}", page.body);
    assert!(!page.body.contains("gisteren") && !page.body.contains("inbox_entry"));
}
