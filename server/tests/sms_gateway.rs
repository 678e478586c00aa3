//! A real HTTP server in the place of the SMS gateway.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::Value;
use std::{
    collections::VecDeque,
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

/// Only what never comes waits this long.
const NEVER: Duration = Duration::from_secs(60);

/// What one request brought.
#[derive(Debug)]
pub struct Sms {
    pub headers: HeaderMap,
    pub body: Value,
}

impl Sms {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// How the next requests are answered; without it they are accepted.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    Status(u16),
    /// Taken and never answered, as if either side died.
    Silence,
}

#[derive(Clone)]
struct Desk {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    tell: mpsc::UnboundedSender<Sms>,
}

pub struct SmsGateway {
    pub url: String,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    taken: mpsc::UnboundedReceiver<Sms>,
}

impl SmsGateway {
    pub async fn start(answers: &[Answer]) -> Self {
        let answers = Arc::new(Mutex::new(answers.iter().copied().collect()));
        let (tell, taken) = mpsc::unbounded_channel();
        let desk = Desk { answers: answers.clone(), tell };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/send", listener.local_addr().unwrap());
        let router = Router::new().route("/send", post(take)).with_state(desk);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, answers, taken }
    }

    pub async fn next(&mut self) -> Sms {
        timeout(NEVER, self.taken.recv()).await.expect("no SMS came").unwrap()
    }

    pub fn has_more(&mut self) -> bool {
        self.taken.try_recv().is_ok()
    }

    /// All prepared answers were given.
    pub fn has_said_all(&self) -> bool {
        self.answers.lock().unwrap().is_empty()
    }
}

async fn take(State(desk): State<Desk>, headers: HeaderMap, Json(body): Json<Value>) -> StatusCode {
    let answer = desk.answers.lock().unwrap().pop_front();
    desk.tell.send(Sms { headers, body }).unwrap();
    match answer {
        None => StatusCode::ACCEPTED,
        Some(Answer::Status(status)) => StatusCode::from_u16(status).unwrap(),
        Some(Answer::Silence) => pending().await,
    }
}
