//! What goes on in the background: delivering mail and SMS, sealing the log, forgetting what is no longer needed.
//! Every process does all of them; the database decides who gets what.

use crate::{config::Config, post::Folder};
use portiek_domain::time;
use portiek_store::{
    Result, Store,
    accounts::{login, requests},
    audit::seal,
    changes, forms,
    outbox::{self, Channel, Claimed},
    transact,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinSet};

const SEAL_EVERY: Duration = Duration::from_secs(1);
const DELIVER_EVERY: Duration = Duration::from_secs(1);
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// All jobs, until they are told to stop.
pub struct Jobs {
    running: JoinSet<()>,
    stop: watch::Sender<()>,
}

impl Jobs {
    pub fn start(store: &Store, config: &Arc<Config>) -> Self {
        let (stop, stopped) = watch::channel(());
        let mut running = JoinSet::new();
        running.spawn(deliver(store.clone(), config.clone(), stopped.clone()));
        running.spawn(every((SEAL_EVERY, "sealing"), store.clone(), stopped.clone(), seal_all));
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

async fn forget(store: Store) -> Result<()> {
    transact!(store, |tx| {
        changes::forget(tx).await?;
        login::forget(tx).await?;
        forms::forget(tx).await
    })?;
    Ok(())
}

/// Delivers as soon as something was committed, and once a second what other processes left.
async fn deliver(store: Store, config: Arc<Config>, mut stopped: watch::Receiver<()>) {
    while paused(tokio::time::timeout(DELIVER_EVERY, store.committed().notified()), &mut stopped).await {
        if let Err(error) = requests::handle(&store, &config.site.origin).await {
            tracing::warn!(%error, "who asked for a new password has to wait");
        }
        match outbox::claim(&store).await {
            Ok(claimed) => {
                for letter in claimed {
                    deliver_one(&store, &config, letter).await;
                }
            }
            Err(error) => tracing::warn!(%error, "the outbox cannot be read"),
        }
    }
}

async fn deliver_one(store: &Store, config: &Config, claimed: Claimed) {
    let folder = match claimed.letter.channel {
        Channel::Mail => &config.mail.folder,
        Channel::Sms => &config.sms.folder,
    };
    let name = format!("{}-{}", claimed.created_at.timestamp_micros(), claimed.id);
    let at = time::stamp(claimed.created_at);
    let delivered = Folder(folder.clone()).deliver(&name, (&claimed.letter, &at)).await;
    let noted = match delivered {
        Ok(()) => claimed.sent(store).await,
        Err(error) => {
            tracing::warn!(%error, "a letter could not be delivered and will be tried again");
            claimed.failed(store).await
        }
    };
    if let Err(error) = noted {
        tracing::warn!(%error, "what became of a letter could not be noted");
    }
}
