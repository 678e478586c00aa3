//! Logging in: as fast for names that nobody has as for those that somebody has, and open to its owner whatever others
//! try (quality.md section 3).

use std::time::Instant;

use super::browser::Browser;
use super::figures::{Line, median};
use super::pages::CLIENT;
use super::serving::Serving;
use crate::fault::Outcome;

/// Everybody's in a world for measuring.
pub const PASSWORD: &str = "Welkom-bij-Portiek-26";
const WRONG: &str = "Verkeerd-Wachtwoord-1";
const NAMES: u16 = 200;
const SMS: &str = "sms";
const TRIES: u16 = 10;
const ADDRESSES: u16 = 100;

/// Wrong passwords for names with an account and names without, in turns; each from somewhere else, so none is delayed.
pub fn names(serving: &Serving) -> Outcome<Line> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..NAMES {
        known.push(try_name(serving, (&format!("client.{number}"), &format!("10.1.0.{}", number + 1)))?);
        unknown.push(try_name(serving, (&format!("niemand.{number}"), &format!("10.2.0.{}", number + 1)))?);
    }
    let (known, unknown) = (median(known), median(unknown));
    let figures = format!("{known:.1} ms, unknown {unknown:.1} ms: {:.1} apart", (known - unknown).abs());
    let holds = (known - unknown).abs() <= 5.0;
    Ok(Line::new(format!("login, {NAMES} known and unknown names"), (figures, "≤ 5 ms apart".into()), holds))
}

fn try_name(serving: &Serving, (name, network): (&str, &str)) -> Outcome<f64> {
    let browser = Browser::at(serving, network);
    let key = browser.key("/inloggen")?;
    let begun = Instant::now();
    let answer = browser.give_name(&key, (name, WRONG))?;
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    if answer.contains("/inloggen?") { Ok(took) } else { Err(format!("A wrong password led to {answer}.")) }
}

/// A thousand wrong tries from a hundred addresses, then the owner: on a browser she was in before, and on a new one.
pub fn owner(serving: &Serving) -> Outcome<[Line; 2]> {
    let known = Browser::at(serving, "10.3.0.1");
    enter(serving, &known)?;
    known.post("/api/login/end", "")?;
    for address in 0..ADDRESSES {
        let stranger = Browser::at(serving, format!("10.4.0.{}", address + 1));
        let key = stranger.key("/inloggen")?;
        for _ in 0..TRIES {
            stranger.give_name(&key, (CLIENT, WRONG))?;
        }
    }
    let seconds = |enter: &dyn Fn() -> Outcome| {
        let begun = Instant::now();
        enter().map(|()| begun.elapsed().as_secs_f64())
    };
    let on_known = seconds(&|| enter(serving, &known))?;
    let on_new = seconds(&|| enter_by_link(serving, &Browser::at(serving, "10.3.0.2")))?;
    let line = |on: &str, took: f64| {
        let figure = format!("{took:.2} s after {} wrong tries", TRIES * ADDRESSES);
        Line::new(format!("login, the owner on {on}"), (figure, "≤ 5 s".into()), took <= 5.0)
    };
    Ok([line("a known browser", on_known), line("a new one, by a mailed link", on_new)])
}

/// With the code from the SMS: nobody else logs in meanwhile.
fn enter(serving: &Serving, browser: &Browser<'_>) -> Outcome {
    let earlier = serving.letters(SMS).len();
    expect("/inloggen/code", &browser.log_in(CLIENT, PASSWORD)?)?;
    let sms = serving.letter(SMS, earlier)?;
    let key = browser.key("/inloggen/code")?;
    let code = sms.get(..6).unwrap_or_default();
    browser.post("/api/login/finish", &format!("key={key}&code={code}&manier=sms"))?;
    if browser.get("/berichten")?.contains("/api/login/end") { Ok(()) } else { Err("The code let nobody in.".into()) }
}

/// First without luck: she is told to wait, and asks for a link instead.
fn enter_by_link(serving: &Serving, browser: &Browser<'_>) -> Outcome {
    let mail = format!("{CLIENT}@voorbeeld.nl");
    let earlier = serving.letters(&mail).len();
    let refused = browser.log_in(CLIENT, PASSWORD)?;
    if !browser.get(&refused)?.contains("Mail mij een link om in te loggen") {
        return Err("A new browser was let in or not offered a link after a thousand wrong tries.".into());
    }
    expect("/inloggen?gemaild", &browser.post("/api/login/ask_link", &format!("naam={CLIENT}"))?)?;
    let letter = serving.letter(&mail, earlier)?;
    let token = letter.split_once("/inloggen/link/").and_then(|(_, rest)| rest.get(..64));
    let token = token.ok_or("The mail has no link.")?;
    browser.get(&format!("/inloggen/link/{token}"))?;
    expect("/inloggen?link", &browser.post("/api/login/use_link", &format!("token={token}"))?)?;
    enter(serving, browser)
}

fn expect(page: &str, led_to: &str) -> Outcome {
    if led_to.contains(page) { Ok(()) } else { Err(format!("The way to {page} led to {led_to}.")) }
}
