//! Berichten as clients and care teams live it (R23-R30, D7, D8, D22, D28, D30).

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::{
    actor::Actor,
    ids::{ConversationId, RecordId},
    messages::{Body, Folder, Subject},
    refusal::Code,
};
use portiek_store::{
    Error, Result,
    cast::people::HET_PLEIN,
    messages::{self, list, start, thread},
    records, transact,
};

const KAREN: &str = "karen.test";
const GERARD: &str = "gerard.van.kesteren";
const PETER: &str = "peter.post";

impl World {
    async fn folder(&self, who: &Actor, folder: Folder) -> Vec<list::Listed> {
        let wanted = list::Wanted { folder, ..Default::default() };
        let mut conn = self.store.read().await.unwrap();
        messages::list(&mut conn, who, (&wanted, self.store.now())).await.unwrap().conversations
    }

    async fn subjects(&self, who: &Actor, folder: Folder) -> Vec<String> {
        self.folder(who, folder).await.into_iter().map(|listed| listed.subject).collect()
    }

    async fn find(&self, who: &Actor, id: ConversationId) -> Result<thread::Found> {
        let mut conn = self.store.read().await?;
        messages::find(&mut conn, who, (id, self.store.now())).await
    }

    async fn start(&self, who: &Actor, with: &str, subject: &str) -> ConversationId {
        let wanted = start::Wanted {
            subject: Subject::parse(subject).unwrap(),
            record: String::new(),
            addressed_to: Some(self.actor(with).membership),
            key: self.key(),
        };
        transact!(self.store, |tx| { messages::start(tx, who, &wanted).await }).unwrap().unwrap()
    }

    async fn place(&self, who: &Actor, id: ConversationId, text: &str) -> Result<()> {
        let (body, key) = (Body::parse(text).unwrap(), self.key());
        transact!(self.store, |tx| {
            let now = tx.now();
            let found = messages::find(tx, who, (id, now)).await?;
            messages::place(tx, &found, (&body, key)).await
        })
        .map(|_| ())
    }

    async fn open(&self, who: &Actor, id: ConversationId) {
        transact!(self.store, |tx| {
            let now = tx.now();
            let found = messages::find(tx, who, (id, now)).await?;
            messages::read(tx, &found, found.message_count).await
        })
        .unwrap();
    }

    async fn archive(&self, who: &Actor, id: ConversationId, archived: bool) {
        transact!(self.store, |tx| {
            let now = tx.now();
            let found = messages::find(tx, who, (id, now)).await?;
            if archived { messages::archive(tx, &found).await } else { messages::restore(tx, &found).await }
        })
        .unwrap();
    }

    async fn dot(&self, who: &Actor, id: ConversationId) -> Option<bool> {
        self.folder(who, Folder::All).await.into_iter().find(|listed| listed.id == id).map(|listed| listed.unread)
    }

    fn record(&self, number: &str) -> RecordId {
        self.cast.record(number).unwrap()
    }
}

fn is_not_found<T>(outcome: Result<T>) -> bool {
    matches!(outcome, Err(Error::NotFound(_)))
}

on_both_databases! {
    async fn r24_the_inbox_shows_subject_first_words_and_time_newest_first(world: World) {
        let inbox = world.folder(&world.actor(KAREN), Folder::Inbox).await;
        let subjects: Vec<&str> = inbox.iter().map(|listed| listed.subject.as_str()).collect();
        assert_eq!(subjects, [
            "Vragenlijst voor donderdag", "Vraag over medicatie", "Oefeningen in de trein",
            "Behandeling", "test", "behandeling", "Afspraken",
        ]);
        assert!(inbox.is_sorted_by(|a, b| a.last_message_at > b.last_message_at));
        assert_eq!((inbox[3].preview.as_str(), inbox[3].own_last), ("ik heb..", true));
    }

    async fn r25_r26_a_client_starts_a_gesprek_with_somebody_of_the_own_team_and_places_a_message(world: World) {
        let (karen, gerard) = (world.actor(KAREN), world.actor(GERARD));
        let id = world.start(&karen, GERARD, "Mijn vraag").await;
        world.place(&karen, id, "Dag Gerard, mag mijn zus mee?").await.unwrap();
        assert_eq!(world.subjects(&gerard, Folder::Inbox).await[0], "Mijn vraag");
        let found = world.find(&gerard, id).await.unwrap();
        let mut conn = world.store.read().await.unwrap();
        let thread = messages::thread(&mut conn, &found, None).await.unwrap();
        assert_eq!(thread.len(), 1);
        assert_eq!((thread[0].body.as_str(), thread[0].author.name.to_string()),
            ("Dag Gerard, mag mijn zus mee?", "Karen Test".to_owned()));
        assert_eq!((found.addressed_to.name.badge(), found.addressed_to.profession), ("GK".into(), "psychotherapeut".into()));
    }

    async fn r25_nobody_outside_the_own_team_can_be_chosen(world: World) {
        let karen = world.actor(KAREN);
        let wanted = start::Wanted {
            subject: Subject::parse("Hallo").unwrap(),
            record: String::new(),
            addressed_to: Some(world.actor("omar.haddad").membership),
            key: world.key(),
        };
        let refused = transact!(world.store, |tx| { messages::start(tx, &karen, &wanted).await }).unwrap();
        assert_eq!(refused.map_err(|refusal| (refusal.field, refusal.code)), Err(("behandelaar".into(), Code::NotAChoice)));
    }

    async fn r27_d8_everybody_of_the_team_reads_it_and_is_named_beforehand(world: World) {
        let karen = world.actor(KAREN);
        let id = world.start(&karen, GERARD, "Voor iedereen").await;
        world.place(&karen, id, "Dag allemaal").await.unwrap();
        for colleague in [GERARD, PETER, "carmen.van.den.eerenbeemt"] {
            assert!(world.find(&world.actor(colleague), id).await.is_ok(), "{colleague}");
        }
        let mut conn = world.store.read().await.unwrap();
        let readers = thread::readers(&mut conn, &karen, (world.record("2022021801"), world.store.now())).await.unwrap();
        let names: Vec<String> = readers.iter().map(|reader| reader.name.to_string()).collect();
        assert_eq!(names, ["Gerard van Kesteren", "Carmen van den Eerenbeemt", "Peter Post"]);
    }

    async fn r28_d28_the_dot_shows_for_each_reader_until_that_reader_opens_it(world: World) {
        let (karen, gerard, peter) = (world.actor(KAREN), world.actor(GERARD), world.actor(PETER));
        let id = world.start(&karen, GERARD, "Stip").await;
        world.place(&karen, id, "een").await.unwrap();
        assert_eq!(world.dot(&karen, id).await, Some(false));
        assert_eq!((world.dot(&gerard, id).await, world.dot(&peter, id).await), (Some(true), Some(true)));
        world.open(&gerard, id).await;
        assert_eq!((world.dot(&gerard, id).await, world.dot(&peter, id).await), (Some(false), Some(true)));
        world.place(&gerard, id, "twee").await.unwrap();
        assert_eq!((world.dot(&karen, id).await, world.dot(&gerard, id).await), (Some(true), Some(false)));
    }

    async fn r29_d28_archiving_is_per_person_and_a_new_message_brings_it_back(world: World) {
        let (karen, gerard) = (world.actor(KAREN), world.actor(GERARD));
        let id = world.start(&karen, GERARD, "Weg ermee").await;
        world.place(&karen, id, "een").await.unwrap();
        world.archive(&karen, id, true).await;
        assert!(!world.subjects(&karen, Folder::Inbox).await.contains(&"Weg ermee".into()));
        assert_eq!(world.subjects(&karen, Folder::Archive).await, ["Weg ermee"]);
        assert!(world.subjects(&karen, Folder::All).await.contains(&"Weg ermee".into()));
        assert_eq!(world.subjects(&gerard, Folder::Inbox).await[0], "Weg ermee");
        world.archive(&karen, id, false).await;
        assert_eq!(world.subjects(&karen, Folder::Inbox).await[0], "Weg ermee");
        world.archive(&karen, id, true).await;
        world.clock.advance(TimeDelta::minutes(1));
        world.place(&gerard, id, "twee").await.unwrap();
        assert_eq!(world.subjects(&karen, Folder::Inbox).await[0], "Weg ermee");
        assert!(world.subjects(&karen, Folder::Archive).await.is_empty());
    }

    async fn d28_until_its_first_message_a_gesprek_is_a_draft_that_only_its_starter_sees(world: World) {
        let (karen, gerard) = (world.actor(KAREN), world.actor(GERARD));
        let id = world.start(&karen, GERARD, "Nog niets").await;
        let own = world.folder(&karen, Folder::Inbox).await;
        assert!(own[0].draft && own[0].subject == "Nog niets");
        assert!(is_not_found(world.find(&gerard, id).await));
        assert!(!world.subjects(&gerard, Folder::All).await.contains(&"Nog niets".into()));
        world.place(&karen, id, "nu wel").await.unwrap();
        assert!(world.find(&gerard, id).await.is_ok());
    }

    async fn d28_a_practitioner_starts_one_about_a_client_of_the_own_team(world: World) {
        let (gerard, karen) = (world.actor(GERARD), world.actor(KAREN));
        let wanted = |record: &str| start::Wanted {
            subject: Subject::parse("Even overleggen").unwrap(),
            record: record.into(),
            addressed_to: None,
            key: world.key(),
        };
        let mine = wanted("2022021801");
        let id = transact!(world.store, |tx| { messages::start(tx, &gerard, &mine).await }).unwrap().unwrap();
        world.place(&gerard, id, "Dag Karen").await.unwrap();
        assert_eq!(world.dot(&karen, id).await, Some(true));
        let not_mine = wanted("2024090903");
        assert!(is_not_found(transact!(world.store, |tx| { messages::start(tx, &gerard, &not_mine).await })));
    }

    async fn d7_a_gesprek_stays_open_both_sides_write_as_often_as_they_want(world: World) {
        let (karen, gerard, peter) = (world.actor(KAREN), world.actor(GERARD), world.actor(PETER));
        let id = world.start(&karen, GERARD, "Heen en weer").await;
        for who in [&karen, &karen, &gerard, &peter, &karen, &gerard, &gerard] {
            world.place(who, id, "nog iets").await.unwrap();
        }
        assert_eq!(world.find(&karen, id).await.unwrap().message_count, 7);
    }

    async fn r26_a_form_sent_twice_places_one_message_and_starts_one_gesprek(world: World) {
        let karen = world.actor(KAREN);
        let id = world.start(&karen, GERARD, "Dubbel").await;
        let (body, key) = (Body::parse("een keer").unwrap(), world.key());
        let mut placed = Vec::new();
        for _ in 0..3 {
            placed.push(transact!(world.store, |tx| {
                let now = tx.now();
                let found = messages::find(tx, &karen, (id, now)).await?;
                messages::place(tx, &found, (&body, key)).await
            }).unwrap());
        }
        assert!(placed.iter().all(|id| *id == placed[0]));
        assert_eq!(world.find(&karen, id).await.unwrap().message_count, 1);
    }

    async fn a_message_sent_at_once_from_many_browsers_with_one_key_is_there_once(world: World) {
        let karen = world.actor(KAREN);
        let id = world.start(&karen, GERARD, "Tegelijk").await;
        let key = world.key();
        let tasks: Vec<_> = (0..8).map(|_| {
            let (store, karen) = (world.store.clone(), karen.clone());
            tokio::spawn(async move {
                let body = Body::parse("tegelijk").unwrap();
                transact!(store, |tx| {
                    let now = tx.now();
                    let found = messages::find(tx, &karen, (id, now)).await?;
                    messages::place(tx, &found, (&body, key)).await
                })
            })
        }).collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(world.find(&karen, id).await.unwrap().message_count, 1);
    }

    async fn messages_from_many_at_once_are_numbered_without_gaps(world: World) {
        let karen = world.actor(KAREN);
        let id = world.start(&karen, GERARD, "Druk").await;
        let tasks: Vec<_> = (0..16).map(|n| {
            let (store, who, key) = (world.store.clone(), world.actor(if n % 2 == 0 { KAREN } else { PETER }), world.key());
            let first = n == 0;
            tokio::spawn(async move {
                let body = Body::parse(&format!("bericht {n}")).unwrap();
                let _ = first;
                transact!(store, |tx| {
                    let now = tx.now();
                    let found = messages::find(tx, &who, (id, now)).await?;
                    messages::place(tx, &found, (&body, key)).await
                })
            })
        }).collect();
        let mut placed = 0;
        for task in tasks {
            placed += usize::from(task.await.unwrap().is_ok());
        }
        let found = world.find(&karen, id).await.unwrap();
        let mut conn = world.store.read().await.unwrap();
        let numbers: Vec<i64> = messages::thread(&mut conn, &found, None).await.unwrap().iter().map(|m| m.number).collect();
        assert_eq!(numbers, (1..=i64::try_from(placed).unwrap()).collect::<Vec<_>>());
        assert!(placed >= 8);
    }

    async fn nobody_finds_somebody_elses_gesprek(world: World) {
        let id = world.start(&world.actor(KAREN), GERARD, "Van Karen").await;
        world.place(&world.actor(KAREN), id, "privé").await.unwrap();
        let readers = [KAREN, GERARD, PETER, "carmen.van.den.eerenbeemt"].map(|who| world.actor(who).membership);
        for actor in world.cast.members.keys().map(|(login, at)| world.actor_at(login, *at)) {
            let found = world.find(&actor, id).await;
            assert_eq!(found.is_ok(), readers.contains(&actor.membership), "{:?}", actor.name);
            assert_eq!(is_not_found(found), !readers.contains(&actor.membership), "{:?}", actor.name);
        }
    }

    async fn d30_at_another_organisation_the_same_person_finds_nothing_of_it(world: World) {
        let id = world.start(&world.actor(KAREN), GERARD, "Bij De Linde").await;
        let karen_at_the_gp = world.actor_at(KAREN, HET_PLEIN);
        assert!(is_not_found(world.find(&karen_at_the_gp, id).await));
        assert!(world.subjects(&karen_at_the_gp, Folder::All).await.is_empty());
    }

    async fn r48_somebody_whose_last_day_in_the_team_was_yesterday_finds_nothing_any_more(world: World) {
        let (karen, omar) = (world.actor(KAREN), world.actor("omar.haddad"));
        let today = portiek_domain::time::day(world.store.now());
        let place = records::Place {
            member: omar.membership,
            role: portiek_domain::record::TeamRole::CoPractitioner,
            from: today - TimeDelta::days(10),
            until: Some(today),
        };
        let record = world.record("2022021801");
        transact!(world.store, |tx| { records::join_team(tx, (omar.organisation, record), place).await }).unwrap();
        let id = world.folder(&karen, Folder::Inbox).await[0].id;
        assert!(world.find(&omar, id).await.is_ok());
        assert!(world.folder(&omar, Folder::Inbox).await.iter().any(|listed| listed.id == id));
        world.clock.advance(TimeDelta::days(1));
        assert!(is_not_found(world.find(&omar, id).await));
        assert!(world.folder(&omar, Folder::All).await.iter().all(|listed| listed.record != record));
    }

    async fn the_list_goes_on_where_the_last_page_ended(world: World) {
        let karen = world.actor(KAREN);
        for n in 0..60 {
            world.clock.advance(TimeDelta::seconds(1));
            let id = world.start(&karen, GERARD, &format!("Gesprek {n}")).await;
            world.place(&karen, id, "tekst").await.unwrap();
        }
        let mut conn = world.store.read().await.unwrap();
        let mut wanted = list::Wanted::default();
        let first = messages::list(&mut conn, &karen, (&wanted, world.store.now())).await.unwrap();
        wanted.after = first.next;
        let second = messages::list(&mut conn, &karen, (&wanted, world.store.now())).await.unwrap();
        assert_eq!((first.conversations.len(), second.conversations.len(), second.next), (50, 17, None));
        let mut ids: Vec<_> = first.conversations.iter().chain(&second.conversations).map(|l| l.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 67);
    }

    async fn d22_any_unicode_comes_back_exactly_as_it_was_typed(world: World) {
        let karen = world.actor(KAREN);
        let id = world.start(&karen, GERARD, "شكرا 👩‍👩‍👧 <b>&amp;").await;
        let text = "e\u{301} \u{202e}andersom\u{202c} \u{200b} <script>alert(1)</script>\n\n  ' OR 1=1 -- \u{1F600}";
        world.place(&karen, id, text).await.unwrap();
        let found = world.find(&karen, id).await.unwrap();
        let mut conn = world.store.read().await.unwrap();
        assert_eq!(messages::thread(&mut conn, &found, None).await.unwrap()[0].body, text);
        assert_eq!(found.subject, "شكرا 👩‍👩‍👧 <b>&amp;");
    }
}
