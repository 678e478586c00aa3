//! Which address leads where, and what each request passes on its way.

use crate::{calendar, files, guard, health, inspection, landing, live, oidc, postbus, session, state::AppState};
use axum::{
    Router,
    extract::{Request, State},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::provide_context;
use leptos_axum::{generate_route_list, handle_server_fns_with_context, render_app_async_with_context};
use portiek_app::{App, shell};
use std::sync::LazyLock;
use tower_http::limit::RequestBodyLimitLayer;

/// The plain routes beside pages and server functions, for the test that tries everything on everybody.
pub const PLAIN_ROUTES: [&str; 11] = [
    "/",
    "/gebeurtenissen",
    "/inzage/download.csv",
    "/inzage/organisatie/download.csv",
    "/afspraken/{id}/afspraak.ics",
    "/agenda/{file}",
    "/inloggen/met/{provider}",
    "/inloggen/terug",
    "/demo/postbus",
    "/healthz",
    "/readyz",
];

/// The most that a form may send, in bytes; files come by routes of their own.
const LONGEST_FORM: usize = 256 * 1024;

/// Pages for who is not logged in.
const OPEN: [&str; 12] = [
    "/inloggen",
    "/inloggen/code",
    "/inloggen/link/{token}",
    "/activeren/afronden",
    "/activeren/{token}",
    "/privacy",
    "/voorwaarden",
    "/hulp",
    "/hulp/anders",
    "/wachtwoord",
    "/wachtwoord/nieuw/{token}",
    "/wachtwoord/kiezen",
];

/// Read from the application once per process, before the first page: while Leptos lists its routes, a page that begins
/// to load anywhere in the process never loads (leptos-rs/leptos#4773).
static PATHS: LazyLock<Vec<String>> =
    LazyLock::new(|| generate_route_list(App).iter().map(|route| route.path().to_owned()).collect());

pub fn router(state: &AppState) -> Router {
    let open = Router::new()
        .route("/demo/postbus", get(postbus::show))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .nest_service("/pkg", hashed(state))
        .route_service("/icon.svg", files::service(&state.config.site.root))
        .with_state(state.clone());
    let known = Router::new()
        .route("/", get(landing::land))
        .route("/gebeurtenissen", get(live::stream))
        .route("/inzage/download.csv", get(inspection::download).layer(from_fn(session::demand)))
        .route("/inzage/organisatie/download.csv", get(inspection::download_log).layer(from_fn(session::demand)))
        .route("/afspraken/{id}/afspraak.ics", get(calendar::download).layer(from_fn(session::demand)))
        .route("/agenda/{file}", get(calendar::subscription))
        .route("/inloggen/met/{provider}", get(oidc::begin))
        .route(oidc::BACK, get(oidc::back))
        .route("/api/{*function}", post(serve_function).layer(RequestBodyLimitLayer::new(LONGEST_FORM)))
        .with_state(state.clone());
    #[cfg(feature = "bench")]
    let known = known.merge(crate::floor::router(state));
    Router::new()
        .merge(known)
        .merge(pages(state))
        .layer(from_fn_with_state(state.clone(), guard::show_errors))
        .layer(from_fn_with_state(state.clone(), session::look))
        .merge(open)
        .layer(from_fn_with_state(state.clone(), guard::check))
}

fn hashed(state: &AppState) -> Router {
    Router::new()
        .fallback_service(files::service(&state.config.site.root.join("pkg")))
        .layer(from_fn(files::keep_for_good))
}

/// The application's pages, all rendered whole before they are sent. Some are for everybody, all else for who is known; an address that leads nowhere is drawn by the application as well.
fn pages(state: &AppState) -> Router {
    let page = |router: Router<AppState>, path: &str| router.route(path, get(render));
    let (open, known): (Vec<_>, Vec<_>) = PATHS.iter().partition(|path| OPEN.contains(&path.as_str()));
    let open = open.into_iter().fold(Router::new(), |router, path| page(router, path));
    let known = known.into_iter().fold(Router::new(), |router, path| page(router, path));
    open.merge(known.fallback(render).layer(from_fn(session::demand))).with_state(state.clone())
}

pub(crate) async fn render(State(state): State<AppState>, request: Request) -> Response {
    let (context, files) = (provide(&state), state.files.clone());
    render_app_async_with_context(context, move || shell(files.clone()))(request).await.into_response()
}

async fn serve_function(State(state): State<AppState>, request: Request) -> Response {
    handle_server_fns_with_context(provide(&state), request).await.into_response()
}

fn provide(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let services = state.services.clone();
    move || provide_context(services.clone())
}
