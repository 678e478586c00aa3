//! Recognised and remembered browsers, delays, and the mailed login (D3, D5, R16; quality.md §3).

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    accounts::{
        factors::Factor,
        link::{LinkKind, State},
        session::REMEMBERED,
    },
    refusal::{Code, Refusal},
};
use portiek_store::{
    accounts::{
        attempt::Typed,
        browsers,
        login::{self, Browser, Credentials, Entered, Step},
        password::{self, Changing},
        requests,
    },
    cast::PASSWORD,
};

/// A trainee: asked for a code on new browsers only.
const NOOR: &str = "noor.aios";
const WRONG: &str = "Verkeerd-Wachtwoord-1";

fn from(network: &str) -> Browser {
    Browser { network: network.into(), device: "Edge op Windows".into(), token: None, remember: false }
}

impl World {
    async fn type_at(&self, browser: &Browser, (name, password): (&str, &str)) -> Result<Step, Refusal> {
        let typed = Credentials { name: name.into(), password: password.into() };
        login::start(&self.store, typed, browser).await.unwrap()
    }

    /// In, past the code if one is asked; and the browser as it is from then on.
    async fn enter_at(&self, browser: &Browser, (name, remember): (&str, bool)) -> (Entered, Browser) {
        let step = match self.type_at(browser, (name, PASSWORD)).await.unwrap() {
            Step::Code { token } => {
                let code = self.code().await;
                {
                    let typed = Typed { factor: Factor::Sms, text: &code };
                    let browser = Browser { remember, ..browser.clone() };
                    login::give_code(&self.store, &token, (typed, &browser)).await
                }
                .unwrap()
                .unwrap()
            }
            step => step,
        };
        let Step::In(entered) = step else { panic!("{name} is not in") };
        let known = Browser { token: Some(entered.browser), ..browser.clone() };
        (entered, known)
    }

    /// Whether a right password is enough here.
    async fn asks_no_code(&self, browser: &Browser, name: &str) -> bool {
        matches!(self.type_at(browser, (name, PASSWORD)).await.unwrap(), Step::In(_))
    }

    /// Strangers try until the account takes no more for a quarter of an hour.
    async fn storm(&self, name: &str) {
        for attempt in 0..16 {
            let stranger = from(&format!("198.51.100.{}", attempt % 10));
            assert_eq!(code_of(self.type_at(&stranger, (name, WRONG)).await), Code::WrongLogin);
            self.clock.advance(TimeDelta::minutes(15));
        }
        self.type_at(&from("198.51.100.1"), (name, WRONG)).await.err().unwrap();
    }

    async fn login_link(&self, name: &str) -> Vec<u8> {
        requests::ask(&self.store, (name, LinkKind::Login), "192.0.2.7").await.unwrap().unwrap();
        requests::handle(&self.store).await.unwrap();
        let letters = self.letters().await;
        let path = &letters.last().unwrap().action.as_ref().unwrap().path;
        let hex = path.strip_prefix("/inloggen/link/").unwrap();
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    async fn link_state(&self, token: &[u8]) -> State {
        let mut conn = self.store.read().await.unwrap();
        browsers::follow(&mut conn, token, self.store.now()).await.unwrap().unwrap()
    }
}

on_both_databases! {
    async fn strangers_tries_do_not_delay_the_owner_on_a_browser_of_hers(world: World) {
        let (_, hers) = world.enter_at(&from("192.0.2.7"), ("karen.test", false)).await;
        world.storm("karen.test").await;
        assert!(matches!(code_of(world.type_at(&from("203.0.113.5"), ("karen.test", PASSWORD)).await), Code::Wait { .. }));
        world.enter_at(&Browser { network: "203.0.113.5".into(), ..hers }, ("karen.test", false)).await;
        let late = world.type_at(&from("203.0.113.5"), ("karen.test", PASSWORD)).await;
        assert!(matches!(code_of(late), Code::Wait { .. }), "her login takes nothing off the strangers' delay");
    }

    async fn on_a_new_browser_a_mailed_link_gets_the_owner_past_the_delay(world: World) {
        world.storm("karen.test").await;
        let new = from("203.0.113.5");
        assert!(matches!(code_of(world.type_at(&new, ("karen.test", PASSWORD)).await), Code::Wait { .. }));
        world.letters().await;
        let link = world.login_link("karen.test").await;
        assert_eq!(world.link_state(&link).await, State::Usable);
        let known = browsers::recognise(&world.store, &link, &new).await.unwrap().unwrap();
        let step = world.type_at(&known, ("karen.test", PASSWORD)).await.unwrap();
        assert!(matches!(step, Step::Code { .. }), "it skips no factor");
        assert_eq!(world.link_state(&link).await, State::Used(world.store.now()));
        assert!(browsers::recognise(&world.store, &link, &from("198.51.100.1")).await.unwrap().is_none());
    }

    async fn a_login_link_lasts_eight_hours_and_is_not_ended_by_anothers_asking(world: World) {
        let link = world.login_link("karen.test").await;
        world.clock.advance(TimeDelta::hours(8) - TimeDelta::seconds(1));
        world.login_link("karen.test").await;
        assert_eq!(world.link_state(&link).await, State::Usable);
        world.clock.advance(TimeDelta::seconds(1));
        assert!(matches!(world.link_state(&link).await, State::Expired(_)));
        assert!(browsers::recognise(&world.store, &link, &from("192.0.2.7")).await.unwrap().is_none());
    }

    async fn tries_on_a_recognised_browser_are_delayed_by_themselves_alone(world: World) {
        let (_, hers) = world.enter_at(&from("192.0.2.7"), ("karen.test", false)).await;
        for _ in 0..3 {
            assert_eq!(code_of(world.type_at(&hers, ("karen.test", WRONG)).await), Code::WrongLogin);
        }
        assert_eq!(code_of(world.type_at(&hers, ("karen.test", PASSWORD)).await), Code::Wait { seconds: 1 });
        world.enter_at(&from("192.0.2.8"), ("karen.test", false)).await;
        let others = world.type_at(&hers, ("jan.devries", WRONG)).await;
        assert_eq!(code_of(others), Code::WrongLogin, "it is nothing to another account");
    }

    async fn a_network_that_is_out_of_tries_does_not_keep_its_known_browsers_out(world: World) {
        let (_, hers) = world.enter_at(&from("192.0.2.7"), ("karen.test", false)).await;
        for name in 0..100 {
            world.type_at(&from("192.0.2.7"), (&format!("niemand{name}"), WRONG)).await.err().unwrap();
        }
        assert!(matches!(code_of(world.type_at(&from("192.0.2.7"), ("jan.devries", PASSWORD)).await), Code::Wait { .. }));
        world.enter_at(&hers, ("karen.test", false)).await;
    }

    async fn d3_r16_a_remembered_browser_is_asked_no_code_for_ninety_days_to_the_second(world: World) {
        let (entered, hers) = world.enter_at(&from("192.0.2.7"), (NOOR, true)).await;
        let times = world.visitor(&entered.session).await.unwrap().times;
        assert_eq!((times.idle_limit, times.ends_at), (REMEMBERED, world.store.now() + REMEMBERED));
        world.clock.advance(REMEMBERED - TimeDelta::seconds(1));
        assert!(world.visitor(&entered.session).await.is_some(), "D20: she is still logged in");
        assert!(world.asks_no_code(&hers, NOOR).await);
        world.clock.advance(TimeDelta::seconds(1));
        assert!(world.visitor(&entered.session).await.is_none());
        assert!(!world.asks_no_code(&hers, NOOR).await);
    }

    async fn d3_a_browser_is_remembered_only_when_asked_and_for_its_account_only(world: World) {
        let (_, hers) = world.enter_at(&from("192.0.2.7"), (NOOR, false)).await;
        assert!(!world.asks_no_code(&hers, NOOR).await);
        world.clock.advance(TimeDelta::minutes(1));
        let (_, hers) = world.enter_at(&hers, (NOOR, true)).await;
        assert!(world.asks_no_code(&hers, NOOR).await);
        assert!(!world.asks_no_code(&hers, "sem.anios").await);
        assert!(!world.asks_no_code(&from("192.0.2.7"), NOOR).await);
    }

    async fn d3_where_each_login_asks_a_code_no_browser_is_remembered(world: World) {
        let (entered, hers) = world.enter_at(&from("192.0.2.7"), ("karen.test", true)).await;
        assert!(!world.asks_no_code(&hers, "karen.test").await);
        let times = world.visitor(&entered.session).await.unwrap().times;
        assert_eq!(times.ends_at, world.store.now() + TimeDelta::hours(12));
    }

    async fn a_new_password_asks_a_code_again_on_every_browser(world: World) {
        let (entered, hers) = world.enter_at(&from("192.0.2.7"), (NOOR, true)).await;
        let account = *world.cast.accounts.get(NOOR).unwrap();
        let changing = Changing { account, session: entered.session.id, current: PASSWORD.into(), new: "Heel-ander-slot-48" };
        password::change(&world.store, changing, &hers).await.unwrap().unwrap();
        let step = world.type_at(&hers, (NOOR, "Heel-ander-slot-48")).await.unwrap();
        assert!(matches!(step, Step::Code { .. }));
    }
}
