//! `portiek doctor` and `portiek migrate` as an operator runs them: the real program on a database file.

use crate::{
    beside::{self, count},
    program::{Program, folder, serve},
    support::{Kind, World},
};
use portiek_store::audit::seal;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use std::{
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

/// A database that the program filled, and the folder with its keys.
struct Installation {
    folder: TempDir,
    url: String,
}

impl Installation {
    /// A world whose log is sealed and whose program was stopped.
    async fn sealed() -> Self {
        let world = World::new(Kind::Sqlite).await;
        while seal::seal(&world.store).await.unwrap() > 0 {}
        world.store.close().await;
        let folder = folder();
        let url = format!("sqlite:{}", folder.path().join("portiek.sqlite").display());
        std::fs::copy(world.url.strip_prefix("sqlite:").unwrap(), url.strip_prefix("sqlite:").unwrap()).unwrap();
        Self { folder, url }
    }

    fn run(&self, verb: &str) -> Output {
        command(&self.url, self.folder.path(), verb).output().unwrap()
    }

    /// What `doctor` finds wrong: nothing, and then it ends well; or sentences, and then it does not.
    fn findings(&self) -> Vec<String> {
        let output = self.run("doctor");
        let said = String::from_utf8(output.stdout).unwrap();
        let found: Vec<String> =
            said.lines().filter_map(|line| line.strip_prefix("WRONG ")).map(str::to_owned).collect();
        assert_eq!(output.status.success(), found.is_empty(), "{said}");
        found
    }

    /// Changes the database file behind the program's back.
    async fn tamper(&self, statements: &[&'static str]) {
        let file = self.url.strip_prefix("sqlite:").unwrap();
        let mut conn = SqliteConnectOptions::new().filename(file).foreign_keys(false).connect().await.unwrap();
        for statement in statements {
            let done = sqlx::query(*statement).execute(&mut conn).await.unwrap();
            assert!(done.rows_affected() > 0, "{statement}");
        }
        conn.close().await.unwrap();
    }
}

fn command(url: &str, folder: &Path, verb: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portiek"));
    command.args([verb, "--data"]).arg(folder).env("PORTIEK_DATABASE_URL", url);
    command
}

#[tokio::test]
async fn an_untouched_log_is_found_whole_with_the_head_of_each_month() {
    let installation = Installation::sealed().await;
    let output = installation.run("doctor");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && !said.contains("WRONG"), "{said}");
    let heads: Vec<&str> = said.lines().filter(|line| line.starts_with("head ")).collect();
    assert!(heads.iter().any(|head| head.starts_with("head 2022-02 ")), "{said}");
    assert!(heads.iter().all(|head| head.split(' ').nth(3).is_some_and(|mac| mac.len() == 64)), "{said}");
}

#[tokio::test]
async fn a_changed_row_is_found_and_named() {
    let installation = Installation::sealed().await;
    let row = "UPDATE audit_event SET agent_name = 'Iemand anders' WHERE id = \
        (SELECT event_id FROM audit_seal WHERE segment = '2022-02' AND number = 2)";
    installation.tamper(&[row]).await;
    let found = installation.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    let id = hex(&installation, "SELECT lower(hex(event_id)) FROM audit_seal WHERE segment = '2022-02' AND number = 2")
        .await;
    assert_eq!(found[0].replace('-', ""), format!("202202: link 2 does not fit event {id}: changed or moved"));
}

#[tokio::test]
async fn a_removed_row_is_found_and_named() {
    let installation = Installation::sealed().await;
    let id = hex(&installation, "SELECT lower(hex(event_id)) FROM audit_seal WHERE segment = '2022-02' AND number = 3")
        .await;
    let row = "DELETE FROM audit_event WHERE id = \
        (SELECT event_id FROM audit_seal WHERE segment = '2022-02' AND number = 3)";
    installation.tamper(&[row]).await;
    let found = installation.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].replace('-', ""), format!("202202: link 3 seals event {id}, which is gone"));
}

#[tokio::test]
async fn a_row_removed_with_its_link_is_found() {
    let installation = Installation::sealed().await;
    let row = "DELETE FROM audit_event WHERE id = \
        (SELECT event_id FROM audit_seal WHERE segment = '2022-02' AND number = 3)";
    let link = "DELETE FROM audit_seal WHERE segment = '2022-02' AND number = 3";
    installation.tamper(&[row, link]).await;
    let found = installation.findings();
    assert!(found.iter().any(|line| line == "2022-02: after link 2 comes 4; links are missing"), "{found:?}");
}

#[tokio::test]
async fn a_row_inserted_without_a_link_is_found() {
    let installation = Installation::sealed().await;
    let row = "INSERT INTO audit_event (id, recorded_at, kind, action, outcome, network, emergency, purpose) \
        SELECT zeroblob(16), '2022-02-22T08:00:00+00:00', kind, action, outcome, network, emergency, purpose \
        FROM audit_event LIMIT 1";
    installation.tamper(&[row]).await;
    let id = uuid::Uuid::nil();
    let expected = format!("2022-02: event {id} is in no chain and waits for none: inserted from outside");
    assert_eq!(installation.findings(), [expected]);
}

#[tokio::test]
async fn a_row_inserted_with_a_link_of_its_own_is_found() {
    let installation = Installation::sealed().await;
    let row = "INSERT INTO audit_event (id, recorded_at, kind, action, outcome, network, emergency, purpose) \
        SELECT zeroblob(16), recorded_at, kind, action, outcome, network, emergency, purpose FROM audit_event LIMIT 1";
    let link = "INSERT INTO audit_seal (segment, number, event_id, key_version, mac) \
        SELECT '2022-02', max(number) + 1, zeroblob(16), 1, randomblob(32) FROM audit_seal WHERE segment = '2022-02'";
    installation.tamper(&[row, link]).await;
    let found = installation.findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("2022-02: link ") && found[0].ends_with(": changed or moved"), "{found:?}");
}

#[tokio::test]
async fn two_rows_that_traded_places_are_found() {
    let installation = Installation::sealed().await;
    let aside = "UPDATE audit_seal SET number = -number WHERE segment = '2022-02' AND number IN (2, 3)";
    let back = "UPDATE audit_seal SET number = CASE number WHEN -2 THEN 3 ELSE 2 END WHERE number IN (-2, -3)";
    installation.tamper(&[aside, back]).await;
    let found = installation.findings();
    for number in [2, 3] {
        let named = format!("2022-02: link {number} does not fit");
        assert!(found.iter().any(|line| line.starts_with(&named)), "{number}: {found:?}");
    }
}

/// From a world that the program made and sealed itself, while it was running.
#[tokio::test]
async fn what_a_running_program_sealed_is_found_whole_after_it_was_stopped() {
    let folder = folder();
    let url = format!("sqlite:{}", folder.path().join("portiek.sqlite").display());
    let mut program = Program::run(serve(&url, (folder.path(), ([127, 0, 0, 1], 0).into())));
    while count(&url, "SELECT count(*) FROM audit_unsealed").await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    program.kill();
    let installation = Installation { folder, url };
    assert!(installation.findings().is_empty());
    installation.tamper(&["UPDATE audit_event SET network = '203.0.113.9' WHERE kind = 'message.placed'"]).await;
    assert!(!installation.findings().is_empty());
}

#[tokio::test]
async fn a_folder_without_its_keys_cannot_vouch_for_the_log() {
    let installation = Installation::sealed().await;
    std::fs::write(installation.folder.path().join("keys"), format!("1 {}\n", "08".repeat(32))).unwrap();
    assert!(installation.findings().len() > 10, "no link fits another key");
}

async fn hex(installation: &Installation, sql: &'static str) -> String {
    beside::texts(&installation.url, sql).await.remove(0)
}

#[tokio::test]
async fn migrate_makes_an_empty_database_and_leaves_a_full_one_as_it_is() {
    let folder = folder();
    let url = format!("sqlite:{}", folder.path().join("nieuw/portiek.sqlite").display());
    let migrate = || command(&url, folder.path(), "migrate").output().unwrap();
    assert!(migrate().status.success());
    let latest = count(&url, "SELECT max(version) FROM _sqlx_migrations").await;
    let newest = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../store/migrations/sqlite")).unwrap();
    let newest = newest.map(|file| file.unwrap().file_name().to_string_lossy()[..4].parse::<i64>().unwrap()).max();
    assert_eq!(Some(latest), newest);
    assert_eq!(count(&url, "SELECT count(*) FROM organisation").await, 0, "nothing is made up");

    let installation = Installation::sealed().await;
    let people = async || count(&installation.url, "SELECT count(*) FROM membership").await;
    let before = people().await;
    for _ in 0..2 {
        assert!(installation.run("migrate").status.success());
    }
    assert_eq!(people().await, before);
    assert!(installation.findings().is_empty());
}

#[tokio::test]
async fn migrate_says_in_a_sentence_what_is_wrong_with_the_address() {
    let folder = folder();
    let output = command("postgres://nobody@127.0.0.1:1/nothing", folder.path(), "migrate").output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("[database] url cannot be opened"));
}
