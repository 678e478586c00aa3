//! One application with the cast in it, and browsers that talk to its real router.

use crate::support::World;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use leptos::config::LeptosOptions;
use portiek_app::{
    request::{SESSION_COOKIE, Services},
    routes::Files,
};
use portiek_domain::{
    ids::{AppointmentId, ConversationId},
    time,
};
use portiek_server::{client, config::Config, live::Hub, oidc::Oidc, router::router, state::AppState};
use portiek_store::{
    accounts::{factors::passkey::Passkeys, login::Browser as Client, session},
    appointments::{self, Listed},
    cast::people::DE_LINDE,
    messages::{self, list::Wanted},
    outbox::{self, Channel},
    records, transact,
};
use std::{path::Path, sync::Arc, time::Duration};
use tower::ServiceExt;

/// Only an answer that never comes waits this long, however busy the machine.
const NEVER: Duration = Duration::from_secs(60);

/// What the disk of a test has left, in bytes.
const FREE: u64 = 12_300_000_000;

pub struct TestApp {
    pub world: World,
    pub hub: Hub,
    router: Router,
}

/// What somebody browses with: logged in or not, with scripts or without.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    pub cookies: Vec<(String, String)>,
    pub scripts: bool,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl TestApp {
    pub fn new(world: World) -> Self {
        Self::with(world, false)
    }

    pub fn demo(world: World) -> Self {
        Self::with(world, true)
    }

    fn with(world: World, demo: bool) -> Self {
        let hub = Hub::default();
        let config = Config::load(Path::new("/nowhere/Leptos.toml"), Path::new("/nowhere")).unwrap();
        let oidc = Oidc::new(client::open().unwrap());
        let state = AppState {
            services: Services {
                store: world.store.clone(),
                demo,
                passkeys: Passkeys::at(&config.site.origin),
                disk: Arc::new(|| Some(FREE)),
                try_provider: oidc.trial(),
                origin: config.site.origin.as_str().into(),
            },
            hub: hub.clone(),
            oidc,
            config: Arc::new(config),
            files: Files { css: "/pkg/portiek.css".into(), package: "/pkg/build".into() },
            options: LeptosOptions::builder().output_name("portiek").build(),
        };
        let router = router(&state);
        Self { world, hub, router }
    }

    /// Somebody who is logged in, with scripts.
    pub async fn browser(&self, login: &str) -> Browser {
        let account = *self.world.cast.accounts.get(login).unwrap();
        let client =
            Client { network: "192.0.2.7".into(), device: "Chrome op Windows".into(), token: None, remember: false };
        let opened = transact!(self.world.store, |tx| { session::open(tx, account, &client).await }).unwrap();
        let token: String = opened.token.iter().map(|byte| format!("{byte:02x}")).collect();
        Browser { cookies: vec![(SESSION_COOKIE.into(), token)], scripts: true }
    }

    pub async fn get(&self, browser: &Browser, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        self.send(browser, request.body(Body::empty()).unwrap()).await
    }

    /// Calls a server function: with scripts as the browser's half does, without as a plain form.
    pub async fn post(&self, browser: &Browser, path: &str, form: &str) -> Answer {
        let accept = if browser.scripts { "application/json" } else { "text/html" };
        let request = Request::post(path)
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::REFERER, "http://localhost:3000/berichten")
            .header("sec-fetch-site", "same-origin");
        self.send(browser, request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub async fn send(&self, browser: &Browser, mut request: Request<Body>) -> Answer {
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        if !headers.contains_key(header::HOST) {
            headers.insert(header::HOST, "localhost:3000".parse().unwrap());
        }
        let asked = format!("{} {}", request.method(), request.uri());
        let response = tokio::time::timeout(NEVER, self.router.clone().oneshot(request)).await;
        let response = response.unwrap_or_else(|_| panic!("{asked} was never answered")).unwrap();
        let (parts, body) = response.into_parts();
        let body = tokio::time::timeout(NEVER, to_bytes(body, usize::MAX)).await;
        let body = body.unwrap_or_else(|_| panic!("the answer to {asked} never ended")).unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The open stream of a page.
    pub async fn stream(&self, browser: &Browser) -> axum::body::BodyDataStream {
        let (name, value) = &browser.cookies[0];
        let request = Request::get("/gebeurtenissen")
            .header(header::HOST, "localhost:3000")
            .header(header::COOKIE, format!("{name}={value}"));
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        response.into_body().into_data_stream()
    }

    /// The newest conversation with this subject in somebody's list at De Linde.
    pub async fn conversation(&self, login: &str, subject: &str) -> ConversationId {
        let actor = self.world.actor_at(login, DE_LINDE);
        let mut conn = self.world.store.read().await.unwrap();
        let wanted = Wanted { folder: portiek_domain::messages::Folder::All, ..Default::default() };
        let page = messages::list(&mut conn, &actor, (&wanted, self.world.store.now())).await.unwrap();
        page.conversations.into_iter().find(|listed| listed.subject == subject).unwrap().id
    }

    /// Karen's appointment to come on this day: "ma 9 mrt. 2026".
    pub async fn appointment(&self, day: &str) -> AppointmentId {
        let (karen, now) = (self.world.actor_at("karen.test", DE_LINDE), self.world.store.now());
        let mut conn = self.world.store.read().await.unwrap();
        let access = records::own(&mut conn, &karen, "").await.unwrap();
        let page = appointments::upcoming(&mut conn, &access, (None, now)).await.unwrap();
        let is_then = |one: &&Listed| time::short_day(time::day(one.times.starts_at)) == day;
        page.appointments.iter().find(is_then).unwrap().id
    }

    /// The code from the latest SMS.
    pub async fn code(&self) -> String {
        let claimed = outbox::claim(&self.world.store, (Channel::Sms, 50)).await.unwrap();
        for letter in &claimed {
            letter.sent(&self.world.store).await.unwrap();
        }
        claimed.last().unwrap().letter.body.chars().take(6).collect()
    }
}

impl Browser {
    pub fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    pub fn with_scripts(self) -> Self {
        Self { scripts: true, ..self }
    }

    /// Keeps the cookies of an answer, as a browser does.
    pub fn keep(&mut self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(own, _)| own != name);
            if !value.is_empty() {
                self.cookies.push((name.into(), value.into()));
            }
        }
    }
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
}

/// A form's text as browsers send it.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}
