//! Mail and SMS: what they say, once, and again later when they could not be sent.

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::messages::Body;
use portiek_store::{
    messages,
    outbox::{self, Channel, Letter},
    transact,
};

fn letter() -> Letter {
    Letter { channel: Channel::Mail, to: "karen.test@voorbeeld.nl".into(), subject: "Dag".into(), body: "Tekst".into() }
}

on_both_databases! {
    async fn one_event_makes_one_letter_and_one_process_delivers_it(world: World) {
        for _ in 0..2 {
            transact!(world.store, |tx| { outbox::post(tx, "gebeurtenis", &letter()).await }).unwrap();
        }
        let claimed = outbox::claim(&world.store).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert!(outbox::claim(&world.store).await.unwrap().is_empty());
        claimed[0].sent(&world.store).await.unwrap();
        world.clock.advance(TimeDelta::days(1));
        assert!(outbox::claim(&world.store).await.unwrap().is_empty());
    }

    async fn a_letter_that_could_not_be_sent_is_tried_again_with_growing_pauses(world: World) {
        transact!(world.store, |tx| { outbox::post(tx, "gebeurtenis", &letter()).await }).unwrap();
        let mut pauses = Vec::new();
        for _ in 0..3 {
            let claimed = outbox::claim(&world.store).await.unwrap();
            pauses.push(claimed[0].pause().num_seconds());
            claimed[0].failed(&world.store).await.unwrap();
            assert!(outbox::claim(&world.store).await.unwrap().is_empty());
            world.clock.advance(claimed[0].pause());
        }
        assert_eq!(pauses, [5, 10, 20]);
    }

    async fn s11_a_notice_says_that_something_waits_and_never_what(world: World) {
        let gerard = world.actor("gerard.van.kesteren");
        let mut conn = world.store.read().await.unwrap();
        let listed = messages::list(&mut conn, &gerard, (&Default::default(), world.store.now())).await.unwrap();
        let id = listed.conversations.iter().find(|l| l.subject == "Oefeningen in de trein").unwrap().id;
        drop(conn);
        for text in ["geheime inhoud", "nog een"] {
            let (body, key) = (Body::parse(text).unwrap(), world.key());
            transact!(world.store, |tx| {
                let now = tx.now();
                let found = messages::find(tx, &gerard, (id, now)).await?;
                messages::place(tx, &found, (&body, key)).await
            }).unwrap();
            world.clock.advance(TimeDelta::seconds(1));
        }
        let claimed = outbox::claim(&world.store).await.unwrap();
        assert_eq!(claimed.len(), 1, "a second unread message is no second mail");
        let mail = &claimed[0].letter;
        assert_eq!(mail.to, "karen.test@voorbeeld.nl");
        for secret in ["geheime", "Oefeningen", "Gerard", "Kesteren"] {
            assert!(!mail.subject.contains(secret) && !mail.body.contains(secret), "{secret}");
        }
    }
}
