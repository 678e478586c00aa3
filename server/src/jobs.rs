//! What goes on in the background: delivering mail and SMS, sealing the log, forgetting what is no longer needed.
//! Every process does all of them; the database decides who gets what.

use crate::{config::Config, post::Folder};
use portiek_domain::time;
use portiek_store::{
    Result, Store,
    accounts::login,
    audit::seal,
    changes, forms,
    outbox::{self, Channel, Claimed},
    transact,
};
use std::{sync::Arc, time::Duration};

const SEAL_EVERY: Duration = Duration::from_secs(1);
const DELIVER_EVERY: Duration = Duration::from_secs(1);
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Starts all jobs.
pub fn start(store: &Store, config: &Arc<Config>) {
    tokio::spawn(deliver(store.clone(), config.clone()));
    tokio::spawn(every(SEAL_EVERY, "sealing", store.clone(), seal_all));
    tokio::spawn(every(FORGET_EVERY, "forgetting", store.clone(), forget));
}

async fn every<F: Future<Output = Result<()>>>(pause: Duration, what: &str, store: Store, job: fn(Store) -> F) {
    loop {
        tokio::time::sleep(pause).await;
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
async fn deliver(store: Store, config: Arc<Config>) {
    loop {
        let woken = store.committed().notified();
        let _ = tokio::time::timeout(DELIVER_EVERY, woken).await;
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
