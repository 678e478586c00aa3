//! Inloggen met …: whom a provider lets in, and to what (OpenID Connect, D23, S16).

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    access::{self, PlatformAccess},
    accounts::oidc::{Level, Levels, Setback, Settings},
    bsn::Bsn,
    ids::{AccountId, ProviderId},
    refusal::{Code, Refusal},
};
use portiek_store::{
    Error,
    accounts::{
        oidc::{self, Arrival, Identity, NewProvider, Provider, links, providers},
        session::Opened,
    },
    cast::people::{DE_LINDE, HET_PLEIN, OOST, PLATFORM},
    keys::Keys,
    transact,
};

const BROKER: &str = "https://broker.voorbeeld.nl";
const SECRET: &str = "geheim-van-de-praktijk";
const KARENS_BSN: &str = "999990019";
const JANS_BSN: &str = "999990020";

fn settings(issuer: &str, required: Option<&str>) -> Settings {
    let level = |(acr, name): (&str, &str)| Level { acr: acr.into(), name: name.into() };
    let ordered = [("urn:laag", "Laag"), ("urn:midden", "Midden"), ("urn:hoog", "Hoog")].map(level).into();
    Settings {
        issuer: issuer.into(),
        client_id: "portiek".into(),
        label: "DigiD".into(),
        levels: Levels { ordered, required: required.map(Into::into) },
        bsn_claim: Some("bsn".into()),
    }
}

fn identity(subject: &str, acr: Option<&str>, bsn: Option<&str>) -> Identity {
    Identity { subject: subject.into(), acr: acr.map(Into::into), bsn: bsn.map(|bsn| Bsn::parse(bsn).unwrap()) }
}

impl World {
    async fn trust(&self, at: i64, settings: Settings) -> Provider {
        let organisation = self.cast.organisation(at).unwrap();
        let new = NewProvider { settings, client_secret: Some(SECRET.into()) };
        let id = transact!(self.store, |tx| { providers::set(tx, (organisation, None), &new).await }).unwrap().unwrap();
        self.provider(id).await.unwrap()
    }

    fn platform_access(&self) -> PlatformAccess {
        access::to_platform(&self.actor_at("platform", PLATFORM)).unwrap()
    }

    fn set_up(&self, settings: Settings, secret: &str) -> NewProvider {
        NewProvider { settings, client_secret: Some(secret.to_owned()).filter(|secret| !secret.is_empty()) }
    }

    async fn provider(&self, id: ProviderId) -> Option<Provider> {
        providers::find(&mut self.store.read().await.unwrap(), id).await.unwrap()
    }

    async fn arrive(&self, provider: &Provider, identity: &Identity) -> Arrival {
        oidc::arrive(&self.store, (provider, identity), (None, &browser())).await.unwrap()
    }

    async fn arrived(&self, provider: &Provider, identity: &Identity) -> Opened {
        match self.arrive(provider, identity).await {
            Arrival::In(opened) => opened,
            Arrival::Refused(why) => panic!("refused: {why:?}"),
            Arrival::Joined => panic!("joined"),
        }
    }

    async fn turned_away(&self, provider: &Provider, identity: &Identity) -> Setback {
        match self.arrive(provider, identity).await {
            Arrival::Refused(why) => why,
            _ => panic!("not refused"),
        }
    }

    async fn add_to(&self, account: AccountId, (provider, subject): (&Provider, &str)) -> Arrival {
        let identity = identity(subject, Some("urn:midden"), None);
        oidc::arrive(&self.store, (provider, &identity), (Some(account), &browser())).await.unwrap()
    }

    /// The numbers of the organisations that a session opens.
    async fn opens(&self, opened: &Opened) -> Vec<i64> {
        let visitor = self.visitor(opened).await.unwrap();
        visitor.memberships.iter().map(|membership| membership.organisation.number).collect()
    }
}

on_both_databases! {
    async fn s16_the_bsn_that_an_organisation_keeps_lets_its_member_in_and_joins_the_login(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, Some("urn:midden"))).await;
        world.arrived(&digid, &identity("sub-1", Some("urn:midden"), Some(KARENS_BSN))).await;
        let again = world.arrived(&digid, &identity("sub-1", Some("urn:hoog"), None)).await;
        assert_eq!(world.visitor(&again).await.unwrap().account, world.account("karen.test"));
    }

    async fn one_providers_login_opens_its_own_organisation_only_and_a_password_opens_all(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, Some("urn:midden"))).await;
        let opened = world.arrived(&digid, &identity("sub-1", Some("urn:midden"), Some(KARENS_BSN))).await;
        assert_eq!(world.opens(&opened).await, [DE_LINDE]);
        assert_eq!(world.visitor(&opened).await.unwrap().issuer.as_deref(), Some(BROKER));
        let by_password = world.log_in("karen.test").await;
        assert_eq!(world.opens(&by_password).await, [DE_LINDE, HET_PLEIN]);
        assert_eq!(world.visitor(&by_password).await.unwrap().issuer, None);
    }

    async fn a_login_counts_at_another_organisation_that_trusts_the_same_provider_at_the_level_it_asks(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, Some("urn:midden"))).await;
        let plein = world.trust(HET_PLEIN, settings(BROKER, Some("urn:hoog"))).await;
        let middle = world.arrived(&digid, &identity("sub-1", Some("urn:midden"), Some(KARENS_BSN))).await;
        assert_eq!(world.opens(&middle).await, [DE_LINDE], "Het Plein asks more");
        let high = world.arrived(&digid, &identity("sub-1", Some("urn:hoog"), None)).await;
        assert_eq!(world.opens(&high).await, [DE_LINDE, HET_PLEIN]);
        world.trust(HET_PLEIN, settings("https://ander.voorbeeld.nl", None)).await;
        let organisation = world.cast.organisation(HET_PLEIN).unwrap();
        transact!(world.store, |tx| { providers::turn_off(tx, (organisation, None), plein.id).await }).unwrap();
        let high = world.arrived(&digid, &identity("sub-1", Some("urn:hoog"), None)).await;
        assert_eq!(world.opens(&high).await, [DE_LINDE], "another issuer is another provider");
    }

    async fn a_level_that_is_too_low_or_missing_lets_nobody_in_and_joins_nothing(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, Some("urn:midden"))).await;
        for acr in [Some("urn:laag"), Some("urn:zelfbedacht"), None] {
            let who = identity("sub-1", acr, Some(KARENS_BSN));
            assert_eq!(world.turned_away(&digid, &who).await, Setback::TooLow, "{acr:?}");
        }
        assert_eq!(world.turned_away(&digid, &identity("sub-1", Some("urn:midden"), None)).await, Setback::Unknown);
    }

    async fn an_unknown_person_joins_nothing(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, None)).await;
        for bsn in [None, Some("999990032")] {
            assert_eq!(world.turned_away(&digid, &identity("sub-9", None, bsn)).await, Setback::Unknown);
        }
        let elsewhere = world.trust(OOST, settings("https://oost.voorbeeld.nl", None)).await;
        let who = identity("sub-1", None, Some(KARENS_BSN));
        assert_eq!(world.turned_away(&elsewhere, &who).await, Setback::Unknown, "Oost keeps no BSN of hers");
    }

    async fn d23_who_is_deleted_at_the_organisation_gets_into_nothing_of_it_and_still_into_the_own_record(world: World) {
        let oost = world.trust(OOST, settings("https://oost.voorbeeld.nl", None)).await;
        assert!(matches!(world.add_to(world.account("jan.devries"), (&oost, "jan@oost")).await, Arrival::Joined));
        assert_eq!(world.turned_away(&oost, &identity("jan@oost", None, None)).await, Setback::Ended);
        let by_password = world.log_in("jan.devries").await;
        assert_eq!(world.opens(&by_password).await, [DE_LINDE]);
        let digid = world.trust(DE_LINDE, settings(BROKER, Some("urn:midden"))).await;
        let opened = world.arrived(&digid, &identity("sub-2", Some("urn:midden"), Some(JANS_BSN))).await;
        assert_eq!(world.opens(&opened).await, [DE_LINDE]);
        let same_at_oost = world.trust(OOST, settings(BROKER, None)).await;
        let opened = world.arrived(&same_at_oost, &identity("sub-2", Some("urn:midden"), None)).await;
        assert_eq!(world.opens(&opened).await, [DE_LINDE], "by way of Oost into the own record, and nothing of Oost");
    }

    async fn d23_one_login_elsewhere_belongs_to_one_account(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, Some("urn:midden"))).await;
        let (karen, jan) = (world.account("karen.test"), world.account("jan.devries"));
        assert!(matches!(world.add_to(karen, (&digid, "sub-1")).await, Arrival::Joined));
        assert!(matches!(world.add_to(karen, (&digid, "sub-1")).await, Arrival::Joined), "twice is once");
        assert!(matches!(world.add_to(jan, (&digid, "sub-1")).await, Arrival::Refused(Setback::Taken)));
        let listed = links::list(&mut world.store.read().await.unwrap(), karen).await.unwrap();
        assert_eq!(listed.iter().map(|link| link.issuer.as_str()).collect::<Vec<_>>(), [BROKER]);
        let remove = async |who| {
            transact!(world.store, |tx| { links::remove(tx, (who, listed[0].id), "192.0.2.7").await }).unwrap()
        };
        let opened = world.arrived(&digid, &identity("sub-1", Some("urn:midden"), None)).await;
        let by_password = world.log_in("karen.test").await;
        assert!(!remove(jan).await, "another's link stays");
        assert!(remove(karen).await);
        assert!(world.visitor(&opened).await.is_none(), "what was open by it is over");
        assert!(world.visitor(&by_password).await.is_some());
        let who = identity("sub-1", Some("urn:midden"), None);
        assert_eq!(world.turned_away(&digid, &who).await, Setback::Unknown);
    }

    async fn an_attempt_is_taken_once_by_the_browser_that_began_within_ten_minutes(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, None)).await;
        let begin = async || transact!(world.store, |tx| { oidc::begin(tx, &digid, ("/inzage", None, &[9; 32])).await }).unwrap();
        let take = async |state: &str, browser: &[u8]| {
            transact!(world.store, |tx| { oidc::take(tx, (state, browser)).await }).unwrap()
        };
        let begun = begin().await;
        assert!(take(&begun.state, &[0; 32]).await.is_none(), "another browser");
        assert!(take("verzonnen", &[9; 32]).await.is_none(), "a forged state");
        world.clock.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
        let pending = take(&begun.state, &[9; 32]).await.unwrap();
        assert_eq!((pending.nonce, pending.verifier, pending.target), (begun.nonce, begun.verifier, "/inzage".into()));
        assert!(take(&begun.state, &[9; 32]).await.is_none(), "a second time");
        let begun = begin().await;
        world.clock.advance(TimeDelta::minutes(10));
        assert!(take(&begun.state, &[9; 32]).await.is_none(), "too late");
        assert_eq!(transact!(world.store, |tx| { oidc::attempt::forget(tx).await }).unwrap(), 1);
    }

    async fn the_secret_is_sealed_and_stays_when_the_rest_is_changed(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, None)).await;
        let organisation = world.cast.organisation(DE_LINDE).unwrap();
        let relabelled = Settings { label: "DigiD app".into(), ..settings(BROKER, Some("urn:hoog")) };
        let new = NewProvider { settings: relabelled.clone(), client_secret: None };
        transact!(world.store, |tx| { providers::set(tx, (organisation, None), &new).await }).unwrap().unwrap();
        let now = world.provider(digid.id).await.unwrap();
        assert_eq!((&now.settings, now.client_secret(&keys()).unwrap()), (&relabelled, SECRET.to_owned()));
        assert!(now.client_secret(&Keys::new([(1, [8; 32])].into()).unwrap()).is_err());
        let without = NewProvider { settings: settings("https://nieuw.voorbeeld.nl", None), client_secret: None };
        let refused = transact!(world.store, |tx| { providers::set(tx, (organisation, None), &without).await }).unwrap();
        assert_eq!(refused.err().unwrap()[0].field, "geheim");
    }

    async fn what_is_there_already_is_not_added_again_and_comes_back_with_its_links(world: World) {
        let (linde, access) = (world.cast.organisation(DE_LINDE).unwrap(), world.platform_access());
        let (key, new) = (world.key(), world.set_up(settings(BROKER, None), SECRET));
        let add = async |key| {
            transact!(world.store, |tx| { providers::add_new(tx, (&access, key), (linde, &new)).await }).unwrap()
        };
        assert_eq!(add(key).await, Ok(()));
        assert_eq!(add(key).await, Ok(()), "the same form again");
        assert_eq!(add(world.key()).await, Err(vec![Refusal::new("uitgever", Code::AlreadyThere)]));
        let listed = async || providers::list(&mut world.store.read().await.unwrap(), Some(DE_LINDE)).await.unwrap();
        let first = listed().await.remove(0);
        world.arrived(&first, &identity("sub-1", None, Some(KARENS_BSN))).await;
        assert!(transact!(world.store, |tx| { providers::turn_off(tx, (linde, Some(access.actor())), first.id).await }).unwrap());
        assert!(listed().await.is_empty());
        assert_eq!(add(world.key()).await, Ok(()));
        world.arrived(&listed().await[0], &identity("sub-1", None, None)).await;
    }

    async fn a_provider_is_changed_by_who_has_seen_it_and_keeps_its_issuer_and_its_secret(world: World) {
        let linde = (world.platform_access(), world.cast.organisation(DE_LINDE).unwrap());
        let shown = world.trust(DE_LINDE, settings(BROKER, None)).await;
        let change = async |seen: &str, new: &NewProvider| {
            let by = (&linde.0, linde.1);
            transact!(world.store, |tx| { providers::change_shown(tx, by, (shown.id, seen, new)).await }).unwrap()
        };
        let elsewhere = Settings { label: "eHerkenning".into(), ..settings("https://elders.voorbeeld.nl", None) };
        let new = world.set_up(elsewhere, "");
        assert_eq!(change(&shown.seen(), &new).await, Ok(()));
        let changed = world.provider(shown.id).await.unwrap();
        assert_eq!((changed.settings.issuer.as_str(), changed.settings.label.as_str()), (BROKER, "eHerkenning"));
        assert_eq!(changed.client_secret(&world.store.ambient().keys).unwrap(), SECRET);
        assert_eq!(change(&shown.seen(), &new).await, Ok(()), "the same once more is done already");
        let other = world.set_up(settings(BROKER, None), "");
        assert_eq!(change(&shown.seen(), &other).await, Err(vec![Refusal::new("sectie", Code::Overtaken)]));
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(change(&changed.seen(), &world.set_up(changed.settings.clone(), "nieuw-geheim")).await, Ok(()));
        assert_eq!(change(&changed.seen(), &other).await, Err(vec![Refusal::new("sectie", Code::Overtaken)]), "a secret counts");
        let changed = world.provider(shown.id).await.unwrap();
        assert_eq!(changed.client_secret(&world.store.ambient().keys).unwrap(), "nieuw-geheim");
        assert_eq!(change(&changed.seen(), &other).await, Ok(()));
    }

    async fn the_provider_of_another_organisation_is_not_there(world: World) {
        let shown = world.trust(DE_LINDE, settings(BROKER, None)).await;
        let plein = (world.platform_access(), world.cast.organisation(HET_PLEIN).unwrap());
        let new = world.set_up(settings(BROKER, None), SECRET);
        let seen = shown.seen();
        let changed = transact!(world.store, |tx| {
            providers::change_shown(tx, (&plein.0, plein.1), (shown.id, &seen, &new)).await
        });
        assert!(matches!(changed, Err(Error::NotFound(_))));
    }

    async fn what_is_turned_off_lets_nobody_in(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, None)).await;
        let opened = world.arrived(&digid, &identity("sub-1", None, Some(KARENS_BSN))).await;
        assert_eq!(world.opens(&opened).await, [DE_LINDE]);
        let organisation = world.cast.organisation(DE_LINDE).unwrap();
        transact!(world.store, |tx| { providers::turn_off(tx, (organisation, None), digid.id).await }).unwrap();
        assert!(world.visitor(&opened).await.is_none(), "and nobody stays in");
        assert!(world.provider(digid.id).await.is_none());
        assert!(providers::list(&mut world.store.read().await.unwrap(), None).await.unwrap().is_empty());
        assert_eq!(world.turned_away(&digid, &identity("sub-1", None, Some(KARENS_BSN))).await, Setback::Ended);
    }

    async fn s16_a_bsn_entered_at_two_members_lets_neither_in(world: World) {
        let digid = world.trust(DE_LINDE, settings(BROKER, None)).await;
        let (jan, bsn) = (world.actor("jan.devries"), Bsn::parse(KARENS_BSN).unwrap());
        let whose = (jan.organisation, jan.membership, None);
        transact!(world.store, |tx| { portiek_store::bsn::keep(tx, whose, &bsn).await }).unwrap();
        assert_eq!(world.turned_away(&digid, &identity("sub-1", None, Some(KARENS_BSN))).await, Setback::Unknown);
    }
}
