//! "Wie heeft mijn dossier bekeken?" (S10): who saw or changed a record, by day, for the person it is about.

use crate::support::*;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use portiek_domain::{
    access::Ground,
    actor::{Actor, Role},
    audit::{Event, Kind},
    inspection::{Period, Wanted},
    time,
};
use portiek_store::{
    Error, Result,
    audit::{
        self,
        inspection::{self, LINES, Line, Page, Who},
    },
    cast::people::{DE_LINDE, HET_PLEIN, OOST},
    records, transact,
};

const KAREN: &str = "karen.test";
const GERARD: &str = "gerard.van.kesteren";
const PETER: &str = "peter.post";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    time::parse_day(text).unwrap()
}

/// From and until, a dash leaving that end open.
fn period(from: &str, until: &str) -> Wanted {
    Wanted { period: Period { from: time::parse_day(from), until: time::parse_day(until) }, ..Wanted::default() }
}

impl World {
    async fn page_of(&self, who: &Actor, wanted: Wanted) -> Result<Page> {
        let mut conn = self.store.read().await?;
        let access = records::own_inspection(&mut conn, who, "").await?;
        inspection::page(&mut conn, &access, (&wanted, LINES)).await
    }

    /// What Karen sees.
    async fn page(&self, wanted: Wanted) -> Page {
        self.page_of(&self.actor(KAREN), wanted).await.unwrap()
    }

    /// Karen's lines as "day time who".
    async fn lines(&self, wanted: Wanted) -> Vec<String> {
        self.page(wanted).await.days.iter().flat_map(|day| day.lines.iter().map(|line| told(day.day, line))).collect()
    }

    async fn log(&self, event: Event, moment: DateTime<Utc>) {
        transact!(self.store, |tx| {
            tx.backdate(moment);
            audit::log(tx, event.clone()).await
        })
        .unwrap();
    }

    fn look(&self, who: &str, kind: Kind) -> Event {
        let ground = if who == KAREN { Ground::Own } else { Ground::CareTeam };
        Event::by(&self.actor(who), kind).about(vec![self.cast.record("2022021801").unwrap()], ground)
    }

    async fn looks(&self, who: &str, moments: &[&str]) {
        for moment in moments {
            self.log(self.look(who, Kind::ConversationRead), at(moment)).await;
        }
    }
}

fn told(day: NaiveDate, line: &Line) -> String {
    let who = match &line.who {
        Who::Own => "self".into(),
        Who::Member { name, .. } => name.clone(),
        Who::Organisation => "organisation".into(),
    };
    format!("{day} {} {who}", time::clock_time(line.first_at))
}

on_both_databases! {
    async fn s10_a_client_sees_who_looked_with_role_part_and_ground(world: World) {
        world.looks(GERARD, &["2024-05-06T10:00:00Z"]).await;
        let page = world.page(period("06-05-2024", "06-05-2024")).await;
        let [only] = page.days[0].lines.as_slice() else { panic!("{page:?}") };
        let gerard = world.actor(GERARD);
        let (id, name) = (gerard.membership, "Gerard van Kesteren".into());
        assert_eq!(only.who, Who::Member { id, name, role: Some(Role::Practitioner) });
        assert_eq!((only.part, only.ground, only.emergency), (Kind::ConversationRead, Some(Ground::CareTeam), false));
        assert_eq!((page.days[0].day, page.next), (day("06-05-2024"), None));
    }

    async fn s10_who_changed_something_is_shown_as_well(world: World) {
        let page = world.page(period("22-02-2022", "22-02-2022")).await;
        let parts: Vec<Kind> = page.days[0].lines.iter().map(|line| line.part).collect();
        assert_eq!(parts, [Kind::MessagePlaced], "Peter's answer in source 1");
    }

    async fn s10_somebody_and_a_part_are_one_line_a_day_with_the_first_time(world: World) {
        world.looks(GERARD, &["2024-05-06T08:00:00Z", "2024-05-06T07:30:00Z", "2024-05-07T12:00:00Z"]).await;
        world.looks(PETER, &["2024-05-06T07:45:00Z"]).await;
        world.log(world.look(GERARD, Kind::MessagePlaced), at("2024-05-06T09:00:00Z")).await;
        let lines = world.lines(period("06-05-2024", "07-05-2024")).await;
        let expected = [
            "2024-05-07 14:00 Gerard van Kesteren",
            "2024-05-06 11:00 Gerard van Kesteren",
            "2024-05-06 09:45 Peter Post",
            "2024-05-06 09:30 Gerard van Kesteren",
        ];
        assert_eq!(lines, expected);
    }

    async fn a_day_begins_and_ends_at_midnight_in_amsterdam_in_winter_and_in_summer(world: World) {
        // Winter: midnight is 23:00 UTC; summer: 22:00.
        world.looks(GERARD, &["2026-01-14T22:59:59.999999Z", "2026-01-14T23:00:00Z"]).await;
        world.looks(PETER, &["2026-01-15T22:59:59.999999Z", "2026-01-15T23:00:00Z"]).await;
        let lines = world.lines(period("15-01-2026", "15-01-2026")).await;
        assert_eq!(lines, ["2026-01-15 23:59 Peter Post", "2026-01-15 00:00 Gerard van Kesteren"]);
        world.looks(GERARD, &["2025-07-14T21:59:59.999999Z", "2025-07-14T22:00:00Z"]).await;
        world.looks(PETER, &["2025-07-15T21:59:59.999999Z", "2025-07-15T22:00:00Z"]).await;
        let lines = world.lines(period("15-07-2025", "15-07-2025")).await;
        assert_eq!(lines, ["2025-07-15 23:59 Peter Post", "2025-07-15 00:00 Gerard van Kesteren"]);
    }

    async fn the_days_on_which_summer_time_begins_and_ends_have_23_and_25_hours(world: World) {
        world.looks(GERARD, &["2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z"]).await;
        world.looks(PETER, &["2025-03-30T21:59:59Z"]).await;
        let lines = world.lines(period("30-03-2025", "30-03-2025")).await;
        assert_eq!(lines, ["2025-03-30 23:59 Peter Post", "2025-03-30 00:00 Gerard van Kesteren"]);
        world.looks(GERARD, &["2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"]).await;
        world.looks(PETER, &["2025-10-26T22:59:59Z"]).await;
        let lines = world.lines(period("26-10-2025", "26-10-2025")).await;
        assert_eq!(lines, ["2025-10-26 23:59 Peter Post", "2025-10-26 00:00 Gerard van Kesteren"]);
    }

    async fn what_one_did_oneself_is_left_out_until_asked_for(world: World) {
        world.looks(KAREN, &["2024-05-06T08:00:00Z", "2024-05-06T09:00:00Z"]).await;
        let wanted = period("06-05-2024", "06-05-2024");
        assert_eq!(world.lines(wanted).await, Vec::<String>::new());
        assert_eq!(world.lines(Wanted { own: true, ..wanted }).await, ["2024-05-06 10:00 self"]);
    }

    async fn what_nobody_did_by_hand_is_the_organisations(world: World) {
        let subjects = vec![world.cast.record("2022021801").unwrap().into()];
        let event = Event { subjects, ..Event::from_network("", Kind::ConversationArchived) };
        world.log(event, at("2024-05-06T08:00:00Z")).await;
        assert_eq!(world.lines(period("06-05-2024", "06-05-2024")).await, ["2024-05-06 10:00 organisation"]);
        let ground = world.page(period("06-05-2024", "06-05-2024")).await.days[0].lines[0].ground;
        assert_eq!(ground, None);
    }

    async fn what_was_shown_of_others_is_not_shown(world: World) {
        let jan = world.page_of(&world.actor("jan.devries"), Wanted::default()).await.unwrap();
        assert!(jan.days.is_empty(), "only Jan himself did anything in his record: {jan:?}");
    }

    async fn s14_only_the_person_it_is_about_sees_who_looked(world: World) {
        let others =
            [(GERARD, DE_LINDE), ("nina.kuipers", DE_LINDE), ("huisarts.dewit", HET_PLEIN), ("sem.anios", OOST)];
        for (login, at) in others {
            let refused = world.page_of(&world.actor_at(login, at), Wanted::default()).await;
            let Err(Error::NotFound(event)) = refused else { panic!("{login} sees something") };
            assert_eq!(event.kind, Kind::AccessRefused);
        }
    }

    async fn d30_a_record_of_somebody_else_or_elsewhere_is_not_found(world: World) {
        let karen = world.actor(KAREN);
        let mut conn = world.store.read().await.unwrap();
        assert!(records::own(&mut conn, &karen, "2022021801").await.is_ok());
        for number in ["2023061402", "10042", "0", "' OR 1 = 1 --"] {
            assert!(matches!(records::own(&mut conn, &karen, number).await, Err(Error::NotFound(_))), "{number}");
        }
    }

    async fn pages_are_whole_days_and_together_are_everything_once(world: World) {
        let first = at("2024-01-01T12:00:00Z");
        for n in 0..40 {
            let (read, listed) = (Kind::ConversationRead, Kind::ConversationsListed);
            for (who, kind) in [(GERARD, read), (GERARD, listed), (PETER, read)] {
                for minutes in [0, 5] {
                    world.log(world.look(who, kind), first + TimeDelta::days(n) + TimeDelta::minutes(minutes)).await;
                }
            }
        }
        let mut wanted = period("01-01-2024", "31-12-2024");
        let (mut pages, mut lines, mut days) = (0, 0, Vec::new());
        loop {
            let page = world.page(wanted).await;
            pages += 1;
            lines += page.days.iter().map(|day| day.lines.len()).sum::<usize>();
            days.extend(page.days.iter().map(|day| day.day));
            wanted.after = page.next;
            if page.next.is_none() {
                break;
            }
            // What happens meanwhile is on a page of its own.
            world.looks(PETER, &["2026-03-02T09:00:00Z"]).await;
        }
        assert_eq!((pages, lines, days.len()), (3, 120, 40));
        assert!(days.is_sorted_by(|a, b| a > b), "{days:?}");
    }

    async fn a_day_of_more_looks_than_are_read_at_once_is_still_one_whole_day(world: World) {
        world.looks(PETER, &["2024-05-05T08:00:00Z", "2024-05-06T08:00:00Z"]).await;
        let moment = at("2024-05-06T09:00:00Z");
        transact!(world.store, |tx| {
            for n in 0..2100 {
                tx.backdate(moment + TimeDelta::seconds(n));
                audit::log(tx, world.look(GERARD, Kind::ConversationRead)).await?;
            }
            Ok(())
        }).unwrap();
        let lines = world.lines(period("05-05-2024", "06-05-2024")).await;
        let expected = [
            "2024-05-06 11:00 Gerard van Kesteren",
            "2024-05-06 10:00 Peter Post",
            "2024-05-05 10:00 Peter Post",
        ];
        assert_eq!(lines, expected);
    }
}
