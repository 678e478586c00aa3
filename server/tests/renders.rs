//! Many pages at once: every one of them is finished.

use crate::{
    support::*,
    test_app::{Answer, TestApp},
};
use futures::{StreamExt, stream};

const PAGES: usize = 2_000;

/// Rendering runs as several tasks; none may wait for another that is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_thousands_of_pages_none_is_left_hanging() {
    let app = TestApp::new(World::new(Kind::Sqlite).await);
    let karen = app.browser("karen.test").await;
    let id = app.conversation("karen.test", "Vraag over medicatie").await;
    let path = format!("/berichten/gesprek/{id}");
    let one = async |_| -> Answer { app.get(&karen, &path).await };
    let finished = stream::iter(0..PAGES).map(one).buffer_unordered(16).map(|page| page.status.is_success());
    assert_eq!(finished.filter(|ok| std::future::ready(*ok)).count().await, PAGES);
}
