//! Platform administration as browsers meet it, without scripts: what is refused keeps what was typed, what is saved is
//! said, and a module that is off closes its portal (S9, quality.md §4).

use crate::{
    beside::count,
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

    async fn whatever_decides_who_gets_in_or_reads_the_log_asks_who_one_is_first(world: World) {
        let app = TestApp::new(world);
        let trusted = crate::oidc::trust(&app, DE_LINDE, "http://127.0.0.1:9").await;
        let (mut browser, key) = (platform(&app).await, app.world.key().to_string());
        let (provider, readers) = (format!("inloggen-met/{trusted}"), "logboek".to_owned());
        let guarded = [
            ("open_provider", "".to_owned(), "inloggen-met/nieuw".to_owned()),
            ("set_provider", format!("&key={key}&geheim=g"), "inloggen-met/nieuw".to_owned()),
            ("set_provider", format!("&key={key}&geheim=g&provider={trusted}&gezien="), provider.clone()),
            ("remove_provider", format!("&provider={trusted}"), provider.clone()),
            ("open_readers", "".to_owned(), readers.clone()),
            ("appoint_reader", format!("&key={key}&v[medewerker]=peter.post"), readers.clone()),
            ("dismiss_reader", format!("&member={key}"), readers),
        ];
        for (verb, fields, back) in guarded {
            let form = format!("at[portal]=Platform&number=11{fields}");
            let answer = app.post(&browser, &format!("/api/platform/{verb}"), &form).await;
            let expected = format!("/bevestigen?naar=/platform/organisaties/11/{back}");
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, expected.as_str()), "{verb}");
        }
        assert_eq!(count(&app.world.url, "SELECT count(*) FROM provider WHERE off_at IS NULL").await, 1);
        assert_eq!(count(&app.world.url, "SELECT count(*) FROM membership WHERE reads_log_since IS NOT NULL").await, 1);
        let page = format!("/platform/organisaties/11/{provider}");
        assert_eq!(app.confirm(&mut browser, &page).await.location(), page);
        assert_eq!(app.get(&browser, &page).await.status, StatusCode::OK);
    }

    async fn a_provider_is_added_changed_and_removed_and_its_secret_is_never_shown(world: World) {
        let app = TestApp::new(world);
        let mut browser = platform(&app).await;
        app.confirm(&mut browser, "/").await;
        let set = async |more: &[(&str, &str)]| {
            let (key, number) = (app.world.key().to_string(), DE_LINDE.to_string());
            let own = [AT, ("key", &key), ("number", &number), ("v[client]", "portiek"), ("v[niveau]", "Substantieel")];
            app.post(&browser, "/api/platform/set_provider", &encode(&[&own, more].concat())).await
        };
        let levels = ("v[niveaus]", "urn:laag=Laag\nurn:midden=Substantieel");
        let new = |issuer| [("v[knop]", "DigiD"), ("v[uitgever]", issuer), levels, ("geheim", "diep-geheim"), ("v[bsn]", "")];
        let page = follow(&app, &browser, &set(&new("http://broker.voorbeeld.nl")).await).await;
        assert!(page.contains("Vul het hele adres van de uitgever in.") && page.contains("value=\"DigiD\""), "{page}");
        assert!(!page.contains("diep-geheim"), "secrets are not kept");
        let page = follow(&app, &browser, &set(&new("https://broker.voorbeeld.nl")).await).await;
        for part in ["De inlogdienst is opgeslagen.", "DigiD", "https://broker.voorbeeld.nl", "Substantieel"] {
            assert!(page.contains(part), "{part}");
        }
        let again = follow(&app, &browser, &set(&new("https://broker.voorbeeld.nl")).await).await;
        assert!(again.contains("Deze inlogdienst is er al."), "{again}");
        let (_, id) = page.split_once("/organisaties/11/inloggen-met/nieuw").unwrap();
        let (_, id) = id.split_once("/inloggen-met/").unwrap();
        let id = id.split('"').next().unwrap();
        let form = app.get(&browser, &format!("/platform/organisaties/11/inloggen-met/{id}")).await.body;
        assert!(!form.contains("diep-geheim") && form.contains("Leeg laten: het huidige geheim blijft."));
        let (seen, knop) = (hidden(&form, "gezien"), ("v[knop]", "eHerkenning"));
        let change = [("provider", id), ("gezien", &seen), knop, levels, ("geheim", ""), ("v[bsn]", "")];
        assert!(follow(&app, &browser, &set(&change).await).await.contains("eHerkenning"));
        let late = [("provider", id), ("gezien", &seen), ("v[knop]", "Anders"), levels, ("geheim", "")];
        let page = follow(&app, &browser, &set(&late).await).await;
        for part in ["Iemand anders heeft dit intussen gewijzigd.", "Wat er nu geldt", "eHerkenning", "value=\"Anders\""] {
            assert!(page.contains(part), "{part}");
        }
        let form = encode(&[AT, ("number", "11"), ("provider", id)]);
        let removed = app.post(&browser, "/api/platform/remove_provider", &form).await;
        let page = follow(&app, &browser, &removed).await;
        assert!(page.contains("De inlogdienst is verwijderd.") && !page.contains("eHerkenning"));
        let gone = app.get(&browser, &format!("/platform/organisaties/11/inloggen-met/{id}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }

    async fn trying_a_provider_out_says_what_is_wrong(world: World) {
        let (app, provider) = (TestApp::new(world), crate::oidc_provider::OidcProvider::start().await);
        let mut browser = platform(&app).await;
        app.confirm(&mut browser, "/").await;
        let moved = format!("{}/anders", provider.issuer);
        let tries = [
            (provider.issuer.as_str(), "De verbinding werkt."),
            (&format!("{}/", provider.issuer), "De inlogdienst noemt zichzelf anders."),
            (&moved, "Op dit adres zegt de inlogdienst niets over zichzelf."),
            ("http://127.0.0.1:9", "De inlogdienst is niet bereikbaar."),
        ];
        for (issuer, said) in tries {
            let id = crate::oidc::trust(&app, DE_LINDE, issuer).await.to_string();
            let form = encode(&[AT, ("number", "11"), ("provider", &id)]);
            let answer = app.post(&browser, "/api/platform/try_provider", &form).await;
            assert_eq!(answer.location(), format!("/platform/organisaties/11/inloggen-met/{id}#verbinding"));
            let page = follow(&app, &browser, &answer).await;
            assert!(page.contains(said), "{issuer}: {page}");
        }
    }

    async fn who_reads_the_log_is_appointed_by_name_and_dismissed(world: World) {
        let app = TestApp::new(world);
        let mut browser = platform(&app).await;
        app.confirm(&mut browser, "/").await;
        let appoint = async |who: &str| {
            let key = app.world.key().to_string();
            let form = encode(&[AT, ("key", &key), ("number", "11"), ("v[medewerker]", who)]);
            let answer = app.post(&browser, "/api/platform/appoint_reader", &form).await;
            follow(&app, &browser, &answer).await
        };
        let page = appoint("karen.test").await;
        assert!(page.contains("Bij deze organisatie werkt niemand met") && page.contains("value=\"karen.test\""));
        assert!(!page.contains("Karen Test"), "nobody learns that she is a client");
        let page = appoint("peter.post").await;
        assert!(page.contains("mag het logboek nu lezen") && page.contains("Behandelaar, sinds 02-03-2026"), "{page}");
        let peter = app.browser("peter.post").await;
        assert_eq!(app.get(&peter, "/inzage/organisatie").await.status, StatusCode::OK);
        let id = app.world.cast.member("peter.post", DE_LINDE).unwrap().id.to_string();
        let form = encode(&[AT, ("number", "11"), ("member", &id)]);
        let answer = app.post(&browser, "/api/platform/dismiss_reader", &form).await;
        assert!(follow(&app, &browser, &answer).await.contains("mag het logboek niet meer lezen"));
        assert_eq!(app.get(&peter, "/inzage/organisatie").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_was_set_before_and_after_is_in_the_log_of_the_organisation(world: World) {
        let app = TestApp::new(world);
        let browser = platform(&app).await;
        let seen = shown(&app, &browser, (DE_LINDE, "wachtwoordbeleid")).await;
        save(&app, &browser, (&seen, &[("v[beleid]", "patient")])).await;
        let nina = app.browser("nina.kuipers").await;
        for path in ["/inzage/organisatie", "/inzage/organisatie/download.csv"] {
            let page = app.get(&nina, path).await.body.replace("<!>", "");
            for part in ["Petra Platform", "Wachtwoordbeleid gewijzigd", "Minimale lengte: was 15, nu 10", "Beleid: was Modern, nu Patiënt"] {
                assert!(page.contains(part), "{path}: {part}");
            }
        }
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
