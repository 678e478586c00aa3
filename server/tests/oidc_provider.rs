//! A provider of OpenID Connect that can be told to lie in every way a real one does not. The browser tests have a
//! certified one; this one is for what must be refused.

use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::{DateTime, Utc};
use openidconnect::{
    JsonWebKeyId, PrivateSigningKey,
    core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm},
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;

pub const CLIENT: &str = "portiek";
pub const SECRET: &str = "geheim-van-de-praktijk-geheim-van-de-praktijk";

/// How the next token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    Well,
    /// With a key of which the provider says nothing.
    ByAnother,
    /// With a key that it says is another one's.
    ByAnotherUnderItsName,
    /// With what it shares with its client.
    BySecret,
    NotAtAll,
}

/// What the token endpoint does.
#[derive(Clone, Debug)]
pub struct Next {
    pub claims: Value,
    pub signed: Signed,
    pub access_token: &'static str,
    pub sends_token: bool,
    /// Sends the client elsewhere instead.
    pub redirects: bool,
}

#[derive(Clone)]
struct Desk {
    issuer: String,
    next: Arc<Mutex<Next>>,
    /// Whether the key set has the second key too.
    second_key: Arc<Mutex<bool>>,
    asked: Arc<Mutex<Vec<HashMap<String, String>>>>,
    key_sets: Arc<Mutex<u32>>,
}

pub struct OidcProvider {
    pub issuer: String,
    desk: Desk,
}

fn key(name: &str) -> CoreEdDsaPrivateSigningKey {
    let pem = match name {
        "key" => include_str!("oidc_provider/key.pem"),
        _ => include_str!("oidc_provider/other.pem"),
    };
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(pem, Some(JsonWebKeyId::new(name.into()))).unwrap()
}

impl OidcProvider {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let next =
            Next { claims: Value::Null, signed: Signed::Well, access_token: "a", sends_token: true, redirects: false };
        let desk = Desk {
            issuer: issuer.clone(),
            next: Arc::new(Mutex::new(next)),
            second_key: Arc::default(),
            asked: Arc::default(),
            key_sets: Arc::default(),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(desk.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { issuer, desk }
    }

    /// What it says of somebody, as long as nobody tells it to lie.
    pub fn claims(&self, (subject, acr): (&str, &str), (nonce, now): (&str, DateTime<Utc>)) -> Value {
        let (at, until) = (now.timestamp(), now.timestamp() + 300);
        json!({"iss": self.issuer, "sub": subject, "aud": CLIENT, "iat": at, "exp": until, "nonce": nonce, "acr": acr})
    }

    pub fn says(&self, change: impl FnOnce(&mut Next)) {
        change(&mut self.desk.next.lock().unwrap());
    }

    /// From now on signs with another key, and says so to who asks again.
    pub fn turns_its_key(&self) {
        *self.desk.second_key.lock().unwrap() = true;
    }

    pub fn key_sets_sent(&self) -> u32 {
        *self.desk.key_sets.lock().unwrap()
    }

    /// The forms that came to the token endpoint.
    pub fn asked(&self) -> Vec<HashMap<String, String>> {
        self.desk.asked.lock().unwrap().clone()
    }
}

async fn describe(State(desk): State<Desk>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", desk.issuer);
    Json(json!({
        "issuer": desk.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn keys(State(desk): State<Desk>) -> Json<Value> {
    *desk.key_sets.lock().unwrap() += 1;
    let mut keys = vec![key("key").as_verification_key()];
    if *desk.second_key.lock().unwrap() {
        keys.push(key("other").as_verification_key());
    }
    Json(json!({"keys": keys}))
}

async fn token(State(desk): State<Desk>, headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Response {
    let ours = BASE64
        .decode(headers[header::AUTHORIZATION].to_str().unwrap().trim_start_matches("Basic ").trim_end_matches('='));
    assert_eq!(ours.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()), Ok(format!("{CLIENT}:{SECRET}")));
    let is_good = form["code"] == "goed";
    desk.asked.lock().unwrap().push(form);
    let next = desk.next.lock().unwrap().clone();
    if next.redirects {
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, format!("{}/token", desk.issuer))])
            .into_response();
    }
    if !is_good {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    }
    let mut answer = json!({"access_token": next.access_token, "token_type": "Bearer"});
    if next.sends_token {
        answer["id_token"] = sign(&next).into();
    }
    Json(answer).into_response()
}

fn sign(next: &Next) -> String {
    let (algorithm, kid) = match next.signed {
        Signed::Well | Signed::ByAnotherUnderItsName => ("EdDSA", "key"),
        Signed::ByAnother => ("EdDSA", "other"),
        Signed::BySecret => ("HS256", "key"),
        Signed::NotAtAll => ("none", "key"),
    };
    let part = |value: Value| BASE64.encode(value.to_string());
    let text = format!("{}.{}", part(json!({"alg": algorithm, "kid": kid})), part(next.claims.clone()));
    let signature = match next.signed {
        Signed::Well => key("key").sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).unwrap(),
        Signed::ByAnother | Signed::ByAnotherUnderItsName => {
            key("other").sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).unwrap()
        }
        Signed::BySecret => {
            CoreHmacKey::new(SECRET).sign(&CoreJwsSigningAlgorithm::HmacSha256, text.as_bytes()).unwrap()
        }
        Signed::NotAtAll => Vec::new(),
    };
    format!("{text}.{}", BASE64.encode(signature))
}
