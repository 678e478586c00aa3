//! Whose data a page shows is in its address: two tabs of one person at two organisations never mix (D23, D30).

use crate::{
    support::*,
    test_app::{TestApp, encode},
};
use axum::http::StatusCode;
use portiek_domain::{
    actor::{Actor, OrganisationKind, Role},
    ids::ConversationId,
    messages::{Body, Subject},
    record::TeamRole,
};
use portiek_store::{
    cast::people::DE_LINDE,
    memberships::{self, NewMembership},
    messages,
    organisations::{self, NewOrganisation},
    records::{self, NewRecord, Place},
    transact,
};

const ELSEWHERE: i64 = 21;

/// Karen is a client of a second practice as well, where she wrote to Peter, who works there too.
async fn second_practice(world: &World) -> ConversationId {
    let (karen, peter) = (world.actor("karen.test"), world.actor("peter.post"));
    let practice = NewOrganisation {
        number: ELSEWHERE,
        kind: OrganisationKind::MentalHealth,
        name: "Praktijk De Beuk".into(),
        display_name: "De Beuk".into(),
        phone: "088 765 43 21".into(),
        crisis_phone: "088 765 43 22".into(),
        mail_domain: String::new(),
    };
    let member = |actor: &Actor, role| NewMembership {
        role,
        name: actor.name.clone(),
        profession: "psychiater".into(),
        login_name: format!("{}.beuk", actor.name.first),
        mail: format!("{}@beuk.nl", actor.name.first),
    };
    let key = [world.key(), world.key()];
    transact!(world.store, |tx| {
        let organisation = organisations::found(tx, &practice).await?;
        let client = memberships::join(tx, (organisation, karen.account), &member(&karen, Role::Client)).await?;
        let psychiatrist =
            memberships::join(tx, (organisation, peter.account), &member(&peter, Role::Practitioner)).await?;
        let day = portiek_domain::time::day(tx.now());
        let record = NewRecord {
            number: "77".into(),
            subject: Some(client),
            name: karen.name.clone(),
            birth_date: day,
            sex: "vrouw".into(),
        };
        let record = records::begin(tx, organisation, &record).await?;
        let place = Place { member: psychiatrist, role: TeamRole::Lead, from: day, until: None };
        records::join_team(tx, (organisation, record), place).await?;
        let there = Actor { organisation, membership: client, ..karen.clone() };
        let wanted = messages::start::Wanted {
            subject: Subject::parse("Alleen bij De Beuk").unwrap(),
            record: String::new(),
            addressed_to: Some(psychiatrist),
            key: key[0],
        };
        let id = messages::start(tx, &there, &wanted).await?.unwrap();
        let now = tx.now();
        let found = messages::find(tx, &there, (id, now)).await?;
        messages::place(tx, &found, (&Body::parse("geheim van De Beuk").unwrap(), key[1])).await?;
        Ok(id)
    })
    .unwrap()
}

on_both_databases! {
    async fn d30_each_tab_shows_its_own_organisation_and_nothing_of_the_other(world: World) {
        let there = second_practice(&world).await;
        let app = TestApp::new(world);
        let here = app.conversation("karen.test", "Vraag over medicatie").await;
        for login in ["karen.test", "peter.post"] {
            let browser = app.browser(login).await;
            let base = if login == "karen.test" { "" } else { "/praktijk" };
            let get = async |path: String| app.get(&browser, &path).await;
            let linde = get(format!("{base}/berichten?bij={DE_LINDE}")).await.body;
            let beuk = get(format!("{base}/berichten?bij={ELSEWHERE}")).await.body;
            assert!(linde.contains("Vraag over medicatie") && !linde.contains("Alleen bij De Beuk"), "{login}");
            assert!(beuk.contains("Alleen bij De Beuk") && !beuk.contains("Vraag over medicatie"), "{login}");
            assert_eq!(get(format!("{base}/berichten/gesprek/{there}?bij={DE_LINDE}")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(get(format!("{base}/berichten/gesprek/{here}?bij={ELSEWHERE}")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(get(format!("{base}/berichten/gesprek/{there}?bij={ELSEWHERE}")).await.status, StatusCode::OK);
            assert_eq!(get(format!("{base}/berichten")).await.status, StatusCode::NOT_FOUND, "which of the two?");
        }
    }

    async fn d30_every_link_and_form_of_a_page_keeps_its_context(world: World) {
        second_practice(&world).await;
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        assert_eq!(app.get(&karen, "/").await.location(), format!("/berichten?bij={DE_LINDE}"));
        let page = app.get(&karen, &format!("/berichten?bij={ELSEWHERE}")).await.body;
        let links: Vec<&str> = page.split("href=\"/berichten").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() > 5);
        let elsewhere = |link: &&str| !link.contains(&format!("bij={ELSEWHERE}"));
        let others: Vec<&&str> = links.iter().filter(|link| elsewhere(link)).collect();
        assert_eq!(others, [&format!("?bij={DE_LINDE}").as_str()], "only the switch to the other portal leads away");
    }

    async fn d30_a_form_of_one_tab_does_nothing_in_the_other(world: World) {
        let there = second_practice(&world).await.to_string();
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        for (at, status) in [(DE_LINDE, StatusCode::NOT_FOUND), (ELSEWHERE, StatusCode::OK)] {
            let (at, key) = (at.to_string(), app.world.key().to_string());
            let fields = [("at[portal]", "Client"), ("at[at]", &at), ("conversation", &there), ("key", &key), ("tekst", "dag")];
            assert_eq!(app.post(&karen, "/api/messages/place", &encode(&fields)).await.status, status, "{at}");
        }
    }

    async fn d30_an_address_or_form_that_names_another_record_finds_nothing(world: World) {
        let app = TestApp::new(world);
        let gerard = app.browser("gerard.van.kesteren").await;
        let jans = app.conversation("gerard.van.kesteren", "Slaapdagboek").await.to_string();
        for (record, status) in [("2022021801", StatusCode::NOT_FOUND), ("2023061402", StatusCode::OK)] {
            let path = format!("/praktijk/berichten/gesprek/{jans}?dossier={record}");
            assert_eq!(app.get(&gerard, &path).await.status, status, "{record}");
            let key = app.world.key().to_string();
            let fields = [("at[portal]", "Practice"), ("at[record]", record), ("conversation", &jans), ("key", &key), ("tekst", "dag")];
            assert_eq!(app.post(&gerard, "/api/messages/place", &encode(&fields)).await.status, status, "{record}");
        }
    }
}
