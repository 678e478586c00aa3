//! What goes on in the background: delivering mail and SMS, sealing the log, forgetting what is no longer needed.
//! Every process does all of them; the database decides who gets what.

use crate::post::{Posts, deliver_due};
use portiek_store::{
    Result, Store,
    accounts::{login, oidc, requests},
    audit::seal,
    changes, forms,
    outbox::Channel,
    transact,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinSet};

const SEAL_EVERY: Duration = Duration::from_secs(1);
const ANSWER_EVERY: Duration = Duration::from_secs(1);
const DELIVER_EVERY: Duration = Duration::from_secs(1);
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// All jobs, until they are told to stop.
pub struct Jobs {
    running: JoinSet<()>,
    stop: watch::Sender<()>,
}

impl Jobs {
    pub fn start(store: &Store, posts: Posts) -> Self {
        let (stop, stopped) = watch::channel(());
        let mut running = JoinSet::new();
        let posts = Arc::new(posts);
        for channel in Channel::ALL {
            running.spawn(deliver(store.clone(), (channel, posts.clone()), stopped.clone()));
        }
        running.spawn(every((SEAL_EVERY, "sealing"), store.clone(), stopped.clone(), seal_all));
        running.spawn(every((ANSWER_EVERY, "answering requests"), store.clone(), stopped.clone(), answer_requests));
        running.spawn(every((FORGET_EVERY, "forgetting"), store.clone(), stopped, forget));
        Self { running, stop }
    }

    /// Lets each finish what it is doing: a letter that is on its way is noted as sent.
    pub async fn stop(mut self) {
        drop(self.stop);
        while self.running.join_next().await.is_some() {}
    }
}

/// Whether to go on after the pause.
async fn paused(pause: impl Future, stopped: &mut watch::Receiver<()>) -> bool {
    tokio::select! {
        _ = pause => true,
        _ = stopped.changed() => false,
    }
}

async fn every<F: Future<Output = Result<()>>>(
    (pause, what): (Duration, &str),
    store: Store,
    mut stopped: watch::Receiver<()>,
    job: fn(Store) -> F,
) {
    while paused(tokio::time::sleep(pause), &mut stopped).await {
        if let Err(error) = job(store.clone()).await {
            tracing::warn!(%error, what, "a job failed and will be tried again");
        }
    }
}

async fn seal_all(store: Store) -> Result<()> {
    while seal::is_due(&store).await? && seal::seal(&store).await? > 0 {}
    Ok(())
}

/// Mails the links that were asked for; a second later than it could, so that its time tells nobody who is known.
async fn answer_requests(store: Store) -> Result<()> {
    requests::handle(&store).await.map(|_| ())
}

async fn forget(store: Store) -> Result<()> {
    transact!(store, |tx| {
        changes::forget(tx).await?;
        login::forget(tx).await?;
        oidc::attempt::forget(tx).await?;
        forms::forget(tx).await
    })?;
    Ok(())
}

/// Delivers one channel's letters as soon as one is committed, and once a second what became due or what another
/// process left. Each channel by itself: a mail server that is away keeps no code from arriving.
async fn deliver(store: Store, (channel, posts): (Channel, Arc<Posts>), mut stopped: watch::Receiver<()>) {
    while paused(tokio::time::timeout(DELIVER_EVERY, store.posted(channel).notified()), &mut stopped).await {
        while stopped.has_changed().is_ok() {
            match deliver_due(&store, channel, &posts).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, %channel, "the outbox cannot be read");
                    break;
                }
            }
        }
        posts.of(channel).rest().await;
    }
}
