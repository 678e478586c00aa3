//! Platform administration as browsers meet it, without scripts: what is refused keeps what was typed, what is saved is
//! said, and a module that is off closes its portal (S9, quality.md §4).

use crate::{
    support::*,
    test_app::{Answer, Browser, TestApp, encode},
};
use axum::http::StatusCode;
use portiek_store::cast::people::{CIZ_ICT, DE_LINDE};

const AT: (&str, &str) = ("at[portal]", "Platform");

async fn platform(app: &TestApp) -> Browser {
    app.browser("platform").await.without_scripts()
}

/// What a page's form carries along.
fn hidden(page: &str, name: &str) -> String {
    let (_, after) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// Opens a section, and sends it with these values; more may be sent along later.
async fn shown(app: &TestApp, browser: &Browser, (number, section): (i64, &str)) -> (String, String) {
    let page = app.get(browser, &format!("/platform/organisaties/{number}/{section}")).await.body;
    (hidden(&page, "gezien"), hidden(&page, "section"))
}

async fn save(app: &TestApp, browser: &Browser, (seen, values): (&(String, String), &[(&str, &str)])) -> Answer {
    let (key, number) = (app.world.key().to_string(), DE_LINDE.to_string());
    let own = [AT, ("key", &key), ("number", &number), ("gezien", &seen.0), ("section", &seen.1)];
    app.post(browser, "/api/platform/save", &encode(&[&own, values].concat())).await
}

async fn follow(app: &TestApp, browser: &Browser, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let mut browser = browser.clone();
    browser.keep(answer);
    app.get(&browser, answer.location().split('#').next().unwrap()).await.body.replace("<!>", "")
}

on_both_databases! {
    async fn a_platform_administrator_begins_at_the_organisations(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        assert_eq!(app.get(&browser, "/").await.location(), "/platform/organisaties");
        let page = app.get(&browser, "/platform/organisaties").await.body;
        let words = ["Organisaties", "Toestand", "Inklappen", "Mijn profiel", "Uitloggen"];
        let places: Vec<usize> = words.iter().map(|word| page.find(&format!("<span class=\"label\">{word}")).unwrap()).collect();
        assert!(places.is_sorted() && !page.contains("<span class=\"label\">Berichten"));
        for part in ["GGZ-praktijk De Linde", "Huisartsenpraktijk", "Nog niemand uitgenodigd", "Geactiveerd op"] {
            assert!(page.contains(part), "{part}");
        }
    }

    async fn organisations_are_searched_and_the_search_stays_in_sight(world: World) {
        let app = TestApp::new(world);
        let page = app.get(&platform(&app).await, "/platform/organisaties?zoek=LINDE").await.body;
        assert!(page.contains("1 organisatie, gezocht op &#x27;LINDE&#x27;") || page.contains("1 organisatie, gezocht op 'LINDE'"));
        assert!(page.contains("GGZ-praktijk De Linde") && !page.contains("Het Plein"));
    }

    async fn an_organisation_is_added_once_and_leads_to_its_page(world: World) {
        let app = TestApp::new(world);
        let (browser, key) = (platform(&app).await, app.world.key().to_string());
        let form = encode(&[
            AT, ("key", &key), ("v[soort]", "hospital"), ("v[naam]", "Ziekenhuis Zuid"), ("v[weergavenaam]", "Zuid"),
            ("v[telefoon]", "bel"), ("v[crisisnummer]", "112"), ("v[maildomein]", ""),
        ]);
        let refused = app.post(&browser, "/api/platform/add", &form).await;
        let page = follow(&app, &browser, &refused).await;
        assert!(page.contains("value=\"Ziekenhuis Zuid\"") && page.contains("Dit is geen telefoonnummer."));
        let form = form.replace("=bel&", "=088%201234567&");
        let added = app.post(&browser, "/api/platform/add", &form).await;
        let again = app.post(&browser, "/api/platform/add", &form).await;
        assert_eq!(added.location(), "/platform/organisaties/17");
        assert_eq!(added.location(), again.location());
        let page = follow(&app, &browser, &added).await;
        assert!(page.contains("Nodig nu de eerste beheerder uit") && page.contains("Ziekenhuisafdeling"));
    }

    async fn what_is_refused_keeps_what_was_typed_and_what_is_saved_is_said(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        let seen = shown(&app, &browser, (DE_LINDE, "uitnodigingen")).await;
        let page = follow(&app, &browser, &save(&app, &browser, (&seen, &[("v[dagen]", "91")])).await).await;
        assert!(page.contains("Vul een getal in van 1 tot en met 90.") && page.contains("value=\"91\""));
        let saved = save(&app, &browser, (&seen, &[("v[dagen]", "21")])).await;
        assert_eq!(saved.location(), "/platform/organisaties/11#uitnodigingen");
        let mut saying = browser.clone();
        saying.keep(&saved);
        let first = app.get(&saying, "/platform/organisaties/11").await;
        assert_eq!(first.body.matches("Opgeslagen").count(), 1);
        assert!(first.body.contains("21 dagen"));
        saying.keep(&first);
        assert!(!app.get(&saying, "/platform/organisaties/11").await.body.contains("Opgeslagen"), "said once");
    }

    async fn d3_an_organisation_allows_at_least_one_second_factor(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        let seen = shown(&app, &browser, (DE_LINDE, "factoren")).await;
        let page = follow(&app, &browser, &save(&app, &browser, (&seen, &[])).await).await;
        assert!(page.contains("Kies er ten minste één."), "{page}");
        let saved = save(&app, &browser, (&seen, &[("v[passkey]", "1"), ("v[totp]", "1")])).await;
        let page = follow(&app, &browser, &saved).await;
        assert!(page.contains("<dt>Code per sms</dt><dd>Alleen voor wie nog niets anders heeft</dd>"), "{page}");
    }

    async fn r116_a_desk_is_on_the_help_page_and_its_link_leads_to_a_page_only(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        let seen = shown(&app, &browser, (DE_LINDE, "helpdesk")).await;
        let desk = |faq| [("v[telefoon]", "088 123 45 99"), ("v[uren]", "op werkdagen"), ("v[mail]", ""), ("v[vragen]", faq)];
        let refused = save(&app, &browser, (&seen, &desk("javascript:alert(1)"))).await;
        let page = follow(&app, &browser, &refused).await;
        assert!(page.contains("Dit adres is niet veilig te openen.") && page.contains("value=\"088 123 45 99\""));
        save(&app, &browser, (&seen, &desk("https://delinde.nl/vragen"))).await;
        let help = app.get(&Browser::default(), "/hulp?bij=11").await.body;
        for part in ["tel:0881234599", "op werkdagen", "https://delinde.nl/vragen"] {
            assert!(help.contains(part), "{part}");
        }
        assert!(!help.contains("mailto:"), "what is empty is not there");
    }

    async fn the_second_of_two_is_told_what_changed_and_keeps_what_was_typed(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        let seen = shown(&app, &browser, (DE_LINDE, "woorden")).await;
        save(&app, &browser, (&seen, &[("v[woorden]", "lindeboom")])).await;
        let late = save(&app, &browser, (&seen, &[("v[woorden]", "praktijk")])).await;
        let page = follow(&app, &browser, &late).await;
        for part in ["Iemand anders heeft dit intussen gewijzigd.", "lindeboom", "praktijk"] {
            assert!(page.contains(part), "{part}");
        }
        let knowing = (hidden(&page, "gezien"), hidden(&page, "section"));
        let saved = save(&app, &browser, (&knowing, &[("v[woorden]", "praktijk")])).await;
        assert!(follow(&app, &browser, &saved).await.contains("<dd>praktijk</dd>"));
    }

    async fn d1_a_policy_that_runs_against_the_guideline_says_so(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        let about = async || app.get(&browser, "/platform/organisaties/11").await.body;
        assert!(!about().await.contains("NIST SP 800-63B-4"));
        let seen = shown(&app, &browser, (DE_LINDE, "wachtwoordbeleid")).await;
        save(&app, &browser, (&seen, &[("v[beleid]", "portero")])).await;
        assert!(about().await.contains("Dit beleid gaat in tegen NIST SP 800-63B-4"));
    }

    async fn a_module_that_is_off_closes_its_portal_at_once(world: World) {
        let app = TestApp::new(world);
        let (browser, karen) = (platform(&app).await, app.browser("karen.test").await);
        assert_eq!(app.get(&karen, "/berichten").await.status, StatusCode::OK);
        let seen = shown(&app, &browser, (DE_LINDE, "modules")).await;
        save(&app, &browser, (&seen, &[])).await;
        assert_eq!(app.get(&karen, "/berichten").await.status, StatusCode::NOT_FOUND);
        let door = app.get(&karen, "/").await.body;
        assert!(door.contains("Uw organisatie gebruikt het onderdeel Cliëntenportaal nu niet."));
        let form = format!("at[portal]=Client&at[at]={DE_LINDE}&folder=All");
        assert_eq!(app.post(&karen, "/api/messages/list", &form).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_administrator_is_invited_within_the_mail_domain_and_withdrawn_with_a_reason(world: World) {
        let app = TestApp::new(world);
        let (browser, number) = (platform(&app).await, CIZ_ICT.to_string());
        let invite = async |mail: &str| {
            let key = app.world.key().to_string();
            let form = encode(&[
                AT, ("key", &key), ("number", &number), ("v[voorletters]", "A"), ("v[voornaam]", "Anna"),
                ("v[tussenvoegsel]", "de"), ("v[achternaam]", "Boer"), ("v[mail]", mail), ("v[mobiel]", "06-12345690"),
            ]);
            let answer = app.post(&browser, "/api/platform/invite", &form).await;
            follow(&app, &browser, &answer).await
        };
        let page = invite("anna@elders.nl").await;
        assert!(page.contains("Gebruik een e-mailadres van de organisatie zelf.") && page.contains("value=\"Boer\""));
        assert!(invite("fgrashoff11@voorbeeld.nl").await.contains("hoort dit e-mailadres al bij iemand"));
        let page = invite("anna@voorbeeld.nl").await;
        assert!(page.contains("De uitnodiging is onderweg.") && page.contains("Uitgenodigd op 02-03-2026 10:00"));
        let (_, row) = page.split_once("Anna de Boer").unwrap();
        let (_, id) = row.split_once("/beheerders/").unwrap();
        let id = id.split('/').next().unwrap();
        let withdraw = async |why: &str| {
            let key = app.world.key().to_string();
            let form = encode(&[AT, ("key", &key), ("number", &number), ("member", id), ("v[reden]", why)]);
            let answer = app.post(&browser, "/api/platform/withdraw", &form).await;
            follow(&app, &browser, &answer).await
        };
        assert!(withdraw(" ").await.contains("Vul in waarom u dit intrekt."));
        let page = withdraw("verkeerd adres").await;
        assert!(page.contains("Ingetrokken op 02-03-2026 10:00") && page.contains("verkeerd adres"));
    }

    async fn the_state_tells_numbers_and_moments_and_nothing_about_people(world: World) {
        let app = TestApp::new(world);
        let page = app.get(&platform(&app).await, "/platform/toestand").await.body.replace("<!>", "");
        for part in ["02-03-2026 10:00", "12,3 GB", "Regels logboek zonder zegel", "Niets wacht", "Schema", "Organisaties"] {
            assert!(page.contains(part), "{part}");
        }
        let (_, main) = page.split_once("<main").unwrap();
        for person in ["karen", "Karen", "@voorbeeld.nl", "De Linde"] {
            assert!(!main.contains(person), "{person}");
        }
    }
}
