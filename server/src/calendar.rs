//! Appointments for calendar programs: `/afspraken/{id}/afspraak.ics` for who is logged in, and the private address
//! `/agenda/{secret}.ics`, which programs look at by themselves.

use crate::{plain, state::AppState, whose::Whose};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use portiek_app::{
    appointments::{self, Subscription},
    request::Request,
};

const CALENDAR: &str = "text/calendar; charset=utf-8";

pub async fn download(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(whose): Query<Whose>,
    parts: Parts,
) -> Response {
    let request = Request::of(state.services.clone(), parts);
    let Ok(id) = id.parse() else { return plain::trouble(&state.files.css, StatusCode::NOT_FOUND) };
    match appointments::download(&request, &whose.context(), id).await {
        Ok((name, file)) => {
            let name = format!("attachment; filename=\"{name}\"");
            with(file.into_response(), &[(header::CONTENT_TYPE, CALENDAR), (header::CONTENT_DISPOSITION, &name)])
        }
        Err(fault) => plain::trouble(&state.files.css, fault.status()),
    }
}

/// `{file}` is the secret and `.ics`.
pub async fn subscription(State(state): State<AppState>, Path(file): Path<String>, parts: Parts) -> Response {
    let has = if_none_match(&parts.headers);
    let request = Request::of(state.services.clone(), parts);
    let secret = file.strip_suffix(".ics").unwrap_or_default();
    match appointments::subscription(&request, secret, has.as_deref()).await {
        Ok(Subscription::File { file, mark }) => {
            kept(with(file.into_response(), &[(header::CONTENT_TYPE, CALENDAR)]), &mark)
        }
        Ok(Subscription::Same { mark }) => kept(StatusCode::NOT_MODIFIED.into_response(), &mark),
        Ok(Subscription::Nothing) => plain::trouble(&state.files.css, StatusCode::NOT_FOUND),
        Ok(Subscription::Wait(seconds)) => {
            with(StatusCode::TOO_MANY_REQUESTS.into_response(), &[(header::RETRY_AFTER, &seconds.to_string())])
        }
        Err(fault) => plain::trouble(&state.files.css, fault.status()),
    }
}

fn if_none_match(headers: &HeaderMap) -> Option<String> {
    let mark = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
    Some(mark.trim_start_matches("W/").to_owned())
}

/// A program may keep it and asks each time whether it still holds; nobody between keeps it.
fn kept(response: Response, mark: &str) -> Response {
    with(response, &[(header::ETAG, mark), (header::CACHE_CONTROL, "private, no-cache")])
}

fn with(mut response: Response, headers: &[(HeaderName, &str)]) -> Response {
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
