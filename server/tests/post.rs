//! Mail and SMS as they really leave: through a real mail server and a real HTTP server, also when those are away.

use crate::{
    beside::{count, texts},
    mail_server::{self, Mail, MailServer},
    program::{Program, folder, serve},
    sms_gateway::{Answer, SmsGateway},
    support::*,
    test_app::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use portiek_server::{
    client,
    config::Config,
    post::{Posts, deliver_due},
};
use portiek_store::{
    cast::{
        PASSWORD,
        people::{DE_LINDE, PLATFORM},
    },
    outbox::{self, Backlog, Channel, Letter},
    transact,
};
use std::{
    net::SocketAddr,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::net::TcpSocket;

const FROM: &str = "noreply@portaal.nl";
const TOKEN: &str = "geheim-van-het-portaal";
/// Only what never comes waits this long.
const NEVER: Duration = Duration::from_secs(60);

/// An address at which nobody listens for as long as this is kept.
struct Nobody(TcpSocket);

impl Nobody {
    fn home() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        Self(socket)
    }

    fn posts(&self) -> Posts {
        let at = self.0.local_addr().unwrap();
        posts(&format!("smtp://{at}?tls=none"), &format!("http://{at}/send"))
    }
}

fn posts(mail: &str, sms: &str) -> Posts {
    let mut config = Config::default();
    (config.mail.url, config.mail.from) = (mail.into(), FROM.into());
    (config.sms.url, config.sms.token) = (sms.into(), TOKEN.into());
    Posts::open(&config, &client::open().unwrap()).unwrap()
}

fn mail_posts(mail: &str) -> Posts {
    posts(mail, "http://127.0.0.1:9/")
}

fn sms_posts(sms: &SmsGateway) -> Posts {
    posts("smtp://127.0.0.1:9?tls=none", &sms.url)
}

fn plain(server: &MailServer) -> Posts {
    mail_posts(&format!("smtp://localhost:{}?tls=none", server.port))
}

impl World {
    async fn post_mail(&self, to: &str) {
        let mail = Letter::mail(
            self.cast.organisations[&DE_LINDE],
            to,
            "Er staat iets voor u klaar, José",
            &["Eerste alinea met een é.", "Tweede <alinea>.\n.\nMet een punt alleen."],
        );
        self.leave(to, &mail.leading_to("Inloggen", "/inloggen?a=1&b=2")).await;
    }

    async fn post_sms(&self, to: &str) {
        self.leave(to, &Letter::sms(to, "123456 is uw code.")).await;
    }

    async fn leave(&self, event: &str, letter: &Letter) {
        transact!(self.store, |tx| { outbox::post(tx, event, letter).await }).unwrap();
    }

    async fn deliver(&self, channel: Channel, posts: &Posts) -> usize {
        deliver_due(&self.store, channel, posts).await.unwrap()
    }

    async fn backlog(&self, channel: Channel) -> Backlog {
        let mut conn = self.store.read().await.unwrap();
        let [mail, sms] = outbox::backlog(&mut conn, self.store.now()).await.unwrap();
        if channel == Channel::Mail { mail } else { sms }
    }

    async fn failures(&self) -> Vec<String> {
        texts(&self.url, "SELECT failure FROM outbox WHERE failure IS NOT NULL ORDER BY created_at").await
    }

    /// Nothing was noted of it: as after a crash.
    fn forget_the_claims(&self) {
        self.clock.advance(TimeDelta::minutes(2));
    }
}

fn header<'a>(mail: &'a Mail, name: &str) -> &'a str {
    mail.headers.get(name).map_or("", String::as_str)
}

on_both_databases! {
    async fn d31_a_mail_arrives_once_in_the_organisations_name_as_text_and_as_html(world: World) {
        let server = MailServer::start();
        let posts = plain(&server);
        world.post_mail("karen.test+portaal@voorbeeld.nl").await;
        world.clock.advance(TimeDelta::hours(1));
        assert_eq!(world.deliver(Channel::Mail, &posts).await, 1);
        assert_eq!(world.deliver(Channel::Mail, &posts).await, 0);
        let mail = server.next();
        assert_eq!(mail.from, "noreply@voorbeeld.nl");
        assert_eq!(mail.to, ["karen.test+portaal@voorbeeld.nl"]);
        assert_eq!(header(&mail, "from"), "De Linde <noreply@voorbeeld.nl>");
        assert_eq!(header(&mail, "to"), "karen.test+portaal@voorbeeld.nl");
        assert_eq!(header(&mail, "subject"), "Er staat iets voor u klaar, José");
        assert_eq!(header(&mail, "auto-submitted"), "auto-generated");
        assert_eq!(header(&mail, "date"), "Mon, 02 Mar 2026 09:00:00 +0000", "when it was written");
        assert_eq!(mail.kind, "multipart/alternative");
        let text = "Eerste alinea met een é.\n\nTweede <alinea>.\n.\nMet een punt alleen.\n\nInloggen:\n\
            http://localhost:3000/inloggen?a=1&b=2\n\nDe Linde\nTelefoon: 088 123 45 60\n";
        assert_eq!(mail.text.replace("\r\n", "\n"), text);
        for part in ["Eerste alinea met een é.", "Tweede &lt;alinea&gt;.<br>", "href=\"http://localhost:3000/inloggen?a=1&amp;b=2\""] {
            assert!(mail.html.contains(part), "{part} in {}", mail.html);
        }
        assert_eq!(server.rest().len(), 0);
        assert_eq!(world.backlog(Channel::Mail).await.waiting, 0);
        let sent = "SELECT count(*) FROM outbox WHERE sent_at > created_at";
        let kept = "SELECT count(*) FROM outbox WHERE sent_at > created_at AND length(sealed) > 0";
        assert_eq!((count(&world.url, sent).await, count(&world.url, kept).await), (1, 0), "what was sent is not kept");
    }

    async fn d31_without_a_mail_domain_the_configured_sender_stands_in(world: World) {
        let server = MailServer::start();
        let platform = world.cast.organisations[&PLATFORM];
        world.leave("mail", &Letter::mail(platform, "petra@voorbeeld.nl", "Dag", &["Tekst"])).await;
        assert_eq!(world.deliver(Channel::Mail, &plain(&server)).await, 1);
        let mail = server.next();
        assert_eq!((mail.from.as_str(), header(&mail, "from")), (FROM, "Portiek <noreply@portaal.nl>"));
    }

    async fn an_sms_arrives_once_with_a_reference_by_which_it_is_known_again(world: World) {
        let mut gateway = SmsGateway::start(&[]).await;
        let posts = sms_posts(&gateway);
        world.post_sms("06-1234 5600").await;
        assert_eq!(world.deliver(Channel::Sms, &posts).await, 1);
        assert_eq!(world.deliver(Channel::Sms, &posts).await, 0);
        let sms = gateway.next().await;
        assert_eq!(sms.header("authorization"), format!("Bearer {TOKEN}"));
        assert_eq!(sms.header("content-type"), "application/json");
        let reference = sms.header("idempotency-key").to_owned();
        let body = serde_json::json!({ "to": "+31612345600", "text": "123456 is uw code.", "reference": reference });
        assert_eq!(sms.body, body);
        assert_eq!(reference.len(), 36);
        assert!(!gateway.has_more());
    }

    async fn while_both_servers_are_away_pages_work_and_afterwards_each_letter_arrives_once(world: World) {
        let app = TestApp::new(world);
        let (nobody, mut browser) = (Nobody::home(), Browser::default());
        let away = nobody.posts();
        app.world.post_mail("karen.test@voorbeeld.nl").await;
        let answer = app.type_password(&mut browser, ("karen.test", PASSWORD, "")).await;
        for (tries, pause) in [5, 10, 20].into_iter().enumerate() {
            for channel in Channel::ALL {
                assert_eq!(app.world.deliver(channel, &away).await, 0);
                let since = Some(morning());
                assert_eq!(app.world.backlog(channel).await, Backlog { channel, waiting: 1, since, given_up: 0 }, "{tries}");
            }
            assert_eq!(app.get(&browser, answer.location()).await.status, StatusCode::OK);
            assert_eq!(app.get(&app.browser("karen.test").await, "/berichten").await.status, StatusCode::OK);
            assert_eq!(app.get(&browser, "/readyz").await.status, StatusCode::OK);
            app.world.clock.advance(TimeDelta::seconds(pause));
        }
        assert_eq!(app.world.failures().await, ["no connection", "no connection"]);

        let (server, mut gateway) = (MailServer::start(), SmsGateway::start(&[]).await);
        let back = posts(&format!("smtp://127.0.0.1:{}?tls=none", server.port), &gateway.url);
        for channel in Channel::ALL {
            assert_eq!(app.world.deliver(channel, &back).await, 1);
            assert_eq!(app.world.deliver(channel, &back).await, 0);
            assert_eq!(app.world.backlog(channel).await.waiting, 0);
        }
        assert_eq!(server.rest().len(), 1);
        let code: String = gateway.next().await.body["text"].as_str().unwrap().chars().take(6).collect();
        assert!(!gateway.has_more());
        assert_eq!(app.type_code(&mut browser, (&code, "")).await.location(), "/");
    }

    async fn what_a_mail_server_refuses_for_good_is_given_up_and_the_rest_is_tried_again(world: World) {
        let server = MailServer::start();
        let posts = plain(&server);
        for to in ["weg-a@voorbeeld.nl", "spam-a@voorbeeld.nl", "vol-a@voorbeeld.nl", "geen adres"] {
            world.post_mail(to).await;
            world.clock.advance(TimeDelta::microseconds(1));
        }
        for _ in 0..2 {
            assert_eq!(world.deliver(Channel::Mail, &posts).await, 0);
        }
        let expected = ["recipient refused 550", "text refused 554", "recipient refused 452", "no mail address"];
        assert_eq!(world.failures().await, expected, "codes only: servers repeat addresses");
        let backlog = world.backlog(Channel::Mail).await;
        assert_eq!((backlog.waiting, backlog.given_up), (1, 3));
        world.clock.advance(TimeDelta::hours(48));
        world.deliver(Channel::Mail, &posts).await;
        let backlog = world.backlog(Channel::Mail).await;
        assert_eq!((backlog.waiting, backlog.given_up), (0, 4), "after two days so is what was refused for now");
        assert_eq!(server.rest().len(), 0);
    }

    async fn what_a_gateway_refuses_for_good_is_given_up_and_the_rest_is_tried_again(world: World) {
        let statuses = [400, 422, 408, 429, 500, 503, 302];
        let mut gateway = SmsGateway::start(&statuses.map(Answer::Status)).await;
        let posts = sms_posts(&gateway);
        for status in statuses {
            world.leave(&status.to_string(), &Letter::sms("06-1234 5600", "Tekst")).await;
            assert_eq!(world.deliver(Channel::Sms, &posts).await, 0);
            gateway.next().await;
            world.clock.advance(TimeDelta::microseconds(1));
        }
        world.post_sms("088 123 45 60").await;
        assert_eq!(world.deliver(Channel::Sms, &posts).await, 0);
        let mut expected = statuses.map(|status| format!("gateway answered {status}")).to_vec();
        expected.push("no mobile number".into());
        assert_eq!(world.failures().await, expected);
        let backlog = world.backlog(Channel::Sms).await;
        assert_eq!((backlog.waiting, backlog.given_up), (5, 3));
        world.clock.advance(TimeDelta::seconds(5));
        assert!(gateway.has_said_all());
        assert_eq!(world.deliver(Channel::Sms, &posts).await, 5);
    }

    async fn when_a_gateway_refuses_our_own_settings_everything_waits_and_the_platform_says_so(world: World) {
        let app = TestApp::new(world);
        let mut gateway = SmsGateway::start(&[Answer::Status(401), Answer::Status(403)]).await;
        let posts = sms_posts(&gateway);
        for status in ["login refused 401", "login refused 403"] {
            app.world.leave(status, &Letter::sms("06-1234 5600", "Tekst")).await;
            assert_eq!(app.world.deliver(Channel::Sms, &posts).await, 0);
            gateway.next().await;
            app.world.clock.advance(TimeDelta::microseconds(1));
        }
        assert_eq!(app.world.failures().await, ["login refused 401", "login refused 403"]);
        let backlog = app.world.backlog(Channel::Sms).await;
        assert_eq!((backlog.waiting, backlog.given_up), (2, 0));
        let browser = app.browser("platform").await;
        let page = app.get(&browser, "/platform/toestand").await.body.replace("<!>", "");
        for part in ["Sms: de server weigert onze inloggegevens.", "onder [sms]", "Waarom nog niet bezorgd", "login refused 403"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        app.world.clock.advance(TimeDelta::seconds(5));
        assert_eq!(app.world.deliver(Channel::Sms, &posts).await, 2, "and arrives once the settings are mended");
        let page = app.get(&browser, "/platform/toestand").await.body;
        assert!(!page.contains("weigert onze inloggegevens") && !page.contains("nog niet bezorgd"));
    }

    async fn a_code_that_is_over_is_not_delivered_any_more(world: World) {
        let app = TestApp::new(world);
        let mut browser = Browser::default();
        app.type_password(&mut browser, ("karen.test", PASSWORD, "")).await;
        assert_eq!(app.world.deliver(Channel::Sms, &Nobody::home().posts()).await, 0);
        app.world.clock.advance(TimeDelta::minutes(10));
        let mut gateway = SmsGateway::start(&[]).await;
        assert_eq!(app.world.deliver(Channel::Sms, &sms_posts(&gateway)).await, 0);
        assert!(!gateway.has_more());
        assert_eq!(app.world.backlog(Channel::Sms).await.given_up, 1);
        let page = app.get(&app.browser("platform").await, "/platform/toestand").await.body.replace("<!>", "");
        assert!(page.contains("te laat om nog te bezorgen, no connection"), "{page}");
    }

    async fn what_was_taken_but_not_noted_comes_again_and_can_be_known_again(world: World) {
        let (server, mut gateway) = (MailServer::start(), SmsGateway::start(&[]).await);
        let posts = posts(&format!("smtp://localhost:{}?tls=none", server.port), &gateway.url);
        world.post_mail("karen.test@voorbeeld.nl").await;
        world.post_sms("06-1234 5600").await;
        for channel in Channel::ALL {
            for letter in outbox::claim(&world.store, (channel, 50)).await.unwrap() {
                posts.deliver(&letter).await.unwrap();
            }
        }
        world.forget_the_claims();
        for channel in Channel::ALL {
            assert_eq!(world.deliver(channel, &posts).await, 1);
            assert_eq!(world.deliver(channel, &posts).await, 0);
        }
        let (first, again) = (server.next(), server.next());
        assert_eq!(first.raw, again.raw, "byte for byte the same");
        assert!(header(&first, "message-id").ends_with("@portaal.nl>"), "{}", header(&first, "message-id"));
        let (first, again) = (gateway.next().await, gateway.next().await);
        assert_eq!(first.header("idempotency-key"), again.header("idempotency-key"));
        assert_eq!(first.body, again.body);
    }
}

async fn world() -> World {
    World::new(Kind::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_connection_serves_many_letters_and_a_refusal_does_not_hold_up_the_others() {
    let (world, server) = (world().await, MailServer::start());
    let posts = plain(&server);
    for n in 0..6 {
        world.post_mail(&format!("persoon-{n}@voorbeeld.nl")).await;
        world.clock.advance(TimeDelta::microseconds(1));
    }
    let mut arrived = 0;
    while arrived < 6 {
        arrived += world.deliver(Channel::Mail, &posts).await;
    }
    posts.mail.rest().await;
    world.post_mail("weg-a@voorbeeld.nl").await;
    world.post_mail("karen.test@voorbeeld.nl").await;
    assert_eq!(world.deliver(Channel::Mail, &posts).await, 1);
    let mails = server.rest();
    let mut connections: Vec<u16> = mails[..6].iter().map(|mail| mail.connection).collect();
    connections.sort_unstable();
    connections.dedup();
    assert_eq!((mails.len(), connections.len()), (7, 2));
    assert!(!connections.contains(&mails[6].connection), "when nothing was due they were closed");
}

/// Cut off in the middle, a connection is in an unknown state: the next letter must not meet what is left of this one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_does_not_answer_is_left_alone_and_tried_again_by_another_connection() {
    let (world, server) = (world().await, MailServer::start());
    let mut gateway = SmsGateway::start(&[Answer::Silence]).await;
    let mut posts = posts(&format!("smtp://localhost:{}?tls=none", server.port), &gateway.url);
    world.post_mail("stil-a@voorbeeld.nl").await;
    world.post_sms("06-1234 5600").await;
    posts.patience = Duration::from_millis(250);
    for channel in Channel::ALL {
        assert_eq!(world.deliver(channel, &posts).await, 0);
    }
    assert_eq!(world.failures().await, ["no answer", "no answer"]);
    for channel in Channel::ALL {
        world.clock.advance(TimeDelta::seconds(5));
        while world.deliver(channel, &posts).await == 0 {
            // On a slow machine the silence itself may come only now.
            world.clock.advance(TimeDelta::hours(1));
            posts.patience *= 2;
        }
    }
    let mails = server.rest();
    let mut connections: Vec<u16> = mails.iter().map(|mail| mail.connection).collect();
    connections.dedup();
    assert!(mails.len() >= 2 && connections.len() == mails.len(), "{connections:?}");
    assert!(mails.iter().all(|mail| mail.raw == mails[0].raw));
    let (first, again) = (gateway.next().await, gateway.next().await);
    assert_eq!(first.header("idempotency-key"), again.header("idempotency-key"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_cannot_be_trusted_gets_nothing() {
    let world = world().await;
    let servers = [
        (MailServer::with(&["none"]), "smtp://localhost:PORT?tls=required", "no TLS"),
        (MailServer::with(&["starttls"]), "smtp://localhost:PORT?tls=required", "no TLS"),
        (MailServer::with(&["starttls"]), "smtp://localhost:PORT?tls=opportunistic", "no TLS"),
        (MailServer::with(&["whole"]), "smtps://localhost:PORT", "no connection"),
        (MailServer::with(&["none", "naam:woord"]), "smtp://naam:fout@localhost:PORT?tls=none", "login refused 535"),
        (MailServer::with(&["none", "naam:woord"]), "smtp://localhost:PORT?tls=none", "sender refused 530"),
    ];
    world.post_mail("karen.test@voorbeeld.nl").await;
    for (server, url, failure) in servers {
        let posts = mail_posts(&url.replace("PORT", &server.port.to_string()));
        assert_eq!(world.deliver(Channel::Mail, &posts).await, 0, "{url}");
        assert_eq!(world.failures().await, [failure], "{url}");
        assert_eq!(server.rest().len(), 0, "{url}");
        world.clock.advance(TimeDelta::minutes(10));
    }
    assert_eq!(world.backlog(Channel::Mail).await.waiting, 1, "it waits until somebody mends the settings");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_delivers_over_tls_and_killed_before_it_noted_that_it_sends_the_same_again() {
    for (tls, url) in [
        ("whole", "smtps://naam:w%C3%B6ord@localhost:PORT"),
        ("starttls", "smtp://naam:w%C3%B6ord@localhost:PORT?tls=required"),
    ] {
        let (world, server) = (world().await, MailServer::with(&[tls, "naam:wöord"]));
        let mut gateway = SmsGateway::start(&[Answer::Silence]).await;
        world.post_mail("stil-a@voorbeeld.nl").await;
        world.post_sms("06-1234 5600").await;
        let (folder, sms_url) = (folder(), gateway.url.clone());
        let start = |minutes: i64| {
            let mut command = serve(&world.url, (folder.path(), ([127, 0, 0, 1], 0).into()));
            command.args(["--clock", &(morning() + TimeDelta::minutes(minutes)).to_rfc3339()]);
            command.env("SSL_CERT_FILE", mail_server::folder().join("certificate.pem"));
            command.env("PORTIEK_MAIL_URL", url.replace("PORT", &server.port.to_string()));
            command.env("PORTIEK_MAIL_FROM", FROM).env("PORTIEK_SMS_URL", &sms_url).env("PORTIEK_SMS_TOKEN", TOKEN);
            Program::run(command)
        };
        let mut program = start(1);
        let (mail, sms) = (tokio::task::block_in_place(|| server.next()), gateway.next().await);
        program.kill();
        assert!(mail.encrypted && mail.login == "naam");
        let unsent = "SELECT count(*) FROM outbox WHERE sent_at IS NULL";
        assert_eq!(count(&world.url, unsent).await, 2);

        // Their claims are over by then.
        let program = start(10);
        let (mail_again, sms_again) = (tokio::task::block_in_place(|| server.next()), gateway.next().await);
        assert_eq!(mail.raw, mail_again.raw);
        assert!(header(&mail, "message-id").len() > 36);
        assert_eq!(sms.header("idempotency-key"), sms_again.header("idempotency-key"));
        let begin = Instant::now();
        while count(&world.url, unsent).await > 0 {
            assert!(begin.elapsed() < NEVER, "it was never noted that they were sent");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        drop(program);
        assert_eq!(server.rest().len(), 0);
        assert!(!gateway.has_more());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_setting_stops_the_start_with_one_sentence_that_names_it() {
    let folder = folder();
    let url = format!("sqlite:{}", folder.path().join("portiek.sqlite").display());
    for (variable, value, named) in [
        ("PORTIEK_MAIL_URL", "mail.nl", "[mail] url must be"),
        ("PORTIEK_MAIL_URL", "smtps://mail.nl", "[mail] from must be"),
        ("PORTIEK_SMS_URL", "http://sms.nl/", "[sms] url must begin"),
        ("PORTIEK_SMS_URL", "https://sms.nl/", "[sms] token is missing"),
        ("PORTIEK_SITE_ORIGIN", "https://portaal.nl", "[mail] url is missing"),
    ] {
        let mut command = serve(&url, (folder.path(), ([127, 0, 0, 1], 0).into()));
        let ended = command.env(variable, value).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && ended.stdout.is_empty(), "{variable}={value}");
        assert!(said.contains(named) && said.trim().lines().count() == 1, "{variable}={value}: {said}");
        assert!(!folder.path().join("portiek.sqlite").exists(), "nothing was made");
    }
}
