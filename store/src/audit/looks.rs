//! Looks are logged before anything is shown, many at a time: whatever is queued when the previous commit ends is
//! the next batch, and each waiting page goes on when its batch is committed. No timer, no bottleneck.

use super::{Entry, insert};
use crate::{Error, Result, Store};
use portiek_domain::{audit::Event, ids::mint};
use tokio::sync::{mpsc, oneshot};

/// Looks that may wait for the commit before more have to wait outside.
const QUEUE: usize = 4096;
/// The most looks in one commit.
const BATCH: usize = 512;

type Waiting = (Event, oneshot::Sender<bool>);

#[derive(Clone)]
pub struct Looks {
    queue: mpsc::Sender<Waiting>,
}

pub(crate) struct Queue {
    waiting: mpsc::Receiver<Waiting>,
}

impl Looks {
    pub(crate) fn queue() -> (Self, Queue) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        (Self { queue }, Queue { waiting })
    }

    /// Returns when the event is committed; nothing may be shown when it fails.
    pub async fn log(&self, event: Event) -> Result<()> {
        let (done, wait) = oneshot::channel();
        self.queue.send((event, done)).await.map_err(|_| Error::LogClosed)?;
        if wait.await.unwrap_or(false) { Ok(()) } else { Err(Error::LogClosed) }
    }
}

impl Queue {
    pub(crate) async fn run(mut self, store: Store) {
        let mut batch = Vec::new();
        while self.waiting.recv_many(&mut batch, BATCH).await > 0 {
            // Whoever is ready to look gets to join: nobody on an idle server, many on a busy one.
            tokio::task::yield_now().await;
            while batch.len() < BATCH
                && let Ok(joining) = self.waiting.try_recv()
            {
                batch.push(joining);
            }
            let (events, waiting): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
            let written = write(&store, events).await;
            if let Err(error) = &written {
                tracing::error!(%error, "looks could not be logged; the pages that wait for them are refused");
            }
            waiting.into_iter().for_each(|page: oneshot::Sender<bool>| {
                let _ = page.send(written.is_ok());
            });
        }
    }
}

async fn write(store: &Store, events: Vec<Event>) -> Result<()> {
    let at = store.now();
    let entry = |event| Entry { id: mint(at, &store.ambient().random()), at, event };
    let entries: Vec<Entry> = events.into_iter().map(entry).collect();
    let mut tx = store.begin().await?;
    insert(&mut tx, &entries).await?;
    tx.commit().await
}
