//! Afspraken as clients and care teams live them (R36, D11): the lists, asking and answering, and the private address.

use crate::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    access::Access,
    actor::Actor,
    appointments::{Answer, Asked, Decision, Notice, NoticeMode, Times, Wish},
    audit::{Event, Kind as EventKind},
    ids::AppointmentId,
    inspection::Wanted,
    refusal::{Code, Refusal},
    time,
};
use portiek_store::{
    Error, Result,
    appointments::{self, Cursor, Fetched, Found, Listed, New, Page},
    audit::inspection::{self, LINES},
    cast::{
        self,
        people::{DE_LINDE, HET_PLEIN},
    },
    memberships::{self, Ending},
    records::{self, Place},
    transact,
};

const KAREN: &str = "karen.test";
const GERARD: &str = "gerard.van.kesteren";
const OMAR: &str = "omar.haddad";
const RECORD: &str = "2022021801";

/// The next appointment without a question: Monday 9 March 2026, 13:30.
const MONDAY: &str = "ma 9 mrt. 2026 13:30 - 14:15";
/// The one that Karen has asked to be moved when the world begins.
const ASKED: &str = "ma 23 mrt. 2026 13:30 - 14:15";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn told(listed: &Listed) -> String {
    let Times { starts_at, ends_at } = listed.times;
    format!("{} {}", time::short_day(time::day(starts_at)), time::span(starts_at, ends_at))
}

fn asked(wish: &str) -> Asked {
    Asked::parse(wish, "Ik moet werken.", ["ma-ochtend"]).unwrap()
}

fn is_not_found<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Error::NotFound(_)))
}

fn overtaken() -> Result<(), Refusal> {
    Err(Refusal::new("wens", Code::Overtaken))
}

impl World {
    async fn karens(&self) -> Access {
        let mut conn = self.store.read().await.unwrap();
        records::own(&mut conn, &self.actor(KAREN), RECORD).await.unwrap()
    }

    async fn upcoming(&self, after: Option<Cursor>) -> Page {
        let (access, mut conn) = (self.karens().await, self.store.read().await.unwrap());
        appointments::upcoming(&mut conn, &access, (after, self.store.now())).await.unwrap()
    }

    async fn past(&self, after: Option<Cursor>) -> Page {
        let (access, mut conn) = (self.karens().await, self.store.read().await.unwrap());
        appointments::past(&mut conn, &access, (after, self.store.now())).await.unwrap()
    }

    async fn told_upcoming(&self) -> Vec<String> {
        self.upcoming(None).await.appointments.iter().map(told).collect()
    }

    async fn told_past(&self) -> Vec<String> {
        self.past(None).await.appointments.iter().map(told).collect()
    }

    /// Karen's appointment to come with these times.
    async fn agreed(&self, when: &str) -> Listed {
        self.upcoming(None).await.appointments.into_iter().find(|one| told(one) == when).unwrap()
    }

    async fn appointment(&self, who: &Actor, id: AppointmentId) -> Result<Found> {
        let mut conn = self.store.read().await?;
        appointments::find(&mut conn, who, (id, self.store.now())).await
    }

    async fn ask_change(&self, who: &Actor, (id, wish): (AppointmentId, &str)) -> Result<Result<(), Refusal>> {
        let key = self.key();
        transact!(self.store, |tx| {
            let now = tx.now();
            let found = appointments::find(tx, who, (id, now)).await?;
            appointments::ask(tx, &found, (&asked(wish), key)).await
        })
    }

    async fn take_back(&self, who: &Actor, id: AppointmentId) -> Result<()> {
        transact!(self.store, |tx| {
            let now = tx.now();
            let found = appointments::find(tx, who, (id, now)).await?;
            appointments::withdraw(tx, &found).await
        })
    }

    async fn decide(&self, who: &Actor, (id, decision): (AppointmentId, Decision)) -> Result<Result<(), Refusal>> {
        let answer = Answer::parse("Dat is goed.").unwrap();
        transact!(self.store, |tx| {
            let now = tx.now();
            let found = appointments::find(tx, who, (id, now)).await?;
            appointments::decide(tx, &found, (decision, &answer)).await
        })
    }

    /// Hour-long appointments of Karen's, each a day after the one before.
    async fn plan_days(&self, (first, count): (DateTime<Utc>, i64)) {
        let found = self.appointment(&self.actor(GERARD), self.agreed(MONDAY).await.id).await.unwrap();
        transact!(self.store, |tx| {
            for n in 0..count {
                let starts_at = first + TimeDelta::days(n);
                let times = Times { starts_at, ends_at: starts_at + TimeDelta::hours(1) };
                let (kind, place) = ("Behandeling".into(), "Kamer 1".into());
                let new = New { practitioner: found.practitioner.0, kind, times, place, video: None };
                appointments::plan(tx, &found.access, &new).await?;
            }
            Ok(())
        })
        .unwrap();
    }

    async fn notice(&self, mode: NoticeMode) {
        let linde = self.cast.organisation(DE_LINDE).unwrap();
        transact!(self.store, |tx| { appointments::set_notice(tx, linde, Notice { hours: 24, mode }).await }).unwrap();
    }

    /// To a second before or after a moment.
    fn move_clock(&self, moment: DateTime<Utc>, seconds: i64) {
        self.clock.advance(moment + TimeDelta::seconds(seconds) - self.store.now());
    }

    async fn make_address(&self) -> Vec<u8> {
        let access = self.karens().await;
        transact!(self.store, |tx| { appointments::make_address(tx, &access).await }).unwrap();
        self.address().await.unwrap()
    }

    async fn address(&self) -> Option<Vec<u8>> {
        let (access, mut conn) = (self.karens().await, self.store.read().await.unwrap());
        appointments::address(&mut conn, &self.store.ambient().keys, &access).await.unwrap()
    }

    async fn fetch(&self, secret: &[u8]) -> Fetched {
        transact!(self.store, |tx| { appointments::fetch(tx, (secret, "198.51.100.4")).await }).unwrap()
    }

    /// How many appointments an address gives; none when it leads nowhere.
    async fn fetched(&self, secret: &[u8]) -> Option<usize> {
        match self.fetch(secret).await {
            Fetched::Appointments(_, entries) => Some(entries.len()),
            Fetched::Nothing => None,
            Fetched::Wait(seconds) => panic!("wait {seconds}"),
        }
    }

    async fn end_membership(&self, login: &str) {
        let member = self.cast.member(login, DE_LINDE).unwrap().id;
        let (how, event) = (Ending::Deleted("Uit zorg"), Event::from_network("", EventKind::MembershipEnded));
        transact!(self.store, |tx| { memberships::end(tx, member, (how, event.clone())).await }).unwrap();
    }

    /// What Karen's log says happened today, her own looks included.
    async fn logged(&self) -> Vec<EventKind> {
        let mut conn = self.store.read().await.unwrap();
        let access = records::own_inspection(&mut conn, &self.actor(KAREN), RECORD).await.unwrap();
        let wanted = Wanted { own: true, ..Wanted::default() };
        let page = inspection::page(&mut conn, &access, (&wanted, LINES)).await.unwrap();
        page.days.iter().flat_map(|day| day.lines.iter().map(|line| line.part)).collect()
    }
}

/// The world of the source: made on 22 February 2022 at noon.
async fn the_sources_world(kind: Kind) -> World {
    let mut world = World::empty(kind).await;
    world.move_clock(at("2022-02-22T11:00:00Z"), 0);
    world.cast = cast::populate(&world.store).await.unwrap();
    world
}

mod r36_on_the_day_of_the_source_the_lists_are_the_sources {
    use super::*;

    async fn tells(world: World) {
        let upcoming = world.upcoming(None).await;
        let expected = [
            "ma 7 mrt. 2022 13:30 - 14:30",
            "ma 21 mrt. 2022 13:30 - 14:30",
            "ma 4 apr. 2022 13:30 - 14:30",
            "ma 18 apr. 2022 13:30 - 14:30",
        ];
        assert_eq!(upcoming.appointments.iter().map(told).collect::<Vec<_>>(), expected);
        let one = &upcoming.appointments[0];
        assert_eq!((one.kind.as_str(), one.practitioner.to_string()), ("Diagnostiek", "Gerard van Kesteren".into()));
        assert_eq!(world.told_past().await, ["ma 21 feb. 2022 13:30 - 14:30", "vr 18 feb. 2022 08:15 - 08:30"]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        tells(the_sources_world(Kind::Sqlite).await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        tells(the_sources_world(Kind::Postgres).await).await;
    }
}

on_both_databases! {
    async fn r36_what_is_to_come_is_soonest_first_and_what_is_past_newest_first(world: World) {
        assert_eq!(
            world.told_upcoming().await,
            ["ma 2 mrt. 2026 10:15 - 11:00", MONDAY, "do 12 mrt. 2026 11:00 - 12:00", ASKED]
        );
        assert_eq!(world.told_past().await[..4], [
            "ma 23 feb. 2026 13:30 - 14:15",
            "ma 16 feb. 2026 10:00 - 10:30",
            "ma 9 feb. 2026 13:30 - 14:15",
            "ma 18 apr. 2022 13:30 - 14:30",
        ]);
        assert_eq!(world.told_past().await.len(), 9);
    }

    async fn an_appointment_is_to_come_until_the_second_it_ends(world: World) {
        let ends = at("2026-03-02T10:00:00Z");
        world.move_clock(ends, -1);
        assert_eq!(world.told_upcoming().await[0], "ma 2 mrt. 2026 10:15 - 11:00");
        world.move_clock(ends, 0);
        assert_eq!(world.told_upcoming().await[0], MONDAY);
        assert_eq!(world.told_past().await[0], "ma 2 mrt. 2026 10:15 - 11:00");
    }

    async fn lists_have_pages_of_25_and_every_appointment_is_on_one(world: World) {
        world.plan_days((at("2026-06-01T08:00:00Z"), 50)).await;
        world.plan_days((at("2025-06-01T08:00:00Z"), 50)).await;
        let (mut upcoming, mut past) = (vec![world.upcoming(None).await], vec![world.past(None).await]);
        while let Some(next) = upcoming.last().unwrap().next {
            upcoming.push(world.upcoming(Some(next)).await);
        }
        while let Some(next) = past.last().unwrap().next {
            past.push(world.past(Some(next)).await);
        }
        let sizes = |pages: &[Page]| pages.iter().map(|page| page.appointments.len()).collect::<Vec<_>>();
        assert_eq!((sizes(&upcoming), sizes(&past)), (vec![25, 25, 4], vec![25, 25, 9]));
        let starts = |pages: &[Page]| {
            pages.iter().flat_map(|page| &page.appointments).map(|one| one.times.starts_at).collect::<Vec<_>>()
        };
        assert!(starts(&upcoming).is_sorted() && starts(&past).iter().rev().is_sorted());
    }

    async fn exactly_a_page_has_no_next_one(world: World) {
        world.plan_days((at("2026-06-01T08:00:00Z"), 21)).await;
        let page = world.upcoming(None).await;
        assert_eq!((page.appointments.len(), page.next), (25, None));
    }

    async fn an_agenda_has_what_begins_on_its_days_in_dutch_time(world: World) {
        world.plan_days((at("2026-03-28T22:59:59Z"), 1)).await;
        world.plan_days((at("2026-03-29T22:00:00Z"), 1)).await;
        let (access, mut conn) = (world.karens().await, world.store.read().await.unwrap());
        let mut on = async |first: &str, last: &str| {
            let days = (time::parse_day(first).unwrap(), time::parse_day(last).unwrap());
            appointments::days(&mut conn, &access, days).await.unwrap().len()
        };
        // The last second of Saturday in winter time, and the first of Monday in summer time.
        assert_eq!(on("2026-03-28", "2026-03-28").await, 1);
        assert_eq!(on("2026-03-29", "2026-03-29").await, 0);
        assert_eq!(on("2026-03-30", "2026-03-30").await, 1);
        assert_eq!(on("2026-02-23", "2026-04-05").await, 7);
    }

    async fn who_has_no_ground_finds_no_appointment(world: World) {
        let id = world.agreed(MONDAY).await.id;
        for who in [KAREN, GERARD, "peter.post", "carmen.van.den.eerenbeemt"] {
            assert!(world.appointment(&world.actor(who), id).await.is_ok(), "{who}");
        }
        for who in ["jan.devries", "fatima.elamrani", OMAR, "nina.kuipers"] {
            assert!(is_not_found(&world.appointment(&world.actor(who), id).await), "{who}");
        }
        for who in [KAREN, "huisarts.dewit", "assistente.mulder"] {
            assert!(is_not_found(&world.appointment(&world.actor_at(who, HET_PLEIN), id).await), "{who} elsewhere");
        }
    }

    async fn who_was_in_the_care_team_until_yesterday_finds_no_appointment_any_more(world: World) {
        let (id, omar) = (world.agreed(MONDAY).await.id, world.actor(OMAR));
        let (today, record) = (time::day(world.store.now()), world.cast.record(RECORD).unwrap());
        let place = Place {
            member: omar.membership,
            role: portiek_domain::record::TeamRole::CoPractitioner,
            from: today - TimeDelta::days(9),
            until: Some(today),
        };
        transact!(world.store, |tx| { records::join_team(tx, (omar.organisation, record), place).await }).unwrap();
        world.move_clock(at("2026-03-02T23:00:00Z"), -1);
        assert!(world.appointment(&omar, id).await.is_ok());
        world.move_clock(at("2026-03-02T23:00:00Z"), 0);
        assert!(is_not_found(&world.appointment(&omar, id).await));
        assert!(is_not_found(&world.decide(&omar, (id, Decision::Declined)).await));
    }

    async fn d11_a_client_asks_and_the_list_says_so_until_it_is_taken_back(world: World) {
        let (karen, id) = (world.actor(KAREN), world.agreed(MONDAY).await.id);
        assert_eq!(world.agreed(MONDAY).await.wish, None);
        assert_eq!(world.ask_change(&karen, (id, "move")).await.unwrap(), Ok(()));
        assert_eq!(world.agreed(MONDAY).await.wish, Some(Wish::Move));
        let found = world.appointment(&karen, id).await.unwrap();
        let request = found.open_request().unwrap();
        assert_eq!((request.reason.as_str(), request.preferences.as_str()), ("Ik moet werken.", "ma-ochtend"));
        assert_eq!(request.late_at, None);
        world.take_back(&karen, id).await.unwrap();
        assert_eq!(world.agreed(MONDAY).await.wish, None);
        world.take_back(&karen, id).await.unwrap();
        assert_eq!(world.ask_change(&karen, (id, "cancel")).await.unwrap(), Ok(()), "and may ask again");
    }

    async fn d11_one_question_is_open_at_a_time_and_a_form_sent_twice_is_one(world: World) {
        let (karen, id) = (world.actor(KAREN), world.agreed(MONDAY).await.id);
        let (key, found) = (world.key(), world.appointment(&karen, id).await.unwrap());
        for _ in 0..2 {
            let once = transact!(world.store, |tx| { appointments::ask(tx, &found, (&asked("move"), key)).await });
            assert_eq!(once.unwrap(), Ok(()));
        }
        assert_eq!(world.ask_change(&karen, (id, "cancel")).await.unwrap(), overtaken());
        // Also by who had the page open before the first question.
        let key = world.key();
        let stale = transact!(world.store, |tx| { appointments::ask(tx, &found, (&asked("cancel"), key)).await });
        assert_eq!(stale.unwrap(), overtaken());
        assert_eq!(world.agreed(MONDAY).await.wish, Some(Wish::Move));
    }

    async fn d11_exactly_24_hours_before_is_in_time_and_a_second_later_counts_as_late(world: World) {
        let (karen, listed) = (world.actor(KAREN), world.agreed(MONDAY).await);
        let last = listed.times.starts_at - TimeDelta::hours(24);
        world.move_clock(last, 0);
        assert_eq!(world.ask_change(&karen, (listed.id, "cancel")).await.unwrap(), Ok(()));
        assert_eq!(world.appointment(&karen, listed.id).await.unwrap().open_request().unwrap().late_at, None);
        world.take_back(&karen, listed.id).await.unwrap();
        world.move_clock(last, 1);
        assert_eq!(world.ask_change(&karen, (listed.id, "cancel")).await.unwrap(), Ok(()));
        let found = world.appointment(&karen, listed.id).await.unwrap();
        assert_eq!(found.open_request().unwrap().late_at, Some(last + TimeDelta::seconds(1)));
        world.decide(&world.actor(GERARD), (listed.id, Decision::Cancelled)).await.unwrap().unwrap();
        let listed = world.agreed(MONDAY).await;
        assert!(listed.cancelled && listed.late, "laat geannuleerd");
    }

    async fn d11_the_stricter_choice_refuses_who_asks_too_late(world: World) {
        world.notice(NoticeMode::Refuse).await;
        let (karen, listed) = (world.actor(KAREN), world.agreed(MONDAY).await);
        let last = listed.times.starts_at - TimeDelta::hours(24);
        world.move_clock(last, 1);
        let refused = Err(Refusal::new("wens", Code::TooLate));
        assert_eq!(world.ask_change(&karen, (listed.id, "cancel")).await.unwrap(), refused);
        world.move_clock(last, 0);
        assert_eq!(world.ask_change(&karen, (listed.id, "cancel")).await.unwrap(), Ok(()));
    }

    async fn d11_nobody_asks_about_what_has_begun_or_is_cancelled(world: World) {
        let karen = world.actor(KAREN);
        let cancelled = world.agreed("do 12 mrt. 2026 11:00 - 12:00").await;
        assert!(cancelled.cancelled && !cancelled.late);
        assert_eq!(world.ask_change(&karen, (cancelled.id, "move")).await.unwrap(), overtaken());
        let listed = world.agreed(MONDAY).await;
        world.move_clock(listed.times.starts_at, 0);
        let refused = Err(Refusal::new("wens", Code::TooLate));
        assert_eq!(world.ask_change(&karen, (listed.id, "move")).await.unwrap(), refused);
    }

    async fn d11_the_client_asks_and_the_practice_decides_never_the_other_way_round(world: World) {
        let (karen, gerard, id) = (world.actor(KAREN), world.actor(GERARD), world.agreed(ASKED).await.id);
        assert!(is_not_found(&world.ask_change(&gerard, (world.agreed(MONDAY).await.id, "move")).await));
        assert!(is_not_found(&world.take_back(&gerard, id).await));
        assert!(is_not_found(&world.decide(&karen, (id, Decision::Declined)).await));
        assert_eq!(world.agreed(ASKED).await.wish, Some(Wish::Move));
    }

    async fn d11_moving_keeps_the_appointment_and_raises_its_number_for_calendars(world: World) {
        let (gerard, id) = (world.actor(GERARD), world.agreed(ASKED).await.id);
        let starts_at = at("2026-03-24T08:00:00Z");
        let times = Times { starts_at, ends_at: starts_at + TimeDelta::minutes(45) };
        let before = world.appointment(&gerard, id).await.unwrap().entry();
        world.clock.advance(TimeDelta::hours(1));
        world.decide(&gerard, (id, Decision::Moved(times))).await.unwrap().unwrap();
        let found = world.appointment(&gerard, id).await.unwrap();
        let after = found.entry();
        assert_eq!((after.id, after.sequence, after.times), (before.id, before.sequence + 1, times));
        assert_eq!(after.changed_at, world.store.now());
        let request = found.request.unwrap();
        assert!(request.accepted && request.closed_at.is_some());
        assert_eq!(request.answer, "Dat is goed.");
        assert!(world.told_upcoming().await.contains(&"di 24 mrt. 2026 09:00 - 09:45".to_owned()));
    }

    async fn d11_declined_stays_as_it_is_and_the_client_may_ask_again(world: World) {
        let (gerard, id) = (world.actor(GERARD), world.agreed(ASKED).await.id);
        world.decide(&gerard, (id, Decision::Declined)).await.unwrap().unwrap();
        let found = world.appointment(&gerard, id).await.unwrap();
        assert!(found.request.as_ref().unwrap().declined && found.sequence == 0);
        assert_eq!(world.agreed(ASKED).await.wish, None);
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.ask_change(&world.actor(KAREN), (id, "cancel")).await.unwrap(), Ok(()));
        let found = world.appointment(&gerard, id).await.unwrap();
        assert_eq!(found.open_request().map(|request| request.wish), Some(Wish::Cancel), "the latest question");
    }

    async fn d11_a_decision_that_does_not_fit_changes_nothing_and_the_first_one_stands(world: World) {
        let (gerard, id) = (world.actor(GERARD), world.agreed(ASKED).await.id);
        let wrong = world.decide(&gerard, (id, Decision::Cancelled)).await.unwrap();
        assert_eq!(wrong, Err(Refusal::new("besluit", Code::NotAChoice)));
        let found = world.appointment(&gerard, id).await.unwrap();
        world.take_back(&world.actor(KAREN), id).await.unwrap();
        // With the page still open from before it was taken back.
        let answer = Answer::default();
        let decided = transact!(world.store, |tx| {
            appointments::decide(tx, &found, (Decision::Declined, &answer)).await
        });
        assert_eq!(decided.unwrap(), Err(Refusal::new("besluit", Code::Overtaken)));
    }

    async fn s11_the_mails_say_that_something_waits_and_nothing_more(world: World) {
        world.letters().await;
        let id = world.agreed(MONDAY).await.id;
        world.ask_change(&world.actor(KAREN), (id, "cancel")).await.unwrap().unwrap();
        let told = world.letters().await;
        assert_eq!(told.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["gerard.van.kesteren@voorbeeld.nl"]);
        world.decide(&world.actor(GERARD), (id, Decision::Cancelled)).await.unwrap().unwrap();
        let answered = world.letters().await;
        assert_eq!(answered.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["karen.test@voorbeeld.nl"]);
        for letter in told.iter().chain(&answered) {
            for secret in ["Karen", "Ik moet werken", "Dat is goed", "13:30", "Behandeling", "annule"] {
                assert!(!format!("{} {}", letter.subject, letter.body).contains(secret), "{secret}");
            }
        }
    }

    async fn s10_asking_and_answering_stand_in_the_clients_log(world: World) {
        let id = world.agreed(MONDAY).await.id;
        world.ask_change(&world.actor(KAREN), (id, "cancel")).await.unwrap().unwrap();
        world.decide(&world.actor(GERARD), (id, Decision::Cancelled)).await.unwrap().unwrap();
        let logged = world.logged().await;
        for kind in [EventKind::AppointmentChangeAsked, EventKind::AppointmentCancelled, EventKind::AppointmentPlanned] {
            assert!(logged.contains(&kind), "{kind:?}");
        }
    }

    async fn the_private_address_gives_the_appointments_and_shows_again_to_its_owner(world: World) {
        assert_eq!(world.address().await, None);
        let secret = world.make_address().await;
        assert_eq!(world.address().await, Some(secret.clone()));
        // Three months back: those of 2022 are not in it.
        assert_eq!(world.fetched(&secret).await, Some(7));
        assert_eq!(world.fetched(&[7; 32]).await, None);
    }

    async fn a_new_address_and_none_end_the_one_before(world: World) {
        let first = world.make_address().await;
        let second = world.make_address().await;
        assert_ne!(first, second);
        assert_eq!((world.fetched(&first).await, world.fetched(&second).await), (None, Some(7)));
        let access = world.karens().await;
        transact!(world.store, |tx| { appointments::remove_address(tx, &access).await }).unwrap();
        assert_eq!((world.fetched(&second).await, world.address().await), (None, None));
    }

    async fn the_address_ends_with_the_membership(world: World) {
        let secret = world.make_address().await;
        assert_eq!(world.fetched(&secret).await, Some(7));
        world.end_membership(KAREN).await;
        assert_eq!(world.fetched(&secret).await, None);
    }

    async fn an_address_is_looked_at_60_times_an_hour_at_most(world: World) {
        let secret = world.make_address().await;
        for n in 0..appointments::BUDGET {
            assert_eq!(world.fetched(&secret).await, Some(7), "{n}");
        }
        world.clock.advance(TimeDelta::minutes(59));
        assert!(matches!(world.fetch(&secret).await, Fetched::Wait(60)));
        world.clock.advance(TimeDelta::seconds(59));
        assert!(matches!(world.fetch(&secret).await, Fetched::Wait(1)));
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.fetched(&secret).await, Some(7));
        // Once a minute for hours is within it: the hour begins anew.
        for n in 0..180 {
            world.clock.advance(TimeDelta::minutes(1) + TimeDelta::seconds(1));
            assert_eq!(world.fetched(&secret).await, Some(7), "{n}");
        }
    }

    async fn who_tries_many_addresses_is_let_wait_and_the_right_one_still_works(world: World) {
        let secret = world.make_address().await;
        let mut tries = 0;
        while matches!(world.fetch(&[tries; 32]).await, Fetched::Nothing) {
            tries += 1;
            assert!(tries < 50, "never let wait");
        }
        assert!(matches!(world.fetch(&[200; 32]).await, Fetched::Wait(_)));
        assert_eq!(world.fetched(&secret).await, Some(7));
    }
}
