//! `/inzage/download.csv`: everything of "Wie heeft mijn dossier bekeken?" in the days asked for, sent as it is read;
//! and the same of an organisation's log.

use crate::{csv, plain, state::AppState, whose::Whose};
use axum::{
    body::Body,
    extract::{Query, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use futures::{Stream, stream};
use portiek_app::{
    inspection::{
        Address, Download, Rows,
        organisation::{Address as LogAddress, LogDownload},
    },
    request::Request,
};
use portiek_domain::time;
use portiek_store::Error;

pub async fn download(
    State(state): State<AppState>,
    Query(whose): Query<Whose>,
    Query(address): Query<Address>,
    parts: Parts,
) -> Response {
    let Ok(wanted) = address.wanted() else { return back("/inzage", &parts) };
    let request = Request::of(state.services.clone(), parts);
    match Download::begin(&request, &whose.context(), wanted).await {
        Ok(download) => file(&state, ("inzage", download)),
        Err(fault) => plain::trouble(&state.files.css, fault.status()),
    }
}

/// `/inzage/organisatie/download.csv`.
pub async fn download_log(State(state): State<AppState>, Query(address): Query<LogAddress>, parts: Parts) -> Response {
    const PAGE: &str = "/inzage/organisatie";
    let again = back(PAGE, &parts);
    let Ok(wanted) = address.wanted() else { return again };
    let request = Request::of(state.services.clone(), parts);
    match LogDownload::begin(&request, address.at(), wanted).await {
        Ok(Some(download)) => file(&state, ("logboek", download)),
        Ok(None) => again,
        Err(fault) => plain::trouble(&state.files.css, fault.status()),
    }
}

/// The page says what is wrong.
fn back(page: &str, parts: &Parts) -> Response {
    Redirect::to(&format!("{page}?{}", parts.uri.query().unwrap_or_default())).into_response()
}

fn file(state: &AppState, (name, download): (&str, impl Rows)) -> Response {
    let name = format!("attachment; filename=\"{name}-{}.csv\"", time::day(state.store().now()));
    let mut response = Body::from_stream(pieces(download)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// Ends with an error when the database does, so that no browser takes half a file for a whole one.
fn pieces(download: impl Rows) -> impl Stream<Item = Result<String, Error>> + Send + 'static {
    let mark = stream::iter([Ok(csv::MARK.to_owned())]);
    let rows = stream::try_unfold(download, |mut download| async {
        let rows = download.next().await?;
        Ok(rows.map(|rows| (rows.iter().map(|row| csv::row(row)).collect::<String>(), download)))
    });
    stream::StreamExt::chain(mark, rows)
}
