//! Hulp (R22, R116): what reaches which help desk, once, and never too much of it.

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::{
    help::{About, Asked, Desk},
    ids::FormKey,
    refusal::{Code, Refusal},
};
use portiek_store::{cast::people::DE_LINDE, help, outbox::Letter, transact};

const NETWORK: &str = "192.0.2.7";

fn asked(organisation: &str) -> Asked {
    Asked {
        name: "Karen Test".into(),
        organisation: organisation.into(),
        login_name: "karen.test".into(),
        phone: "088 789 17 00".into(),
        story: "Ik krijg geen code.".into(),
        severity: String::new(),
    }
}

impl World {
    async fn ask_desk(&self, key: FormKey, organisation: &str) -> Result<(), Refusal> {
        let asked = asked(organisation);
        transact!(self.store, |tx| { help::ask(tx, (key, About::Login, &asked), NETWORK).await }).unwrap()
    }

    async fn asks_help(&self, organisation: &str) -> Vec<Letter> {
        self.ask_desk(self.key(), organisation).await.unwrap();
        self.letters().await
    }
}

on_both_databases! {
    async fn r22_the_desk_of_the_organisation_that_was_typed_gets_all_of_it(world: World) {
        for typed in ["De Linde", " ggz-praktijk DE LÍNDE "] {
            let letters = world.asks_help(typed).await;
            assert_eq!(letters.len(), 1, "{typed}");
            assert_eq!((letters[0].to.as_str(), letters[0].subject.as_str()), ("helpdesk@voorbeeld.nl", "Hulp bij inloggen gevraagd"));
            assert_eq!(letters[0].organisation, Some(world.cast.organisation(DE_LINDE).unwrap()));
            for line in ["Naam: Karen Test", "Gebruikersnaam: karen.test", "Omschrijving: Ik krijg geen code."] {
                assert!(letters[0].body.contains(line), "{line}");
            }
        }
    }

    async fn r116_the_installations_own_desk_gets_what_is_for_nobody_or_for_an_organisation_without_one(world: World) {
        for typed in ["De Lindde", "Ziekenhuis West"] {
            assert_eq!(world.asks_help(typed).await[0].to, "support@voorbeeld.nl", "{typed}");
        }
        let (linde, none) = (world.cast.organisation(DE_LINDE).unwrap(), Desk::default());
        transact!(world.store, |tx| { help::set_desk(tx, (linde, None), &none).await }).unwrap();
        assert_eq!(world.asks_help("De Linde").await[0].to, "support@voorbeeld.nl");
    }

    async fn a_form_sent_twice_is_one_request(world: World) {
        let key = world.key();
        for _ in 0..2 {
            world.ask_desk(key, "De Linde").await.unwrap();
        }
        assert_eq!(world.letters().await.len(), 1);
    }

    async fn ten_requests_in_fifteen_minutes_from_one_address_are_enough(world: World) {
        let tenth = world.key();
        for _ in 0..9 {
            world.ask_desk(world.key(), "De Linde").await.unwrap();
        }
        world.ask_desk(tenth, "De Linde").await.unwrap();
        world.ask_desk(tenth, "De Linde").await.unwrap();
        world.clock.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
        let refused = world.ask_desk(world.key(), "De Linde").await.err().unwrap();
        assert_eq!(refused, Refusal::new("omschrijving", Code::Wait { seconds: 1 }));
        let (asked, key) = (asked("De Linde"), world.key());
        let elsewhere = transact!(world.store, |tx| { help::ask(tx, (key, About::Other, &asked), "198.51.100.4").await });
        assert_eq!(elsewhere.unwrap(), Ok(()));
        world.clock.advance(TimeDelta::seconds(1));
        world.ask_desk(world.key(), "De Linde").await.unwrap();
    }

    async fn r116_a_page_shows_the_desk_of_its_organisation_or_the_installations_own(world: World) {
        let desk = async |number| help::desk(&mut world.store.read().await.unwrap(), number).await.unwrap().unwrap();
        assert_eq!(desk(Some(DE_LINDE)).await.desk.hours, "op kantoordagen van 08.30 tot 17.00 uur");
        for number in [None, Some(99)] {
            let own = desk(number).await;
            assert!(own.is_platform && own.desk.mail == "support@voorbeeld.nl");
        }
    }
}
