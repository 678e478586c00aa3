//! What goes on in the background: delivering mail and SMS, sealing the log, forgetting what is no longer needed.
//! Every process does all of them; the database decides who gets what.

use crate::post::{Posts, deliver_due};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_store::{
    Error, Result, Store,
    accounts::{browsers, inactivity, login, oidc, requests},
    audit::seal,
    changes, forms,
    outbox::Channel,
    platform, transact,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinSet};

const SEAL_EVERY: Duration = Duration::from_secs(1);
const ANSWER_EVERY: Duration = Duration::from_secs(1);
const DELIVER_EVERY: Duration = Duration::from_secs(1);
const REVIEW_EVERY: Duration = Duration::from_secs(3600);
const FORGET_EVERY: Duration = Duration::from_secs(60);
const NOTED_EVERY: TimeDelta = TimeDelta::seconds(60);

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
        running.spawn(every((SEAL_EVERY, "seal"), store.clone(), stopped.clone(), seal_all));
        running.spawn(every((ANSWER_EVERY, "requests"), store.clone(), stopped.clone(), answer_requests));
        running.spawn(every((REVIEW_EVERY, "inactivity"), store.clone(), stopped.clone(), review));
        running.spawn(every((FORGET_EVERY, "forget"), store.clone(), stopped, forget));
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
    (pause, what): (Duration, &'static str),
    store: Store,
    mut stopped: watch::Receiver<()>,
    job: fn(Store) -> F,
) {
    let mut notes = Notes::of(&store, what);
    loop {
        let done = job(store.clone()).await;
        if let Err(error) = &done {
            tracing::warn!(%error, what, "a job failed and will be tried again");
        }
        notes.note(done.as_ref().err()).await;
        if !paused(tokio::time::sleep(pause), &mut stopped).await {
            return;
        }
    }
}

/// Tells the database how a job does (S9): when its outcome changes, and else once a minute.
struct Notes {
    store: Store,
    name: &'static str,
    latest: Option<(DateTime<Utc>, bool)>,
}

impl Notes {
    fn of(store: &Store, name: &'static str) -> Self {
        Self { store: store.clone(), name, latest: None }
    }

    async fn note(&mut self, failed: Option<&Error>) {
        let (now, went_well) = (self.store.now(), failed.is_none());
        let is_news = self.latest.is_none_or(|(at, before)| before != went_well || now >= at + NOTED_EVERY);
        if !is_news {
            return;
        }
        let (name, failure) = (self.name, failed.map(Error::kind));
        match transact!(self.store, |tx| { platform::jobs::note(tx, name, failure).await }) {
            Ok(()) => self.latest = Some((now, went_well)),
            Err(error) => tracing::warn!(%error, name, "how a job does could not be noted"),
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

async fn review(store: Store) -> Result<()> {
    inactivity::review(&store).await.map(|_| ())
}

async fn forget(store: Store) -> Result<()> {
    transact!(store, |tx| {
        changes::forget(tx).await?;
        login::forget(tx).await?;
        browsers::forget(tx).await?;
        oidc::attempt::forget(tx).await?;
        forms::forget(tx).await
    })?;
    Ok(())
}

/// Delivers one channel's letters as soon as one is committed, and once a second what became due or what another
/// process left. Each channel by itself: a mail server that is away keeps no code from arriving.
async fn deliver(store: Store, (channel, posts): (Channel, Arc<Posts>), mut stopped: watch::Receiver<()>) {
    let mut notes = Notes::of(&store, channel.as_str());
    while paused(tokio::time::timeout(DELIVER_EVERY, store.posted(channel).notified()), &mut stopped).await {
        let mut failed = None;
        while stopped.has_changed().is_ok() {
            match deliver_due(&store, channel, &posts).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, %channel, "the outbox cannot be read");
                    failed = Some(error);
                    break;
                }
            }
        }
        notes.note(failed.as_ref()).await;
        posts.of(channel).rest().await;
    }
}
