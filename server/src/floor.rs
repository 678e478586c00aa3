//! What a page costs at the least (quality.md P1): bare handlers that do the same session check, the same SQL and the
//! same writes to the log as the real page, and write the same bytes with `write!`. Only in builds for measuring.

mod template;

use crate::{router::render, state::AppState};
use axum::{
    Extension, Router,
    body::to_bytes,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use futures::future::try_join;
use portiek_app::{here::href, request::AtTheDoor};
use portiek_domain::{
    access::Ground,
    actor::{Actor, Context, Portal},
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, ConversationId},
    time,
};
use portiek_store::{
    Store,
    accounts::session::{self, SEEN_EVERY},
    messages::{
        self,
        list::{Listed, Wanted},
        thread::Message,
    },
    transact,
    visitor::Visitor,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use template::{As, Run, Template};
use uuid::Uuid;

/// A template and the security policy that the real page came with.
type Cut = Arc<(Template, HeaderValue)>;

#[derive(Clone)]
struct Floor {
    state: AppState,
    cut: Arc<Mutex<HashMap<(AccountId, String), Cut>>>,
}

type Outcome<T> = Result<T, String>;

pub fn router(state: &AppState) -> Router {
    Router::new()
        .route("/bench/floor/inbox", get(inbox))
        .route("/bench/floor/thread/{id}", get(thread))
        .with_state(Floor { state: state.clone(), cut: Arc::default() })
}

async fn inbox(State(floor): State<Floor>, Extension(door): Extension<AtTheDoor>, request: Request) -> Response {
    answer(&floor, (&door, None), request).await.unwrap_or_else(failed)
}

async fn thread(
    State(floor): State<Floor>,
    Path(id): Path<Uuid>,
    Extension(door): Extension<AtTheDoor>,
    request: Request,
) -> Response {
    answer(&floor, (&door, Some(id.into())), request).await.unwrap_or_else(failed)
}

fn failed(sentence: String) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, sentence).into_response()
}

async fn answer(
    floor: &Floor,
    (door, open): (&AtTheDoor, Option<ConversationId>),
    request: Request,
) -> Outcome<Response> {
    let visitor = door.visitor.as_deref().ok_or("nobody is logged in")?;
    let role = visitor.memberships.first().map(|membership| membership.role);
    let portal = role.and_then(Portal::of).ok_or("no portal for this role")?;
    let at = Context { portal, at: None, record: None };
    let actor = visitor.actor(&at).ok_or("no role in this portal")?;
    let asked = Asked { store: floor.state.store(), visitor, actor: &actor, at: &at };
    let (rows, lines) = match open {
        None => (asked.rows().await?, Vec::new()),
        Some(id) => try_join(asked.rows(), asked.lines(id)).await?,
    };
    let path = open.map_or_else(|| "/berichten".to_owned(), |id| format!("/berichten/gesprek/{id}"));
    let key = (visitor.account, href(&at, &path, ""));
    let values = [rows, lines].concat();
    let cut = match floor.known(&key) {
        Some(cut) => cut,
        None => floor.cut(key, request, &values).await?,
    };
    let headers = [(CONTENT_SECURITY_POLICY, cut.1.clone())];
    let fields: Vec<String> = values.into_iter().flat_map(|shown| shown.fields).collect();
    Ok((headers, Html(cut.0.fill(&fields))).into_response())
}

/// A row or message as the page shows it. All have as many fields; how many of them are shown where, they know.
#[derive(Clone)]
struct Shown {
    fields: [String; FIELDS],
    is_row: bool,
    html: &'static [usize],
    data: &'static [usize],
}

const FIELDS: usize = 5;

impl Floor {
    fn known(&self, key: &(AccountId, String)) -> Option<Cut> {
        self.cut.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// Draws the real page once and cuts it.
    async fn cut(&self, key: (AccountId, String), mut request: Request, values: &[Shown]) -> Outcome<Cut> {
        const LONGEST: usize = 10_000_000;
        *request.uri_mut() = key.1.parse().map_err(|_| "no address")?;
        let real = render(State(self.state.clone()), request).await;
        let policy = real.headers().get(CONTENT_SECURITY_POLICY).cloned().ok_or("the page has no policy")?;
        let page = to_bytes(real.into_body(), LONGEST).await.map_err(|error| error.to_string())?;
        let fields: Vec<String> = values.iter().flat_map(|shown| shown.fields.clone()).collect();
        let template = Template::cut(&String::from_utf8_lossy(&page), &runs(values), &fields)?;
        let cut = Arc::new((template, policy));
        self.cut.lock().unwrap_or_else(PoisonError::into_inner).insert(key, cut.clone());
        Ok(cut)
    }
}

/// Both panes as text and as data.
fn runs(values: &[Shown]) -> [Run; 4] {
    let run = |behind, (how, is_row): (As, bool)| {
        let shown = values.iter().enumerate().filter(|(_, shown)| shown.is_row == is_row);
        let slots = shown.flat_map(|(index, shown)| {
            let places = if matches!(how, As::Html) { shown.html } else { shown.data };
            places.iter().map(move |place| (how, index * FIELDS + place))
        });
        Run { behind, slots: slots.collect() }
    };
    [
        run("class=\"conversation-list\"", (As::Html, true)),
        run("class=\"days\"", (As::Html, false)),
        run("\\\"rows\\\":[", (As::Data, true)),
        run("\\\"messages\\\":[", (As::Data, false)),
    ]
}

struct Asked<'a> {
    store: &'a Store,
    visitor: &'a Visitor,
    actor: &'a Actor,
    at: &'a Context,
}

impl Asked<'_> {
    async fn rows(&self) -> Outcome<Vec<Shown>> {
        let mut conn = self.store.read().await.map_err(said)?;
        let page = messages::list(&mut conn, self.actor, (&Wanted::default(), self.store.now())).await;
        let page = page.map_err(said)?;
        drop(conn);
        let records = page.conversations.iter().map(|listed| listed.record).collect();
        let ground = if self.at.portal == Portal::Client { Ground::Own } else { Ground::CareTeam };
        let event = Event::by(self.actor, Kind::ConversationsListed);
        self.look(event.on(ObjectKind::Membership, self.actor.membership).about(records, ground)).await?;
        Ok(page.conversations.into_iter().map(|listed| self.row(listed)).collect())
    }

    async fn lines(&self, id: ConversationId) -> Outcome<Vec<Shown>> {
        let now = self.store.now();
        let mut conn = self.store.read().await.map_err(said)?;
        let found = messages::find(&mut conn, self.actor, (id, now)).await.map_err(said)?;
        let thread = messages::thread(&mut conn, &found, None).await.map_err(said)?;
        let readers = messages::thread::readers(&mut conn, self.actor, (found.access.record(), now));
        readers.await.map_err(said)?;
        drop(conn);
        let event = Event::with(&found.access, Kind::ConversationRead);
        self.look(event.on(ObjectKind::Conversation, found.id)).await?;
        Ok(thread.into_iter().map(|message| self.line(message)).collect())
    }

    /// Activity and the log, like `Request::look`.
    async fn look(&self, event: Event) -> Outcome<()> {
        if self.store.now() >= self.visitor.times.seen_at + SEEN_EVERY {
            let id = self.visitor.session;
            transact!(self.store, |tx| { session::seen(tx, id).await }).map_err(said)?;
        }
        self.store.looks().log(event).await.map_err(said)
    }

    fn row(&self, listed: Listed) -> Shown {
        let preview = if listed.own_last { format!("U: {}", listed.preview) } else { listed.preview };
        let (client, html, data): (_, &[usize], &[usize]) = match self.at.portal {
            Portal::Client => (String::new(), &[0, 1, 2, 3], &[0, 1, 3, 2]),
            Portal::Practice | Portal::Platform => (listed.client.to_string(), &[0, 1, 2, 4, 3], &[0, 1, 3, 2, 4]),
        };
        let fields = [listed.id.to_string(), listed.subject, time::stamp(listed.last_message_at), preview, client];
        Shown { fields, is_row: true, html, data }
    }

    fn line(&self, message: Message) -> Shown {
        let own = message.author.id == self.actor.membership;
        let from = match (own, message.author.profession.as_str()) {
            (true, _) => "U".to_owned(),
            (_, "") => message.author.name.to_string(),
            (_, profession) => format!("{} · {profession}", message.author.name),
        };
        let day = time::day_heading(message.placed_at, self.store.now());
        let fields = [message.author.name.badge(), from, time::clock_time(message.placed_at), message.body, day];
        let html: &[usize] = if own { &[1, 2, 3] } else { &[0, 1, 2, 3] };
        Shown { fields, is_row: false, html, data: &[4, 0, 1, 2, 3] }
    }
}

fn said(error: portiek_store::Error) -> String {
    error.to_string()
}
