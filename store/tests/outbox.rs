//! Mail and SMS: what they say, once, and again later when they could not be sent.

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::{ids::OrganisationId, messages::Body};
use portiek_store::{
    cast::people::DE_LINDE,
    messages,
    outbox::{self, Backlog, Channel, Claimed, LONGEST_WAIT, Letter, Why},
    transact,
};
use uuid::Uuid;

impl World {
    async fn post(&self, event: &str, letter: Letter) {
        transact!(self.store, |tx| { outbox::post(tx, event, &letter).await }).unwrap();
    }

    async fn post_mail(&self, event: &str) {
        let linde = self.cast.organisations[&DE_LINDE];
        self.post(event, Letter::mail(linde, "karen.test@voorbeeld.nl", "Dag", &["Tekst", "Nog een"])).await;
    }

    async fn claim(&self, channel: Channel) -> Vec<Claimed> {
        outbox::claim(&self.store, (channel, 50)).await.unwrap()
    }

    async fn backlog(&self) -> [Backlog; 2] {
        let mut conn = self.store.read().await.unwrap();
        outbox::backlog(&mut conn, self.store.now()).await.unwrap()
    }
}

fn empty(channel: Channel) -> Backlog {
    Backlog { channel, waiting: 0, since: None, given_up: 0 }
}

on_both_databases! {
    async fn one_event_makes_one_letter_and_one_process_delivers_it(world: World) {
        for _ in 0..2 {
            world.post_mail("gebeurtenis").await;
        }
        let claimed = world.claim(Channel::Mail).await;
        assert_eq!(claimed.len(), 1);
        assert!(world.claim(Channel::Mail).await.is_empty());
        claimed[0].sent(&world.store).await.unwrap();
        world.clock.advance(TimeDelta::days(1));
        assert!(world.claim(Channel::Mail).await.is_empty());
    }

    async fn d31_a_mail_is_in_the_organisations_own_name_and_a_code_in_nobodys(world: World) {
        world.post_mail("mail").await;
        world.clock.advance(TimeDelta::seconds(1));
        world.post("mail van niemand meer", Letter::mail(OrganisationId(Uuid::nil()), "a@b.nl", "Dag", &["Tekst"])).await;
        world.post("sms", Letter::sms("06-1234 5600", "Tekst")).await;
        let mails = world.claim(Channel::Mail).await;
        let senders: Vec<_> = mails.iter().map(|mail| mail.sender.as_ref().map(|s| (&*s.name, &*s.phone))).collect();
        assert_eq!(senders, [Some(("De Linde", "088 123 45 60")), None]);
        assert_eq!(mails[0].letter.body, "Tekst\n\nNog een");
        assert_eq!(world.claim(Channel::Sms).await[0].sender, None);
    }

    async fn one_channels_letters_do_not_wait_for_the_others(world: World) {
        for n in 0..3 {
            world.post_mail(&format!("mail {n}")).await;
        }
        world.post("sms", Letter::sms("06-1234 5600", "Tekst")).await;
        assert_eq!(outbox::claim(&world.store, (Channel::Mail, 2)).await.unwrap().len(), 2);
        assert_eq!(world.claim(Channel::Sms).await.len(), 1);
        assert_eq!(world.claim(Channel::Mail).await.len(), 1);
    }

    async fn a_letter_that_could_not_be_sent_is_tried_again_with_growing_pauses(world: World) {
        world.post_mail("gebeurtenis").await;
        let mut pauses = Vec::new();
        for _ in 0..3 {
            let claimed = world.claim(Channel::Mail).await;
            pauses.push(claimed[0].pause().num_seconds());
            claimed[0].failed(&world.store, "no connection").await.unwrap();
            world.clock.advance(claimed[0].pause() - TimeDelta::microseconds(1));
            assert!(world.claim(Channel::Mail).await.is_empty());
            world.clock.advance(TimeDelta::microseconds(1));
        }
        assert_eq!(pauses, [5, 10, 20]);
    }

    async fn a_letter_of_which_nothing_was_noted_is_free_again_after_two_minutes(world: World) {
        world.post_mail("gebeurtenis").await;
        let first = world.claim(Channel::Mail).await;
        world.clock.advance(TimeDelta::minutes(2));
        let again = world.claim(Channel::Mail).await;
        assert_eq!(again[0].id, first[0].id, "by its identifier the other side can tell that it is the same");
    }

    async fn after_two_days_of_trying_a_letter_is_given_up_and_its_text_forgotten(world: World) {
        world.post_mail("gebeurtenis").await;
        let (mut tries, posted_at) = (0, world.store.now());
        loop {
            let Some(claimed) = world.claim(Channel::Mail).await.pop() else { break };
            tries += 1;
            claimed.failed(&world.store, "no connection").await.unwrap();
            let left = posted_at + LONGEST_WAIT - world.store.now();
            world.clock.advance(claimed.pause().min(left));
        }
        assert_eq!(world.store.now(), posted_at + TimeDelta::hours(48), "tried for the last time at the very end");
        assert_eq!(tries, 58);
        assert_eq!(world.backlog().await[0], Backlog { given_up: 1, ..empty(Channel::Mail) });
        world.clock.advance(TimeDelta::days(1));
        assert!(world.claim(Channel::Mail).await.is_empty());
    }

    async fn a_letter_that_nobody_needs_any_more_is_given_up_to_the_second_and_says_so(world: World) {
        let until = world.store.now() + TimeDelta::minutes(10);
        world.post("code", Letter::sms("06-1234 5600", "123456 is uw code").of_use_until(until)).await;
        while let Some(claimed) = world.claim(Channel::Sms).await.pop() {
            claimed.failed(&world.store, "no connection").await.unwrap();
            world.clock.advance(claimed.pause().min(until - world.store.now()));
        }
        assert_eq!(world.store.now(), until, "tried until the moment itself, and not at it");
        assert_eq!(world.backlog().await[1], Backlog { given_up: 1, ..empty(Channel::Sms) });
        let mut conn = world.store.read().await.unwrap();
        let [why] = outbox::given_up(&mut conn, world.store.now()).await.unwrap().try_into().unwrap();
        assert_eq!(why.failure, "too late, no connection");
    }

    async fn a_letter_that_waited_too_long_for_its_first_try_is_not_sent(world: World) {
        let until = world.store.now() + TimeDelta::minutes(10);
        for (event, moment) in [("over", until), ("nog niet", until + TimeDelta::seconds(1))] {
            world.post(event, Letter::sms("06-1234 5600", event).of_use_until(moment)).await;
        }
        world.clock.advance(TimeDelta::minutes(10));
        let claimed = world.claim(Channel::Sms).await;
        assert_eq!((claimed.len(), claimed[0].letter.body.as_str()), (1, "nog niet"));
        assert_eq!(world.backlog().await[1].given_up, 1);
    }

    async fn what_waits_for_another_try_says_why(world: World) {
        world.post_mail("een").await;
        world.post("sms", Letter::sms("06-1234 5600", "Tekst")).await;
        world.claim(Channel::Sms).await[0].failed(&world.store, "login refused 401").await.unwrap();
        let mut conn = world.store.read().await.unwrap();
        let held_up = outbox::held_up(&mut conn).await.unwrap();
        assert_eq!(held_up, [Why { channel: "sms".into(), failure: "login refused 401".into(), letters: 1 }]);
    }

    async fn the_backlog_says_how_many_wait_since_when_and_what_was_given_up_this_week(world: World) {
        assert_eq!(world.backlog().await, Channel::ALL.map(empty));
        let first_at = world.store.now();
        world.post_mail("eerste").await;
        world.clock.advance(TimeDelta::seconds(1));
        world.post_mail("tweede").await;
        world.post("sms", Letter::sms("06-1234 5600", "Tekst")).await;
        let mails = world.claim(Channel::Mail).await;
        mails[0].failed(&world.store, "no connection").await.unwrap();
        let mail = Backlog { waiting: 2, since: Some(first_at), ..empty(Channel::Mail) };
        let sms = Backlog { waiting: 1, since: Some(world.store.now()), ..empty(Channel::Sms) };
        assert_eq!(world.backlog().await, [mail, sms]);

        mails[0].sent(&world.store).await.unwrap();
        mails[1].give_up(&world.store, "recipient refused 550").await.unwrap();
        let mail = Backlog { given_up: 1, ..empty(Channel::Mail) };
        assert_eq!(world.backlog().await, [mail, sms]);
        world.clock.advance(TimeDelta::days(7) - TimeDelta::microseconds(1));
        assert_eq!(world.backlog().await, [mail, sms]);
        world.clock.advance(TimeDelta::microseconds(1));
        assert_eq!(world.backlog().await, [empty(Channel::Mail), sms]);
    }

    async fn what_was_given_up_is_never_tried_again(world: World) {
        world.post_mail("gebeurtenis").await;
        let claimed = world.claim(Channel::Mail).await;
        claimed[0].give_up(&world.store, "recipient refused 550").await.unwrap();
        claimed[0].failed(&world.store, "no connection").await.unwrap();
        world.clock.advance(TimeDelta::hours(1));
        assert!(world.claim(Channel::Mail).await.is_empty());
        world.post_mail("gebeurtenis").await;
        assert!(world.claim(Channel::Mail).await.is_empty(), "its event has had its letter");
    }

    async fn a_letter_wakes_who_delivers_its_channel_once_it_is_committed(world: World) {
        use std::time::Duration;
        use tokio::time::timeout;
        let moment = Duration::from_millis(1);
        let mut tx = world.store.begin().await.unwrap();
        outbox::post(&mut tx, "sms", &Letter::sms("06-1234 5600", "Tekst")).await.unwrap();
        assert!(timeout(moment, world.store.posted(Channel::Sms).notified()).await.is_err());
        tx.commit().await.unwrap();
        world.store.posted(Channel::Sms).notified().await;
        assert!(timeout(moment, world.store.posted(Channel::Mail).notified()).await.is_err());
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
        let claimed = world.claim(Channel::Mail).await;
        assert_eq!(claimed.len(), 1, "a second unread message is no second mail");
        let mail = &claimed[0].letter;
        assert_eq!(mail.to, "karen.test@voorbeeld.nl");
        for secret in ["geheime", "Oefeningen", "Gerard", "Kesteren"] {
            assert!(!mail.subject.contains(secret) && !mail.body.contains(secret), "{secret}");
        }
    }
}
