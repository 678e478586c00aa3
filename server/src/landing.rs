//! `/`: sends everybody to their own portal (R114).

use crate::{plain, state::AppState};
use axum::{
    Extension,
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use portiek_app::{door::portal_name, here::href, request::AtTheDoor};
use portiek_domain::actor::{Context, Portal};
use portiek_store::visitor::{Membership, Organisation, Visitor};

pub async fn land(State(state): State<AppState>, Extension(door): Extension<AtTheDoor>) -> Response {
    let Some(visitor) = door.visitor else { return Redirect::to("/inloggen").into_response() };
    match start(&visitor) {
        Some(address) => Redirect::to(&address).into_response(),
        None => Html(nothing_yet(&state, &visitor)).into_response(),
    }
}

/// The client portal first, then the others; with the organisation where leaving it out would be unclear (D30).
fn start(visitor: &Visitor) -> Option<String> {
    let has = |portal: &Portal| visitor.memberships.iter().any(|membership| membership.portal == Some(*portal));
    let portal = Portal::ALL.into_iter().find(has)?;
    let mut fitting = visitor.memberships.iter().filter(|membership| membership.portal == Some(portal));
    let first = fitting.next()?;
    let at = fitting.next().map(|_| first.organisation.number);
    Some(href(&Context { portal, at, record: None }, portal.start(), ""))
}

const DEMO_BAR: &str = "<aside class=\"bar demo\" aria-label=\"Demonstratie\"><p>Demonstratie: bekijk \
     <a href=\"/demo/postbus\">de verstuurde mails en sms'jes</a></p></aside>";

const PIN: &str = "<p><a href=\"/profiel/pincode\">Pincode kiezen of wijzigen</a></p>";

/// For who is appointed to read the organisation's log.
fn log_link(membership: &Membership) -> String {
    let Organisation { number, display_name, .. } = &membership.organisation;
    let name = plain::escape(display_name);
    format!("<p><a href=\"/inzage/organisatie?bij={number}\">Logboek van {name}</a></p>")
}

/// Somebody whose role has no pages yet, or whose organisation has turned its portal off.
fn nothing_yet(state: &AppState, visitor: &Visitor) -> String {
    let why = match visitor.memberships.iter().find_map(|membership| Portal::of(membership.role)) {
        Some(portal) => format!(
            "Uw organisatie gebruikt het onderdeel {} nu niet. Bel uw organisatie als u het nodig hebt.",
            portal_name(portal)
        ),
        None => "Voor uw rol zijn er nog geen pagina's.".to_owned(),
    };
    let bar = if state.services.demo { DEMO_BAR } else { "" };
    let pin = if visitor.signs() { PIN } else { "" };
    let logs: String = visitor.memberships.iter().filter(|membership| membership.reads_log).map(log_link).collect();
    let main = format!(
        "{bar}<main class=\"page\" id=\"inhoud\" tabindex=\"-1\"><div class=\"trouble\"><h1>U bent ingelogd</h1>\
         <p>{why}</p><p><a href=\"/profiel/beveiliging\">Beveiliging van uw account</a></p>{pin}{logs}\
         <form method=\"post\" action=\"/api/login/end\"><button class=\"button\" type=\"submit\">Uitloggen</button>\
         </form></div></main>"
    );
    plain::page(&state.files.css, "Welkom", &main)
}
