//! Inloggen met …: what a browser meets on its way to a provider and back, and whom no provider gets in (OpenID Connect,
//! D23, R114). The provider of these tests lies when told to.

use crate::{
    beside::count,
    oidc_provider::{CLIENT, Next, OidcProvider, SECRET, Signed},
    support::*,
    test_app::{Answer, Browser, TestApp, encode},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use openidconnect::{PkceCodeChallenge, PkceCodeVerifier};
use portiek_app::request::SESSION_COOKIE;
use portiek_domain::{
    accounts::oidc::{Level, Levels, Settings},
    ids::ProviderId,
};
use portiek_store::{
    accounts::{
        login::Browser as Client,
        oidc::{self, Identity, NewProvider, providers},
    },
    cast::people::{DE_LINDE, HET_PLEIN, OOST},
    transact,
};
use serde_json::{Value, json};
use std::collections::HashMap;

const KARENS_BSN: &str = "999990019";
const JANS_BSN: &str = "999990020";
const ENOUGH: &str = "urn:midden";

/// A provider that an organisation trusts, and a browser on its way there.
struct Trip {
    app: TestApp,
    provider: OidcProvider,
    id: ProviderId,
    browser: Browser,
    /// What the last address at the provider asked.
    asked: HashMap<String, String>,
}

pub async fn trust(app: &TestApp, at: i64, issuer: &str) -> ProviderId {
    let organisation = app.world.cast.organisation(at).unwrap();
    let level = |(acr, name): (&str, &str)| Level { acr: acr.into(), name: name.into() };
    let ordered = [("urn:laag", "Laag"), (ENOUGH, "Substantieel"), ("urn:hoog", "Hoog")].map(level).into();
    let settings = Settings {
        issuer: issuer.into(),
        client_id: CLIENT.into(),
        label: "DigiD".into(),
        levels: Levels { ordered, required: Some(ENOUGH.into()) },
        bsn_claim: Some("bsn".into()),
    };
    let new = NewProvider { settings, client_secret: Some(SECRET.into()) };
    let set = transact!(app.world.store, |tx| { providers::set(tx, (organisation, None), &new).await });
    set.unwrap().unwrap()
}

impl Trip {
    async fn to(world: World, at: i64) -> Self {
        let (app, provider) = (TestApp::new(world), OidcProvider::start().await);
        let id = trust(&app, at, &provider.issuer).await;
        Self { app, provider, id, browser: Browser::default(), asked: HashMap::new() }
    }

    /// From the login page to the provider.
    async fn go(&mut self, query: &str) -> Answer {
        let answer = self.app.get(&self.browser, &format!("/inloggen/met/{}{query}", self.id)).await;
        self.browser.keep(&answer);
        if let Ok(url) = url::Url::parse(answer.location()) {
            self.asked = url.query_pairs().into_owned().collect();
        }
        answer
    }

    /// The provider will say this of somebody.
    fn vouch(&self, (subject, acr): (&str, &str), bsn: Option<&str>) {
        let mut claims = self.provider.claims((subject, acr), (&self.asked["nonce"], self.app.world.store.now()));
        if let Some(bsn) = bsn {
            claims["bsn"] = bsn.into();
        }
        self.provider.says(|next| next.claims = claims);
    }

    fn vouch_for_karen(&self) {
        self.vouch(("sub-karen", ENOUGH), Some(KARENS_BSN));
    }

    /// From the provider back to us, with what it sends unless a test sends something else.
    async fn come_back(&mut self, changes: &[(&str, Option<&str>)]) -> Answer {
        let issuer = self.provider.issuer.clone();
        let (state, code) = (self.asked["state"].clone(), "goed".to_owned());
        let mut fields: Vec<(&str, String)> = vec![("state", state), ("code", code), ("iss", issuer)];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.extend(value.map(|value| (*name, value.to_owned())));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.app.get(&self.browser, &format!("/inloggen/terug?{}", encode(&fields))).await;
        self.browser.keep(&answer);
        answer
    }

    fn is_in(&self) -> bool {
        self.browser.cookies.iter().any(|(name, _)| name == SESSION_COOKIE)
    }

    /// What the login page says of it.
    async fn said(&self, answer: &Answer) -> String {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(answer.location().starts_with("/inloggen?uitkomst="), "{}", answer.location());
        self.app.get(&self.browser, answer.location()).await.body
    }

    async fn is_turned_away(&mut self, why: &str, (name, value): (&str, Option<&str>)) {
        let before = refusals(&self.app).await;
        let answer = self.come_back(&[(name, value)]).await;
        assert!(answer.location().contains(&format!("uitkomst={why}&met={}", self.id)), "{}", answer.location());
        assert!(!self.is_in());
        assert_eq!(refusals(&self.app).await, before + 1);
    }
}

async fn refusals(app: &TestApp) -> i64 {
    count(&app.world.url, "SELECT count(*) FROM audit_event WHERE kind = 'login.refused'").await
}

/// An address on a page that begins like this.
fn address(page: &str, begins: &str) -> String {
    let from = page.find(&format!("href=\"{begins}")).expect("no such address on the page") + 6;
    page[from..].split('"').next().unwrap().replace("&amp;", "&")
}

on_both_databases! {
    async fn who_is_vouched_for_at_the_level_asked_lands_where_they_wanted_to_be(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        let page = trip.app.get(&trip.browser, "/inloggen?bij=11&naar=/berichten/archief").await;
        assert!(page.body.contains("Inloggen met DigiD"), "{}", page.body);
        let way = address(&page.body, "/inloggen/met/");
        assert_eq!(way, format!("/inloggen/met/{}?naar=/berichten/archief", trip.id));
        let sent = trip.go("?naar=/berichten/archief").await;
        assert!(sent.location().starts_with(&format!("{}/authorize?", trip.provider.issuer)), "{}", sent.location());
        assert_eq!(trip.asked["acr_values"], "urn:midden urn:hoog");
        assert_eq!(trip.asked["redirect_uri"], "http://localhost:3000/inloggen/terug");
        assert_eq!((trip.asked["response_type"].as_str(), trip.asked["scope"].as_str()), ("code", "openid profile"));
        trip.vouch_for_karen();
        let answer = trip.come_back(&[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/berichten/archief"));
        assert_eq!(trip.app.get(&trip.browser, "/berichten/archief").await.status, StatusCode::OK);
        let verifier = PkceCodeVerifier::new(trip.provider.asked()[0]["code_verifier"].clone());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        assert_eq!(trip.asked["code_challenge"], challenge.as_str());
    }

    async fn a_lying_provider_lets_nobody_in(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        let claim = |name: &'static str, value: Value| (name, value, Signed::Well);
        let now = trip.app.world.store.now().timestamp();
        let lies = [
            claim("nonce", "een-andere".into()),
            claim("nonce", Value::Null),
            claim("iss", "https://kwaad.nl".into()),
            claim("aud", "een-ander".into()),
            claim("aud", json!([CLIENT, "een-ander"])),
            claim("exp", (now - 1).into()),
            claim("exp", now.into()),
            claim("iat", (now - 601).into()),
            claim("iat", (now + 601).into()),
            claim("sub", Value::Null),
            claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA".into()),
            ("sub", "sub-karen".into(), Signed::ByAnother),
            ("sub", "sub-karen".into(), Signed::ByAnotherUnderItsName),
            ("sub", "sub-karen".into(), Signed::BySecret),
            ("sub", "sub-karen".into(), Signed::NotAtAll),
        ];
        for (name, value, signed) in lies {
            trip.go("").await;
            trip.vouch_for_karen();
            trip.provider.says(|next| {
                next.claims[name] = value.clone();
                next.signed = signed;
            });
            let before = refusals(&trip.app).await;
            let answer = trip.come_back(&[]).await;
            assert!(answer.location().contains("uitkomst=storing"), "{name} {value} {signed:?}: {}", answer.location());
            assert!(!trip.is_in(), "{name} {value} {signed:?}");
            assert_eq!(refusals(&trip.app).await, before + 1);
        }
        trip.provider.says(|next| next.signed = Signed::Well);
        trip.go("").await;
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/", "and the truth does");
    }

    async fn a_code_that_is_wrong_used_or_from_another_provider_lets_nobody_in(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        for change in [("code", Some("op")), ("code", None), ("iss", Some("https://kwaad.nl")), ("iss", None)] {
            trip.go("").await;
            trip.vouch_for_karen();
            trip.is_turned_away("storing", change).await;
        }
        assert_eq!(trip.provider.asked().len(), 1, "only the wrong code was tried at the provider");
        for refuse in [|next: &mut Next| next.redirects = true, |next: &mut Next| next.sends_token = false] {
            trip.go("").await;
            trip.vouch_for_karen();
            trip.provider.says(refuse);
            trip.is_turned_away("storing", ("code", Some("goed"))).await;
            trip.provider.says(|next| (next.redirects, next.sends_token) = (false, true));
        }
    }

    async fn a_level_that_is_too_low_is_refused_in_words_that_say_which_is_needed(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        for acr in [json!("urn:laag"), json!("urn:zelfbedacht"), Value::Null] {
            trip.go("?naar=/inzage").await;
            trip.vouch_for_karen();
            trip.provider.says(|next| next.claims["acr"] = acr.clone());
            let answer = trip.come_back(&[]).await;
            let said = trip.said(&answer).await;
            assert!(said.contains("Voor De Linde is niveau Substantieel nodig."), "{acr}: {said}");
            let again = address(&said, "/inloggen/met/");
            assert_eq!(again, format!("/inloggen/met/{}?opnieuw=1&naar=/inzage", trip.id));
            trip.go("?opnieuw=1").await;
            assert_eq!(trip.asked["prompt"], "login", "else the provider lets them through as before");
            assert!(!trip.is_in());
        }
        trip.go("").await;
        trip.is_turned_away("niveau", ("error", Some("unmet_authentication_requirements"))).await;
    }

    async fn an_answer_counts_once_in_the_browser_that_asked_within_ten_minutes(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        trip.go("").await;
        trip.vouch_for_karen();
        let own = std::mem::take(&mut trip.browser);
        assert_eq!(trip.come_back(&[]).await.location(), "/inloggen?uitkomst=verlopen", "a browser that asked nothing");
        trip.go("").await;
        let others = std::mem::replace(&mut trip.browser, own.clone());
        let state = trip.asked["state"].clone();
        assert_eq!(trip.come_back(&[]).await.location(), "/inloggen?uitkomst=verlopen", "another browser's answer");
        let forged = trip.come_back(&[("state", Some("verzonnen"))]).await;
        assert_eq!(forged.location(), "/inloggen?uitkomst=verlopen", "a forged state");
        assert!(trip.said(&forged).await.contains("Begin hieronder opnieuw."));
        trip.browser = others;
        trip.asked.insert("state".into(), state);
        trip.vouch_for_karen();
        trip.app.world.clock.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/");
        assert_eq!(trip.come_back(&[]).await.location(), "/inloggen?uitkomst=verlopen", "the same answer again");
        trip.browser = own;
        trip.go("").await;
        trip.vouch_for_karen();
        trip.app.world.clock.advance(TimeDelta::minutes(10));
        assert_eq!(trip.come_back(&[]).await.location(), "/inloggen?uitkomst=verlopen", "too late");
    }

    async fn two_tabs_of_one_browser_may_both_be_away(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        trip.go("?naar=/inzage").await;
        let first = trip.asked.clone();
        trip.go("").await;
        trip.asked = first;
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/inzage");
    }

    async fn who_turns_back_at_the_provider_is_on_the_login_page_with_a_sentence(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        trip.go("").await;
        let answer = trip.come_back(&[("error", Some("access_denied")), ("code", None)]).await;
        assert!(trip.said(&answer).await.contains("U hebt het inloggen met DigiD afgebroken."));
    }

    async fn who_is_unknown_is_told_whom_to_call_and_joins_nothing(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        for bsn in [None, Some("999990032"), Some("geen-nummer")] {
            trip.go("").await;
            trip.vouch(("sub-vreemd", ENOUGH), bsn);
            trip.provider.says(|next| next.claims["email"] = "karen.test@voorbeeld.nl".into());
            let answer = trip.come_back(&[]).await;
            let said = trip.said(&answer).await;
            assert!(said.contains("Bel De Linde: 088 123 45 60."), "{said}");
            assert!(!trip.is_in(), "a mail address alone never joins");
        }
    }

    async fn d23_who_is_deleted_gets_into_nothing_there_and_still_into_the_own_record(world: World) {
        let mut trip = Trip::to(world, OOST).await;
        trip.add_to_account("jan.devries", "sub-jan").await;
        trip.go("").await;
        trip.vouch(("sub-jan", ENOUGH), Some(JANS_BSN));
        let answer = trip.come_back(&[]).await;
        assert!(trip.said(&answer).await.contains("U hebt geen toegang meer bij Ziekenhuis Oost."));
        assert!(!trip.is_in());
        let at_oost = trip.id;
        trip.id = trust(&trip.app, DE_LINDE, &trip.provider.issuer).await;
        for way in [trip.id, at_oost] {
            (trip.id, trip.browser) = (way, Browser::default());
            trip.go("?naar=/inzage").await;
            trip.vouch(("sub-jan", ENOUGH), None);
            assert_eq!(trip.come_back(&[]).await.location(), "/inzage");
            assert_eq!(trip.app.get(&trip.browser, "/inzage").await.status, StatusCode::OK);
            let door = trip.app.post(&trip.browser.clone().with_scripts(), "/api/door/look_around", "").await;
            assert!(door.body.contains("De Linde") && !door.body.contains("Ziekenhuis Oost"), "{}", door.body);
        }
    }

    async fn d23_a_provider_of_one_organisation_is_no_key_to_another(world: World) {
        let mut trip = Trip::to(world, HET_PLEIN).await;
        trip.go("").await;
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/");
        for path in ["/berichten?bij=11", "/inzage?bij=11", "/profiel?bij=11"] {
            assert_eq!(trip.app.get(&trip.browser, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let form = format!("at[portal]=Client&at[at]={DE_LINDE}&folder=All");
        let list = trip.app.post(&trip.browser.clone().with_scripts(), "/api/messages/list", &form).await;
        assert_eq!(list.status, StatusCode::NOT_FOUND);
    }

    async fn somebody_who_is_in_adds_a_login_and_takes_it_away_again(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        trip.browser = trip.app.browser("karen.test").await.without_scripts();
        let page = trip.app.get(&trip.browser, "/profiel/inloggen-met").await;
        let way = address(&page.body, &format!("/inloggen/met/{}?koppelen=", trip.id));
        let query = way.split_once('?').unwrap().1.to_owned();
        trip.go(&format!("?{query}")).await;
        trip.vouch(("sub-karen", ENOUGH), None);
        let answer = trip.come_back(&[]).await;
        assert_eq!(answer.location(), "/profiel/inloggen-met?uitkomst=gekoppeld");
        let page = trip.app.get(&trip.browser, answer.location()).await;
        assert!(page.body.contains("De login is toegevoegd.") && page.body.contains("02-03-2026"), "{}", page.body);

        let mut elsewhere = Browser::default();
        std::mem::swap(&mut trip.browser, &mut elsewhere);
        trip.go("").await;
        trip.vouch(("sub-karen", ENOUGH), None);
        assert_eq!(trip.come_back(&[]).await.location(), "/");
        let limited = trip.app.get(&trip.browser, "/profiel/inloggen-met").await;
        assert!(limited.body.contains("Log daarmee in om hier iets te wijzigen."), "{}", limited.body);
        let link = page.body.split("name=\"link\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let form = encode(&[("link", link), ("naar", "/profiel/inloggen-met?uitkomst=ontkoppeld")]);
        let refused = trip.app.post(&trip.browser, "/api/oidc/unlink", &form).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "not by who came in by it");

        let removed = trip.app.post(&elsewhere, "/api/oidc/unlink", &form).await;
        assert_eq!(removed.location(), "/profiel/inloggen-met?uitkomst=ontkoppeld");
        trip.browser = Browser::default();
        trip.go("").await;
        trip.vouch(("sub-karen", ENOUGH), None);
        assert!(trip.come_back(&[]).await.location().contains("uitkomst=onbekend"));
    }

    async fn no_other_page_and_no_other_session_adds_a_login(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        let karen = trip.app.browser("karen.test").await;
        let page = trip.app.get(&karen, "/profiel/inloggen-met").await;
        let own = address(&page.body, &format!("/inloggen/met/{}?koppelen=", trip.id));
        let query = format!("?{}", own.split_once('?').unwrap().1);
        trip.browser = karen.clone();
        assert_eq!(trip.go("?koppelen=00").await.status, StatusCode::NOT_FOUND, "what another site may guess");
        trip.browser = trip.app.browser("karen.test").await;
        assert_eq!(trip.go(&query).await.status, StatusCode::NOT_FOUND, "another session of the same person");
        trip.browser = Browser::default();
        assert_eq!(trip.go(&query).await.status, StatusCode::UNAUTHORIZED, "nobody");
        trip.browser = karen;
        trip.go(&query).await;
        let others = trip.app.browser("fatima.elamrani").await;
        trip.browser.cookies.retain(|(name, _)| name != SESSION_COOKIE);
        trip.browser.cookies.extend(others.cookies);
        trip.vouch(("sub-kwaad", ENOUGH), None);
        assert_eq!(trip.come_back(&[]).await.location(), "/inloggen?uitkomst=verlopen", "somebody else is in by now");
    }

    async fn d23_a_login_that_belongs_to_another_account_is_not_added(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        trip.add_to_account("karen.test", "sub-karen").await;
        trip.browser = trip.app.browser("fatima.elamrani").await;
        let page = trip.app.get(&trip.browser, "/profiel/inloggen-met").await;
        let way = address(&page.body, &format!("/inloggen/met/{}?koppelen=", trip.id));
        let query = way.split_once('?').unwrap().1.to_owned();
        trip.go(&format!("?{query}")).await;
        trip.vouch(("sub-karen", ENOUGH), None);
        let answer = trip.come_back(&[]).await;
        let page = trip.app.get(&trip.browser, answer.location()).await;
        assert!(page.body.contains("Deze login bij DigiD hoort al bij een ander account."), "{}", answer.location());
    }

    async fn a_new_key_of_the_provider_is_asked_for_at_most_once_a_minute(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        trip.go("").await;
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/");
        assert_eq!(trip.provider.key_sets_sent(), 1);
        trip.provider.turns_its_key();
        trip.provider.says(|next| next.signed = Signed::ByAnother);
        trip.app.world.clock.advance(TimeDelta::seconds(59));
        trip.go("").await;
        trip.vouch_for_karen();
        assert!(trip.come_back(&[]).await.location().contains("uitkomst=storing"));
        assert_eq!(trip.provider.key_sets_sent(), 1);
        trip.app.world.clock.advance(TimeDelta::seconds(1));
        trip.go("").await;
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/");
        assert_eq!(trip.provider.key_sets_sent(), 2);
    }

    async fn a_provider_that_is_away_unknown_or_turned_off_leads_nowhere(world: World) {
        let mut trip = Trip::to(world, DE_LINDE).await;
        for nowhere in ["/inloggen/met/niets".to_owned(), format!("/inloggen/met/{}", trip.app.world.key())] {
            assert_eq!(trip.app.get(&trip.browser, &nowhere).await.status, StatusCode::NOT_FOUND);
        }
        assert!(trip.go("?naar=//kwaad.nl").await.location().starts_with(&trip.provider.issuer));
        trip.vouch_for_karen();
        assert_eq!(trip.come_back(&[]).await.location(), "/", "never to another site");
        trip.id = trust(&trip.app, OOST, "http://127.0.0.1:1").await;
        let away = trip.go("").await;
        assert!(trip.said(&away).await.contains("Inloggen met DigiD lukt nu niet."), "{}", away.location());
        let (oost, id) = (trip.app.world.cast.organisation(OOST).unwrap(), trip.id);
        transact!(trip.app.world.store, |tx| { providers::turn_off(tx, (oost, None), id).await }).unwrap();
        assert_eq!(trip.go("").await.status, StatusCode::NOT_FOUND);
        assert!(!trip.app.get(&Browser::default(), "/inloggen?bij=13").await.body.contains("Inloggen met"));
    }
}

impl Trip {
    /// A login that somebody added earlier.
    async fn add_to_account(&self, login: &str, subject: &str) {
        let account = *self.app.world.cast.accounts.get(login).unwrap();
        let mut conn = self.app.world.store.read().await.unwrap();
        let provider = providers::find(&mut conn, self.id).await.unwrap().unwrap();
        let identity = Identity { subject: subject.into(), acr: Some(ENOUGH.into()), bsn: None };
        let client =
            Client { network: "192.0.2.7".into(), device: "Chrome op Windows".into(), token: None, remember: false };
        oidc::arrive(&self.app.world.store, (&provider, &identity), (Some(account), &client)).await.unwrap();
    }
}
