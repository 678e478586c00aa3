//! Live updates: each process polls the sequence of changes for the accounts whose pages are open, and tells their
//! streams that something changed; what, they ask themselves.

use crate::state::AppState;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::stream::{self, Stream};
use portiek_app::request::AtTheDoor;
use portiek_domain::ids::{AccountId, SessionId};
use portiek_store::{
    Result, Store,
    changes::{self, Change, OVERLAP},
};
use std::{
    collections::{BTreeSet, HashMap},
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::{mpsc, watch};

/// How often the sequence is polled when this process committed nothing itself.
const POLL: Duration = Duration::from_millis(250);
/// How often it looks back for what committed out of order.
const LOOK_BACK: Duration = Duration::from_secs(1);
/// Between two polls, however much is committed.
const REST: Duration = Duration::from_millis(20);
/// Browsers and proxies drop what is silent for long.
const COMMENT: Duration = Duration::from_secs(15);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    Changed,
    Ended,
}

struct Listener {
    session: SessionId,
    tell: mpsc::Sender<News>,
}

/// The open streams of this process.
#[derive(Clone)]
pub struct Hub {
    listeners: Arc<Mutex<HashMap<AccountId, Vec<Listener>>>>,
    closing: watch::Sender<bool>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { listeners: Arc::default(), closing: watch::Sender::new(false) }
    }
}

impl Hub {
    fn listen(&self, account: AccountId, session: SessionId) -> mpsc::Receiver<News> {
        // A stream that has not yet told the last change needs no second: one place is enough, and one kept for the end.
        let (tell, news) = mpsc::channel(2);
        self.lock().entry(account).or_default().push(Listener { session, tell });
        news
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<AccountId, Vec<Listener>>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    fn tell(&self, change: &Change) {
        let mut listeners = self.lock();
        let Some(streams) = listeners.get_mut(&change.account_id) else { return };
        for stream in streams.iter() {
            let ends = change.topic == "session" && change.object_id == stream.session.0;
            if ends {
                let _ = stream.tell.try_send(News::Ended);
            } else if stream.tell.capacity() > 1 {
                let _ = stream.tell.try_send(News::Changed);
            }
        }
        streams.retain(|stream| !stream.tell.is_closed());
        if streams.is_empty() {
            listeners.remove(&change.account_id);
        }
    }

    /// Forgets the streams whose browsers have gone.
    fn sweep(&self) {
        self.lock().retain(|_, streams| {
            streams.retain(|stream| !stream.tell.is_closed());
            !streams.is_empty()
        });
    }

    /// Ends all streams, first of all at a graceful stop.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Polls for as long as the process lives.
    pub async fn run(self, store: Store) {
        let mut told = Told::default();
        loop {
            let woken = store.committed().notified();
            let _ = tokio::time::timeout(POLL, woken).await;
            self.sweep();
            if self.is_empty() {
                told = Told::default();
                continue;
            }
            match self.poll(&store, &mut told).await {
                Ok(()) => tokio::time::sleep(REST).await,
                Err(error) => tracing::warn!(%error, "changes cannot be polled"),
            }
        }
    }

    /// Tells what is numbered after the last one told; once a second all that was not told of the last ten seconds,
    /// since numbers commit out of order.
    async fn poll(&self, store: &Store, told: &mut Told) -> Result<()> {
        let all = told.looked_back.is_none_or(|then| then.elapsed() >= LOOK_BACK);
        let after = if all { 0 } else { told.latest };
        let mut conn = store.read().await?;
        let recent = changes::since(&mut conn, (store.now() - OVERLAP, after)).await?;
        recent.iter().filter(|change| !told.numbers.contains(&change.id)).for_each(|change| self.tell(change));
        if all {
            *told = Told { looked_back: Some(Instant::now()), latest: told.latest, numbers: BTreeSet::new() };
        }
        told.numbers.extend(recent.iter().map(|change| change.id));
        told.latest = told.numbers.last().copied().unwrap_or(told.latest).max(told.latest);
        Ok(())
    }
}

/// What has been told of the last seconds.
#[derive(Default)]
struct Told {
    numbers: BTreeSet<i64>,
    latest: i64,
    looked_back: Option<Instant>,
}

/// `/gebeurtenissen`: "something changed", for one visible page.
pub async fn stream(State(state): State<AppState>, Extension(door): Extension<AtTheDoor>) -> Response {
    let Some(visitor) = door.visitor else { return StatusCode::UNAUTHORIZED.into_response() };
    let news = state.hub.listen(visitor.account, visitor.session);
    let events = events(news, state.hub.closing.subscribe());
    Sse::new(events).keep_alive(KeepAlive::new().interval(COMMENT)).into_response()
}

fn events(
    news: mpsc::Receiver<News>,
    closing: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> + Send + 'static {
    stream::unfold(Some((news, closing)), |open| async {
        let (mut news, mut closing) = open?;
        let next = tokio::select! {
            next = news.recv() => next?,
            _ = closing.wait_for(|closing| *closing) => return None,
        };
        match next {
            News::Changed => Some((Ok(Event::default().event("changed").data("1")), Some((news, closing)))),
            News::Ended => Some((Ok(Event::default().event("ended").data("1")), None)),
        }
    })
}
