//! Platform administration: organisations and their settings, administrators, the first start, the state of the
//! installation (S9, S13, D1, D3, D5, D23).

use crate::{entrance::*, support::*};
use chrono::TimeDelta;
use portiek_domain::{
    access::{self, PlatformAccess},
    accounts::{
        factors::{CHOICES, Factor},
        login::SecondFactor,
        password::{PasswordPolicy, Preset},
    },
    actor::{Context, OrganisationKind, Portal, Role},
    help::Desk,
    ids::MembershipId,
    names::PersonName,
    organisation::{Details, Invited, Module, Section, Setting, TextKind},
    refusal::Code,
};
use portiek_store::{
    Error,
    accounts::{
        activation::{self, Asks, Typed},
        login::Step,
        requests,
    },
    cast::{
        PASSWORD,
        people::{CIZ_ICT, DE_LINDE, PLATFORM},
    },
    help,
    memberships::{self, NewMembership},
    organisations::{
        self,
        administrators::{self, Administrator, Progress},
        listing,
        settings::{self, Organisation},
    },
    platform::{first_start, jobs, state},
    transact,
};

const OWN: &str = "Heel-ander-slot-48";

fn beuk() -> Details {
    Details {
        name: "Praktijk De Beuk".into(),
        display_name: "De Beuk".into(),
        phone: "088 765 43 21".into(),
        crisis_phone: "088 765 43 22".into(),
        mail_domain: "debeuk.nl".into(),
    }
}

fn anna() -> Invited {
    let name = PersonName { initials: "A".into(), first: "Anna".into(), infix: "de".into(), last: "Boer".into() };
    Invited { name, mail: "anna@debeuk.nl".into(), mobile: "+31612345690".into() }
}

impl World {
    fn platform(&self) -> PlatformAccess {
        access::to_platform(&self.actor_at("platform", PLATFORM)).unwrap()
    }

    async fn add_organisation(&self) -> i64 {
        let (access, key) = (self.platform(), self.key());
        let kind = OrganisationKind::MentalHealth;
        transact!(self.store, |tx| { organisations::add(tx, (&access, key), (kind, &beuk())).await }).unwrap()
    }

    async fn organisation(&self, number: i64) -> Organisation {
        let mut conn = self.store.read().await.unwrap();
        settings::find(&mut conn, &self.platform(), number).await.unwrap()
    }

    async fn setting(&self, number: i64, section: Section) -> Setting {
        self.organisation(number).await.setting(section).unwrap().clone()
    }

    async fn save(&self, number: i64, (shown, new): (&Setting, &Setting)) -> Result<(), Code> {
        let (access, shown) = (self.platform(), settings::seen(shown));
        let saved = transact!(self.store, |tx| { settings::save(tx, (&access, number), (&shown, new)).await });
        saved.unwrap().map_err(|refusal| refusal.code)
    }

    /// Whatever is there now is overwritten.
    async fn set(&self, number: i64, new: Setting) {
        let now = self.setting(number, new.section()).await;
        assert_eq!(self.save(number, (&now, &new)).await, Ok(()));
    }

    async fn invite_administrator(&self, number: i64, new: &Invited) -> Result<(), Code> {
        let (organisation, access, key) = (self.organisation(number).await, self.platform(), self.key());
        let to = (organisation.id, organisation.kind, new);
        let invited = transact!(self.store, |tx| { administrators::invite(tx, (&access, key), to).await });
        invited.unwrap().map_err(|refusal| refusal.code)
    }

    async fn administrators(&self, number: i64) -> Vec<Administrator> {
        let id = self.organisation(number).await.id;
        let mut conn = self.store.read().await.unwrap();
        administrators::list(&mut conn, id, self.store.now()).await.unwrap()
    }

    async fn progress(&self, number: i64) -> Vec<Progress> {
        self.administrators(number).await.iter().map(|one| one.progress).collect()
    }

    /// The token of the link in the latest mail.
    async fn mailed_link(&self) -> Vec<u8> {
        let letters = self.letters().await;
        let link = letters.iter().rev().find_map(|letter| letter.action.as_ref()).unwrap();
        bytes(link.path.strip_prefix("/activeren/").unwrap())
    }

    async fn first_start(&self) -> Option<Vec<u8>> {
        transact!(self.store, |tx| { first_start::link(tx).await }).unwrap().map(|token| bytes(&token))
    }

    async fn leads(&self, link: &[u8]) -> Option<Asks> {
        let mut conn = self.store.read().await.unwrap();
        let invitation = activation::follow(&mut conn, link, self.store.now()).await.unwrap().unwrap();
        let usable = invitation.state == portiek_domain::accounts::link::State::Usable;
        invitation.leads.filter(|_| usable).map(|(_, asks)| asks)
    }

    /// The access of the first platform administrator, who is not of the cast.
    async fn petra(&self) -> PlatformAccess {
        let opened = match self.past_the_code("petra@portiek.nl", OWN).await {
            Step::In(entered) => entered.session,
            _ => panic!("petra is not in"),
        };
        let here = Context { portal: Portal::Platform, at: None, record: None };
        access::to_platform(&self.visitor(&opened).await.unwrap().actor(&here).unwrap()).unwrap()
    }

    /// A membership at De Linde as well.
    async fn join_elsewhere(&self, login: &str) -> MembershipId {
        let (account, organisation) =
            (*self.cast.accounts.get(login).unwrap(), self.cast.organisation(DE_LINDE).unwrap());
        let new = NewMembership {
            role: Role::Client,
            name: PersonName::default(),
            profession: String::new(),
            login_name: format!("{login}.elders"),
            mail: String::new(),
        };
        transact!(self.store, |tx| { memberships::join(tx, (organisation, account), &new).await }).unwrap()
    }

    /// From a link over the code to being in.
    async fn follow_through(&self, link: &[u8], (mobile, typed): (&str, &Typed)) {
        let begun = activation::begin(&self.store, link, (mobile, &browser())).await.unwrap().unwrap().unwrap();
        let token = match begun {
            Step::Activate { token } => token,
            Step::Code { token } => {
                let code = self.code().await;
                match self.try_code(&token, &code).await.unwrap() {
                    Step::Activate { token } => token,
                    _ => panic!("an invitation leads to its activation"),
                }
            }
            _ => panic!("an invitation leads to a code or the activation"),
        };
        activation::finish(&self.store, &token, (typed, &browser())).await.unwrap().unwrap().ok().unwrap();
    }
}

fn bytes(token: &str) -> Vec<u8> {
    token.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn password() -> Typed {
    Typed { password: OWN.into(), ..Typed::default() }
}

fn petra() -> Typed {
    Typed { first: "Petra".into(), last: "Bakker".into(), mail: "petra@portiek.nl".into(), ..password() }
}

on_both_databases! {
    async fn s9_a_new_organisation_starts_with_what_its_kind_needs(world: World) {
        let number = world.add_organisation().await;
        let organisation = world.organisation(number).await;
        assert_eq!((number, organisation.kind), (CIZ_ICT + 1, OrganisationKind::MentalHealth));
        assert_eq!(organisation.details(), Some(&beuk()));
        let modules = Setting::Modules(vec![Module::ClientPortal, Module::UserManagement]);
        assert_eq!(organisation.setting(Section::Modules), Some(&modules));
        assert_eq!(organisation.setting(Section::Policy), Some(&Setting::Policy(PasswordPolicy::preset(Preset::Modern))));
        assert_eq!(organisation.setting(Section::Factor), Some(&Setting::Factor(SecondFactor::EachLogin)));
        assert_eq!(organisation.setting(Section::Invitations), Some(&Setting::Invitations(14)));
        assert_eq!(organisation.setting(Section::Terms), Some(&Setting::Text(TextKind::Terms, String::new())));
        assert_eq!(world.organisation(PLATFORM).await.setting(Section::Modules), None);
    }

    async fn sending_the_form_for_an_organisation_twice_makes_one(world: World) {
        let (access, key) = (world.platform(), world.key());
        let kind = OrganisationKind::Hospital;
        let add = async || transact!(world.store, |tx| { organisations::add(tx, (&access, key), (kind, &beuk())).await }).unwrap();
        assert_eq!(add().await, add().await);
        assert_ne!(world.add_organisation().await, add().await);
    }

    async fn only_platform_administrators_have_access(world: World) {
        for login in ["karen.test", "gerard.van.kesteren"] {
            assert!(access::to_platform(&world.actor(login)).is_none());
        }
        assert!(access::to_platform(&world.actor_at("fgrashoff11", CIZ_ICT)).is_none());
        let mut conn = world.store.read().await.unwrap();
        let absent = settings::find(&mut conn, &world.platform(), 404).await;
        assert!(matches!(absent, Err(Error::NotFound(_))));
    }

    async fn each_section_is_saved_by_itself_and_says_the_same_when_read_again(world: World) {
        let number = world.add_organisation().await;
        let new = [
            Setting::Details(Details { name: "De Beuk & Co".into(), ..beuk() }),
            Setting::Modules(vec![Module::Portfolio]),
            Setting::Policy(PasswordPolicy { history: 5, ..PasswordPolicy::preset(Preset::Patient) }),
            Setting::Words(vec!["De Beuk".into(), "bladerdak".into()]),
            Setting::Factor(SecondFactor::Offered),
            Setting::Factors(vec![Factor::Passkey, Factor::Totp]),
            Setting::Invitations(3),
            Setting::Desk(Desk { phone: "088 765 43 23".into(), hours: "'s ochtends".into(), ..Desk::default() }),
            Setting::Text(TextKind::Privacy, "# Wat wij bewaren\n\nWeinig.".into()),
            Setting::Text(TextKind::Terms, "Wees vriendelijk.".into()),
        ];
        for setting in &new {
            world.set(number, setting.clone()).await;
        }
        let organisation = world.organisation(number).await;
        assert_eq!(organisation.settings, new);
        assert_eq!(organisation.published.len(), 2);
    }

    async fn d3_whoever_has_none_of_the_allowed_factors_gets_in_with_a_code_by_sms(world: World) {
        for allowed in CHOICES {
            world.set(DE_LINDE, Setting::Factors(vec![allowed])).await;
            assert!(matches!(world.past_the_code("gerard.van.kesteren", PASSWORD).await, Step::In(_)), "{allowed:?}");
        }
    }

    async fn r116_the_desk_that_is_saved_is_the_one_on_the_help_page(world: World) {
        let desk = Desk { mail: "hulp@delinde.nl".into(), ..Desk::default() };
        world.set(DE_LINDE, Setting::Desk(desk.clone())).await;
        let mut conn = world.store.read().await.unwrap();
        assert_eq!(help::desk(&mut conn, Some(DE_LINDE)).await.unwrap().unwrap().desk, desk);
    }

    async fn what_somebody_else_changed_meanwhile_is_not_overwritten(world: World) {
        let number = world.add_organisation().await;
        let shown = world.setting(number, Section::Invitations).await;
        let (three, five) = (Setting::Invitations(3), Setting::Invitations(5));
        assert_eq!(world.save(number, (&shown, &three)).await, Ok(()));
        assert_eq!(world.save(number, (&shown, &three)).await, Ok(()), "the same once more is done already");
        assert_eq!(world.save(number, (&shown, &five)).await, Err(Code::Overtaken));
        assert_eq!(world.setting(number, Section::Invitations).await, three);
        let words = world.setting(number, Section::Words).await;
        let beuk = Setting::Words(vec!["De Beuk".into()]);
        assert_eq!(world.save(number, (&words, &beuk)).await, Ok(()), "another section is nobody's concern");
        assert_eq!(world.save(number, (&three, &five)).await, Ok(()), "who has seen it may");
    }

    async fn of_two_who_save_at_once_one_is_told(world: World) {
        let number = world.add_organisation().await;
        let shown = world.setting(number, Section::Invitations).await;
        let (three, five) = (Setting::Invitations(3), Setting::Invitations(5));
        let both = tokio::join!(world.save(number, (&shown, &three)), world.save(number, (&shown, &five)));
        assert!(matches!(both, (Ok(()), Err(Code::Overtaken)) | (Err(Code::Overtaken), Ok(()))), "{both:?}");
    }

    async fn a_text_that_is_published_again_unchanged_is_no_new_version(world: World) {
        let before = world.organisation(DE_LINDE).await;
        let terms = before.setting(Section::Terms).unwrap().clone();
        world.clock.advance(TimeDelta::days(1));
        world.set(DE_LINDE, terms).await;
        assert_eq!(world.organisation(DE_LINDE).await.published, before.published);
        world.set(DE_LINDE, Setting::Text(TextKind::Terms, "Kort en goed.".into())).await;
        let published = world.organisation(DE_LINDE).await.published;
        assert_eq!(published, [(TextKind::Privacy, before.published[0].1), (TextKind::Terms, world.store.now())]);
    }

    async fn a_module_that_is_off_closes_its_portal_to_who_is_logged_in_already(world: World) {
        let client = Context { portal: Portal::Client, at: None, record: None };
        let opened = world.log_in("karen.test").await;
        assert!(world.visitor(&opened).await.unwrap().actor(&client).is_some());
        world.set(DE_LINDE, Setting::Modules(vec![Module::UserManagement])).await;
        let visitor = world.visitor(&opened).await.unwrap();
        assert!(visitor.actor(&client).is_none() && visitor.memberships.iter().all(|m| m.portal.is_none()));
        world.set(DE_LINDE, Setting::Modules(vec![Module::ClientPortal])).await;
        assert!(world.visitor(&opened).await.unwrap().actor(&client).is_some());
    }

    async fn d5_an_administrator_is_seen_to_be_invited_to_open_and_to_activate(world: World) {
        let number = world.add_organisation().await;
        assert_eq!(world.invite_administrator(number, &anna()).await, Ok(()));
        let sent = world.store.now();
        assert_eq!(world.progress(number).await, [Progress::Invited(sent)]);
        let link = world.mailed_link().await;
        world.clock.advance(TimeDelta::hours(1));
        world.follow_through(&link, ("", &password())).await;
        assert_eq!(world.progress(number).await, [Progress::Activated(sent + TimeDelta::hours(1))]);
        assert!(matches!(world.past_the_code("aboer1", OWN).await, Step::In(_)));
    }

    async fn d5_an_invitation_that_was_opened_and_one_that_expired_are_told_apart(world: World) {
        let number = world.add_organisation().await;
        world.set(number, Setting::Invitations(2)).await;
        world.invite_administrator(number, &anna()).await.unwrap();
        let (sent, link) = (world.store.now(), world.mailed_link().await);
        world.clock.advance(TimeDelta::hours(1));
        activation::begin(&world.store, &link, ("", &browser())).await.unwrap().unwrap().unwrap();
        assert_eq!(world.progress(number).await, [Progress::Opened(sent + TimeDelta::hours(1))]);
        world.clock.advance(TimeDelta::hours(47) - TimeDelta::seconds(1));
        assert_eq!(world.progress(number).await, [Progress::Opened(sent + TimeDelta::hours(1))]);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.progress(number).await, [Progress::Expired(sent + TimeDelta::days(2))]);
        let (access, one) = (world.platform(), world.administrators(number).await.remove(0));
        let key = world.key();
        for _ in 0..2 {
            transact!(world.store, |tx| { administrators::invite_again(tx, (&access, key), &one).await }).unwrap();
        }
        assert_eq!(world.progress(number).await, [Progress::Invited(world.store.now())]);
        let again = world.mailed_link().await;
        assert_eq!((world.leads(&link).await, world.leads(&again).await.is_some()), (None, true));
    }

    async fn d25_a_mail_address_belongs_to_one_membership_of_an_organisation(world: World) {
        let number = world.add_organisation().await;
        world.invite_administrator(number, &anna()).await.unwrap();
        let again = Invited { mail: "Anna@DeBeuk.nl".into(), ..anna() };
        assert_eq!(world.invite_administrator(number, &again).await, Err(Code::AlreadyMember));
        assert_eq!(world.administrators(number).await.len(), 1);
        let (access, one) = (world.platform(), world.administrators(number).await.remove(0));
        let withdrawn = transact!(world.store, |tx| { administrators::withdraw(tx, (&access, &one), "verkeerd adres").await });
        assert_eq!(withdrawn.unwrap(), Ok(()));
        assert_eq!(world.invite_administrator(number, &again).await, Ok(()));
    }

    async fn an_invitation_that_is_withdrawn_leads_nowhere_and_says_why(world: World) {
        let number = world.add_organisation().await;
        world.invite_administrator(number, &anna()).await.unwrap();
        let (access, link, one) = (world.platform(), world.mailed_link().await, world.administrators(number).await.remove(0));
        let withdraw = async |one: &Administrator| {
            transact!(world.store, |tx| { administrators::withdraw(tx, (&access, one), "toch niet").await }).unwrap()
        };
        assert_eq!(withdraw(&one).await, Ok(()));
        assert_eq!(world.leads(&link).await, None);
        let one = world.administrators(number).await.remove(0);
        assert_eq!((one.progress, one.why.as_deref()), (Progress::Withdrawn(world.store.now()), Some("toch niet")));
        let own = world.administrators(PLATFORM).await.remove(0);
        assert_eq!(withdraw(&own).await.map_err(|refusal| refusal.code), Err(Code::Yourself));
    }

    async fn d23_an_administrator_is_logged_out_everywhere_only_while_at_no_other_organisation(world: World) {
        let (one, other) = (world.log_in("fgrashoff11").await, world.log_in("fgrashoff11").await);
        let access = world.platform();
        let grashoff = world.administrators(CIZ_ICT).await.remove(0);
        let end = async || transact!(world.store, |tx| { administrators::end_sessions(tx, (&access, &grashoff)).await }).unwrap();
        assert_eq!(end().await, Ok(()));
        assert!(world.visitor(&one).await.is_none() && world.visitor(&other).await.is_none());
        let again = world.log_in("fgrashoff11").await;
        world.join_elsewhere("fgrashoff11").await;
        assert!(end().await.is_err() && world.visitor(&again).await.is_some());
    }

    async fn all_organisations_are_found_by_the_beginnings_of_their_words(world: World) {
        let number = world.add_organisation().await;
        let found = async |search: &str| -> Vec<i64> {
            let mut conn = world.store.read().await.unwrap();
            let listed = listing::list(&mut conn, &world.platform(), (search, world.store.now())).await.unwrap();
            listed.iter().map(|organisation| organisation.number).collect()
        };
        assert_eq!(found("").await, [1, 11, 12, 13, 14, 16, number]);
        assert_eq!((found("BEUK").await, found(" praktijk dé ").await), (vec![number], vec![11, number]));
        assert_eq!((found("11").await, found("eik").await), (vec![11], Vec::<i64>::new()));
    }

    async fn the_state_counts_what_waits_and_says_when_jobs_ran(world: World) {
        let look = async || {
            let mut conn = world.store.read().await.unwrap();
            state::look(&mut conn, &world.platform(), world.store.now()).await.unwrap()
        };
        requests::ask(&world.store, ("karen.test", portiek_domain::accounts::link::LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
        let asked = world.store.now();
        transact!(world.store, |tx| { jobs::note(tx, "seal", None).await }).unwrap();
        world.clock.advance(TimeDelta::minutes(1));
        transact!(world.store, |tx| { jobs::note(tx, "seal", Some("database")).await }).unwrap();
        let state = look().await;
        assert_eq!((state.requests.many, state.requests.since), (1, Some(asked)));
        assert!(state.unsealed.many > 0 && state.database > 0 && state.schema >= 15);
        assert_eq!((state.organisations.many, state.accounts.many), (6, 20));
        let job = &state.jobs[0];
        assert_eq!((job.succeeded_at, job.ran_at), (Some(asked), world.store.now()));
        assert_eq!(job.failure.as_deref(), Some("database"));
    }
}

/// On a database in which nobody has been yet.
macro_rules! on_both_empty {
    ($(async fn $name:ident($world:ident: World) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn tells($world: World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                tells(World::empty(Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                tells(World::empty(Kind::Postgres).await).await;
            }
        }
    )*};
}

on_both_empty! {
    async fn the_first_start_gives_a_link_that_asks_who_one_is(world: World) {
        let link = world.first_start().await.unwrap();
        assert_eq!(world.leads(&link).await, Some(Asks::Mobile));
        world.follow_through(&link, ("06-1234 5699", &petra())).await;
        assert_eq!(world.first_start().await, None, "somebody administers the platform");
        assert!(matches!(world.past_the_code("petra@portiek.nl", OWN).await, Step::In(_)));
        assert!(matches!(world.past_the_code("platformbeheerder1", OWN).await, Step::In(_)));
    }

    async fn each_later_start_gives_a_new_link_for_twenty_four_hours_and_ends_the_old(world: World) {
        let first = world.first_start().await.unwrap();
        let second = world.first_start().await.unwrap();
        assert_eq!((world.leads(&first).await, world.leads(&second).await), (None, Some(Asks::Mobile)));
        world.clock.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
        assert!(world.leads(&second).await.is_some());
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.leads(&second).await, None);
        assert!(world.leads(&world.first_start().await.unwrap()).await.is_some());
    }

    async fn starts_at_the_same_moment_make_one_platform_and_leave_one_link(world: World) {
        let links = tokio::join!(world.first_start(), world.first_start(), world.first_start());
        let mut usable = 0;
        for link in [links.0, links.1, links.2] {
            usable += usize::from(world.leads(&link.unwrap()).await.is_some());
        }
        assert_eq!(usable, 1);
        world.follow_through(&world.first_start().await.unwrap(), ("06-1234 5699", &petra())).await;
        let access = world.petra().await;
        let mut conn = world.store.read().await.unwrap();
        let listed = listing::list(&mut conn, &access, ("", world.store.now())).await.unwrap();
        assert_eq!((listed.len(), listed[0].administrators.len()), (1, 1));
    }

    async fn nobody_ends_the_link_of_the_console_by_asking_for_another(world: World) {
        let link = world.first_start().await.unwrap();
        requests::ask(&world.store, ("platformbeheerder1", portiek_domain::accounts::link::LinkKind::Password), "192.0.2.7").await.unwrap().unwrap();
        requests::handle(&world.store).await.unwrap();
        portiek_store::accounts::invitations::renew(&world.store, &link, "192.0.2.7").await.unwrap().unwrap();
        assert!(world.leads(&link).await.is_some());
    }
}
