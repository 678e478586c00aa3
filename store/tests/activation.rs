//! Uitnodigen, activeren and joining (R1, R2, R4, R66, R68, R114, D5, D23, S15).

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    accounts::{
        link::{LinkKind, State},
        pin::{Standing, Trivial},
    },
    actor::Role,
    audit::{Event, Kind as What},
    ids::{AccountId, MembershipId},
    names::PersonName,
    organisation::TextKind,
    refusal::Code,
};
use portiek_store::{
    accounts::{
        activation::{self, Asks, Invitation, Typed},
        invitations::{self, Invitee},
        joining,
        login::{Entered, Step},
        pin, requests,
    },
    cast::people::{CIZ_ICT, DE_LINDE, HET_PLEIN, OOST},
    memberships::{self, Ending},
    texts, transact,
};

const OWN: &str = "Heel-ander-slot-48";

fn by_hand() -> Event {
    Event::from_network("192.0.2.7", What::Invited)
}

fn iris() -> Invitee {
    let name =
        PersonName { initials: "I".into(), first: "Iris".into(), infix: "".into(), last: "Vermeer-Ågren".into() };
    let (mail, mobile) = ("iris@elders.nl".into(), "06-1234 5680".into());
    Invitee { role: Role::Client, name, profession: String::new(), mail, mobile }
}

impl World {
    async fn invite_at(&self, number: i64, new: &Invitee) -> (MembershipId, Vec<u8>) {
        let organisation = self.cast.organisation(number).unwrap();
        let (id, token) =
            transact!(self.store, |tx| { invitations::invite(tx, organisation, (new, by_hand())).await }).unwrap();
        (id, bytes(&token))
    }

    async fn invite(&self, new: &Invitee) -> Vec<u8> {
        self.invite_at(DE_LINDE, new).await.1
    }

    async fn look_at(&self, token: &[u8]) -> Invitation {
        let mut conn = self.store.read().await.unwrap();
        activation::follow(&mut conn, token, self.store.now()).await.unwrap().unwrap()
    }

    async fn asks(&self, token: &[u8]) -> Asks {
        self.look_at(token).await.leads.unwrap().1
    }

    /// To the end of the activation, past the code if one is asked.
    async fn accept(&self, link: &[u8], mobile: &str) -> [u8; 32] {
        match activation::begin(&self.store, link, (mobile, &browser())).await.unwrap().unwrap().unwrap() {
            Step::Activate { token } => token,
            Step::Code { token } => {
                let code = self.code().await;
                match self.try_code(&token, &code).await.unwrap() {
                    Step::Activate { token } => token,
                    _ => panic!("an invitation leads to its activation"),
                }
            }
            _ => panic!("an invitation leads to a code or the activation"),
        }
    }

    async fn finish(&self, token: &[u8; 32], typed: &Typed) -> Option<Result<Entered, Vec<Code>>> {
        let finished = activation::finish(&self.store, token, (typed, &browser())).await.unwrap()?;
        Some(finished.map_err(|refusals| refusals.into_iter().map(|refusal| refusal.code).collect()))
    }

    async fn terms(&self, number: i64) -> Option<i64> {
        let mut conn = self.store.read().await.unwrap();
        texts::latest(&mut conn, number, TextKind::Terms).await.unwrap().map(|terms| terms.version)
    }

    /// A password, and agreed to what an organisation has to agree to.
    async fn typed(&self, number: i64) -> Typed {
        Typed { password: OWN.into(), agreed: self.terms(number).await, ..Typed::default() }
    }

    async fn activate(&self, link: &[u8]) -> Entered {
        let token = self.accept(link, "").await;
        self.finish(&token, &self.typed(DE_LINDE).await).await.unwrap().unwrap()
    }

    async fn join(&self, link: &[u8], login: &str, agreed: Option<i64>) -> Option<Result<bool, Code>> {
        self.join_as(link, *self.cast.accounts.get(login).unwrap(), (agreed, "")).await
    }

    async fn join_as(
        &self,
        link: &[u8],
        owner: AccountId,
        (agreed, pin): (Option<i64>, &str),
    ) -> Option<Result<bool, Code>> {
        let typed = joining::Typed { agreed, pin, network: "192.0.2.7" };
        let joined = joining::join(&self.store, (link, owner), typed).await.unwrap()?;
        Some(joined.map(|joined| joined.log_in_again).map_err(|refusals| refusals[0].code.clone()))
    }
}

fn bytes(token: &str) -> Vec<u8> {
    token.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

on_both_databases! {
    async fn r1_r4_r114_an_invitation_a_code_and_a_password_end_logged_in(world: World) {
        world.letters().await;
        let link = world.invite(&iris()).await;
        assert_eq!(world.asks(&link).await, Asks::Code { mobile_ends_in: "80".into() });
        let [letter] = world.letters().await.try_into().unwrap();
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("iris@elders.nl", "Uitnodiging voor het Cliëntenportaal"));
        assert_eq!(letter.organisation, Some(world.cast.organisation(DE_LINDE).unwrap()));
        assert_eq!(bytes(letter.action.unwrap().path.rsplit('/').next().unwrap()), link);
        let entered = world.activate(&link).await;
        let visitor = world.visitor(&entered.session).await.unwrap();
        assert_eq!(visitor.memberships.len(), 1);
        assert_eq!(visitor.memberships[0].login_name, "ivermeeragren1");
        for name in ["Iris@Elders.nl", "ivermeeragren1"] {
            world.clock.advance(TimeDelta::minutes(2));
            world.enter(name, OWN).await;
        }
        assert!(matches!(world.look_at(&link).await.state, State::Used(_)));
        assert!(world.look_at(&link).await.leads.is_none(), "what it led to is not told any more");
    }

    async fn d5_looking_at_the_link_uses_nothing_up_and_sends_nothing(world: World) {
        let link = world.invite(&iris()).await;
        world.letters().await;
        for _ in 0..3 {
            assert_eq!(world.look_at(&link).await.state, State::Usable);
        }
        assert!(world.letters().await.is_empty());
    }

    async fn d5_an_invitation_lasts_fourteen_days_to_the_second_and_is_sent_again(world: World) {
        let link = world.invite(&iris()).await;
        let until = world.store.now() + TimeDelta::days(14);
        world.clock.advance(TimeDelta::days(14) - TimeDelta::seconds(1));
        assert_eq!(world.look_at(&link).await.state, State::Usable);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.look_at(&link).await.state, State::Expired(until));
        assert!(activation::begin(&world.store, &link, ("", &browser())).await.unwrap().is_none());
        world.letters().await;
        invitations::renew(&world.store, &link, "192.0.2.7").await.unwrap().unwrap();
        invitations::renew(&world.store, &[3; 32], "192.0.2.7").await.unwrap().unwrap();
        let [letter] = world.letters().await.try_into().unwrap();
        world.activate(&bytes(letter.action.unwrap().path.rsplit('/').next().unwrap())).await;
    }

    async fn a_new_link_ends_the_earlier_one(world: World) {
        let (membership, earlier) = world.invite_at(DE_LINDE, &iris()).await;
        world.clock.advance(TimeDelta::hours(1));
        transact!(world.store, |tx| { invitations::send(tx, (membership, by_hand())).await }).unwrap().unwrap();
        assert_eq!(world.look_at(&earlier).await.state, State::Expired(world.store.now()));
    }

    async fn whose_mobile_nobody_knows_types_it_and_proves_it(world: World) {
        let link = world.invite(&Invitee { mobile: String::new(), ..iris() }).await;
        assert_eq!(world.asks(&link).await, Asks::Mobile);
        for (typed, code) in [("", Code::Missing), ("020-1234567", Code::NotAMobile)] {
            let refused = activation::begin(&world.store, &link, (typed, &browser())).await.unwrap().unwrap();
            assert_eq!(code_of(refused), code);
        }
        let token = world.accept(&link, "06 12345699").await;
        world.finish(&token, &world.typed(DE_LINDE).await).await.unwrap().unwrap();
        world.clock.advance(TimeDelta::minutes(2));
        world.try_password("iris@elders.nl", OWN).await.unwrap();
        assert_eq!(world.letters().await.last().unwrap().to, "+31612345699");
    }

    async fn d3_where_no_factor_is_asked_the_link_leads_to_the_password(world: World) {
        let (_, link) = world.invite_at(CIZ_ICT, &Invitee { role: Role::Administrator, ..iris() }).await;
        assert_eq!(world.asks(&link).await, Asks::Password);
        let token = world.accept(&link, "").await;
        let typed = Typed { password: "Zes&zeven8".into(), ..world.typed(CIZ_ICT).await };
        world.finish(&token, &typed).await.unwrap().unwrap();
    }

    async fn r16_where_people_sign_a_pin_is_chosen_too(world: World) {
        let (_, link) = world.invite_at(OOST, &Invitee { role: Role::Trainee, ..iris() }).await;
        let token = world.accept(&link, "").await;
        let typed = |pin: &str, agreed| Typed { password: OWN.into(), pin: pin.into(), agreed, ..Typed::default() };
        let agreed = world.terms(OOST).await;
        for (pin, refused) in [("", Code::Missing), ("123", Code::NotAPin), ("1234", Code::TrivialPin(Trivial::Run))] {
            assert_eq!(world.finish(&token, &typed(pin, agreed)).await.unwrap().err(), Some(vec![refused]));
        }
        let entered = world.finish(&token, &typed("24680", agreed)).await.unwrap().unwrap();
        let account = world.visitor(&entered.session).await.unwrap().account;
        let mut conn = world.store.read().await.unwrap();
        assert_eq!(pin::standing(&mut conn, account).await.unwrap(), Standing::Ready);
    }

    async fn before_its_activation_an_account_is_nobodys(world: World) {
        world.invite(&iris()).await;
        world.letters().await;
        for (name, password) in [("iris@elders.nl", ""), ("ivermeeragren1", ""), ("ivermeeragren1", OWN)] {
            assert_eq!(code_of(world.try_password(name, password).await), Code::WrongLogin, "{name}");
        }
        requests::ask(&world.store, ("ivermeeragren1", LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
        requests::handle(&world.store).await.unwrap();
        let [letter] = world.letters().await.try_into().unwrap();
        assert_eq!(letter.subject, "Uitnodiging voor het Cliëntenportaal", "R68: who asks is invited once more");
    }

    async fn s15_the_terms_have_to_be_agreed_to_in_the_version_that_was_shown(world: World) {
        let organisation = world.cast.organisation(DE_LINDE).unwrap();
        let publish = async |body: &str| {
            let event = Event::from_network("192.0.2.7", What::TextPublished);
            transact!(world.store, |tx| { texts::publish(tx, (organisation, event.clone()), (TextKind::Terms, body)).await }).unwrap();
            world.terms(DE_LINDE).await.unwrap()
        };
        let shown = publish("Eerst.").await;
        let token = world.accept(&world.invite(&iris()).await, "").await;
        for agreed in [None, Some(shown)] {
            let latest = if agreed.is_some() { publish("Daarna.").await } else { shown };
            let typed = Typed { password: OWN.into(), agreed, ..Typed::default() };
            assert_eq!(world.finish(&token, &typed).await.unwrap().err(), Some(vec![Code::NotAgreed]), "{latest}");
        }
        world.finish(&token, &world.typed(DE_LINDE).await).await.unwrap().unwrap();
    }

    async fn d23_a_mail_address_that_has_an_account_makes_no_second_one_and_joins_none(world: World) {
        let karens = Invitee { mail: "Karen.Test@voorbeeld.nl".into(), ..iris() };
        let token = world.accept(&world.invite(&karens).await, "").await;
        let typed = world.typed(DE_LINDE).await;
        assert_eq!(world.finish(&token, &typed).await.unwrap().err(), Some(vec![Code::MailTaken]));
        assert_eq!(world.finish(&token, &typed).await.unwrap().err(), Some(vec![Code::MailTaken]), "nothing was half-done");
        world.log_in("karen.test").await;
    }

    async fn d23_who_is_logged_in_joins_an_invitation_and_keeps_one_account(world: World) {
        let (membership, link) = world.invite_at(DE_LINDE, &Invitee { role: Role::Administrator, ..iris() }).await;
        let terms = world.terms(DE_LINDE).await;
        assert_eq!(world.join(&link, "nina.kuipers", terms).await, Some(Ok(false)));
        assert!(world.join(&link, "karen.test", terms).await.is_none(), "the link is used up");
        let nina = world.log_in("ivermeeragren1").await;
        let memberships = world.visitor(&nina).await.unwrap().memberships;
        assert!(memberships.iter().any(|own| own.id == membership && own.role == Role::Administrator));
        assert_eq!(memberships.len(), 2);
    }

    async fn d23_who_joins_a_stricter_organisation_logs_in_again(world: World) {
        let link = world.invite(&iris()).await;
        assert_eq!(world.join(&link, "fgrashoff11", world.terms(DE_LINDE).await).await, Some(Ok(true)));
        assert!(matches!(world.try_password("fgrashoff11", "Welkom-bij-Portiek-26").await, Ok(Step::Code { .. })));
    }

    async fn r16_who_joins_where_people_sign_chooses_a_pin_at_once_unless_there_is_one(world: World) {
        let entered = world.activate(&world.invite(&iris()).await).await;
        let owner = world.visitor(&entered.session).await.unwrap().account;
        let (_, link) = world.invite_at(OOST, &Invitee { role: Role::Support, ..iris() }).await;
        let terms = world.terms(OOST).await;
        for (pin, refused) in [("", Code::Missing), ("1234", Code::TrivialPin(Trivial::Run))] {
            assert_eq!(world.join_as(&link, owner, (terms, pin)).await, Some(Err(refused)));
            assert_eq!(world.look_at(&link).await.state, State::Usable);
        }
        world.letters().await;
        assert!(matches!(world.join_as(&link, owner, (terms, "97531")).await, Some(Ok(_))));
        assert!(pin::check(&world.store, (owner, "192.0.2.7"), "97531").await.unwrap().is_ok());
        assert_eq!(world.letters().await[0].subject, "Uw pincode is ingesteld");

        let (_, link) = world.invite_at(OOST, &Invitee { role: Role::Faculty, ..iris() }).await;
        assert!(matches!(world.join_as(&link, owner, (terms, "")).await, Some(Ok(_))), "she has one");
    }

    async fn d23_nobody_joins_what_they_are_already(world: World) {
        let link = world.invite(&iris()).await;
        assert_eq!(world.join(&link, "karen.test", world.terms(DE_LINDE).await).await, Some(Err(Code::AlreadyMember)));
        assert_eq!(world.look_at(&link).await.state, State::Usable);
    }

    async fn an_activation_sent_twice_is_done_once(world: World) {
        let token = world.accept(&world.invite(&iris()).await, "").await;
        let typed = world.typed(DE_LINDE).await;
        world.finish(&token, &typed).await.unwrap().unwrap();
        assert!(world.finish(&token, &typed).await.is_none());
    }

    async fn an_invitation_that_was_withdrawn_leads_nowhere(world: World) {
        let (membership, link) = world.invite_at(DE_LINDE, &iris()).await;
        let token = world.accept(&link, "").await;
        let by = Event::from_network("192.0.2.7", What::MembershipEnded);
        transact!(world.store, |tx| { memberships::end(tx, membership, (Ending::Deleted("niet nodig"), by.clone())).await }).unwrap();
        assert!(world.look_at(&link).await.leads.is_none());
        assert!(world.finish(&token, &world.typed(DE_LINDE).await).await.is_none());
        assert!(world.join(&link, "ouder.bos", None).await.is_none());
    }

    async fn r66_d25_a_login_name_is_never_given_out_again(world: World) {
        let (first, _) = world.invite_at(DE_LINDE, &iris()).await;
        let by = Event::from_network("192.0.2.7", What::MembershipEnded);
        transact!(world.store, |tx| { memberships::end(tx, first, (Ending::Deleted("weg"), by.clone())).await }).unwrap();
        let link = world.invite_at(HET_PLEIN, &Invitee { mail: "iris2@elders.nl".into(), ..iris() }).await.1;
        assert_eq!(world.look_at(&link).await.leads.unwrap().0.login_name, "ivermeeragren2");
    }
}
