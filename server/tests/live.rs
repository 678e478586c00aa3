//! Live updates: every change reaches every open page of those it concerns, once committed, from whichever process.

use crate::{
    support::*,
    test_app::{Browser, TestApp, encode},
};
use axum::body::BodyDataStream;
use chrono::TimeDelta;
use futures::StreamExt;
use portiek_store::{Store, changes, transact};
use std::time::Duration;

/// Far longer than any delivery takes: only a change that never arrives waits this long.
const NEVER: Duration = Duration::from_secs(10);
/// Long enough to notice one that should not come.
const A_WHILE: Duration = Duration::from_millis(700);

/// The next event of a stream, comments left out.
async fn next(stream: &mut BodyDataStream) -> Option<String> {
    loop {
        let part = stream.next().await?.ok()?;
        let text = String::from_utf8_lossy(&part).into_owned();
        if let Some(event) = text.lines().find_map(|line| line.strip_prefix("event: ")) {
            return Some(event.to_owned());
        }
    }
}

async fn arrives(stream: &mut BodyDataStream) -> Option<String> {
    tokio::time::timeout(NEVER, next(stream)).await.expect("nothing arrived")
}

async fn place(app: &TestApp, browser: &Browser, subject: &str) {
    let id = app.conversation("karen.test", subject).await.to_string();
    let key = app.world.key().to_string();
    let form = encode(&[("at[portal]", "Client"), ("conversation", &id), ("key", &key), ("tekst", "dag")]);
    assert!(app.post(browser, "/api/messages/place", &form).await.status.is_success());
}

fn run(app: &TestApp) {
    tokio::spawn(app.hub.clone().run(app.world.store.clone()));
}

on_both_databases! {
    async fn a_message_reaches_the_pages_of_its_readers_and_no_others(world: World) {
        let app = TestApp::new(world);
        run(&app);
        let karen = app.browser("karen.test").await;
        let mut gerard = app.stream(&app.browser("gerard.van.kesteren").await).await;
        let mut jan = app.stream(&app.browser("jan.devries").await).await;
        place(&app, &karen, "Vraag over medicatie").await;
        assert_eq!(arrives(&mut gerard).await.as_deref(), Some("changed"));
        assert!(tokio::time::timeout(A_WHILE, next(&mut jan)).await.is_err());
    }

    async fn another_process_on_the_same_database_tells_it_as_well(world: World) {
        let elsewhere = Store::open(&world.url, ambient(&world.clock, 1 << 30)).await.unwrap();
        let app = TestApp::new(world);
        run(&app);
        let mut gerard = app.stream(&app.browser("gerard.van.kesteren").await).await;
        let account = app.world.actor("gerard.van.kesteren").account;
        transact!(elsewhere, |tx| {
            changes::tell(tx, account, changes::Topic::Messages, account.0).await
        }).unwrap();
        assert_eq!(arrives(&mut gerard).await.as_deref(), Some("changed"));
    }

    async fn an_ended_session_ends_its_streams(world: World) {
        let app = TestApp::new(world);
        run(&app);
        let karen = app.browser("karen.test").await;
        let mut stream = app.stream(&karen).await;
        assert!(app.post(&karen, "/api/login/end", "").await.status.is_success());
        assert_eq!(arrives(&mut stream).await.as_deref(), Some("ended"));
        assert_eq!(arrives(&mut stream).await, None);
    }

    async fn a_graceful_stop_ends_all_streams_first(world: World) {
        let app = TestApp::new(world);
        run(&app);
        let mut stream = app.stream(&app.browser("karen.test").await).await;
        app.hub.close();
        assert_eq!(arrives(&mut stream).await, None);
    }
}

/// Numbers are given out when a transaction writes and show when it commits: the later number may show first. Only
/// where two transactions write at once, so not on SQLite.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_that_commits_three_seconds_late_is_still_delivered() {
    let app = TestApp::new(World::new(Kind::Postgres).await);
    run(&app);
    let mut gerard = app.stream(&app.browser("gerard.van.kesteren").await).await;
    let account = app.world.actor("gerard.van.kesteren").account;
    let mut late = app.world.store.begin().await.unwrap();
    changes::tell(&mut late, account, changes::Topic::Messages, account.0).await.unwrap();
    app.world.clock.advance(TimeDelta::seconds(3));
    transact!(app.world.store, |tx| { changes::tell(tx, account, changes::Topic::Messages, account.0).await }).unwrap();
    assert_eq!(arrives(&mut gerard).await.as_deref(), Some("changed"));
    assert!(tokio::time::timeout(A_WHILE, next(&mut gerard)).await.is_err(), "told twice");
    late.commit().await.unwrap();
    assert_eq!(arrives(&mut gerard).await.as_deref(), Some("changed"));
}
