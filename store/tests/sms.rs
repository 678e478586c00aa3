//! Codes by SMS: so many an hour and a day for an account and for a number, and none that comes too late.

use crate::{entrance::*, support::*};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    actor::Role,
    audit::{Event, Kind as What},
    names::PersonName,
    refusal::Code,
};
use portiek_store::{
    accounts::{
        activation, attempt, confirm,
        invitations::{self, Invitee},
        login::{self, Step},
    },
    cast::{PASSWORD, people::DE_LINDE},
    transact,
};

const SECOND: TimeDelta = TimeDelta::seconds(1);

impl World {
    /// How many codes went out since the last time.
    async fn sent(&self) -> usize {
        self.letters().await.len()
    }

    /// Right passwords, one a minute, without ever giving a code back.
    async fn begin_often(&self, name: &str, times: usize) -> Vec<[u8; 32]> {
        let mut tokens = Vec::new();
        for _ in 0..times {
            tokens.push(self.begin(name).await);
            self.clock.advance(TimeDelta::minutes(1));
        }
        tokens
    }

    /// For how long the page says that no code is sent.
    async fn wait(&self, token: &[u8]) -> Option<i64> {
        let (mut conn, now) = (self.store.read().await.unwrap(), self.store.now());
        let attempt = attempt::find(&mut conn, token, now).await.unwrap().unwrap();
        assert!(!attempt.sms_sent);
        attempt.sms_wait((&mut conn, &self.store.ambient().keys), now).await.unwrap()
    }

    async fn send_again(&self, token: &[u8]) -> Result<(), Code> {
        login::send_again(&self.store, token).await.unwrap().map_err(|refusal| refusal.code)
    }

    fn go_to(&self, moment: DateTime<Utc>) {
        self.clock.advance(moment - self.store.now());
    }
}

on_both_databases! {
    async fn the_sixth_code_within_an_hour_waits_until_the_first_is_an_hour_old(world: World) {
        let first_at = world.store.now();
        world.begin_often("karen.test", 5).await;
        assert_eq!(world.sent().await, 5);
        let token = world.begin("karen.test").await;
        assert_eq!((world.sent().await, world.wait(&token).await), (0, Some(55 * 60)));
        assert_eq!(world.send_again(&token).await, Err(Code::TooManySms { seconds: 55 * 60 }));
        world.go_to(first_at + TimeDelta::hours(1) - SECOND);
        let token = world.begin("karen.test").await;
        assert_eq!((world.sent().await, world.wait(&token).await), (0, Some(1)));
        world.clock.advance(SECOND);
        assert_eq!(world.wait(&token).await, None);
        assert_eq!(world.send_again(&token).await, Ok(()));
        let code = world.code().await;
        assert!(matches!(world.try_code(&token, &code).await, Ok(Step::In(_))));
    }

    async fn the_eleventh_code_within_a_day_waits_until_the_first_is_a_day_old(world: World) {
        let first_at = world.store.now();
        for _ in 0..10 {
            world.begin("karen.test").await;
            assert_eq!(world.sent().await, 1);
            world.clock.advance(TimeDelta::minutes(70));
        }
        world.go_to(first_at + TimeDelta::days(1) - SECOND);
        let token = world.begin("karen.test").await;
        assert_eq!((world.sent().await, world.wait(&token).await), (0, Some(1)));
        world.clock.advance(SECOND);
        assert_eq!(world.send_again(&token).await, Ok(()));
    }

    async fn codes_that_are_given_back_are_not_counted(world: World) {
        for _ in 0..12 {
            world.log_in("karen.test").await;
            world.clock.advance(TimeDelta::minutes(2));
        }
        world.begin_often("karen.test", 5).await;
        assert_eq!(world.sent().await, 5);
    }

    async fn a_code_that_is_asked_again_counts_as_any_other(world: World) {
        let token = world.begin("karen.test").await;
        for _ in 0..4 {
            world.clock.advance(TimeDelta::minutes(1));
            assert_eq!(world.send_again(&token).await, Ok(()));
        }
        world.clock.advance(TimeDelta::minutes(1));
        assert_eq!(world.send_again(&token).await, Err(Code::TooManySms { seconds: 55 * 60 }));
    }

    async fn a_step_up_is_within_the_same_budget(world: World) {
        let own = (world.actor("karen.test").account, world.log_in("karen.test").await.id);
        world.begin_often("karen.test", 5).await;
        assert_eq!(world.sent().await, 5);
        let Ok(Step::Code { token }) = confirm::start(&world.store, own, (PASSWORD.into(), &browser())).await.unwrap() else {
            panic!("no code is asked")
        };
        assert_eq!((world.sent().await, world.wait(&token).await), (0, Some(55 * 60)));
    }

    async fn one_number_is_one_budget_whichever_accounts_it_belongs_to(world: World) {
        world.begin_often("karen.test", 5).await;
        let name = PersonName { initials: "I".into(), first: "Iris".into(), infix: "".into(), last: "Vermeer".into() };
        let (mail, mobile) = ("iris@elders.nl".into(), "+31 6 12 34 56 00".into());
        let iris = Invitee { role: Role::Client, name, profession: String::new(), mail, mobile };
        let linde = world.cast.organisation(DE_LINDE).unwrap();
        let by_hand = || Event::from_network("192.0.2.7", What::Invited);
        let (_, link) = transact!(world.store, |tx| { invitations::invite(tx, linde, (&iris, by_hand())).await }).unwrap();
        world.letters().await;
        let link = bytes(&link);
        let Step::Code { token } = activation::begin(&world.store, &link, ("", &browser())).await.unwrap().unwrap().unwrap() else {
            panic!("no code is asked")
        };
        assert_eq!((world.sent().await, world.wait(&token).await), (0, Some(55 * 60)));
    }

    async fn others_are_sent_theirs_meanwhile(world: World) {
        world.begin_often("karen.test", 6).await;
        world.letters().await;
        world.begin("jan.devries").await;
        assert_eq!(world.sent().await, 1);
    }
}

fn bytes(token: &str) -> Vec<u8> {
    token.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}
