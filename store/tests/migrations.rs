//! Each migration with data in the database: filled as release 0009 left it, then brought up to date.

use crate::support::{
    databases::{address, administer},
    *,
};
use portiek_domain::{
    access::{Ground, to_log},
    audit::Kind as EventKind,
    inspection::{LogWanted, Wanted},
};
use portiek_store::{
    Store,
    accounts::{
        hashing,
        login::{self, Browser, Credentials, Step},
    },
    audit::{inspection, logbook, seal},
    cast::PASSWORD,
    keys::Purpose,
    records,
    visitor::{self, Visitor},
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, migrate::Migrator, sqlite::SqliteConnectOptions};
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The latest migration before the data.
const BEFORE: i64 = 9;
const AT: &str = "2026-01-05T09:00:00+00:00";
const TOKEN: [u8; 32] = [5; 32];

/// What is of whom, by number.
const PRACTICE: u128 = 11;
const HOSPITAL: u128 = 13;
const OFFICE: u128 = 16;
const CLIENT: u128 = 101;
const TRAINEE: u128 = 102;
const CLIENTS: u128 = 201;
const RECORD: u128 = 301;
const EVENT: u128 = 0x0198_0000_0000_7000_8000_0000_0000_0401;

/// A database with nothing in it, not even tables.
struct Empty {
    url: String,
    kind: Kind,
    _folder: Option<tempfile::TempDir>,
}

impl Empty {
    async fn new(kind: Kind) -> Self {
        let folder = (kind == Kind::Sqlite).then(|| tempfile::tempdir().unwrap());
        let url = match &folder {
            Some(folder) => format!("sqlite:{}", folder.path().join("portiek.sqlite").display()),
            None => {
                let name = format!("empty_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
                administer(&format!("CREATE DATABASE {name}")).await;
                address(&name)
            }
        };
        Self { url, kind, _folder: folder }
    }

    fn is_sqlite(&self) -> bool {
        self.kind == Kind::Sqlite
    }

    fn id(&self, number: u128) -> String {
        let id = Uuid::from_u128(number);
        if self.is_sqlite() { format!("X'{}'", id.simple()) } else { format!("'{id}'") }
    }

    fn bytes(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if self.is_sqlite() { format!("X'{hex}'") } else { format!("'\\x{hex}'") }
    }

    /// The migrations up to one.
    async fn migrate(&self) {
        let until = |all: Migrator| Migrator {
            migrations: all.iter().filter(|one| one.version <= BEFORE).cloned().collect::<Vec<_>>().into(),
            ..all
        };
        if self.is_sqlite() {
            let mut conn = self.sqlite().connect().await.unwrap();
            until(sqlx::migrate!("./migrations/sqlite")).run(&mut conn).await.unwrap();
        } else {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            until(sqlx::migrate!("./migrations/postgres")).run(&mut conn).await.unwrap();
        }
    }

    async fn execute(&self, sql: String) {
        if self.is_sqlite() {
            let mut conn = self.sqlite().connect().await.unwrap();
            sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
        } else {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
        }
    }

    async fn texts(&self, sql: &'static str) -> Vec<String> {
        if self.is_sqlite() {
            let mut conn = self.sqlite().connect().await.unwrap();
            sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
        } else {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
        }
    }

    fn sqlite(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new().filename(self.url.strip_prefix("sqlite:").unwrap()).create_if_missing(true)
    }

    /// Some of everything that a later migration changes.
    async fn fill(&self) {
        for (number, kind) in [(PRACTICE, "mental_health"), (HOSPITAL, "hospital"), (OFFICE, "care_organisation")] {
            let id = self.id(number);
            self.execute(format!(
                "INSERT INTO organisation (id, number, kind, name, display_name, phone, crisis_phone, created_at, \
                 mail_domain) VALUES ({id}, {number}, '{kind}', 'Naam', 'Naam {number}', '088', '112', '{AT}', 'a.nl')"
            ))
            .await;
        }
        let hash = hashing::hash(PASSWORD.into(), [3; 16]).await.unwrap();
        for (account, login) in [(CLIENT, "client"), (TRAINEE, "aios")] {
            let id = self.id(account);
            self.execute(format!(
                "INSERT INTO account (id, password_hash, password_set_at, mail, mobile, created_at) \
                 VALUES ({id}, '{hash}', '{AT}', '{login}@voorbeeld.nl', '06-1234 5678', '{AT}')"
            ))
            .await;
            self.execute(format!("INSERT INTO login_name (key, account_id) VALUES ('{login}', {id})")).await;
        }
        self.join((PRACTICE, CLIENT, CLIENTS), "client").await;
        self.join((HOSPITAL, TRAINEE, CLIENTS + 1), "trainee").await;
        self.open_record().await;
        self.log_in().await;
        self.log().await;
    }

    async fn join(&self, (organisation, account, membership): (u128, u128, u128), role: &str) {
        let [organisation, account, id] = [organisation, account, membership].map(|number| self.id(number));
        self.execute(format!(
            "INSERT INTO membership (organisation_id, id, account_id, role, initials, first_name, infix, last_name, \
             profession, login_name, mail, created_at) VALUES ({organisation}, {id}, {account}, '{role}', 'K', 'Kim', \
             '', 'Jong', '', '{role}', '', '{AT}')"
        ))
        .await;
    }

    async fn open_record(&self) {
        let [practice, record, subject] = [PRACTICE, RECORD, CLIENTS].map(|number| self.id(number));
        self.execute(format!(
            "INSERT INTO record (organisation_id, id, number, subject_id, initials, first_name, infix, last_name, \
             birth_date, sex, created_at) VALUES ({practice}, {record}, '7', {subject}, 'K', 'Kim', '', 'Jong', \
             '1990-02-01', 'vrouw', '{AT}')"
        ))
        .await;
    }

    /// Somebody was logged in, and somebody on the way.
    async fn log_in(&self) {
        let [session, attempt, account] = [501, 502, CLIENT].map(|number| self.id(number));
        let (token, code) = (self.bytes(&portiek_store::keys::token_hash(&TOKEN)), self.bytes(&[1]));
        let now = morning().to_rfc3339();
        self.execute(format!(
            "INSERT INTO session (id, token_hash, account_id, started_at, seen_at, idle_seconds, network, device) \
             VALUES ({session}, {token}, {account}, '{now}', '{now}', 900, '192.0.2.7', 'Chrome')"
        ))
        .await;
        self.execute(format!(
            "INSERT INTO login_attempt (id, token_hash, account_id, started_at, network, code_hash, code_sent_at, \
             wrong_tries) VALUES ({attempt}, {code}, {account}, '{now}', '192.0.2.7', {code}, '{now}', 0)"
        ))
        .await;
    }

    /// One event, sealed as that release sealed it.
    async fn log(&self) {
        let [event, practice, account, member, record] = [EVENT, PRACTICE, CLIENT, CLIENTS, RECORD].map(|n| self.id(n));
        self.execute(format!(
            "INSERT INTO audit_event (id, organisation_id, recorded_at, kind, action, outcome, account_id, \
             membership_id, role, agent_name, network, ground, emergency, purpose, object_kind, object_id) \
             VALUES ({event}, {practice}, '{AT}', 'conversations.listed', 'R', 'success', {account}, {member}, \
             'client', 'Kim Jong', '192.0.2.7', 'own', FALSE, 'TREAT', 'membership', {member})"
        ))
        .await;
        self.execute(format!("INSERT INTO audit_subject (record_id, event_id) VALUES ({record}, {event})")).await;
        let mac = self.bytes(&mac_as_sealed_then());
        self.execute(format!(
            "INSERT INTO audit_seal (segment, number, event_id, key_version, mac) VALUES ('2026-01', 1, {event}, 1, {mac})"
        ))
        .await;
    }
}

fn mac_as_sealed_then() -> [u8; 32] {
    let tagged = |bytes: &[u8]| [&(bytes.len() as u64).to_be_bytes(), bytes].concat();
    let id = |number: u128| tagged(Uuid::from_u128(number).as_bytes());
    let ids = [id(PRACTICE), id(CLIENT), id(CLIENTS), tagged(&[]), id(CLIENTS)].concat();
    let texts = ["client", "Kim Jong", "own", "membership"].map(|text| tagged(text.as_bytes())).concat();
    let at = AT.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_micros().to_be_bytes();
    let (event, record) = (Uuid::from_u128(EVENT), Uuid::from_u128(RECORD));
    let parts: [&[u8]; 13] = [
        &[],
        b"2026-01",
        &1i64.to_be_bytes(),
        event.as_bytes(),
        &at,
        b"conversations.listed",
        b"R",
        b"success",
        b"192.0.2.7",
        &[0],
        b"TREAT",
        &[ids, texts].concat(),
        record.as_bytes(),
    ];
    keys().mac(Purpose::AuditSeal, &parts)
}

/// A database of that release, opened by this one.
async fn brought_up_to_date(kind: Kind) -> (Empty, Store) {
    let database = Empty::new(kind).await;
    database.migrate().await;
    database.fill().await;
    let store = Store::open(&database.url, ambient(&SetClock::at(morning()), 1)).await.unwrap();
    (database, store)
}

async fn client(store: &Store) -> Visitor {
    let mut conn = store.read().await.unwrap();
    visitor::find(&mut conn, &TOKEN, store.now()).await.unwrap().unwrap()
}

async fn what_was_there_is_there_and_works(kind: Kind) {
    let (database, store) = brought_up_to_date(kind).await;
    let settings = "SELECT number || ' ' || second_factor || ' ' || CASE WHEN signs THEN 'signs' ELSE '-' END \
        FROM organisation ORDER BY number";
    assert_eq!(database.texts(settings).await, ["11 each_login -", "13 new_devices signs", "16 offered -"]);
    let used = "SELECT u.password_hash FROM password_used u JOIN account a ON a.id = u.account_id \
        AND a.password_hash = u.password_hash AND a.password_set_at = u.set_at";
    assert_eq!(database.texts(used).await.len(), 2, "0010: today's password counts as used");

    let visitor = client(&store).await;
    assert_eq!(visitor.memberships.len(), 1, "who was logged in still is");
    assert!(!visitor.memberships[0].reads_log && !visitor.signs());
    let typed = Credentials { name: "client".into(), password: PASSWORD.into() };
    let browser = Browser { network: "192.0.2.7".into(), device: String::new(), token: None, remember: false };
    assert!(matches!(login::start(&store, typed, &browser).await.unwrap(), Ok(Step::Code { .. })));
}

async fn what_was_logged_is_still_sealed_and_found(kind: Kind) {
    let (_database, store) = brought_up_to_date(kind).await;
    let verdict = seal::verify(&store).await.unwrap();
    assert_eq!((verdict.sealed, verdict.findings), (1, vec![]));
    let client = client(&store).await;
    let context =
        portiek_domain::actor::Context { portal: portiek_domain::actor::Portal::Client, at: None, record: None };
    let actor = client.actor(&context).unwrap();
    let mut conn = store.read().await.unwrap();
    let access = records::own_inspection(&mut conn, &actor, "").await.unwrap();
    let wanted = Wanted { own: true, ..Wanted::default() };
    let page = inspection::page(&mut conn, &access, (&wanted, 50)).await.unwrap();
    assert_eq!((page.days.len(), page.days[0].lines[0].part), (1, EventKind::ConversationsListed));
    let log = to_log(&actor, (true, true)).unwrap();
    let page = logbook::page(&mut conn, &log, (&LogWanted::default(), 50)).await.unwrap();
    let [only] = page.entries.as_slice() else { panic!("{page:?}") };
    assert_eq!((only.records.as_slice(), only.ground), (["7".to_owned()].as_slice(), Some(Ground::Own)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_there_is_there_and_works_on_sqlite() {
    what_was_there_is_there_and_works(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_there_is_there_and_works_on_postgres() {
    what_was_there_is_there_and_works(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_logged_is_still_sealed_and_found_on_sqlite() {
    what_was_logged_is_still_sealed_and_found(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_logged_is_still_sealed_and_found_on_postgres() {
    what_was_logged_is_still_sealed_and_found(Kind::Postgres).await;
}
