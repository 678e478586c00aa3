//! Second factors that are typed (D3): authenticator app and recovery codes; step-up; what mails tell.

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    accounts::factors::{Factor, Level},
    ids::{AccountId, FactorId, SessionId},
    refusal::{Code, Refusal},
};
use portiek_store::{
    Error,
    accounts::{
        attempt, confirm,
        factors::{self, authenticator, recovery},
        links, login,
        login::Step,
        requests, session,
        session::Opened,
    },
    cast::{PASSWORD, people::DE_LINDE},
    organisations, transact,
};
use sqlx::{ConnectOptions, Connection};
use totp_rs::{Builder, Secret};

type Own = (AccountId, SessionId);

/// What the app shows at a moment.
struct App(String);

impl App {
    fn code(&self, world: &World, steps: i64) -> String {
        let secret = Secret::try_from_base32(&self.0).unwrap();
        let totp = Builder::new().with_secret(secret).build().unwrap();
        let at = u64::try_from(world.store.now().timestamp() + 30 * steps).unwrap();
        totp.generate(at).to_string()
    }
}

impl World {
    pub async fn allow(&self, number: i64, factors: &[Factor]) {
        let id = self.cast.organisation(number).unwrap();
        transact!(self.store, |tx| { organisations::allow_factors(tx, id, factors).await }).unwrap();
    }

    async fn offer(&self, own: Own) -> App {
        App(authenticator::offer(&self.store, own.1, ("De Linde", "karen")).await.unwrap().key)
    }

    async fn enrol(&self, own: Own, code: &str) -> Result<(), Refusal> {
        authenticator::enrol(&self.store, own, ("Telefoon", code, "192.0.2.7")).await.unwrap()
    }

    /// Somebody with an authenticator app, logged in; the code used for that is a minute old.
    async fn with_app(&self, name: &str) -> (Own, App) {
        let own = self.own(name).await;
        let app = self.offer(own).await;
        self.enrol(own, &app.code(self, 0)).await.unwrap();
        self.letters().await;
        self.clock.advance(TimeDelta::minutes(1));
        (own, app)
    }

    async fn make_codes(&self, own: Own) -> Vec<String> {
        recovery::make(&self.store, own, "192.0.2.7").await.unwrap();
        self.codes_shown(own.1).await
    }

    async fn codes_shown(&self, session: SessionId) -> Vec<String> {
        let mut conn = self.store.read().await.unwrap();
        recovery::shown(&mut conn, &self.store.ambient().keys, (session, self.store.now())).await.unwrap()
    }

    async fn left(&self, account: AccountId) -> usize {
        recovery::state(&mut self.store.read().await.unwrap(), account).await.unwrap().map_or(0, |state| state.left)
    }

    async fn listed(&self, account: AccountId) -> Vec<factors::Listed> {
        factors::list(&mut self.store.read().await.unwrap(), account).await.unwrap()
    }

    async fn remove(&self, account: AccountId, id: FactorId) -> Result<(), Error> {
        transact!(self.store, |tx| { factors::remove(tx, account, (id, "192.0.2.7")).await })
    }

    async fn told(&self) -> Vec<String> {
        self.letters().await.into_iter().map(|letter| letter.subject).filter(|subject| !subject.is_empty()).collect()
    }

    /// The only app's key, as the database has it.
    async fn sealed(&self) -> Vec<u8> {
        const SEALED: &str = "SELECT sealed FROM authenticator";
        match self.url.strip_prefix("sqlite:") {
            Some(file) => {
                let mut conn = sqlx::sqlite::SqliteConnectOptions::new().filename(file).connect().await.unwrap();
                sqlx::query_scalar(SEALED).fetch_one(&mut conn).await.unwrap()
            }
            None => {
                let mut conn = sqlx::PgConnection::connect(&self.url).await.unwrap();
                sqlx::query_scalar(SEALED).fetch_one(&mut conn).await.unwrap()
            }
        }
    }

    async fn level_of(&self, opened: &Opened) -> Level {
        session::level(&mut self.store.read().await.unwrap(), opened.id).await.unwrap()
    }

    async fn start_confirming(&self, own: Own, password: &str) -> Result<Step, Refusal> {
        confirm::start(&self.store, own, (password.into(), &browser())).await.unwrap()
    }
}

fn entered(step: Result<Step, Refusal>) -> Opened {
    match step {
        Ok(Step::In(entered)) => entered.session,
        _ => panic!("not in"),
    }
}

on_both_databases! {
    async fn d3_an_app_is_added_by_its_first_code_and_asked_from_then_on_instead_of_an_sms(world: World) {
        let (own, app) = world.with_app("karen.test").await;
        let token = world.begin("karen.test").await;
        assert!(world.letters().await.is_empty(), "no SMS");
        let opened = entered(world.show(&token, (Factor::Totp, &app.code(&world, 0))).await);
        assert_eq!(world.level_of(&opened).await, Level::Totp);
        assert_eq!(world.listed(own.0).await[0].used_at, Some(world.store.now()));
    }

    async fn the_key_stays_the_same_while_the_page_is_loaded_again_and_is_another_in_another_session(world: World) {
        let (here, there) = (world.own("karen.test").await, world.own("karen.test").await);
        let app = world.offer(here).await;
        assert_eq!(world.offer(here).await.0, app.0);
        assert_ne!(world.offer(there).await.0, app.0);
        world.clock.advance(TimeDelta::minutes(30) - TimeDelta::seconds(1));
        assert_eq!(code_of(world.enrol(there, &app.code(&world, 0)).await), Code::WrongCode { left: 5 });
        let code = app.code(&world, 0);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(code_of(world.enrol(here, &code).await), Code::CodeExpired);
        assert!(world.listed(here.0).await.is_empty());
    }

    async fn a_step_is_never_accepted_twice_nor_one_before_it(world: World) {
        let own = world.own("karen.test").await;
        let app = world.offer(own).await;
        let first = app.code(&world, 0);
        world.enrol(own, &first).await.unwrap();
        let token = world.begin("karen.test").await;
        assert!(world.show(&token, (Factor::Totp, &first)).await.is_err(), "the code it was added with");
        assert!(world.show(&token, (Factor::Totp, &app.code(&world, -1))).await.is_err(), "an older one");
        let next = app.code(&world, 1);
        let other = world.begin("karen.test").await;
        entered(world.show(&token, (Factor::Totp, &next)).await);
        assert!(world.show(&other, (Factor::Totp, &next)).await.is_err(), "two attempts that cross");
    }

    async fn one_code_shown_twice_at_once_opens_one_session(world: World) {
        let (_, app) = world.with_app("karen.test").await;
        let (one, two) = (world.begin("karen.test").await, world.begin("karen.test").await);
        let code = app.code(&world, 0);
        let (a, b) = tokio::join!(world.show(&one, (Factor::Totp, &code)), world.show(&two, (Factor::Totp, &code)));
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(), 1);
    }

    async fn a_code_is_good_from_one_step_before_to_one_step_after(world: World) {
        let (_, app) = world.with_app("karen.test").await;
        let token = world.begin("karen.test").await;
        assert!(world.show(&token, (Factor::Totp, &app.code(&world, 2))).await.is_err());
        assert!(world.show(&token, (Factor::Totp, &app.code(&world, -2))).await.is_err());
        entered(world.show(&token, (Factor::Totp, &app.code(&world, 1))).await);
    }

    async fn the_key_is_sealed_in_the_database(world: World) {
        let (_, app) = world.with_app("karen.test").await;
        let secret = Secret::try_from_base32(&app.0).unwrap();
        let sealed = world.sealed().await;
        assert!(sealed.len() > 20 && !sealed.windows(20).any(|part| part == secret.as_ref()));
    }

    async fn five_tries_are_all_whatever_kind_of_code_they_are(world: World) {
        let (own, app) = world.with_app("karen.test").await;
        let codes = world.make_codes(own).await;
        let token = world.begin("karen.test").await;
        let wrong = [(Factor::Totp, "000000"), (Factor::Recovery, "AAAAA-AAAAA"), (Factor::Sms, "000000"), (Factor::Passkey, "x"), (Factor::Totp, "000000")];
        for (factor, text) in wrong {
            assert!(world.show(&token, (factor, text)).await.is_err(), "{factor:?}");
        }
        assert_eq!(code_of(world.show(&token, (Factor::Totp, &app.code(&world, 0))).await), Code::CodeExpired);
        assert_eq!(code_of(world.show(&token, (Factor::Recovery, &codes[0])).await), Code::CodeExpired);
        assert_eq!(world.left(own.0).await, 10, "and no recovery code is lost");
        assert_eq!(code_of(login::send_again(&world.store, &token).await.unwrap()), Code::CodeExpired);
    }

    async fn tries_at_once_are_tries_too(world: World) {
        let (_, _) = world.with_app("karen.test").await;
        let token = world.begin("karen.test").await;
        let tries = (0..12).map(|_| {
            let (store, token) = (world.store.clone(), token);
            tokio::spawn(async move {
                let typed = attempt::Typed { factor: Factor::Totp, text: "000000" };
                login::give_code(&store, &token, (typed, &browser())).await.unwrap().err().unwrap().code
            })
        });
        let mut wrong = 0;
        for tried in tries.collect::<Vec<_>>() {
            wrong += i32::from(matches!(tried.await.unwrap(), Code::WrongCode { .. }));
        }
        assert!(wrong <= 5, "{wrong} codes were compared");
    }

    async fn who_begins_again_and_again_waits_longer_and_longer(world: World) {
        let (_, app) = world.with_app("karen.test").await;
        for _ in 0..2 {
            let token = world.begin("karen.test").await;
            for _ in 0..4 {
                assert!(matches!(code_of(world.show(&token, (Factor::Totp, "000000")).await), Code::WrongCode { .. }));
            }
        }
        let token = world.begin("karen.test").await;
        let code = app.code(&world, 0);
        assert_eq!(code_of(world.show(&token, (Factor::Totp, &code)).await), Code::TooManyCodes { seconds: 1 });
        world.clock.advance(TimeDelta::seconds(1));
        entered(world.show(&token, (Factor::Totp, &code)).await);
        let token = world.begin("karen.test").await;
        assert_eq!(code_of(world.show(&token, (Factor::Totp, "000000")).await), Code::WrongCode { left: 4 }, "counted anew");
    }

    async fn an_sms_is_sent_to_who_has_an_app_only_when_asked_for(world: World) {
        world.with_app("karen.test").await;
        let token = world.begin("karen.test").await;
        assert!(world.letters().await.is_empty());
        login::send_again(&world.store, &token).await.unwrap().unwrap();
        let code = world.code().await;
        let opened = entered(world.show(&token, (Factor::Sms, &code)).await);
        assert_eq!(world.level_of(&opened).await, Level::Sms);
    }

    async fn no_code_is_taken_for_an_sms_that_was_never_sent(world: World) {
        world.with_app("karen.test").await;
        let token = world.begin("karen.test").await;
        for typed in ["0", "000000", "geen cijfers"] {
            assert!(world.show(&token, (Factor::Sms, typed)).await.is_err(), "{typed}");
        }
    }

    async fn d3_who_sets_up_an_app_is_asked_for_it_where_none_is_demanded(world: World) {
        let portero = "fgrashoff11";
        assert!(matches!(world.try_password(portero, PASSWORD).await, Ok(Step::In(_))));
        let (_, app) = world.with_app(portero).await;
        let token = world.begin(portero).await;
        entered(world.show(&token, (Factor::Totp, &app.code(&world, 0))).await);
    }

    async fn d3_what_an_organisation_does_not_allow_is_not_asked(world: World) {
        let (_, app) = world.with_app("jan.devries").await;
        world.allow(DE_LINDE, &[Factor::Sms]).await;
        let token = world.begin("jan.devries").await;
        let code = world.code().await;
        assert_eq!(code_of(world.show(&token, (Factor::Totp, &app.code(&world, 0))).await), Code::CodeExpired);
        entered(world.show(&token, (Factor::Sms, &code)).await);
    }

    async fn a_recovery_code_works_once_and_its_owner_is_told(world: World) {
        let (own, _) = world.with_app("karen.test").await;
        let codes = world.make_codes(own).await;
        assert_eq!((codes.len(), world.left(own.0).await), (10, 10));
        world.letters().await;
        let token = world.begin("karen.test").await;
        let opened = entered(world.show(&token, (Factor::Recovery, &codes[3].to_lowercase().replace('-', " "))).await);
        assert_eq!((world.level_of(&opened).await, world.left(own.0).await), (Level::Recovery, 9));
        assert_eq!(world.told().await, ["Er is een herstelcode gebruikt"]);
        let token = world.begin("karen.test").await;
        assert!(world.show(&token, (Factor::Recovery, &codes[3])).await.is_err());
        entered(world.show(&token, (Factor::Recovery, &codes[4])).await);
    }

    async fn one_recovery_code_at_once_in_two_attempts_opens_one_session(world: World) {
        let (own, _) = world.with_app("karen.test").await;
        let codes = world.make_codes(own).await;
        let (one, two) = (world.begin("karen.test").await, world.begin("karen.test").await);
        let (a, b) = tokio::join!(world.show(&one, (Factor::Recovery, &codes[0])), world.show(&two, (Factor::Recovery, &codes[0])));
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(), 1);
        assert_eq!(world.left(own.0).await, 9);
    }

    async fn new_recovery_codes_end_the_old_ones_and_are_nobody_elses(world: World) {
        let (own, _) = world.with_app("karen.test").await;
        let old = world.make_codes(own).await;
        let new = world.make_codes(own).await;
        let jan = world.own("jan.devries").await;
        world.make_codes(jan).await;
        let token = world.begin("karen.test").await;
        assert!(world.show(&token, (Factor::Recovery, &old[0])).await.is_err());
        let jans = world.begin("jan.devries").await;
        assert!(world.show(&jans, (Factor::Recovery, &new[0])).await.is_err());
        entered(world.show(&token, (Factor::Recovery, &new[0])).await);
    }

    async fn recovery_codes_are_shown_for_ten_minutes_in_the_browser_that_made_them(world: World) {
        let (here, there) = (world.own("karen.test").await, world.own("karen.test").await);
        world.make_codes(here).await;
        assert!(world.codes_shown(there.1).await.is_empty());
        world.clock.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
        assert_eq!(world.codes_shown(here.1).await.len(), 10);
        world.clock.advance(TimeDelta::seconds(1));
        assert!(world.codes_shown(here.1).await.is_empty());
        world.make_codes(here).await;
        transact!(world.store, |tx| { recovery::hide(tx, here.1).await }).unwrap();
        assert!(world.codes_shown(here.1).await.is_empty());
    }

    async fn somebody_elses_factor_does_not_exist(world: World) {
        let (karen, _) = world.with_app("karen.test").await;
        let jan = world.own("jan.devries").await;
        let id = world.listed(karen.0).await[0].id;
        assert!(matches!(world.remove(jan.0, id).await, Err(Error::NotFound(_))));
        let renamed = transact!(world.store, |tx| { factors::rename(tx, jan.0, (id, "Van mij", "192.0.2.7")).await });
        assert!(matches!(renamed, Err(Error::NotFound(_))));
        let mut conn = world.store.read().await.unwrap();
        assert!(matches!(factors::find(&mut conn, jan.0, (id, "192.0.2.7")).await, Err(Error::NotFound(_))));
        assert_eq!(world.listed(karen.0).await[0].name, "Telefoon");
    }

    async fn a_removed_app_is_asked_no_more_and_the_owner_is_told_of_both(world: World) {
        let own = world.own("karen.test").await;
        let app = world.offer(own).await;
        world.enrol(own, &app.code(&world, 0)).await.unwrap();
        assert_eq!(world.told().await, ["Nieuwe manier van inloggen"]);
        world.remove(own.0, world.listed(own.0).await[0].id).await.unwrap();
        assert_eq!(world.told().await, ["Manier van inloggen verwijderd"]);
        let token = world.begin("karen.test").await;
        let code = world.code().await;
        assert!(world.show(&token, (Factor::Totp, &app.code(&world, 1))).await.is_err());
        entered(world.show(&token, (Factor::Sms, &code)).await);
    }

    async fn the_password_and_the_strongest_factor_confirm_and_the_old_token_is_dead(world: World) {
        let (_, app) = world.with_app("karen.test").await;
        let token = world.begin("karen.test").await;
        let opened = entered(world.show(&token, (Factor::Totp, &app.code(&world, 0))).await);
        let visitor = world.visitor(&opened).await.unwrap();
        assert_eq!(visitor.confirmed_at, None, "a login confirms nothing");
        world.clock.advance(TimeDelta::minutes(1));
        let Ok(Step::Code { token }) = world.start_confirming((visitor.account, opened.id), PASSWORD).await else { panic!("no code") };
        let Ok(Step::Confirmed { token }) = world.show(&token, (Factor::Totp, &app.code(&world, 0))).await else { panic!("not confirmed") };
        assert!(world.visitor(&opened).await.is_none(), "the old token");
        let visitor = world.visitor(&Opened { id: opened.id, token, remembered: None }).await.unwrap();
        assert_eq!((visitor.session, visitor.confirmed_at), (opened.id, Some(world.store.now())));
    }

    async fn who_has_nothing_else_confirms_with_a_code_that_says_what_it_is_for(world: World) {
        let own = world.own("fgrashoff11").await;
        assert!(matches!(world.start_confirming(own, PASSWORD).await, Ok(Step::Code { .. })));
        assert!(world.letters().await[0].body.contains("uw code om te bevestigen dat u het bent"));
    }

    async fn wrong_passwords_are_counted_like_those_of_a_login(world: World) {
        let own = world.own("karen.test").await;
        for _ in 0..3 {
            assert_eq!(code_of(world.start_confirming(own, "mis").await), Code::WrongPassword);
        }
        assert_eq!(code_of(world.start_confirming(own, PASSWORD).await), Code::Wait { seconds: 1 });
        assert_eq!(code_of(world.try_password("karen.test", PASSWORD).await), Code::Wait { seconds: 1 });
        assert_eq!(code_of(world.start_confirming(own, "").await), Code::Missing);
    }

    async fn a_session_that_ended_meanwhile_is_not_brought_back(world: World) {
        let own = world.own("karen.test").await;
        let Ok(Step::Code { token }) = world.start_confirming(own, PASSWORD).await else { panic!("no code") };
        let code = world.code().await;
        transact!(world.store, |tx| { session::end(tx, own, ("by its owner", "192.0.2.7")).await }).unwrap();
        let typed = attempt::Typed { factor: Factor::Sms, text: &code };
        assert!(matches!(login::give_code(&world.store, &token, (typed, &browser())).await, Err(Error::NotFound(_))));
    }

    async fn who_forgot_the_password_shows_the_strongest_factor_or_a_recovery_code(world: World) {
        let (own, _) = world.with_app("karen.test").await;
        let codes = world.make_codes(own).await;
        requests::ask(&world.store, ("karen.test", portiek_domain::accounts::link::LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
        requests::handle(&world.store).await.unwrap();
        let mail = world.letters().await.pop().unwrap();
        let hex = mail.action.unwrap().path.split_off("/wachtwoord/nieuw/".len());
        let link = unhex(&hex);
        let followed = links::follow(&mut world.store.read().await.unwrap(), &link, world.store.now()).await.unwrap().unwrap();
        assert!(!followed.code, "no SMS is announced");
        let Some(Step::Code { token }) = links::go_on(&world.store, &link, &browser()).await.unwrap() else { panic!("no code") };
        assert!(world.letters().await.is_empty());
        assert!(matches!(world.show(&token, (Factor::Recovery, &codes[0])).await, Ok(Step::NewPassword { .. })));
    }

    async fn sessions_that_timed_out_are_not_listed(world: World) {
        let own = world.own("karen.test").await;
        let list = async || session::list(&mut world.store.read().await.unwrap(), own.0, world.store.now()).await.unwrap().len();
        world.clock.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
        assert_eq!(list().await, 1);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(list().await, 0);
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}
