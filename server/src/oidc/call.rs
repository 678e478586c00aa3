//! One request to a provider, through the process's only HTTP client: over TLS or on this machine, without redirects,
//! and never more of an answer than any provider needs.

use openidconnect::{HttpClientError, HttpRequest, HttpResponse};
use portiek_domain::accounts::oidc::is_safe;
use reqwest::{Client, Error};

/// In bytes; key sets of large providers are some 20 kB.
const LONGEST_ANSWER: usize = 256 * 1024;

pub async fn call(http: Client, request: HttpRequest) -> Result<HttpResponse, HttpClientError<Error>> {
    if !is_safe(&request.uri().to_string()) {
        return Err(HttpClientError::Other("neither https nor this machine".into()));
    }
    let mut answer = http.execute(request.try_into().map_err(Box::new)?).await.map_err(Box::new)?;
    let mut response = http::Response::builder().status(answer.status());
    if let Some(headers) = response.headers_mut() {
        headers.clone_from(answer.headers());
    }
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(Box::new)? {
        if body.len() + piece.len() > LONGEST_ANSWER {
            return Err(HttpClientError::Other("the answer is too long".into()));
        }
        body.extend_from_slice(&piece);
    }
    Ok(response.body(body)?)
}
