//! `/demo/postbus`: every mail and SMS the demonstration would have sent. Only with `--demo`, only on loopback.

use crate::{
    plain::{escape, page},
    post::{self, Delivered},
    state::AppState,
};
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use portiek_store::outbox::Channel;
use serde::Deserialize;
use std::fmt::Write;

#[derive(Deserialize)]
pub struct Filter {
    aan: Option<String>,
}

pub async fn show(State(state): State<AppState>, Query(filter): Query<Filter>, headers: HeaderMap) -> Response {
    if !state.services.demo || is_forwarded(&headers) {
        return crate::plain::trouble(&state.files.css, StatusCode::NOT_FOUND);
    }
    let folder = state.config.mail.folder.clone();
    let wanted = filter.aan.unwrap_or_default();
    let letters = tokio::task::spawn_blocking(move || post::read(&folder)).await.unwrap_or_default();
    let letters: Vec<Delivered> = letters.into_iter().filter(|letter| letter.to.contains(wanted.trim())).collect();
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        return Json(letters).into_response();
    }
    Html(page(&state.files.css, "Postbus", &draw(&letters, &wanted))).into_response()
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"].iter().any(|name| headers.contains_key(*name))
}

fn draw(letters: &[Delivered], wanted: &str) -> String {
    let mut html = String::from(
        "<aside class=\"bar demo\" aria-label=\"Demonstratie\"><p>Demonstratie: \
         <a href=\"/\">terug naar het portaal</a></p></aside><main class=\"page\" id=\"inhoud\" tabindex=\"-1\">\
         <header class=\"page-header\"><h1>Postbus</h1></header><p class=\"page-intro\">Alle mails en sms'jes die het \
         portaal zou hebben verstuurd, de nieuwste eerst. Dit is een demonstratie: er is niets echt verstuurd.</p>",
    );
    let _ = write!(
        html,
        "<form class=\"outbox-filter\" method=\"get\"><div class=\"field\"><label for=\"aan\">Aan</label>\
         <input class=\"input\" id=\"aan\" name=\"aan\" value=\"{}\"></div>\
         <button class=\"button primary\" type=\"submit\">Zoek</button></form>",
        escape(wanted)
    );
    if letters.is_empty() {
        html.push_str(
            "<div class=\"empty\"><h2>Nog niets verstuurd</h2><p>Log in, dan staat hier de sms met uw code.</p></div>",
        );
    } else {
        html.push_str("<ol class=\"outbox\">");
        letters.iter().for_each(|letter| draw_letter(&mut html, letter));
        html.push_str("</ol>");
    }
    html.push_str("</main>");
    html
}

fn draw_letter(html: &mut String, letter: &Delivered) {
    let (class, word) = match letter.channel {
        Channel::Sms => ("pill", "Sms"),
        Channel::Mail => ("pill plain", "Mail"),
    };
    let subject = match letter.subject.as_str() {
        "" => String::new(),
        subject => format!("<h2>{}</h2>", escape(subject)),
    };
    let _ = write!(
        html,
        "<li><article class=\"card sent\"><header><span class=\"{class}\">{word}</span><span class=\"to\">Aan {}</span>\
         <time>{}</time></header>{subject}<p class=\"body\">{}</p></article></li>",
        escape(&letter.to),
        escape(&letter.at),
        escape(&letter.body)
    );
}
