//! Inactivity (R14, D6): who stays away six months at an organisation with Portero's policy.

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    actor::Role,
    audit::{Event, Kind as What},
    names::PersonName,
    refusal::Code,
    time,
};
use portiek_store::{
    accounts::{
        inactivity,
        invitations::{self, Invitee},
    },
    cast::{PASSWORD, people::CIZ_ICT},
    transact,
};

const BEHEERDER: &str = "fgrashoff11";

impl World {
    async fn review(&self) -> u64 {
        inactivity::review(&self.store).await.unwrap()
    }

    /// Who was warned since the last time.
    async fn warned(&self) -> Vec<String> {
        let letters = self.letters().await;
        letters
            .into_iter()
            .filter(|letter| letter.subject == "Uw account wordt inactief")
            .map(|letter| letter.to)
            .collect()
    }
}

on_both_databases! {
    async fn r14_d6_after_six_months_a_membership_ends_to_the_second_and_its_owner_is_told(world: World) {
        let ends = time::months_later(world.store.now(), 6);
        world.clock.advance(ends - world.store.now() - TimeDelta::seconds(1));
        assert_eq!(world.review().await, 0);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.review().await, 1, "nobody else is at an organisation that asks this");
        assert_eq!(code_of(world.try_password(BEHEERDER, PASSWORD).await), Code::Inactive);
        assert_eq!(code_of(world.try_password(BEHEERDER, "verkeerd").await), Code::WrongLogin, "told to the owner only");
        assert_eq!(world.review().await, 0);
    }

    async fn d6_warnings_come_four_weeks_and_one_week_ahead_and_once_each(world: World) {
        let ends = time::months_later(world.store.now(), 6);
        for (before, expected) in [(TimeDelta::days(28) + TimeDelta::seconds(1), 0), (TimeDelta::days(28), 1), (TimeDelta::days(27), 0), (TimeDelta::days(7), 1), (TimeDelta::days(1), 0)] {
            world.clock.advance(ends - before - world.store.now());
            world.review().await;
            let warned = world.warned().await;
            assert_eq!(warned.len(), expected, "{before} ahead");
            assert!(warned.iter().all(|to| to == "fgrashoff11@voorbeeld.nl"));
        }
    }

    async fn d6_any_visit_counts_and_the_warnings_come_anew(world: World) {
        world.clock.advance(TimeDelta::days(60));
        world.enter(BEHEERDER, PASSWORD).await;
        let ends = time::months_later(world.store.now(), 6);
        world.clock.advance(ends - world.store.now() - TimeDelta::seconds(1));
        assert_eq!(world.review().await, 0);
        assert_eq!(world.warned().await.len(), 1);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.review().await, 1);
    }

    async fn d6_an_account_that_also_has_a_patient_record_keeps_that(world: World) {
        let karen = Invitee {
            role: Role::Administrator,
            name: PersonName { initials: "K".into(), last: "Test".into(), ..PersonName::default() },
            profession: String::new(),
            mail: "k.test@voorbeeld.nl".into(),
            mobile: String::new(),
        };
        let organisation = world.cast.organisation(CIZ_ICT).unwrap();
        let event = Event::from_network("192.0.2.7", What::Invited);
        let invited = transact!(world.store, |tx| { invitations::invite(tx, organisation, (&karen, event.clone())).await });
        let token: Vec<u8> = invited.unwrap().1.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect();
        let owner = *world.cast.accounts.get("karen.test").unwrap();
        let joined = portiek_store::accounts::joining::join(&world.store, (&token, owner), portiek_store::accounts::joining::Typed { agreed: Some(1), pin: "", network: "192.0.2.7" }).await;
        joined.unwrap().unwrap().unwrap();
        world.clock.advance(TimeDelta::days(200));
        assert_eq!(world.review().await, 2);
        let opened = portiek_store::cast::PASSWORD;
        assert!(!matches!(world.try_password("karen.test", opened).await, Err(refusal) if refusal.code == Code::Inactive));
    }

    async fn who_was_invited_and_never_came_is_no_absentee(world: World) {
        let new = Invitee {
            role: Role::Administrator,
            name: PersonName { initials: "N".into(), last: "Nooit".into(), ..PersonName::default() },
            profession: String::new(),
            mail: "nooit@voorbeeld.nl".into(),
            mobile: String::new(),
        };
        let organisation = world.cast.organisation(CIZ_ICT).unwrap();
        let event = Event::from_network("192.0.2.7", What::Invited);
        transact!(world.store, |tx| { invitations::invite(tx, organisation, (&new, event.clone())).await }).unwrap();
        world.clock.advance(TimeDelta::days(200));
        assert_eq!(world.review().await, 1);
    }
}
