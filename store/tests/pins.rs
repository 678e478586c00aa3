//! Pincodes (R16, R17, D27): rules, five tries, the way back, and what a stolen database tells of them.

use crate::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    accounts::pin::{Standing, Trivial},
    ids::AccountId,
    refusal::{Code, Refusal},
};
use portiek_store::{Ambient, Store, accounts::pin, cast::PIN, keys::Keys, transact};
use sqlx::{ConnectOptions, Connection};

const NOOR: &str = "noor.aios";
const NETWORK: &str = "192.0.2.7";

impl World {
    pub fn account(&self, login: &str) -> AccountId {
        *self.cast.accounts.get(login).unwrap()
    }

    pub async fn try_pin(&self, login: &str, typed: &str) -> Result<pin::Given, Code> {
        pin::check(&self.store, (self.account(login), NETWORK), typed).await.unwrap()
    }

    async fn wrong_pin(&self, login: &str, typed: &str) -> Code {
        self.try_pin(login, typed).await.err().unwrap()
    }

    async fn standing(&self, login: &str) -> Standing {
        let mut conn = self.store.read().await.unwrap();
        pin::standing(&mut conn, self.account(login)).await.unwrap()
    }

    async fn choose_pin(&self, login: &str, typed: &str) -> Result<(), Code> {
        let account = self.account(login);
        let hash = pin::hash(&self.store, account, typed).await.unwrap()?;
        transact!(self.store, |tx| { pin::set(tx, account, (&hash, NETWORK)).await }).unwrap();
        Ok(())
    }

    async fn five_wrong(&self, login: &str) {
        for left in [4, 3, 2, 1] {
            assert_eq!(self.wrong_pin(login, "13579").await, Code::WrongPin { left });
        }
        assert_eq!(self.wrong_pin(login, "13579").await, Code::PinLocked);
    }

    /// Another PIN, by who confirmed at a moment to be the owner.
    async fn replace(&self, login: &str, (typed, shown_at): (&str, DateTime<Utc>)) -> Option<Result<(), Refusal>> {
        let own = (self.account(login), NETWORK);
        pin::choose(&self.store, own, (typed, shown_at)).await.unwrap()
    }

    async fn unlock(&self, login: &str, shown_at: DateTime<Utc>) {
        let own = (self.account(login), NETWORK);
        transact!(self.store, |tx| { pin::unlock(tx, own, shown_at).await }).unwrap();
    }

    /// What the database holds of somebody's PIN.
    async fn kept(&self, login: &str) -> Vec<u8> {
        let account = self.account(login).0;
        let sql = "SELECT sealed FROM pin WHERE account_id = $1";
        match self.url.strip_prefix("sqlite:") {
            Some(file) => {
                let mut conn = sqlx::sqlite::SqliteConnectOptions::new().filename(file).connect().await.unwrap();
                sqlx::query_scalar(sql).bind(account).fetch_one(&mut conn).await.unwrap()
            }
            None => {
                let mut conn = sqlx::PgConnection::connect(&self.url).await.unwrap();
                sqlx::query_scalar(sql).bind(account).fetch_one(&mut conn).await.unwrap()
            }
        }
    }
}

on_both_databases! {
    async fn a_pin_that_changed_is_mailed_to_its_owner_without_the_pin(world: World) {
        world.letters().await;
        let own = (world.account(NOOR), NETWORK);
        pin::change(&world.store, own, (PIN, "97531")).await.unwrap().unwrap();
        world.replace(NOOR, ("86420", world.store.now())).await.unwrap().unwrap();
        let letters = world.letters().await;
        let subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
        assert_eq!(subjects, ["Uw pincode is gewijzigd", "Uw pincode is gewijzigd"]);
        assert_eq!(letters[0].to, "noor.aios@voorbeeld.nl");
        assert!(letters[0].body.contains("op 02-03-2026 om 10:00."), "{}", letters[0].body);
        assert!(letters.iter().all(|letter| !letter.body.contains("97531") && !letter.body.contains("86420")));
    }

    async fn a_pin_that_could_not_be_changed_is_no_mail(world: World) {
        world.letters().await;
        let own = (world.account(NOOR), NETWORK);
        assert!(pin::change(&world.store, own, ("13579", "97531")).await.unwrap().is_err());
        assert!(pin::change(&world.store, own, (PIN, "1234")).await.unwrap().is_err());
        assert!(world.letters().await.is_empty());
    }

    async fn r17_the_right_pin_is_proof_for_its_own_account(world: World) {
        let given = world.try_pin(NOOR, PIN).await.unwrap();
        assert_eq!(given.account(), world.account(NOOR));
        assert_eq!(world.wrong_pin(NOOR, "24681").await, Code::WrongPin { left: 4 });
    }

    async fn d27_after_the_fifth_wrong_try_the_right_one_does_not_help(world: World) {
        world.five_wrong(NOOR).await;
        assert_eq!(world.wrong_pin(NOOR, PIN).await, Code::PinLocked);
        assert_eq!(world.standing(NOOR).await, Standing::Locked);
        world.clock.advance(TimeDelta::days(365));
        assert_eq!(world.wrong_pin(NOOR, PIN).await, Code::PinLocked, "waiting is no second factor");
        assert!(world.try_pin("sem.anios", PIN).await.is_ok(), "nobody else is locked");
    }

    async fn d27_four_wrong_tries_and_a_right_one_start_the_count_anew(world: World) {
        for left in [4, 3, 2, 1] {
            assert_eq!(world.wrong_pin(NOOR, "13579").await, Code::WrongPin { left });
        }
        assert!(world.try_pin(NOOR, PIN).await.is_ok());
        world.five_wrong(NOOR).await;
    }

    async fn what_cannot_be_a_pin_costs_no_try(world: World) {
        for typed in ["", "12", "1234567", "abcd"] {
            assert!(matches!(world.wrong_pin(NOOR, typed).await, Code::Missing | Code::NotAPin), "{typed}");
        }
        assert_eq!(world.wrong_pin(NOOR, "13579").await, Code::WrongPin { left: 4 });
    }

    async fn twenty_tries_at_once_are_no_more_than_five(world: World) {
        let tries = (0..20).map(|n| {
            let (store, account) = (world.store.clone(), world.account(NOOR));
            tokio::spawn(async move { pin::check(&store, (account, NETWORK), &format!("1357{n:02}")).await.unwrap() })
        });
        let mut looked_at = 0;
        for tried in tries.collect::<Vec<_>>() {
            looked_at += i32::from(tried.await.unwrap().err().unwrap() != Code::PinLocked);
        }
        assert_eq!(looked_at, 4, "the fifth answers that it is locked");
        assert_eq!(world.wrong_pin(NOOR, PIN).await, Code::PinLocked);
    }

    async fn d27_who_confirms_after_five_wrong_tries_has_five_more(world: World) {
        world.five_wrong(NOOR).await;
        world.unlock(NOOR, world.store.now()).await;
        assert_eq!(world.standing(NOOR).await, Standing::Ready);
        assert!(world.try_pin(NOOR, PIN).await.is_ok(), "the current one works again");
    }

    async fn d27_who_confirms_may_choose_another(world: World) {
        world.five_wrong(NOOR).await;
        let now = world.store.now();
        let trivial = world.replace(NOOR, ("1111", now)).await.unwrap();
        assert_eq!(trivial, Err(Refusal::new("pincode", Code::TrivialPin(Trivial::Repeated))));
        world.replace(NOOR, ("97531", now)).await.unwrap().unwrap();
        assert!(world.try_pin(NOOR, "97531").await.is_ok());
        assert_eq!(world.wrong_pin(NOOR, PIN).await, Code::WrongPin { left: 4 });
    }

    async fn what_was_shown_before_the_wrong_tries_proves_nothing(world: World) {
        let before = world.store.now();
        world.clock.advance(TimeDelta::seconds(1));
        world.five_wrong(NOOR).await;
        world.unlock(NOOR, before).await;
        assert_eq!(world.standing(NOOR).await, Standing::Locked);
        assert!(world.replace(NOOR, ("97531", before)).await.is_none());
        world.unlock(NOOR, before + TimeDelta::seconds(1)).await;
        assert_eq!(world.standing(NOOR).await, Standing::Ready);
    }

    async fn changing_asks_the_current_pin(world: World) {
        let account = world.account(NOOR);
        let change = async |current, new| {
            pin::change(&world.store, (account, NETWORK), (current, new)).await.unwrap()
        };
        assert_eq!(change("13579", "97531").await, Err(Refusal::new("huidig", Code::WrongPin { left: 4 })));
        assert_eq!(change(PIN, "4321").await, Err(Refusal::new("pincode", Code::TrivialPin(Trivial::Run))));
        assert_eq!(change(PIN, "97531").await, Ok(()));
        assert!(world.try_pin(NOOR, "97531").await.is_ok());
    }

    async fn d27_the_birth_date_comes_from_ones_own_records(world: World) {
        for typed in ["1986", "300386", "3003"] {
            assert_eq!(world.choose_pin("karen.test", typed).await, Err(Code::TrivialPin(Trivial::Birth)), "{typed}");
            assert_eq!(world.choose_pin("jan.devries", typed).await, Ok(()), "{typed} is nothing of Jan's");
        }
    }

    async fn who_has_chosen_none_cannot_sign(world: World) {
        world.tamper("DELETE FROM pin").await;
        let store = Store::open(&world.url, ambient(&world.clock, 3)).await.unwrap();
        let world = World { store, ..world };
        assert_eq!(world.standing(NOOR).await, Standing::NotChosen);
        assert_eq!(world.wrong_pin(NOOR, PIN).await, Code::NoPin);
        world.choose_pin(NOOR, "97531").await.unwrap();
        assert!(world.try_pin(NOOR, "97531").await.is_ok());
    }

    async fn a_stolen_database_has_nothing_to_try_pins_on(world: World) {
        let kept = world.kept(NOOR).await;
        let readable = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("argon2");
        assert!(!readable(&kept));
        let (noors, others) = (world.account(NOOR), world.account("sem.anios"));
        let open = |keys: &Keys, account: AccountId| {
            keys.open(portiek_store::keys::Purpose::Pin, account.0.as_bytes(), &kept)
        };
        let hash = String::from_utf8(open(&keys(), noors).unwrap()).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(open(&Keys::new([(1, [8; 32])].into()).unwrap(), noors).is_err(), "another key file");
        assert!(open(&keys(), others).is_err(), "another account");
    }

    async fn a_pin_is_still_checked_after_the_key_file_got_a_new_key(world: World) {
        world.store.close().await;
        let keys = Keys::new([(1, [7; 32]), (2, [9; 32])].into()).unwrap();
        let store = Store::open(&world.url, Ambient { keys, ..ambient(&world.clock, 3) }).await.unwrap();
        let again = World { store, ..world };
        assert!(again.try_pin(NOOR, PIN).await.is_ok());
    }
}
