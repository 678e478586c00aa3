//! One round of delivery: what is due is claimed, delivered and noted.

use super::{Failure, Posts};
use futures::future::join_all;
use portiek_store::{
    Result, Store,
    outbox::{self, Channel, Claimed},
};

/// Delivers some of what is due; how many letters arrived.
pub async fn deliver_due(store: &Store, channel: Channel, posts: &Posts) -> Result<usize> {
    // All of them end, or are cut off, well before their claims do.
    let claimed = outbox::claim(store, (channel, posts.of(channel).abreast())).await?;
    let under_way = claimed.iter().map(|letter| deliver_one(store, letter, posts));
    Ok(join_all(under_way).await.into_iter().filter(|arrived| *arrived).count())
}

async fn deliver_one(store: &Store, claimed: &Claimed, posts: &Posts) -> bool {
    let delivered = posts.deliver(claimed).await;
    let noted = match &delivered {
        Ok(()) => claimed.sent(store).await,
        Err(Failure::ForNow(why)) => {
            tracing::warn!(id = %claimed.id, why, "a letter could not be delivered and will be tried again");
            claimed.failed(store, why).await
        }
        Err(Failure::ForGood(why)) => {
            tracing::warn!(id = %claimed.id, why, "a letter is given up");
            claimed.give_up(store, why).await
        }
    };
    if let Err(error) = noted {
        tracing::warn!(id = %claimed.id, %error, "what became of a letter could not be noted");
    }
    delivered.is_ok()
}
