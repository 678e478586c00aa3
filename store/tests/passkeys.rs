//! Passkeys (D3): adding one, showing it as second factor, to confirm, and as the only step.

use crate::{
    entrance::*,
    soft_key::{ORIGIN, SoftKey},
    support::*,
};
use chrono::TimeDelta;
use portiek_domain::{
    accounts::{
        factors::{Factor, Level},
        password::expiry::Age,
    },
    audit::{Event, Kind as What},
    ids::{AccountId, SessionId},
    refusal::{Code, Refusal},
};
use portiek_store::{
    accounts::{
        confirm,
        factors::{
            self,
            passkey::{self, Answer, Begun, Passkeys},
        },
        login::{self, Entered, Step},
        session,
    },
    cast::{PASSWORD, people::DE_LINDE},
    memberships::{self, Ending},
    transact,
};

type Own = (AccountId, SessionId);

fn keys() -> Passkeys {
    Passkeys::at(ORIGIN)
}

fn answer<'a>(begun: &'a Begun, credential: &'a str) -> Answer<'a> {
    Answer { token: &begun.token, credential }
}

impl World {
    /// Somebody who is logged in.
    pub async fn own(&self, name: &str) -> Own {
        (*self.cast.accounts.get(name).unwrap(), self.log_in(name).await.id)
    }

    async fn add(&self, own: Own, (begun, credential): (&Begun, &str)) -> Result<(), Refusal> {
        let sent = (answer(begun, credential), "Mijn laptop", "192.0.2.7");
        passkey::add_answered(&self.store, &keys(), own, sent).await.unwrap()
    }

    async fn begin_adding(&self, own: Own) -> Begun {
        passkey::begin_adding(&self.store, &keys(), own).await.unwrap().unwrap()
    }

    /// Somebody with a passkey, logged in.
    async fn with_key(&self, name: &str) -> (Own, SoftKey) {
        let own = self.own(name).await;
        let begun = self.begin_adding(own).await;
        let (key, credential) = SoftKey::make(&begun.options, name.as_bytes());
        self.add(own, (&begun, &credential)).await.unwrap();
        self.letters().await;
        (own, key)
    }

    async fn begin_login(&self) -> Begun {
        passkey::begin_login(&self.store, &keys()).await.unwrap().unwrap()
    }

    async fn log_in_with(&self, (begun, credential): (&Begun, &str)) -> Result<Entered, Refusal> {
        passkey::log_in(&self.store, &keys(), (answer(begun, credential), &browser())).await.unwrap()
    }

    async fn show_key(&self, token: &[u8; 32], (begun, credential): (&Begun, &str)) -> Result<Step, Refusal> {
        let sent = (&keys(), answer(begun, credential));
        login::give_passkey(&self.store, sent, (token, &browser())).await.unwrap()
    }

    async fn ask_key(&self, token: &[u8; 32]) -> Begun {
        login::ask_passkey(&self.store, &keys(), token).await.unwrap().unwrap()
    }

    async fn level(&self, session: SessionId) -> Level {
        session::level(&mut self.store.read().await.unwrap(), session).await.unwrap()
    }
}

on_both_databases! {
    async fn d3_a_passkey_is_asked_instead_of_a_code_and_no_sms_is_sent(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        let token = world.begin("karen.test").await;
        assert!(world.letters().await.is_empty());
        key.counter = 1;
        let begun = world.ask_key(&token).await;
        let Ok(Step::In(entered)) = world.show_key(&token, (&begun, &key.answer(&begun.options))).await else { panic!("not in") };
        assert_eq!(world.level(entered.session.id).await, Level::Passkey);
    }

    async fn d3_a_passkey_is_the_only_step_where_its_owner_wants_that(world: World) {
        let (own, mut key) = world.with_key("karen.test").await;
        key.counter = 1;
        let begun = world.begin_login().await;
        let entered = world.log_in_with((&begun, &key.answer(&begun.options))).await.unwrap();
        assert_eq!(world.visitor(&entered.session).await.unwrap().account, own.0);
        assert_eq!(world.level(entered.session.id).await, Level::Passkey);
    }

    async fn d3_r10_a_passkey_alone_asks_nothing_about_the_password_that_expired_meanwhile(world: World) {
        let (_, mut key) = world.with_key("fgrashoff11").await;
        for (counter, days) in [(1, 80), (2, 20)] {
            world.clock.advance(TimeDelta::days(days));
            key.counter = counter;
            let begun = world.begin_login().await;
            let entered = world.log_in_with((&begun, &key.answer(&begun.options))).await.unwrap();
            assert_eq!(entered.age, Age::Good, "neither a warning nor a new password after {days} days");
        }
        // With the password it is asked as ever, also when a passkey follows.
        let Ok(Step::Code { token }) = world.try_password("fgrashoff11", PASSWORD).await else { panic!("no second step") };
        key.counter = 3;
        let begun = world.ask_key(&token).await;
        let step = world.show_key(&token, (&begun, &key.answer(&begun.options))).await;
        assert!(matches!(step, Ok(Step::NewPassword { .. })));
    }

    async fn d23_a_passkey_opens_nothing_for_who_was_ended_and_says_so(world: World) {
        let (own, mut key) = world.with_key("nina.kuipers").await;
        let member = world.cast.member("nina.kuipers", DE_LINDE).unwrap().id;
        let event = Event::from_network("192.0.2.7", What::MembershipEnded);
        transact!(world.store, |tx| { memberships::end(tx, member, (Ending::Deleted("weg"), event.clone())).await }).unwrap();
        key.counter = 1;
        let begun = world.begin_login().await;
        let refused = world.log_in_with((&begun, &key.answer(&begun.options))).await;
        assert_eq!(code_of(refused), Code::Ended, "{own:?}");
    }

    async fn an_answer_works_once_and_for_five_minutes(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        key.counter = 1;
        let begun = world.begin_login().await;
        let credential = key.answer(&begun.options);
        world.log_in_with((&begun, &credential)).await.unwrap();
        assert_eq!(code_of(world.log_in_with((&begun, &credential)).await), Code::WrongPasskey);
        key.counter = 2;
        let begun = world.begin_login().await;
        world.clock.advance(TimeDelta::minutes(5));
        assert_eq!(code_of(world.log_in_with((&begun, &key.answer(&begun.options))).await), Code::WrongPasskey);
        let begun = world.begin_login().await;
        world.clock.advance(TimeDelta::minutes(5) - TimeDelta::seconds(1));
        assert!(world.log_in_with((&begun, &key.answer(&begun.options))).await.is_ok());
    }

    async fn a_counter_that_does_not_rise_is_a_copy_and_is_refused(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        key.counter = 5;
        let begun = world.begin_login().await;
        world.log_in_with((&begun, &key.answer(&begun.options))).await.unwrap();
        for counter in [4, 5] {
            key.counter = counter;
            let begun = world.begin_login().await;
            assert_eq!(code_of(world.log_in_with((&begun, &key.answer(&begun.options))).await), Code::WrongPasskey, "{counter}");
        }
        key.counter = 6;
        let begun = world.begin_login().await;
        assert!(world.log_in_with((&begun, &key.answer(&begun.options))).await.is_ok());
    }

    async fn two_answers_that_cross_with_one_counter_get_one_session(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        key.counter = 1;
        let (one, two) = (world.begin("karen.test").await, world.begin("karen.test").await);
        let (asked_one, asked_two) = (world.ask_key(&one).await, world.ask_key(&two).await);
        assert!(world.show_key(&one, (&asked_one, &key.answer(&asked_one.options))).await.is_ok());
        assert_eq!(code_of(world.show_key(&two, (&asked_two, &key.answer(&asked_two.options))).await), Code::WrongPasskey);
    }

    async fn who_did_not_show_a_finger_or_a_face_is_refused(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        key.verifies = false;
        let begun = world.begin_login().await;
        assert_eq!(code_of(world.log_in_with((&begun, &key.answer(&begun.options))).await), Code::WrongPasskey);
    }

    async fn a_passkey_belongs_to_one_account_only(world: World) {
        let karen = world.own("karen.test").await;
        let begun = world.begin_adding(karen).await;
        let (key, credential) = SoftKey::make(&begun.options, b"dezelfde");
        world.add(karen, (&begun, &credential)).await.unwrap();
        let jan = world.own("jan.devries").await;
        let begun = world.begin_adding(jan).await;
        let (_, credential) = SoftKey::make(&begun.options, b"dezelfde");
        assert_eq!(code_of(world.add(jan, (&begun, &credential)).await), Code::KnownPasskey);
        // Karen's key answers no question put to Jan.
        world.with_key("jan.devries").await;
        let token = world.begin("jan.devries").await;
        let begun = world.ask_key(&token).await;
        assert_eq!(code_of(world.show_key(&token, (&begun, &key.answer(&begun.options))).await), Code::WrongPasskey);
    }

    async fn what_was_begun_in_one_session_ends_in_no_other(world: World) {
        let (here, there) = (world.own("karen.test").await, world.own("karen.test").await);
        let begun = world.begin_adding(here).await;
        let (_, credential) = SoftKey::make(&begun.options, b"sleutel");
        assert_eq!(code_of(world.add(there, (&begun, &credential)).await), Code::WrongPasskey);
        assert!(world.add(here, (&begun, &credential)).await.is_ok());
    }

    async fn nonsense_is_refused_and_uses_the_question_up(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        key.counter = 1;
        for nonsense in ["", "{}", "\u{0}", "[1,2]"] {
            let begun = world.begin_login().await;
            assert_eq!(code_of(world.log_in_with((&begun, nonsense)).await), Code::WrongPasskey);
            assert_eq!(code_of(world.log_in_with((&begun, &key.answer(&begun.options))).await), Code::WrongPasskey);
        }
    }

    async fn a_passkey_alone_confirms_and_gives_the_session_a_new_token(world: World) {
        let (own, mut key) = world.with_key("karen.test").await;
        key.counter = 1;
        let begun = confirm::ask_passkey(&world.store, &keys(), own).await.unwrap().unwrap();
        let credential = key.answer(&begun.options);
        let sent = (&keys(), answer(&begun, &credential));
        let Ok(Step::Confirmed { token }) = confirm::give_passkey(&world.store, sent, (own, "192.0.2.7")).await.unwrap() else { panic!("not confirmed") };
        let visitor = world.visitor(&session::Opened { id: own.1, token, remembered: None }).await.unwrap();
        assert_eq!(visitor.confirmed_at, Some(world.store.now()));
    }

    async fn a_removed_passkey_opens_nothing_and_the_code_by_sms_is_back(world: World) {
        let (own, mut key) = world.with_key("karen.test").await;
        let begun = world.begin_login().await;
        let listed = factors::list(&mut world.store.read().await.unwrap(), own.0).await.unwrap();
        transact!(world.store, |tx| { factors::remove(tx, own.0, (listed[0].id, "192.0.2.7")).await }).unwrap();
        key.counter = 1;
        assert_eq!(code_of(world.log_in_with((&begun, &key.answer(&begun.options))).await), Code::WrongPasskey);
        world.letters().await;
        let token = world.begin("karen.test").await;
        let code = world.code().await;
        assert!(world.show(&token, (Factor::Sms, &code)).await.is_ok());
    }

    async fn an_organisation_that_allows_no_passkeys_is_not_entered_with_one(world: World) {
        let (_, mut key) = world.with_key("karen.test").await;
        key.counter = 1;
        world.allow(DE_LINDE, &[Factor::Sms, Factor::Totp]).await;
        let begun = world.begin_login().await;
        assert_eq!(code_of(world.log_in_with((&begun, &key.answer(&begun.options))).await), Code::WrongPasskey);
        world.begin("karen.test").await;
        assert_eq!(world.letters().await.len(), 1, "a code is sent");
        assert!(world.try_password("karen.test", PASSWORD).await.is_ok());
    }

    async fn at_a_bare_address_there_are_no_passkeys(world: World) {
        let own = world.own("karen.test").await;
        for origin in ["http://127.0.0.1:3000", "https://[::1]", "geen adres"] {
            let none = Passkeys::at(origin);
            assert!(!none.are_possible(), "{origin}");
            assert!(passkey::begin_adding(&world.store, &none, own).await.unwrap().is_none());
        }
    }
}
