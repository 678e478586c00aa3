//! Handtekeningen (R17): bound to who, when and exactly what; a changed content or row shows.

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::{
    actor::{Actor, Role},
    audit::ObjectKind,
    ids::SignatureId,
    signature::{Content, State},
};
use portiek_store::{
    Ambient, Error, Result, Store,
    cast::{PIN, people::OOST},
    keys::Keys,
    signatures::{self, Signed},
    transact,
};
use uuid::Uuid;

const KAS: &str = "opleider.kas";
const REPORT: Uuid = Uuid::from_u128(77);

fn report(judgement: &str) -> Content {
    Content::of(ObjectKind::Record, REPORT, 1).with("doel", "Anamnese").with("oordeel", judgement)
}

impl World {
    fn kas(&self) -> Actor {
        self.actor_at(KAS, OOST)
    }

    async fn sign(&self, login: &str, content: &Content) -> Result<SignatureId> {
        let given = self.try_pin(login, PIN).await.unwrap();
        let actor = self.actor_at(login, OOST);
        transact!(self.store, |tx| { signatures::sign(tx, (&actor, &given), content).await })
    }

    async fn verified(&self, versions: &[Content]) -> Vec<Signed> {
        let mut conn = self.store.read().await.unwrap();
        let keys = &self.store.ambient().keys;
        signatures::verify((&mut conn, keys), self.kas().organisation, versions).await.unwrap()
    }

    /// How the only signature stands over this content.
    async fn stands(&self, content: &Content) -> State {
        let signed = self.verified(std::slice::from_ref(content)).await;
        let [only] = signed.as_slice() else { panic!("{signed:?}") };
        only.state
    }

    async fn withdraw(&self, login: &str, id: SignatureId) -> Result<()> {
        let given = self.try_pin(login, PIN).await.unwrap();
        let actor = self.actor_at(login, OOST);
        transact!(self.store, |tx| { signatures::withdraw(tx, (&actor, &given), id).await })
    }

    async fn opened_with(self, keys: Keys) -> Self {
        self.store.close().await;
        // Chance begins anew, and identifiers with it.
        self.clock.advance(TimeDelta::seconds(1));
        let store = Store::open(&self.url, Ambient { keys, ..ambient(&self.clock, 5) }).await.unwrap();
        Self { store, ..self }
    }
}

on_both_databases! {
    async fn r17_a_signature_says_who_signed_in_which_role_and_when(world: World) {
        world.sign(KAS, &report("Goed")).await.unwrap();
        world.clock.advance(TimeDelta::days(400));
        let signed = world.verified(&[report("Goed")]).await;
        let [only] = signed.as_slice() else { panic!("{signed:?}") };
        assert_eq!((only.name.as_str(), only.role), ("Kas Hoekstra", Role::Director));
        assert_eq!((only.at, only.state), (morning(), State::Valid));
    }

    async fn r17_a_changed_character_shows(world: World) {
        world.sign(KAS, &report("Goed")).await.unwrap();
        for changed in ["goed", "Goed ", "", "Go\u{301}ed"] {
            assert_eq!(world.stands(&report(changed)).await, State::Broken, "{changed}");
        }
        assert_eq!(world.stands(&report("Goed").with("datum", "")).await, State::Broken);
        assert_eq!(world.stands(&report("Goed")).await, State::Valid);
    }

    async fn r17_a_changed_row_shows(world: World) {
        let changes = [
            "UPDATE signature SET signer_name = 'Iemand Anders'",
            "UPDATE signature SET signer_role = 'faculty'",
            "UPDATE signature SET signed_at = (SELECT min(placed_at) FROM message)",
            "UPDATE signature SET membership_id = (SELECT id FROM membership WHERE login_name = 'staf.lena')",
            "UPDATE signature SET account_id = (SELECT account_id FROM membership WHERE login_name = 'noor.aios')",
            "UPDATE signature SET withdrawn_at = signed_at",
            "UPDATE signature SET content_version = 2",
            "UPDATE signature SET content_hash = seal",
        ];
        let mut world = world;
        for change in changes {
            world.tamper("DELETE FROM signature").await;
            world = world.opened_with(keys()).await;
            world.sign(KAS, &report("Goed")).await.unwrap();
            world.tamper(change).await;
            world = world.opened_with(keys()).await;
            let versions = [report("Goed"), Content::of(ObjectKind::Record, REPORT, 2)];
            assert_eq!(world.verified(&versions).await[0].state, State::Broken, "{change}");
        }
    }

    async fn a_signature_moved_to_another_object_shows(world: World) {
        world.sign(KAS, &report("Goed")).await.unwrap();
        world.tamper("UPDATE signature SET object_id = account_id").await;
        let world = world.opened_with(keys()).await;
        let elsewhere = Content::of(ObjectKind::Record, world.kas().account.0, 1).with("doel", "Anamnese").with("oordeel", "Goed");
        assert_eq!(world.stands(&elsewhere).await, State::Broken);
    }

    async fn somebody_without_the_key_file_cannot_make_one(world: World) {
        let other = world.opened_with(Keys::new([(1, [8; 32])].into()).unwrap()).await;
        let (actor, content) = (other.kas(), report("Goed"));
        let given = {
            let account = actor.account;
            let hash = portiek_store::accounts::pin::hash(&other.store, account, "97531").await.unwrap().unwrap();
            transact!(other.store, |tx| { portiek_store::accounts::pin::set(tx, account, (&hash, "")).await }).unwrap();
            other.try_pin(KAS, "97531").await.unwrap()
        };
        transact!(other.store, |tx| { signatures::sign(tx, (&actor, &given), &content).await }).unwrap();
        assert_eq!(other.opened_with(keys()).await.stands(&content).await, State::Broken);
    }

    async fn it_holds_after_the_signer_got_another_name_and_after_a_new_key(world: World) {
        world.sign(KAS, &report("Goed")).await.unwrap();
        world.tamper("UPDATE membership SET last_name = 'Nieuwenaam' WHERE login_name = 'opleider.kas'").await;
        let world = world.opened_with(Keys::new([(1, [7; 32]), (2, [9; 32])].into()).unwrap()).await;
        let signed = world.verified(&[report("Goed")]).await;
        assert_eq!((signed[0].name.as_str(), signed[0].state), ("Kas Hoekstra", State::Valid));
    }

    async fn a_form_that_grew_leaves_earlier_signatures_whole(world: World) {
        world.sign(KAS, &report("Goed")).await.unwrap();
        world.clock.advance(TimeDelta::seconds(1));
        let grown = Content::of(ObjectKind::Record, REPORT, 2).with("doel", "Anamnese").with("oordeel", "Goed").with("niveau", "");
        world.sign("staf.lena", &grown).await.unwrap();
        let states = async |versions: &[Content]| -> Vec<State> {
            world.verified(versions).await.iter().map(|signed| signed.state).collect()
        };
        assert_eq!(states(&[report("Goed"), grown.clone()]).await, [State::Valid, State::Valid]);
        assert_eq!(states(&[grown]).await, [State::Broken, State::Valid]);
    }

    async fn only_the_signer_withdraws_and_that_shows(world: World) {
        let id = world.sign(KAS, &report("Goed")).await.unwrap();
        assert!(matches!(world.withdraw("staf.lena", id).await, Err(Error::NotFound(_))));
        assert_eq!(world.stands(&report("Goed")).await, State::Valid);
        world.clock.advance(TimeDelta::hours(1));
        world.withdraw(KAS, id).await.unwrap();
        let at = morning() + TimeDelta::hours(1);
        assert_eq!(world.stands(&report("Goed")).await, State::Withdrawn(at));
        assert_eq!(world.stands(&report("Beter")).await, State::Withdrawn(at), "the content went on");
        assert!(matches!(world.withdraw(KAS, id).await, Err(Error::NotFound(_))), "it is withdrawn already");
    }

    async fn withdrawing_does_not_make_a_changed_row_whole(world: World) {
        let id = world.sign(KAS, &report("Goed")).await.unwrap();
        world.tamper("UPDATE signature SET signer_name = 'Iemand Anders'").await;
        let world = world.opened_with(keys()).await;
        assert!(matches!(world.withdraw(KAS, id).await, Err(Error::NotFound(_))));
        assert_eq!(world.stands(&report("Goed")).await, State::Broken);
    }

    async fn nobody_signs_with_the_pin_of_another(world: World) {
        let lenas = world.try_pin("staf.lena", PIN).await.unwrap();
        let (kas, content) = (world.kas(), report("Goed"));
        let signed = transact!(world.store, |tx| { signatures::sign(tx, (&kas, &lenas), &content).await });
        assert!(matches!(signed, Err(Error::NotFound(_))));
        assert!(world.verified(&[content]).await.is_empty());
    }

    async fn a_signature_is_kept_with_what_it_signs_or_not_at_all(world: World) {
        let (kas, content) = (world.kas(), report("Goed"));
        let given = world.try_pin(KAS, PIN).await.unwrap();
        let abandoned: Result<()> = transact!(world.store, |tx| {
            signatures::sign(tx, (&kas, &given), &content).await?;
            Err(portiek_store::access::refused(&kas, REPORT))
        });
        assert!(abandoned.is_err());
        assert!(world.verified(&[content]).await.is_empty());
    }

    async fn d23_another_organisation_sees_no_signature(world: World) {
        world.sign(KAS, &report("Goed")).await.unwrap();
        let mut conn = world.store.read().await.unwrap();
        let west = world.cast.organisation(portiek_store::cast::people::WEST).unwrap();
        let keys = &world.store.ambient().keys;
        assert!(signatures::verify((&mut conn, keys), west, &[report("Goed")]).await.unwrap().is_empty());
    }
}
