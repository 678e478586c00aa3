//! The inspection log: nothing changes unlogged, and what was logged cannot be changed unseen (S10; quality.md §3).

use crate::support::*;
use portiek_domain::{
    access::Ground,
    audit::{Event, Kind, ObjectKind},
    messages::Body,
};
use portiek_store::{audit::seal, messages, transact};
use sqlx::{ConnectOptions, Connection};

impl World {
    /// Changes the database behind the application's back.
    pub async fn tamper(&self, sql: &'static str) {
        self.store.close().await;
        match self.url.strip_prefix("sqlite:") {
            Some(file) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).foreign_keys(false);
                let mut conn = options.connect().await.unwrap();
                sqlx::query(sql).execute(&mut conn).await.unwrap();
                conn.close().await.unwrap();
            }
            None => {
                let mut conn = sqlx::PgConnection::connect(&self.url).await.unwrap();
                sqlx::query("SET session_replication_role = replica").execute(&mut conn).await.unwrap();
                sqlx::query(sql).execute(&mut conn).await.unwrap();
            }
        }
    }

    async fn reopened(&self) -> seal::Verdict {
        let store = portiek_store::Store::open(&self.url, ambient(&self.clock, 9)).await.unwrap();
        seal::verify(&store).await.unwrap()
    }

    async fn seal_all(&self) {
        while seal::seal(&self.store).await.unwrap() > 0 {}
    }
}

on_both_databases! {
    async fn an_untouched_log_is_found_whole(world: World) {
        world.seal_all().await;
        let verdict = seal::verify(&world.store).await.unwrap();
        assert!(verdict.sealed > 10 && verdict.findings.is_empty(), "{:?}", verdict.findings);
        assert!(verdict.heads.contains_key("2022-02") && verdict.heads.contains_key("2026-03"));
    }

    async fn looks_are_logged_together_and_sealed_with_the_rest(world: World) {
        let karen = world.actor("karen.test");
        let record = world.cast.record("2022021801").unwrap();
        world.seal_all().await;
        let before = seal::verify(&world.store).await.unwrap().sealed;
        let looks: Vec<_> = (0..40).map(|_| {
            let event = Event::by(&karen, Kind::ConversationsListed).about(vec![record, record], Ground::Own);
            let store = world.store.clone();
            tokio::spawn(async move { store.looks().log(event).await })
        }).collect();
        for look in looks {
            look.await.unwrap().unwrap();
        }
        world.seal_all().await;
        let verdict = seal::verify(&world.store).await.unwrap();
        assert_eq!((verdict.sealed - before, verdict.findings), (40, vec![]));
    }

    async fn a_message_and_its_log_row_stand_or_fall_together(world: World) {
        let karen = world.actor("karen.test");
        let mut conn = world.store.read().await.unwrap();
        let id = messages::list(&mut conn, &karen, (&Default::default(), world.store.now())).await.unwrap().conversations[0].id;
        drop(conn);
        world.seal_all().await;
        let (body, key) = (Body::parse("weg").unwrap(), world.key());
        let abandoned: portiek_store::Result<()> = transact!(world.store, |tx| {
            let now = tx.now();
            let found = messages::find(tx, &karen, (id, now)).await?;
            messages::place(tx, &found, (&body, key)).await?;
            Err(portiek_store::access::refused(&karen, id.0))
        });
        assert!(abandoned.is_err());
        assert_eq!(seal::seal(&world.store).await.unwrap(), 0);
    }

    async fn an_edited_row_is_found(world: World) {
        world.seal_all().await;
        world.tamper("UPDATE audit_event SET agent_name = 'Iemand anders' WHERE id = \
            (SELECT event_id FROM audit_seal WHERE segment = '2022-02' AND number = 2)").await;
        let findings = world.reopened().await.findings;
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("link 2"));
    }

    async fn an_edited_subject_is_found(world: World) {
        world.seal_all().await;
        world.tamper("DELETE FROM audit_subject WHERE event_id = \
            (SELECT event_id FROM audit_seal WHERE segment = '2022-02' AND number = 3)").await;
        assert_eq!(world.reopened().await.findings.len(), 1);
    }

    async fn a_removed_row_is_found(world: World) {
        world.seal_all().await;
        world.tamper("DELETE FROM audit_event WHERE id = \
            (SELECT event_id FROM audit_seal WHERE segment = '2022-02' AND number = 3)").await;
        let findings = world.reopened().await.findings;
        assert!(findings.iter().any(|finding| finding.contains("which is gone")), "{findings:?}");
    }

    async fn a_removed_link_is_found(world: World) {
        world.seal_all().await;
        world.tamper("DELETE FROM audit_seal WHERE segment = '2022-02' AND number = 3").await;
        let findings = world.reopened().await.findings;
        assert!(findings.iter().any(|finding| finding.contains("links are missing")), "{findings:?}");
        assert!(findings.iter().any(|finding| finding.contains("in no chain")), "{findings:?}");
    }

    async fn an_inserted_row_is_found(world: World) {
        world.seal_all().await;
        world.tamper("INSERT INTO audit_event (id, recorded_at, kind, action, outcome, network, emergency, purpose) \
            SELECT account_id, recorded_at, kind, action, outcome, network, emergency, purpose FROM audit_event \
            WHERE account_id IS NOT NULL LIMIT 1").await;
        assert_eq!(world.reopened().await.findings.len(), 1);
    }

    async fn two_rows_that_traded_places_are_found(world: World) {
        world.seal_all().await;
        world.tamper("UPDATE audit_seal SET number = CASE number WHEN 2 THEN -3 ELSE -2 END \
            WHERE segment = '2022-02' AND number IN (2, 3)").await;
        let again = World { store: portiek_store::Store::open(&world.url, ambient(&world.clock, 9)).await.unwrap(), ..world };
        again.tamper("UPDATE audit_seal SET number = -number WHERE number < 0").await;
        assert!(again.reopened().await.findings.len() >= 2);
    }

    async fn a_refused_look_names_who_asked_and_for_what(world: World) {
        let omar = world.actor("omar.haddad");
        let karen = world.actor("karen.test");
        let mut conn = world.store.read().await.unwrap();
        let id = messages::list(&mut conn, &karen, (&Default::default(), world.store.now())).await.unwrap().conversations[0].id;
        let Err(portiek_store::Error::NotFound(event)) = messages::find(&mut conn, &omar, (id, world.store.now())).await else {
            panic!("found");
        };
        assert_eq!((event.kind, event.object), (Kind::AccessRefused, Some((ObjectKind::Address, id.0))));
        assert_eq!(event.actor.unwrap().membership, omar.membership);
    }
}
