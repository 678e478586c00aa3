//! Wachtwoorden (R7-R13, D1, D2, D5): links, rules, history, expiry.

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    accounts::{
        link::{LinkKind, State},
        login::ChangeWhy,
        password::{Rule, expiry::Age},
    },
    refusal::{Code, Refusal},
};
use portiek_store::{
    accounts::{
        links::{self, Followed},
        login::{Entered, Step},
        password::{self, Changing},
        requests,
        session::Opened,
    },
    cast::PASSWORD,
};

const NEW: &str = "Heel-ander-slot-48";
/// At an organisation with Portero's policy, without a required second factor.
const PORTERO: &str = "fgrashoff11";

impl World {
    /// Asks for a new password; the end of the link's address, if a mail came.
    async fn ask(&self, name: &str) -> Option<Vec<u8>> {
        requests::ask(&self.store, (name, LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
        requests::handle(&self.store).await.unwrap();
        let letters = self.letters().await;
        letters.last().map(|letter| token_in(&letter.action.as_ref().unwrap().path))
    }

    async fn follow(&self, token: &[u8]) -> Option<Followed> {
        let mut conn = self.store.read().await.unwrap();
        links::follow(&mut conn, token, self.store.now()).await.unwrap()
    }

    async fn state(&self, token: &[u8]) -> State {
        self.follow(token).await.unwrap().state
    }

    /// From a link to the page for the new password, past the code if one is asked.
    async fn go_on(&self, link: &[u8]) -> Option<[u8; 32]> {
        match links::go_on(&self.store, link, &browser()).await.unwrap()? {
            Step::NewPassword { token } => Some(token),
            Step::Code { token } => {
                let code = self.code().await;
                match self.try_code(&token, &code).await.unwrap() {
                    Step::NewPassword { token } => Some(token),
                    _ => panic!("a link leads to a new password"),
                }
            }
            Step::Activate { .. } | Step::In(_) | Step::Confirmed { .. } => {
                panic!("a link for a password is no more than that")
            }
        }
    }

    async fn choose(&self, token: &[u8], new: &str) -> Option<Result<Entered, Vec<Refusal>>> {
        password::choose(&self.store, token, (new, &browser())).await.unwrap()
    }

    async fn change(&self, name: &str, opened: &Opened, (current, new): (&str, &str)) -> Result<(), Vec<Refusal>> {
        let account = *self.cast.accounts.get(name).unwrap();
        let changing = Changing { account, session: opened.id, current: current.into(), new };
        password::change(&self.store, changing, &browser()).await.unwrap()
    }

    /// What a new password is refused for.
    async fn broken(&self, token: &[u8], new: &str) -> Vec<Rule> {
        let refusals = self.choose(token, new).await.unwrap().err().unwrap();
        refusals.into_iter().map(|refusal| rule(refusal.code)).collect()
    }
}

fn rule(code: Code) -> Rule {
    match code {
        Code::BreaksRule(rule) => rule,
        other => panic!("{other:?} is no rule"),
    }
}

fn token_in(mail: &str) -> Vec<u8> {
    let hex = mail.split("/wachtwoord/nieuw/").nth(1).unwrap().get(..64).unwrap();
    hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

on_both_databases! {
    async fn r12_a_mailed_link_a_code_and_a_new_password_end_logged_in(world: World) {
        let old = world.log_in("karen.test").await;
        let link = world.ask("Karen.Test@voorbeeld.nl").await.unwrap();
        assert!(world.follow(&link).await.unwrap().code);
        let token = world.go_on(&link).await.unwrap();
        let entered = world.choose(&token, NEW).await.unwrap().ok().unwrap();
        assert!(world.visitor(&entered.session).await.is_some());
        assert!(world.visitor(&old).await.is_none(), "other browsers are logged out");
        assert!(world.try_password("karen.test", PASSWORD).await.is_err());
        world.clock.advance(TimeDelta::minutes(1));
        world.enter("karen.test", NEW).await;
    }

    async fn r13_a_link_works_once_and_for_eight_hours(world: World) {
        let link = world.ask("karen.test").await.unwrap();
        world.clock.advance(TimeDelta::hours(8) - TimeDelta::seconds(1));
        assert_eq!(world.state(&link).await, State::Usable);
        let until = world.store.now() + TimeDelta::seconds(1);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.state(&link).await, State::Expired(until));
        assert!(world.go_on(&link).await.is_none());

        let link = world.ask("karen.test").await.unwrap();
        let token = world.go_on(&link).await.unwrap();
        world.choose(&token, NEW).await.unwrap().ok().unwrap();
        assert_eq!(world.state(&link).await, State::Used(world.store.now()));
        assert!(world.go_on(&link).await.is_none());
        assert!(world.choose(&token, "Nog-een-ander-slot-5").await.is_none(), "the attempt is over too");
    }

    async fn d5_looking_at_a_link_uses_nothing_up_and_sends_nothing(world: World) {
        let link = world.ask("karen.test").await.unwrap();
        for _ in 0..5 {
            assert_eq!(world.state(&link).await, State::Usable);
        }
        assert!(world.letters().await.is_empty());
        assert!(world.follow(&[7; 32]).await.is_none());
    }

    async fn a_newer_link_ends_the_older_one_and_a_changed_password_ends_all(world: World) {
        let first = world.ask("karen.test").await.unwrap();
        let second = world.ask("karen.test").await.unwrap();
        assert!(matches!(world.state(&first).await, State::Expired(_)));
        let under_way = world.go_on(&second).await.unwrap();
        let opened = world.log_in("karen.test").await;
        world.change("karen.test", &opened, (PASSWORD, NEW)).await.unwrap();
        assert!(matches!(world.state(&second).await, State::Expired(_)));
        assert!(world.choose(&under_way, "Nog-een-ander-slot-5").await.is_none());
    }

    async fn an_unknown_name_is_answered_alike_after_the_same_statements_and_gets_no_mail(world: World) {
        let mut counted = Vec::new();
        for name in ["karen.test", "niemand.hier"] {
            let before = world.store.statements();
            requests::ask(&world.store, (name, LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
            counted.push(world.store.statements() - before);
        }
        assert_eq!(counted[0], counted[1]);
        requests::handle(&world.store).await.unwrap();
        assert_eq!(world.letters().await.len(), 1);
    }

    async fn r9_parts_of_the_name_are_refused_whatever_their_case_or_accents(world: World) {
        let link = world.ask(PORTERO).await.unwrap();
        let token = world.go_on(&link).await.unwrap();
        assert_eq!(world.broken(&token, "GRÁSHOFF-99").await, [Rule::NoName]);
        assert_eq!(world.broken(&token, "kort1A").await, [Rule::Length(8)]);
        assert_eq!(world.broken(&token, "alleenkleine").await, [Rule::Classes(3)]);
        assert!(world.choose(&token, "Zes&zeven8").await.unwrap().is_ok());
    }

    async fn d1_a_leaked_password_is_refused_though_its_composition_is_right(world: World) {
        let link = world.ask(PORTERO).await.unwrap();
        let token = world.go_on(&link).await.unwrap();
        for leaked in ["Password1", "Welkom01", "Wachtwoord1!", "Zomer2024!", "Qwerty123"] {
            assert_eq!(world.broken(&token, leaked).await, [Rule::NotLeaked], "{leaked}");
        }
    }

    async fn r9_none_of_the_twelve_latest_passwords_comes_back_and_the_thirteenth_may(world: World) {
        let opened = world.log_in(PORTERO).await;
        let password = |n: usize| if n == 0 { PASSWORD.to_owned() } else { format!("Sleutel-bos-{n:02}") };
        for n in 1..=12 {
            world.clock.advance(TimeDelta::minutes(1));
            world.change(PORTERO, &opened, (&password(n - 1), &password(n))).await.unwrap();
        }
        for n in 1..=12 {
            let refused = world.change(PORTERO, &opened, (&password(12), &password(n))).await.err().unwrap();
            assert_eq!(refused, [Refusal::new("nieuw", Code::BreaksRule(Rule::NotUsed(12)))], "{n}");
        }
        world.change(PORTERO, &opened, (&password(12), &password(0))).await.unwrap();
    }

    async fn r15_changing_asks_the_current_password_and_leaves_this_browser_in(world: World) {
        let (here, there) = (world.log_in("karen.test").await, world.log_in("karen.test").await);
        let wrong = world.change("karen.test", &here, ("mis", NEW)).await.err().unwrap();
        assert_eq!(wrong, [Refusal::new("huidig", Code::WrongPassword)]);
        world.change("karen.test", &here, (PASSWORD, NEW)).await.unwrap();
        assert!(world.visitor(&here).await.is_some());
        assert!(world.visitor(&there).await.is_none());
    }

    async fn r10_r11_a_password_warns_from_fourteen_days_ahead_and_expires_after_three_months(world: World) {
        // Set on 2 March 2026, 10:00 in Amsterdam: valid until 2 June 10:00.
        let until: chrono::DateTime<chrono::Utc> = "2026-06-02T08:00:00Z".parse().unwrap();
        let to = |at| world.clock.advance(at - world.store.now());
        to(until - TimeDelta::days(14) - TimeDelta::seconds(1));
        assert_eq!(world.enter(PORTERO, PASSWORD).await.age, Age::Good);
        to(until - TimeDelta::days(14));
        assert_eq!(world.enter(PORTERO, PASSWORD).await.age, Age::Warn { days: 14 });
        to(until - TimeDelta::seconds(1));
        assert_eq!(world.enter(PORTERO, PASSWORD).await.age, Age::Warn { days: 1 });
        to(until);
        let Step::NewPassword { token } = world.past_the_code(PORTERO, PASSWORD).await else { panic!("not expired") };
        let mut conn = world.store.read().await.unwrap();
        let asked = password::asked(&mut conn, &token, world.store.now()).await.unwrap().unwrap();
        assert_eq!(asked.why, ChangeWhy::Expired);
        drop(conn);
        assert_eq!(world.broken(&token, PASSWORD).await, [Rule::NotUsed(12)]);
        assert_eq!(world.choose(&token, "Zes&zeven8").await.unwrap().ok().unwrap().age, Age::Good);
    }

    async fn d3_an_organisation_that_only_offers_a_factor_asks_no_code(world: World) {
        assert!(matches!(world.try_password(PORTERO, PASSWORD).await, Ok(Step::In(_))));
        assert!(matches!(world.try_password("noor.aios", PASSWORD).await, Ok(Step::Code { .. })));
    }

    async fn asking_too_often_waits_known_or_not(world: World) {
        for name in ["karen.test", "niemand.hier"] {
            for _ in 0..3 {
                requests::ask(&world.store, (name, LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
            }
            let refused = requests::ask(&world.store, (name, LinkKind::Password), "192.0.2.7").await.unwrap().err().unwrap();
            assert_eq!(refused, Refusal::new("naam", Code::Wait { seconds: 1 }));
        }
    }
}
