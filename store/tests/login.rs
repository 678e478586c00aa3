//! Inloggen (D29, D20; quality.md §3): password, code, session, delays.

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::refusal::{Code, Refusal};
use portiek_store::{
    accounts::{
        login::{self, Browser, Credentials, Started},
        session::Opened,
    },
    cast::PASSWORD,
    outbox::{self, Channel},
    transact, visitor,
};

fn browser() -> Browser {
    Browser { network: "192.0.2.7".into(), device: "Chrome op Windows".into() }
}

impl World {
    async fn try_password(&self, name: &str, password: &str) -> Result<Started, Refusal> {
        let typed = Credentials { name: name.into(), password: password.into(), network: "192.0.2.7".into() };
        login::start(&self.store, typed).await.unwrap()
    }

    /// The code from the latest SMS.
    async fn code(&self) -> String {
        let claimed = outbox::claim(&self.store, (Channel::Sms, 50)).await.unwrap();
        for letter in &claimed {
            letter.sent(&self.store).await.unwrap();
        }
        claimed.last().unwrap().letter.body.chars().take(6).collect()
    }

    async fn try_code(&self, started: &Started, code: &str) -> Result<Opened, Refusal> {
        login::finish(&self.store, &started.token, (code, &browser())).await.unwrap()
    }

    async fn log_in(&self, name: &str) -> Opened {
        let started = self.try_password(name, PASSWORD).await.ok().unwrap();
        let code = self.code().await;
        self.try_code(&started, &code).await.ok().unwrap()
    }

    async fn visitor(&self, opened: &Opened) -> Option<visitor::Visitor> {
        let mut conn = self.store.read().await.unwrap();
        visitor::find(&mut conn, &opened.token, self.store.now()).await.unwrap()
    }
}

fn code_of<T>(outcome: Result<T, Refusal>) -> Code {
    outcome.err().unwrap().code
}

on_both_databases! {
    async fn d29_user_name_or_mail_in_any_case_with_password_and_code_opens_a_session(world: World) {
        for name in ["karen.test", " KAREN.TEST ", "Karen.Test@Voorbeeld.nl"] {
            let opened = world.log_in(name).await;
            let visitor = world.visitor(&opened).await.unwrap();
            let names: Vec<String> = visitor.memberships.iter().map(|m| m.organisation.display_name.clone()).collect();
            assert_eq!(names, ["De Linde", "Het Plein"]);
            world.clock.advance(TimeDelta::minutes(1));
        }
    }

    async fn an_unknown_name_and_a_wrong_password_get_the_same_answer_after_the_same_statements(world: World) {
        let mut counted = Vec::new();
        for name in ["karen.test", "niemand.hier", "niemand@voorbeeld.nl"] {
            let before = world.store.statements();
            let refused = world.try_password(name, "niet-het-goede-1").await.err().unwrap();
            counted.push((world.store.statements() - before, refused));
        }
        assert!(counted.iter().all(|answer| answer.1 == Refusal::new("naam", Code::WrongLogin)));
        assert!(counted.iter().all(|answer| answer.0 == counted[0].0), "{counted:?}");
    }

    async fn after_three_wrong_passwords_the_next_try_waits_even_with_the_right_one(world: World) {
        for _ in 0..3 {
            assert_eq!(code_of(world.try_password("karen.test", "mis").await), Code::WrongLogin);
        }
        assert_eq!(code_of(world.try_password("karen.test", PASSWORD).await), Code::Wait { seconds: 1 });
        world.clock.advance(TimeDelta::seconds(1));
        assert!(world.try_password("karen.test", PASSWORD).await.is_ok());
    }

    async fn an_unknown_name_waits_just_as_long(world: World) {
        for _ in 0..3 {
            assert_eq!(code_of(world.try_password("niemand", "mis").await), Code::WrongLogin);
        }
        assert_eq!(code_of(world.try_password("niemand", "mis").await), Code::Wait { seconds: 1 });
    }

    async fn one_network_address_has_a_budget_whoever_it_tries(world: World) {
        for n in 0..100 {
            world.try_password(&format!("iemand{n}"), "mis").await.err().unwrap();
        }
        assert!(matches!(code_of(world.try_password("karen.test", PASSWORD).await), Code::Wait { .. }));
        world.clock.advance(TimeDelta::minutes(15));
        assert!(world.try_password("karen.test", PASSWORD).await.is_ok());
    }

    async fn a_wrong_code_says_how_many_tries_are_left_and_the_fifth_is_the_last(world: World) {
        let started = world.try_password("karen.test", PASSWORD).await.ok().unwrap();
        let code = world.code().await;
        let wrong = if code == "111111" { "222222" } else { "111111" };
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(code_of(world.try_code(&started, wrong).await), Code::WrongCode { left });
        }
        assert_eq!(code_of(world.try_code(&started, &code).await), Code::CodeExpired);
    }

    async fn a_code_works_once_for_ten_minutes_and_only_in_its_own_attempt(world: World) {
        let first = world.try_password("karen.test", PASSWORD).await.ok().unwrap();
        let code = world.code().await;
        let second = world.try_password("karen.test", PASSWORD).await.ok().unwrap();
        assert!(world.try_code(&second, &code).await.is_err());
        assert!(world.try_code(&first, &format!(" {} {}", &code[..3], &code[3..])).await.is_ok());
        assert_eq!(code_of(world.try_code(&first, &code).await), Code::CodeExpired);
        let late = world.try_password("karen.test", PASSWORD).await.ok().unwrap();
        let code = world.code().await;
        world.clock.advance(TimeDelta::minutes(10));
        assert_eq!(code_of(world.try_code(&late, &code).await), Code::CodeExpired);
    }

    async fn another_code_can_be_asked_for_once_a_minute_and_replaces_the_first(world: World) {
        let started = world.try_password("karen.test", PASSWORD).await.ok().unwrap();
        let first = world.code().await;
        let too_soon = login::send_again(&world.store, &started.token).await.unwrap();
        assert!(matches!(code_of(too_soon), Code::Wait { .. }));
        world.clock.advance(TimeDelta::minutes(1));
        login::send_again(&world.store, &started.token).await.unwrap().unwrap();
        let second = world.code().await;
        assert!(world.try_code(&started, &first).await.is_err());
        assert!(world.try_code(&started, &second).await.is_ok());
    }

    async fn d20_a_session_ends_when_idle_and_at_logout(world: World) {
        let opened = world.log_in("karen.test").await;
        world.clock.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
        assert!(world.visitor(&opened).await.is_some());
        world.clock.advance(TimeDelta::seconds(1));
        assert!(world.visitor(&opened).await.is_none());
        let again = world.log_in("karen.test").await;
        let account = world.actor("karen.test").account;
        let end = async || {
            let store = &world.store;
            transact!(store, |tx| {
                portiek_store::accounts::session::end(tx, (account, again.id), ("logout", "192.0.2.7")).await
            }).unwrap()
        };
        assert!(end().await);
        assert!(world.visitor(&again).await.is_none());
        assert!(!end().await);
    }

    async fn nobody_is_let_in_by_a_token_that_was_never_given(world: World) {
        let mut conn = world.store.read().await.unwrap();
        assert!(visitor::find(&mut conn, &[0; 32], world.store.now()).await.unwrap().is_none());
        assert!(visitor::find(&mut conn, b"", world.store.now()).await.unwrap().is_none());
    }
}
