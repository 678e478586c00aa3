//! Real processes of the real program: killed under load, and two of them on one database.

use crate::{
    program::{Program, folder, serve_for_real},
    support::{Kind, World},
};
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};
use ureq::{Agent, http::header};

const ROUNDS: usize = 20;
const SENDERS: usize = 8;
/// Only what never comes waits this long.
const NEVER: Duration = Duration::from_secs(30);

fn agent() -> Agent {
    let config = Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(5)))
        .build();
    config.into()
}

/// The session cookie of somebody who is logged in, straight from the database.
async fn cookie(world: &World, login: &str) -> String {
    use portiek_store::{
        accounts::{login::Browser, session},
        transact,
    };
    let account = *world.cast.accounts.get(login).unwrap();
    let browser = Browser { network: "127.0.0.1".into(), device: "test".into(), token: None, remember: false };
    let opened = transact!(world.store, |tx| { session::open(tx, account, &browser).await }).unwrap();
    let token: String = opened.token.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("__Host-portiek={token}")
}

async fn conversation(world: &World) -> String {
    let karen = world.actor("karen.test");
    let mut conn = world.store.read().await.unwrap();
    let page =
        portiek_store::messages::list(&mut conn, &karen, (&Default::default(), world.store.now())).await.unwrap();
    page.conversations[0].id.to_string()
}

/// Sends one message; true when the server acknowledged it.
fn send(agent: &Agent, url: &str, (cookie, form): (&str, &str)) -> bool {
    let request = agent
        .post(url)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "application/json")
        .content_type("application/x-www-form-urlencoded");
    let answer = request.send(form).ok().filter(|answer| answer.status().is_success());
    answer.and_then(|mut answer| answer.body_mut().read_to_string().ok()).is_some_and(|body| body.contains("Done"))
}

/// A world whose clock is the real one, as the program's is: its sessions must not look idle.
async fn world(kind: Kind) -> World {
    let world = World::new(kind).await;
    world.clock.advance(now() - crate::support::morning());
    world
}

#[allow(clippy::disallowed_methods, reason = "the program under test has the real clock")]
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

/// Eight senders, each message retried under its own key until it is acknowledged, while the server is killed.
async fn nothing_is_lost_or_doubled(kind: Kind) {
    let world = world(kind).await;
    let (cookie, conversation) = (cookie(&world, "karen.test").await, conversation(&world).await);
    let keys: Vec<Vec<String>> = (0..SENDERS).map(|_| (0..10_000).map(|_| world.key().to_string()).collect()).collect();
    let folder = folder();
    let mut program = Program::start(&world.url, (folder.path(), ([127, 0, 0, 1], 0).into()));
    let url = program.url("/api/messages/place");
    let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let senders: Vec<_> = keys
        .into_iter()
        .enumerate()
        .map(|(sender, keys)| {
            let (url, cookie, conversation) = (url.clone(), cookie.clone(), conversation.clone());
            let (stop, acknowledged) = (stop.clone(), acknowledged.clone());
            thread::spawn(move || {
                let agent = agent();
                for (n, key) in keys.into_iter().enumerate() {
                    let text = format!("bericht-{sender}-{n}-einde");
                    let form = format!("at[portal]=Client&conversation={conversation}&key={key}&tekst={text}");
                    while !send(&agent, &url, (&cookie, &form)) {
                        thread::sleep(Duration::from_millis(5));
                    }
                    acknowledged.lock().unwrap().push(text);
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                }
            })
        })
        .collect();
    for round in 0..ROUNDS {
        wait_for_progress(&acknowledged);
        thread::sleep(Duration::from_millis(u64::try_from(round * 13 % 100).unwrap()));
        program.kill();
        program = Program::start(&world.url, (folder.path(), program.address));
    }
    stop.store(true, Ordering::Relaxed);
    senders.into_iter().for_each(|sender| sender.join().unwrap());
    drop(program);
    let placed = placed(&world).await;
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= ROUNDS * 8, "only {} messages went through", acknowledged.len());
    for text in &acknowledged {
        assert_eq!(placed.get(text), Some(&1), "{text}");
    }
    assert!(placed.values().all(|times| *times == 1), "something is there twice");
    whole_afterwards(&world).await;
}

/// Until the server answers again: each round kills a server that is at work.
fn wait_for_progress(acknowledged: &Mutex<Vec<String>>) {
    let (begin, before) = (Instant::now(), acknowledged.lock().unwrap().len());
    while acknowledged.lock().unwrap().len() < before + SENDERS {
        assert!(begin.elapsed() < NEVER, "the server takes no messages");
        thread::sleep(Duration::from_millis(2));
    }
}

/// How often each of the senders' messages is there.
async fn placed(world: &World) -> HashMap<String, usize> {
    let mut placed = HashMap::new();
    for body in crate::beside::texts(&world.url, "SELECT body FROM message WHERE body LIKE 'bericht-%'").await {
        *placed.entry(body).or_default() += 1;
    }
    placed
}

/// The chain of the log holds and numbers have no gaps.
async fn whole_afterwards(world: &World) {
    use portiek_store::audit::seal;
    while seal::seal(&world.store).await.unwrap() > 0 {}
    let verdict = seal::verify(&world.store).await.unwrap();
    assert_eq!(verdict.findings, Vec::<String>::new());
    let gaps = "SELECT count(*) FROM conversation c WHERE c.message_count <> (SELECT count(*) FROM message m \
        WHERE m.organisation_id = c.organisation_id AND m.conversation_id = c.id)";
    assert_eq!(crate::beside::count(&world.url, gaps).await, 0);
    if world.url.starts_with("sqlite:") {
        let check = crate::beside::texts(&world.url, "PRAGMA integrity_check").await;
        assert_eq!(check, ["ok"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_twenty_times_on_sqlite_nothing_is_lost_and_nothing_is_there_twice() {
    nothing_is_lost_or_doubled(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_twenty_times_on_postgres_nothing_is_lost_and_nothing_is_there_twice() {
    nothing_is_lost_or_doubled(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgres_tell_each_others_readers() {
    let world = world(Kind::Postgres).await;
    let (karen, gerard) = (cookie(&world, "karen.test").await, cookie(&world, "gerard.van.kesteren").await);
    let (conversation, key) = (conversation(&world).await, world.key());
    let folders = [folder(), folder()];
    let [one, other] = [0, 1].map(|n: usize| {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Program::start(&world.url, (folders[n].path(), free))
    });
    let news = listen(&other, gerard);
    assert_eq!(news.recv_timeout(NEVER).unwrap(), "open");
    let form = format!("at[portal]=Client&conversation={conversation}&key={key}&tekst=dag");
    assert!(send(&agent(), &one.url("/api/messages/place"), (&karen, &form)));
    assert_eq!(news.recv_timeout(NEVER).unwrap(), "changed");
}

/// The link that a process without demonstration printed, if any.
fn greeted(said: &str) -> Option<String> {
    let token = said.split("/activeren/").nth(1)?.split_whitespace().next()?;
    assert_eq!(token.len(), 64, "{said}");
    Some(token.to_owned())
}

async fn usable(world: &World, link: &str) -> bool {
    let mut conn = world.store.read().await.unwrap();
    let token = portiek_app::request::unhex(link).unwrap();
    let now = now();
    let followed = portiek_store::accounts::activation::follow(&mut conn, &token, now).await.unwrap();
    followed.is_some_and(|invitation| invitation.state == portiek_domain::accounts::link::State::Usable)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_processes_that_start_at_once_on_one_empty_postgres_make_one_platform_with_one_link() {
    let world = World::empty(Kind::Postgres).await;
    let folders = [folder(), folder(), folder()];
    let started = folders.each_ref().map(|folder| {
        let (url, folder) = (world.url.clone(), folder.path().to_owned());
        thread::spawn(move || Program::run(serve_for_real(&url, (&folder, ([127, 0, 0, 1], 0).into()))))
    });
    let links: Vec<String> = started.into_iter().map(|one| greeted(&one.join().unwrap().stop()).unwrap()).collect();
    let mut working = 0;
    for link in &links {
        working += usize::from(usable(&world, link).await);
    }
    assert_eq!((links.len(), working), (3, 1));
    let made = ["SELECT count(*) FROM organisation", "SELECT count(*) FROM membership", "SELECT count(*) FROM account"];
    for sql in made {
        assert_eq!(crate::beside::count(&world.url, sql).await, 1, "{sql}");
    }
}

/// Each of them is told to stop as soon as it says that it listens: what is not heard by then kills it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_is_told_to_stop_as_soon_as_it_listens_ends_in_its_own_order() {
    let world = world(Kind::Sqlite).await;
    let folder = folder();
    for _ in 0..10 {
        Program::start(&world.url, (folder.path(), ([127, 0, 0, 1], 0).into())).stop();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_world_that_is_administered_is_started_without_a_word() {
    let world = world(Kind::Sqlite).await;
    let folder = folder();
    let said = Program::run(serve_for_real(&world.url, (folder.path(), ([127, 0, 0, 1], 0).into()))).stop();
    assert_eq!(said, "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgres_log_an_administrator_out_everywhere() {
    let world = world(Kind::Postgres).await;
    let (platform, grashoff) = (cookie(&world, "platform").await, cookie(&world, "fgrashoff11").await);
    let folders = [folder(), folder()];
    let [one, other] =
        [0, 1].map(|n: usize| Program::start(&world.url, (folders[n].path(), ([127, 0, 0, 1], 0).into())));
    let news = listen(&other, grashoff.clone());
    assert_eq!(news.recv_timeout(NEVER).unwrap(), "open");
    let member = world.cast.member("fgrashoff11", portiek_store::cast::people::CIZ_ICT).unwrap().id;
    let request = agent().post(&one.url("/api/platform/log_out_everywhere")).header(header::COOKIE, platform);
    let form = format!("at[portal]=Platform&number=16&member={member}");
    let answer = request.content_type("application/x-www-form-urlencoded").send(form).unwrap();
    assert!(answer.status().is_success() || answer.status().is_redirection(), "{}", answer.status());
    assert_eq!(news.recv_timeout(NEVER).unwrap(), "ended");
    let stream = agent().get(&other.url("/gebeurtenissen")).header(header::COOKIE, grashoff).call().unwrap();
    assert_eq!(stream.status(), 401);
}

/// The events of somebody's page, as they come.
fn listen(program: &Program, cookie: String) -> mpsc::Receiver<String> {
    let (tell, news) = mpsc::channel();
    let url = program.url("/gebeurtenissen");
    thread::spawn(move || {
        let agent: Agent = Agent::config_builder().timeout_global(Some(NEVER)).build().into();
        let answer = agent.get(&url).header(header::COOKIE, cookie).call().unwrap();
        let _ = tell.send("open".to_owned());
        let body: Box<dyn Read> = Box::new(answer.into_body().into_reader());
        for line in BufReader::new(body).lines().map_while(Result::ok) {
            if let Some(event) = line.strip_prefix("event: ")
                && tell.send(event.to_owned()).is_err()
            {
                return;
            }
        }
    });
    news
}
