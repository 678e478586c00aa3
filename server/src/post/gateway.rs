//! SMS by an HTTP gateway: `POST` of `{"to", "text", "reference"}` with a bearer token. `to` is in E.164, `reference`
//! is the same at each try and is the `Idempotency-Key` too: a gateway that has seen it sends nothing and says so with
//! any 2xx.

use super::{Failure, Parcel};
use portiek_domain::mobile;
use portiek_store::outbox::LOGIN_REFUSED;
use reqwest::{Client, StatusCode, header::HeaderValue};
use serde::Serialize;
use url::Url;

pub struct Gateway {
    client: Client,
    url: Url,
    token: String,
}

#[derive(Serialize)]
struct Sms<'a> {
    to: &'a str,
    text: &'a str,
    reference: &'a str,
}

impl Gateway {
    /// The error says which setting is wrong.
    pub fn open(client: Client, (url, token): (&str, &str)) -> Result<Self, String> {
        let url = Url::parse(url).ok().filter(|url| {
            url.has_host() && (url.scheme() == "https" || url.scheme() == "http" && super::is_this_machine(url))
        });
        let url = url.ok_or("[sms] url must begin with https://, or http:// for a gateway on this machine")?;
        if token.is_empty() {
            return Err("[sms] token is missing: [sms] url asks for it".into());
        }
        HeaderValue::from_str(token).map_err(|_| "[sms] token must be plain ASCII")?;
        Ok(Self { client, url, token: token.into() })
    }

    pub async fn deliver(&self, parcel: &Parcel) -> Result<(), Failure> {
        let to = mobile::e164(&parcel.to).ok_or(Failure::ForGood("no mobile number".into()))?;
        let reference = parcel.id.to_string();
        let request = self
            .client
            .post(self.url.clone())
            .bearer_auth(&self.token)
            .header("Idempotency-Key", &reference)
            .json(&Sms { to: &to, text: &parcel.text, reference: &reference });
        match request.send().await {
            Ok(answer) => judge(answer.status()),
            Err(error) => {
                let error = error.without_url();
                tracing::warn!(%error, "the SMS gateway cannot be asked");
                Err(Failure::ForNow(if error.is_connect() { "no connection" } else { "no answer" }.into()))
            }
        }
    }
}

fn judge(status: StatusCode) -> Result<(), Failure> {
    let reason = format!("gateway answered {}", status.as_u16());
    match status {
        status if status.is_success() => Ok(()),
        // Our own settings are wrong, not the letter: it waits, as in an outage, until somebody mends them.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            Err(Failure::ForNow(format!("{} {}", LOGIN_REFUSED, status.as_u16())))
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Err(Failure::ForNow(reason)),
        status if status.is_client_error() => Err(Failure::ForGood(reason)),
        _ => Err(Failure::ForNow(reason)),
    }
}
