//! Everybody tries everything: all server functions, pages and plain routes, with own and other people's ids, at the
//! own and other organisations, with scripts and without (quality.md §3). A new server function that is not declared
//! here fails the first test.

use crate::{
    beside::count,
    support::*,
    test_app::{Browser, TestApp},
};
use axum::http::StatusCode;
use portiek_domain::ids::ConversationId;
use portiek_store::cast::people::{DE_LINDE, HET_PLEIN, OOST};
use std::collections::BTreeSet;

/// Who may call a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Also who is not logged in: the login pages' own.
    Everybody,
    LoggedIn,
    /// Who has a role in the portal and at the organisation that the form names.
    InContext,
    /// Of those, whom a record is about.
    Subject,
    /// Of those, who may read the conversation that the form names.
    Reader,
    /// Of those, whose session it is.
    SessionOwner,
    /// Whose account a login elsewhere belongs to.
    LinkOwner,
}

/// Every server function with its rule and what it needs beside its context.
const DECLARED: [(&str, Who, &str); 34] = [
    ("/api/door/look_around", Who::LoggedIn, ""),
    ("/api/help/open", Who::Everybody, ""),
    ("/api/help/ask", Who::Everybody, "key=KEY&over=inloggen"),
    ("/api/inspection/open", Who::Subject, "wanted[own]=true"),
    ("/api/login/open", Who::Everybody, "for_code=false"),
    ("/api/login/start", Who::Everybody, "key=KEY&naam=niemand&wachtwoord="),
    ("/api/login/finish", Who::Everybody, "key=KEY&code=000000"),
    ("/api/login/send_again", Who::Everybody, "key=KEY"),
    ("/api/login/end", Who::Everybody, ""),
    ("/api/login/stay", Who::LoggedIn, ""),
    ("/api/menu/collapse", Who::Everybody, "collapsed=true"),
    ("/api/menu/dismiss_browser_notice", Who::Everybody, ""),
    ("/api/messages/list", Who::InContext, "folder=All"),
    ("/api/messages/new", Who::InContext, ""),
    ("/api/messages/start", Who::InContext, "key=KEY&onderwerp="),
    ("/api/messages/open", Who::Reader, "conversation=ID"),
    ("/api/messages/place", Who::Reader, "conversation=ID&key=KEY&tekst=dag"),
    ("/api/messages/keep_draft", Who::Reader, "conversation=ID&tekst=dag"),
    ("/api/messages/archive", Who::Reader, "conversation=ID"),
    ("/api/messages/restore", Who::Reader, "conversation=ID"),
    ("/api/oidc/ways", Who::Everybody, "asked[naar]=/"),
    ("/api/oidc/links", Who::LoggedIn, "asked[naar]=/"),
    ("/api/oidc/unlink", Who::LinkOwner, "link=KEY&naar=/"),
    ("/api/password/request", Who::Everybody, "key=KEY&naam="),
    ("/api/password/follow", Who::Everybody, "token=00"),
    ("/api/password/go_on", Who::Everybody, "token=00"),
    ("/api/password/open_choice", Who::Everybody, ""),
    ("/api/password/choose", Who::Everybody, "key=KEY&nieuw="),
    ("/api/password/open_change", Who::LoggedIn, ""),
    ("/api/password/change", Who::LoggedIn, "key=KEY&huidig=&nieuw="),
    ("/api/password/open_expiry", Who::LoggedIn, ""),
    ("/api/password/leaked", Who::Everybody, "beginning=1"),
    ("/api/profile/open", Who::InContext, ""),
    ("/api/profile/end_session", Who::SessionOwner, "session=SESSION"),
];

const KARENS_READERS: [&str; 4] = ["karen.test", "gerard.van.kesteren", "peter.post", "carmen.van.den.eerenbeemt"];
const FATIMAS_READERS: [&str; 3] = ["fatima.elamrani", "peter.post", "omar.haddad"];
const CLIENTS: [&str; 3] = ["karen.test", "jan.devries", "fatima.elamrani"];
const PRACTITIONERS: [&str; 4] = ["gerard.van.kesteren", "peter.post", "carmen.van.den.eerenbeemt", "omar.haddad"];

/// One try: who, in which context, at whose conversation.
#[derive(Clone, Copy, Debug)]
struct Try<'a> {
    login: &'a str,
    portal: &'a str,
    at: i64,
    readers: &'a [&'a str],
}

impl Try<'_> {
    fn in_context(self) -> bool {
        match (self.portal, self.at) {
            ("Client", DE_LINDE) => CLIENTS.contains(&self.login),
            ("Practice", DE_LINDE) => PRACTITIONERS.contains(&self.login),
            ("Practice", HET_PLEIN) => self.login == "huisarts.dewit",
            _ => false,
        }
    }

    fn allows(self, who: Who) -> bool {
        match who {
            Who::Everybody | Who::LoggedIn => true,
            Who::InContext => self.in_context(),
            Who::Subject => self.in_context() && self.portal == "Client",
            Who::Reader => self.in_context() && self.at == DE_LINDE && self.readers.contains(&self.login),
            Who::SessionOwner | Who::LinkOwner => false,
        }
    }
}

/// Each conversation with who may read it.
async fn conversations(app: &TestApp) -> [(ConversationId, &'static [&'static str]); 2] {
    [
        (app.conversation("karen.test", "Vraag over medicatie").await, &KARENS_READERS),
        (app.conversation("fatima.elamrani", "Bijwerkingen").await, &FATIMAS_READERS),
    ]
}

fn logins(app: &TestApp) -> Vec<String> {
    app.world.cast.accounts.keys().cloned().collect()
}

async fn refusals_logged(app: &TestApp) -> i64 {
    count(&app.world.url, "SELECT count(*) FROM audit_event WHERE kind = 'access.refused'").await
}

#[test]
fn every_server_function_is_declared() {
    let registered: BTreeSet<String> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let declared: BTreeSet<String> = DECLARED.iter().map(|(path, ..)| (*path).to_owned()).collect();
    assert_eq!(registered, declared);
}

on_both_databases! {
    async fn everybody_tries_every_function_in_every_context(world: World) {
        let app = TestApp::new(world);
        let conversations = conversations(&app).await;
        let strangers_session = app.browser("sem.anios").await;
        let stranger = session_id(&app, &strangers_session).await;
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            let (before, mut refused) = (refusals_logged(&app).await, 0);
            for (path, who, form) in DECLARED.iter().filter(|(path, ..)| *path != "/api/login/end") {
                for (portal, at) in [("Client", DE_LINDE), ("Practice", DE_LINDE), ("Practice", HET_PLEIN), ("Client", OOST)] {
                    for (id, readers) in conversations {
                        let attempt = Try { login: &login, portal, at, readers };
                        let form = form
                            .replace("KEY", &app.world.key().to_string())
                            .replace("ID", &id.to_string())
                            .replace("SESSION", &stranger);
                        let form = format!("at[portal]={portal}&at[at]={at}&{form}");
                        try_one(&app, &browser, (path, &form), (attempt, *who)).await;
                        refused += if attempt.allows(*who) { 0 } else { 2 };
                    }
                }
            }
            assert_eq!(refusals_logged(&app).await, before + refused, "{login} left too few traces");
        }
    }

    async fn nobody_gets_anything_without_logging_in(world: World) {
        let app = TestApp::new(world);
        let [(id, _), _] = conversations(&app).await;
        let nobody = Browser { scripts: true, ..Browser::default() };
        for (path, who, form) in DECLARED {
            let form = form.replace("KEY", &app.world.key().to_string()).replace("ID", &id.to_string())
                .replace("SESSION", &app.world.key().to_string());
            let form = format!("at[portal]=Client&at[at]={DE_LINDE}&{form}");
            let answer = app.post(&nobody, path, &form).await;
            let let_in = answer.status == StatusCode::OK;
            assert_eq!(let_in, who == Who::Everybody, "{path}: {} {}", answer.status, answer.body);
            assert!(!answer.body.contains("apotheek"), "{path}");
        }
    }

    async fn everybody_tries_every_page(world: World) {
        let app = TestApp::new(world);
        let conversations = conversations(&app).await;
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            for (portal, base) in [("Client", ""), ("Practice", "/praktijk")] {
                for at in [DE_LINDE, HET_PLEIN, OOST] {
                    let subject = Try { login: &login, portal, at, readers: &[] }.allows(Who::Subject);
                    for path in ["/inzage", "/inzage/download.csv"] {
                        let answer = app.get(&browser, &format!("{base}{path}?bij={at}&zelf=1")).await;
                        let expected = if subject { StatusCode::OK } else { StatusCode::NOT_FOUND };
                        assert_eq!(answer.status, expected, "{login} {base}{path} at {at}");
                    }
                    for (id, readers) in conversations {
                        let attempt = Try { login: &login, portal, at, readers };
                        for page in ["", "/archief", "/alles", "/nieuw"] {
                            let path = format!("{base}/berichten{page}?bij={at}");
                            let answer = app.get(&browser, &path).await;
                            assert_eq!(answer.status == StatusCode::OK, attempt.in_context(), "{login} {path} {}", answer.status);
                        }
                        let path = format!("{base}/berichten/gesprek/{id}?bij={at}");
                        let answer = app.get(&browser, &path).await;
                        let expected = if attempt.allows(Who::Reader) { StatusCode::OK } else { StatusCode::NOT_FOUND };
                        assert_eq!(answer.status, expected, "{login} {path}");
                        let secret = if readers == KARENS_READERS { "apotheek overlegd" } else { "droge mond" };
                        let may_see = attempt.allows(Who::Reader);
                        // The list beside it shows first words to those who may read other conversations.
                        assert!(may_see || !thread_of(&answer.body).contains(secret), "{login} {path}");
                    }
                }
            }
        }
    }

    async fn nobody_sees_who_looked_at_the_record_of_another(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        for number in ["2023061402", "10042", "0"] {
            for path in ["/inzage", "/inzage/download.csv"] {
                let before = refusals_logged(&app).await;
                let answer = app.get(&karen, &format!("{path}?bij={DE_LINDE}&dossier={number}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} {number}");
                assert_eq!(refusals_logged(&app).await, before + 1, "{path} {number}");
            }
        }
    }

    async fn a_refused_look_is_logged_with_who_and_what(world: World) {
        let app = TestApp::new(world);
        let [_, (fatimas, _)] = conversations(&app).await;
        let gerard = app.browser("gerard.van.kesteren").await;
        let before = refusals_logged(&app).await;
        let answer = app.get(&gerard, &format!("/praktijk/berichten/gesprek/{fatimas}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(refusals_logged(&app).await, before + 1);
    }

    async fn the_plain_routes_tell_strangers_nothing(world: World) {
        let app = TestApp::new(world);
        let nobody = Browser::default();
        let karen = app.browser("karen.test").await;
        assert_eq!(app.get(&nobody, "/gebeurtenissen").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(app.get(&nobody, "/").await.location(), "/inloggen");
        for browser in [&nobody, &karen] {
            assert_eq!(app.get(browser, "/demo/postbus").await.status, StatusCode::NOT_FOUND, "only with --demo");
        }
        assert_eq!(app.get(&nobody, "/healthz").await.body, "ok\n");
        let sent_to_log_in = "/inloggen?naar=/inzage/download.csv%3Fvan%3Dx";
        assert_eq!(app.get(&nobody, "/inzage/download.csv?van=x").await.location(), sent_to_log_in);
        let nowhere = format!("/inloggen/met/{}", app.world.key());
        assert_eq!(app.get(&nobody, &nowhere).await.status, StatusCode::NOT_FOUND);
        for browser in [&nobody, &karen] {
            let answer = app.get(browser, "/inloggen/terug?state=x&code=y").await;
            assert_eq!(answer.location(), "/inloggen?uitkomst=verlopen");
        }
        let tried = [
            "/", "/gebeurtenissen", "/inzage/download.csv", "/inloggen/met/{provider}", "/inloggen/terug",
            "/demo/postbus", "/healthz", "/readyz",
        ];
        assert_eq!(portiek_server::router::PLAIN_ROUTES, tried);
    }
}

async fn try_one(app: &TestApp, browser: &Browser, (path, form): (&str, &str), (attempt, who): (Try<'_>, Who)) {
    let answer = app.post(browser, path, form).await;
    let allowed = attempt.allows(who);
    let expected = if allowed { StatusCode::OK } else { StatusCode::NOT_FOUND };
    assert_eq!(answer.status, expected, "{path} {attempt:?}: {}", answer.body);
    if !allowed {
        assert!(!answer.body.contains("apotheek") && !answer.body.contains("droge mond"), "{path} {attempt:?}");
        let plain = app.post(&browser.clone().without_scripts(), path, form).await;
        assert_eq!(plain.status, StatusCode::NOT_FOUND, "{path} {attempt:?} without scripts");
    }
}

/// The pane with the conversation.
fn thread_of(body: &str) -> &str {
    body.split("class=\"pane detail\"").nth(1).unwrap_or_default()
}

async fn session_id(app: &TestApp, browser: &Browser) -> String {
    let token = portiek_app::request::unhex(&browser.cookies[0].1).unwrap();
    let mut conn = app.world.store.read().await.unwrap();
    let visitor = portiek_store::visitor::find(&mut conn, &token, app.world.store.now()).await.unwrap();
    visitor.unwrap().session.to_string()
}
