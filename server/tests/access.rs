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
use portiek_store::cast::people::{CIZ_ICT, DE_LINDE, HET_PLEIN, OOST, PLATFORM};
use std::collections::BTreeSet;

/// Who may call a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Also who is not logged in: the login pages' own.
    Everybody,
    LoggedIn,
    /// Who has a role in the portal and at the organisation that the form names.
    InContext,
    /// Of those, who gives or gets care.
    InCare,
    /// Of those, who runs the installation (S9).
    PlatformAdministrator,
    /// Of those, whom a record is about.
    Subject,
    /// Who is appointed to read De Linde's log, whatever context is named.
    LogReader,
    /// Of those, who the appointment that the form names is about.
    OwnAppointment,
    /// Of those in the context, who may read the conversation that the form names.
    Reader,
    /// Of those in the context, who treats anybody.
    Practitioner,
    /// Of those, who treats the patient whose record the form names (S1).
    Treating,
    /// Of those in the context, whom the record that the form names is about.
    OwnRecord,
    /// Of those, whose session or factor it is.
    Owner,
}

/// Every server function with its rule and what it needs beside its context.
const DECLARED: [(&str, Who, &str); 112] = [
    ("/api/activation/open", Who::Everybody, "token=00"),
    ("/api/activation/begin", Who::Everybody, "key=KEY&token=00"),
    ("/api/activation/renew", Who::Everybody, "token=00"),
    ("/api/activation/open_finish", Who::Everybody, ""),
    ("/api/activation/finish", Who::Everybody, "key=KEY&nieuw="),
    ("/api/activation/open_join", Who::LoggedIn, "token=00"),
    ("/api/activation/join", Who::LoggedIn, "key=KEY&token=00"),
    ("/api/appointments/list", Who::Subject, ""),
    ("/api/appointments/open", Who::OwnAppointment, "appointment=AGREED"),
    ("/api/appointments/ask", Who::OwnAppointment, "appointment=AGREED&key=KEY&wens=move"),
    ("/api/appointments/withdraw", Who::OwnAppointment, "appointment=AGREED"),
    ("/api/appointments/open_address", Who::Subject, ""),
    ("/api/appointments/make_address", Who::Subject, ""),
    ("/api/appointments/remove_address", Who::Subject, ""),
    ("/api/confirm/open", Who::LoggedIn, ""),
    ("/api/confirm/start", Who::LoggedIn, "key=KEY&wachtwoord="),
    ("/api/confirm/passkey", Who::LoggedIn, "key=KEY&token=00&antwoord="),
    ("/api/door/look_around", Who::LoggedIn, ""),
    ("/api/help/open", Who::Everybody, ""),
    ("/api/help/ask", Who::Everybody, "key=KEY&over=inloggen"),
    ("/api/inspection/open", Who::Subject, "wanted[own]=true"),
    ("/api/inspection/organisation", Who::LogReader, "bij=11&wanted[search]="),
    ("/api/login/open", Who::Everybody, ""),
    ("/api/login/open_code", Who::Everybody, ""),
    ("/api/login/passkey", Who::Everybody, "key=KEY&token=00&antwoord="),
    ("/api/login/give_passkey", Who::Everybody, "key=KEY&token=00&antwoord="),
    ("/api/login/start", Who::Everybody, "key=KEY&naam=niemand&wachtwoord="),
    ("/api/login/finish", Who::Everybody, "key=KEY&code=000000"),
    ("/api/login/send_again", Who::Everybody, "key=KEY"),
    ("/api/login/ask_link", Who::Everybody, "naam="),
    ("/api/login/follow_link", Who::Everybody, "token=00"),
    ("/api/login/use_link", Who::Everybody, "token=00"),
    ("/api/login/end", Who::Everybody, ""),
    ("/api/login/stay", Who::LoggedIn, ""),
    ("/api/menu/collapse", Who::Everybody, "collapsed=true"),
    ("/api/menu/dismiss_browser_notice", Who::Everybody, ""),
    ("/api/messages/list", Who::InCare, "folder=All"),
    ("/api/messages/new", Who::InCare, ""),
    ("/api/messages/start", Who::InCare, "key=KEY&onderwerp="),
    ("/api/messages/open", Who::Reader, "conversation=ID"),
    ("/api/messages/place", Who::Reader, "conversation=ID&key=KEY&tekst=dag"),
    ("/api/messages/keep_draft", Who::Reader, "conversation=ID&tekst=dag"),
    ("/api/messages/archive", Who::Reader, "conversation=ID"),
    ("/api/messages/restore", Who::Reader, "conversation=ID"),
    ("/api/passkey/ask", Who::Everybody, "of_attempt=true"),
    ("/api/passkey/ask_own", Who::LoggedIn, "new=false"),
    ("/api/oidc/ways", Who::Everybody, "asked[naar]=/"),
    ("/api/oidc/links", Who::LoggedIn, "asked[naar]=/"),
    ("/api/oidc/unlink", Who::Owner, "link=KEY&naar=/"),
    ("/api/password/request", Who::Everybody, "key=KEY&naam="),
    ("/api/password/follow", Who::Everybody, "token=00"),
    ("/api/password/go_on", Who::Everybody, "token=00"),
    ("/api/password/open_choice", Who::Everybody, ""),
    ("/api/password/choose", Who::Everybody, "key=KEY&nieuw="),
    ("/api/password/open_change", Who::LoggedIn, ""),
    ("/api/password/change", Who::LoggedIn, "key=KEY&huidig=&nieuw="),
    ("/api/password/open_expiry", Who::LoggedIn, ""),
    ("/api/password/leaked", Who::Everybody, "beginning=1"),
    ("/api/pin/open", Who::LoggedIn, ""),
    ("/api/pin/change", Who::LoggedIn, "key=KEY&huidig=&pincode="),
    ("/api/pin/open_new", Who::LoggedIn, ""),
    ("/api/pin/unlock", Who::LoggedIn, ""),
    ("/api/pin/choose", Who::LoggedIn, "key=KEY&pincode="),
    ("/api/platform/list", Who::PlatformAdministrator, ""),
    ("/api/platform/open_new", Who::PlatformAdministrator, ""),
    ("/api/platform/add", Who::PlatformAdministrator, "key=KEY"),
    ("/api/platform/open", Who::PlatformAdministrator, "number=11"),
    ("/api/platform/open_section", Who::PlatformAdministrator, "number=11&section=Words"),
    ("/api/platform/save", Who::PlatformAdministrator, "key=KEY&number=11&section=Words&gezien=&v[woorden]=a"),
    ("/api/platform/open_invite", Who::PlatformAdministrator, "number=16"),
    ("/api/platform/invite", Who::PlatformAdministrator, "key=KEY&number=16"),
    ("/api/platform/invite_again", Who::PlatformAdministrator, "key=KEY&number=16&member=MEMBER"),
    ("/api/platform/log_out_everywhere", Who::PlatformAdministrator, "number=16&member=MEMBER"),
    ("/api/platform/open_withdrawal", Who::PlatformAdministrator, "number=16&member=MEMBER"),
    ("/api/platform/withdraw", Who::PlatformAdministrator, "key=KEY&number=16&member=MEMBER"),
    ("/api/platform/open_provider", Who::PlatformAdministrator, "number=11"),
    ("/api/platform/set_provider", Who::PlatformAdministrator, "key=KEY&number=11&provider=TRUSTED&gezien=&geheim="),
    ("/api/platform/remove_provider", Who::PlatformAdministrator, "number=11&provider=TRUSTED"),
    ("/api/platform/try_provider", Who::PlatformAdministrator, "number=11&provider=TRUSTED"),
    ("/api/platform/open_readers", Who::PlatformAdministrator, "number=11"),
    ("/api/platform/appoint_reader", Who::PlatformAdministrator, "key=KEY&number=11&v[medewerker]=peter.post"),
    ("/api/platform/dismiss_reader", Who::PlatformAdministrator, "number=11&member=MEMBER"),
    ("/api/platform/state", Who::PlatformAdministrator, ""),
    ("/api/profile/open", Who::InContext, ""),
    ("/api/record/clients", Who::Practitioner, "zoek=a"),
    ("/api/record/open", Who::Reader, "at[record]=RECORD&tab=Overview"),
    ("/api/record/edit", Who::Treating, "at[record]=RECORD&tab=Intake"),
    ("/api/record/save_overview", Who::Treating, SAVE_OVERVIEW),
    ("/api/record/save_intake", Who::Treating, "at[record]=RECORD&key=KEY&gezien=0&antwoorden[0]=dag"),
    ("/api/record/save_plan", Who::Treating, "at[record]=RECORD&key=KEY&gezien=0&plan[hulpvraag]=dag"),
    ("/api/record/agree", Who::OwnRecord, "at[record]=RECORD&plan=KEY&versie=1"),
    ("/api/record/add_medicine", Who::Treating, "at[record]=RECORD&key=KEY&medicijn[naam]=dag"),
    ("/api/record/add_harm", Who::Treating, "at[record]=RECORD&key=KEY&melding[wat]=dag"),
    // What is in nobody's record.
    ("/api/record/save_report", Who::Owner, "at[record]=RECORD&key=KEY&afspraak=KEY&gezien=0&titel=&tekst=dag"),
    ("/api/record/stop_medicine", Who::Owner, "at[record]=RECORD&medicijn=KEY"),
    ("/api/record/remove_harm", Who::Owner, "at[record]=RECORD&melding=KEY"),
    ("/api/record/add_effort", Who::Treating, "at[record]=RECORD&key=KEY&inzet[datum]=dag"),
    ("/api/record/remove_effort", Who::Owner, "at[record]=RECORD&inzet=KEY"),
    ("/api/texts/read", Who::Everybody, "organisation=11&kind=Terms"),
    ("/api/security/open", Who::LoggedIn, ""),
    ("/api/security/end_session", Who::Owner, "session=SESSION"),
    ("/api/security/end_others", Who::LoggedIn, ""),
    ("/api/security/open_form", Who::LoggedIn, "page=/passkey"),
    ("/api/security/open_app", Who::LoggedIn, ""),
    ("/api/security/add_app", Who::LoggedIn, "key=KEY&naam=&code="),
    ("/api/security/add_passkey", Who::LoggedIn, "key=KEY&naam=&token=00&antwoord="),
    ("/api/security/open_codes", Who::LoggedIn, ""),
    ("/api/security/make_codes", Who::LoggedIn, ""),
    ("/api/security/hide_codes", Who::LoggedIn, ""),
    ("/api/security/open_factor", Who::Owner, "factor=FACTOR"),
    ("/api/security/rename", Who::Owner, "key=KEY&factor=FACTOR&naam=Van+mij"),
    ("/api/security/remove", Who::Owner, "factor=FACTOR"),
];

const SAVE_OVERVIEW: &str = "at[record]=RECORD&key=KEY&gezien=&diagnose=&zorgvraagtypering=&aanmelddatum=&reden=";

/// Whose session and factor everybody else tries.
const OWNER: &str = "sem.anios";
const KARENS_READERS: [&str; 4] = ["karen.test", "gerard.van.kesteren", "peter.post", "carmen.van.den.eerenbeemt"];
const FATIMAS_READERS: [&str; 3] = ["fatima.elamrani", "peter.post", "omar.haddad"];
const CLIENTS: [&str; 3] = ["karen.test", "jan.devries", "fatima.elamrani"];
const PRACTITIONERS: [&str; 4] = ["gerard.van.kesteren", "peter.post", "carmen.van.den.eerenbeemt", "omar.haddad"];

/// Where everybody tries everything.
const CONTEXTS: [(&str, i64); 5] =
    [("Client", DE_LINDE), ("Practice", DE_LINDE), ("Practice", HET_PLEIN), ("Client", OOST), ("Platform", PLATFORM)];

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
            ("Platform", PLATFORM) => self.login == "platform",
            _ => false,
        }
    }

    fn allows(self, who: Who) -> bool {
        match who {
            Who::Everybody | Who::LoggedIn => true,
            Who::InContext => self.in_context(),
            Who::InCare => self.in_context() && self.portal != "Platform",
            Who::PlatformAdministrator => self.in_context() && self.portal == "Platform",
            Who::Subject => self.in_context() && self.portal == "Client",
            Who::OwnAppointment => self.in_context() && self.at == DE_LINDE && self.login == "karen.test",
            Who::Reader => self.in_context() && self.at == DE_LINDE && self.readers.contains(&self.login),
            Who::Practitioner => self.in_context() && self.portal == "Practice",
            Who::Treating => self.allows(Who::Reader) && self.portal == "Practice",
            Who::OwnRecord => self.allows(Who::Reader) && self.portal == "Client",
            Who::LogReader => self.login == "nina.kuipers",
            Who::Owner => false,
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

/// The number of the record that the conversation is about.
fn record_of(readers: &[&str]) -> &'static str {
    if readers.contains(&"karen.test") { "2022021801" } else { "2024090903" }
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
        let strangers_session = app.browser(OWNER).await;
        let stranger = session_id(&app, &strangers_session).await;
        let strangers_factor = app.authenticator(OWNER).await.id.to_string();
        let administrator = app.world.cast.member("fgrashoff11", CIZ_ICT).unwrap().id.to_string();
        // Nobody answers there.
        let trusted = crate::oidc::trust(&app, DE_LINDE, "http://127.0.0.1:9").await.to_string();
        let agreed = app.appointment("ma 9 mrt. 2026").await.to_string();
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            let (before, mut refused) = (refusals_logged(&app).await, 0);
            // What is one's own would be gone after the first try.
            let tried = |path: &str, who: Who| path != "/api/login/end" && (who != Who::Owner || login != OWNER);
            for (path, who, form) in DECLARED.iter().filter(|(path, who, _)| tried(path, *who)) {
                for (portal, at) in CONTEXTS {
                    for (id, readers) in conversations {
                        let attempt = Try { login: &login, portal, at, readers };
                        let form = form
                            .replace("KEY", &app.world.key().to_string())
                            .replace("ID", &id.to_string())
                            .replace("RECORD", record_of(readers))
                            .replace("SESSION", &stranger)
                            .replace("FACTOR", &strangers_factor)
                            .replace("TRUSTED", &trusted)
                            .replace("AGREED", &agreed)
                            .replace("MEMBER", &administrator);
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
                .replace("RECORD", record_of(&KARENS_READERS))
                .replace("SESSION", &app.world.key().to_string())
                .replace("FACTOR", &app.world.key().to_string())
                .replace("TRUSTED", &app.world.key().to_string())
                .replace("AGREED", &app.world.key().to_string())
                .replace("MEMBER", &app.world.key().to_string());
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
        let agreed = app.appointment("ma 9 mrt. 2026").await;
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            for (portal, base) in [("Client", ""), ("Practice", "/praktijk")] {
                for at in [DE_LINDE, HET_PLEIN, OOST] {
                    let subject = Try { login: &login, portal, at, readers: &[] }.allows(Who::Subject);
                    for path in ["/inzage", "/inzage/download.csv", "/afspraken", "/afspraken/agenda"] {
                        let answer = app.get(&browser, &format!("{base}{path}?bij={at}&zelf=1")).await;
                        let expected = if subject { StatusCode::OK } else { StatusCode::NOT_FOUND };
                        assert_eq!(answer.status, expected, "{login} {base}{path} at {at}");
                    }
                    for path in [format!("/afspraken/{agreed}"), format!("/afspraken/{agreed}/afspraak.ics")] {
                        let answer = app.get(&browser, &format!("{base}{path}?bij={at}")).await;
                        let expected = if subject && login == "karen.test" { StatusCode::OK } else { StatusCode::NOT_FOUND };
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

    async fn everybody_tries_every_page_of_a_record(world: World) {
        let app = TestApp::new(world);
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            for (portal, base) in [("Client", ""), ("Practice", "/praktijk")] {
                for (at, readers) in [(DE_LINDE, &KARENS_READERS[..]), (DE_LINDE, &FATIMAS_READERS), (HET_PLEIN, &[])] {
                    let attempt = Try { login: &login, portal, at, readers };
                    let query = format!("?bij={at}&dossier={}", record_of(readers));
                    for (page, who) in [
                        ("/dossier/overzicht", Who::Reader),
                        ("/dossier/intakeverslag", Who::Reader),
                        ("/dossier/medicatie", Who::Reader),
                        ("/dossier/behandelplan", Who::Reader),
                        ("/dossier/behandelteam", Who::Reader),
                        ("/dossier/behandelinzet", Who::Reader),
                        ("/dossier/verslaglegging", Who::Reader),
                        ("/dossier/overzicht/wijzigen", Who::Treating),
                        ("/dossier/intakeverslag/wijzigen", Who::Treating),
                        ("/dossier/medicatie/wijzigen", Who::Treating),
                        ("/dossier/behandelplan/wijzigen", Who::Treating),
                        ("/dossier/behandelinzet/wijzigen", Who::Treating),
                        ("/clienten", Who::Practitioner),
                    ] {
                        let answer = app.get(&browser, &format!("{base}{page}{query}")).await;
                        let expected = if attempt.allows(who) { StatusCode::OK } else { StatusCode::NOT_FOUND };
                        assert_eq!(answer.status, expected, "{base}{page} {attempt:?}");
                        let told = answer.body.contains("Separatieangst") || answer.body.contains("verhuizing");
                        assert!(!told || attempt.allows(who), "{base}{page} {attempt:?}");
                    }
                }
            }
        }
    }

    async fn nobody_but_a_platform_administrator_sees_a_page_of_the_platform(world: World) {
        let app = TestApp::new(world);
        let administrator = app.world.cast.member("fgrashoff11", CIZ_ICT).unwrap().id;
        let pages = [
            "/organisaties".to_owned(),
            "/organisaties/nieuw".into(),
            "/organisaties/11".into(),
            "/organisaties/11/wachtwoordbeleid".into(),
            "/organisaties/11/inloggen-met/nieuw".into(),
            "/organisaties/11/logboek".into(),
            "/organisaties/16/beheerders/nieuw".into(),
            format!("/organisaties/16/beheerders/{administrator}/intrekken"),
            "/toestand".into(),
        ];
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            for page in &pages {
                let answer = app.get(&browser, &format!("/platform{page}")).await;
                // Some ask who one is first.
                let guarded = page.contains("/inloggen-met/") || page.ends_with("/logboek");
                let expected = match (login == "platform", guarded) {
                    (true, false) => StatusCode::OK,
                    (true, true) => StatusCode::SEE_OTHER,
                    _ => StatusCode::NOT_FOUND,
                };
                assert_eq!(answer.status, expected, "{login} {page}");
                assert!(login == "platform" || !answer.body.contains("fgrashoff11@"), "{login} {page}");
            }
        }
    }

    async fn what_a_platform_administrator_asks_for_and_is_not_there_leaves_a_trace(world: World) {
        let app = TestApp::new(world);
        let platform = app.browser("platform").await;
        let client = app.world.cast.member("karen.test", DE_LINDE).unwrap().id;
        let absent = [
            "/organisaties/404".to_owned(),
            "/organisaties/1/modules".into(),
            format!("/organisaties/11/beheerders/{client}/intrekken"),
        ];
        for page in absent {
            let before = refusals_logged(&app).await;
            assert_eq!(app.get(&platform, &format!("/platform{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
            assert_eq!(refusals_logged(&app).await, before + 1, "{page}");
        }
        for path in ["/berichten", "/praktijk/berichten", "/inzage"] {
            assert_eq!(app.get(&platform, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn nobody_sees_who_looked_at_the_record_of_another(world: World) {
        let app = TestApp::new(world);
        let karen = app.browser("karen.test").await;
        for number in ["2023061402", "10042", "0"] {
            for path in ["/inzage", "/inzage/download.csv", "/afspraken", "/afspraken/agenda"] {
                let before = refusals_logged(&app).await;
                let answer = app.get(&karen, &format!("{path}?bij={DE_LINDE}&dossier={number}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} {number}");
                assert_eq!(refusals_logged(&app).await, before + 1, "{path} {number}");
            }
        }
    }

    async fn the_log_of_an_organisation_is_there_for_who_is_appointed_only(world: World) {
        let app = TestApp::new(world);
        for login in logins(&app) {
            let browser = app.browser(&login).await;
            for at in [DE_LINDE, HET_PLEIN, OOST] {
                for path in ["/inzage/organisatie", "/inzage/organisatie/download.csv"] {
                    let before = refusals_logged(&app).await;
                    let answer = app.get(&browser, &format!("{path}?bij={at}")).await;
                    let reads = login == "nina.kuipers" && at == DE_LINDE;
                    let expected = if reads { StatusCode::OK } else { StatusCode::NOT_FOUND };
                    assert_eq!(answer.status, expected, "{login} {path} at {at}");
                    let traces = i64::from(!reads && path.ends_with("csv"));
                    assert_eq!(refusals_logged(&app).await, before + traces, "{login} {path} at {at}");
                }
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
        let sent_to_log_in = "/inloggen?naar=/inzage/organisatie/download.csv";
        assert_eq!(app.get(&nobody, "/inzage/organisatie/download.csv").await.location(), sent_to_log_in);
        let log = "/inzage/organisatie/download.csv";
        let sent_to_log_in = "/inloggen?naar=/afspraken/x/afspraak.ics";
        assert_eq!(app.get(&nobody, "/afspraken/x/afspraak.ics").await.location(), sent_to_log_in);
        assert_eq!(app.get(&nobody, "/agenda/x.ics").await.status, StatusCode::NOT_FOUND);
        let nowhere = format!("/inloggen/met/{}", app.world.key());
        assert_eq!(app.get(&nobody, &nowhere).await.status, StatusCode::NOT_FOUND);
        for browser in [&nobody, &karen] {
            let answer = app.get(browser, "/inloggen/terug?state=x&code=y").await;
            assert_eq!(answer.location(), "/inloggen?uitkomst=verlopen");
        }
        let tried = [
            "/", "/gebeurtenissen", "/inzage/download.csv", log,
            "/afspraken/{id}/afspraak.ics", "/agenda/{file}", "/inloggen/met/{provider}", "/inloggen/terug",
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
