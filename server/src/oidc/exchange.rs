//! Asking a provider for a login, and finding out from the code it sends back with who somebody is.

use super::{
    Oidc,
    call::call,
    types::{Metadata, Party, Token, Tokens},
};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AccessTokenHash, AuthType, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, Client,
    ClientId, ClientSecret, CsrfToken, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope, SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
    },
};
use portiek_domain::{
    accounts::oidc::{Setback, Settings},
    bsn::Bsn,
};
use portiek_store::accounts::oidc::{Begun, Identity, Pending, Provider};
use serde_json::Value;
use url::Url;

/// With a public key only: what a client's secret signs, the client could sign itself.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// How far a token's moment may be off ours.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

/// A provider with its secret opened, and where it sends people back to.
pub struct Known {
    pub provider: Provider,
    pub secret: String,
    pub back: String,
}

/// Why a token is not believed.
enum Doubt {
    TooLow,
    /// Signed with a key that the provider may have got since it was asked.
    UnknownKey,
    Other(&'static str),
}

impl Known {
    fn party(&self, metadata: &Metadata) -> Option<Party> {
        let (id, secret) =
            (ClientId::new(self.provider.settings.client_id.clone()), ClientSecret::new(self.secret.clone()));
        let back = RedirectUrl::new(self.back.clone()).ok()?;
        let party = Client::from_provider_metadata(metadata.clone(), id, Some(secret)).set_redirect_uri(back);
        Some(party.set_auth_type(auth_type(metadata)))
    }

    /// The provider's address that asks for a login; it says which levels will do, the lowest first.
    pub fn address(&self, metadata: &Metadata, (begun, anew): (&Begun, bool)) -> Option<Url> {
        let party = self.party(metadata)?;
        let (state, nonce) = (CsrfToken::new(begun.state.clone()), Nonce::new(begun.nonce.clone()));
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(begun.verifier.clone()));
        let mut request = party
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || state, move || nonce)
            .add_scope(Scope::new("profile".into()))
            .set_pkce_challenge(challenge);
        for level in self.provider.settings.levels.enough() {
            request = request.add_auth_context_value(AuthenticationContextClass::new(level.acr.clone()));
        }
        if anew {
            request = request.add_prompt(CoreAuthPrompt::Login);
        }
        Some(request.url().0)
    }
}

/// In the request's header, unless the provider takes it in the form only.
fn auth_type(metadata: &Metadata) -> AuthType {
    let methods = metadata.token_endpoint_auth_methods_supported();
    let in_form_only = methods.is_some_and(|methods| {
        methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    if in_form_only { AuthType::RequestBody } else { AuthType::BasicAuth }
}

impl Oidc {
    /// Who the provider says somebody is. Its words are not logged: they may say who.
    pub async fn identify(
        &self,
        (known, pending): (&Known, &Pending),
        code: String,
        now: DateTime<Utc>,
    ) -> Result<Identity, Setback> {
        let issuer = &known.provider.settings.issuer;
        let metadata = self.metadata(issuer, now).await.ok_or(Setback::Trouble)?;
        let party = known.party(&metadata).ok_or(Setback::Trouble)?;
        let tokens = self.tokens(&party, (code, &pending.verifier)).await.map_err(|why| trouble(issuer, why))?;
        let mut believed = identity((known, pending), (&party, &tokens), now);
        if matches!(believed, Err(Doubt::UnknownKey)) {
            let newer = self.newer_metadata(issuer, now).await.and_then(|metadata| known.party(&metadata));
            if let Some(party) = newer {
                believed = identity((known, pending), (&party, &tokens), now);
            }
        }
        believed.map_err(|doubt| match doubt {
            Doubt::TooLow => Setback::TooLow,
            Doubt::UnknownKey => trouble(issuer, "its key is unknown"),
            Doubt::Other(why) => trouble(issuer, why),
        })
    }

    async fn tokens(&self, party: &Party, (code, verifier): (String, &str)) -> Result<Tokens, &'static str> {
        let http = self.http.clone();
        let call = move |request| call(http.clone(), request);
        let request = party.exchange_code(AuthorizationCode::new(code)).map_err(|_| "it has no token endpoint")?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()));
        request.request_async(&call).await.map_err(|_| "it gave no tokens for the code")
    }
}

fn trouble(issuer: &str, why: &'static str) -> Setback {
    tracing::warn!(issuer, why, "a login at a provider is not believed");
    Setback::Trouble
}

/// What the ID token says, once everything about it has been checked: signature, issuer, audience, nonce, times, level.
fn identity(
    (known, pending): (&Known, &Pending),
    (party, tokens): (&Party, &Tokens),
    now: DateTime<Utc>,
) -> Result<Identity, Doubt> {
    let settings = &known.provider.settings;
    let token: &Token = tokens.id_token().ok_or(Doubt::Other("it sent no ID token"))?;
    let verifier = verifier(party, settings, now);
    let claims = token.claims(&verifier, &Nonce::new(pending.nonce.clone())).map_err(doubt)?;
    if claims.access_token_hash().is_some_and(|expected| Some(expected) != hash(tokens, token, &verifier).as_ref()) {
        return Err(Doubt::Other("its access token is another one's"));
    }
    let bsn = settings.bsn_claim.as_ref().and_then(|claim| claims.additional_claims().all.get(claim));
    Ok(Identity {
        subject: claims.subject().to_string(),
        acr: claims.auth_context_ref().map(|acr| acr.to_string()),
        bsn: bsn.and_then(Value::as_str).and_then(Bsn::parse),
    })
}

fn verifier<'a>(party: &'a Party, settings: &'a Settings, now: DateTime<Utc>) -> CoreIdTokenVerifier<'a> {
    party
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now)
        .set_issue_time_verifier_fn(
            move |at| {
                if (now - at).abs() < CLOCKS_DIFFER { Ok(()) } else { Err("another time".into()) }
            },
        )
        .set_auth_context_verifier_fn(|acr| {
            if settings.levels.admit(acr.map(|acr| acr.as_str())) { Ok(()) } else { Err("too low".into()) }
        })
}

/// What the token must say of the access token that came with it.
fn hash(tokens: &Tokens, token: &Token, verifier: &CoreIdTokenVerifier<'_>) -> Option<AccessTokenHash> {
    let (algorithm, key) = (token.signing_alg().ok()?, token.signing_key(verifier).ok()?);
    AccessTokenHash::from_token(tokens.access_token(), algorithm, key).ok()
}

fn doubt(error: ClaimsVerificationError) -> Doubt {
    match error {
        ClaimsVerificationError::InvalidAuthContext(_) => Doubt::TooLow,
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => Doubt::UnknownKey,
        ClaimsVerificationError::SignatureVerification(_) => Doubt::Other("its signature is wrong"),
        ClaimsVerificationError::Expired(_) => Doubt::Other("its token has expired"),
        ClaimsVerificationError::InvalidNonce(_) => Doubt::Other("its nonce is another one's"),
        ClaimsVerificationError::InvalidIssuer(_) => Doubt::Other("its issuer is another one"),
        ClaimsVerificationError::InvalidAudience(_) => Doubt::Other("its audience is another one"),
        _ => Doubt::Other("its token is wrong"),
    }
}
