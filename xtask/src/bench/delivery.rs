//! How long until somebody else's open page hears of a message.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::figures::{Line, median};
use super::http::{Connection, request};
use super::pages::first_conversation;
use super::serving::Serving;
use crate::fault::{OrSay, Outcome};

const TIMES: usize = 9;
const PATIENCE: Duration = Duration::from_secs(5);

/// The client writes, the practitioner's event stream tells.
pub fn latency(serving: &Serving) -> Outcome<Line> {
    let (client, practitioner) = (serving.enter("meting.client")?, serving.enter("meting.behandelaar")?);
    let id = first_conversation(serving, &client)?;
    let heard = listen(serving, &practitioner)?;
    let mut times = Vec::new();
    for _ in 0..TIMES {
        while heard.try_recv().is_ok() {}
        times.push(deliver(serving, (&client, &id), &heard)?);
        // What one message changes may be told in two events.
        thread::sleep(Duration::from_millis(400));
    }
    let longest = times.iter().copied().fold(0.0, f64::max);
    let figures = format!("median {:.0} ms, longest of {TIMES} {longest:.0} ms", median(times));
    Ok(Line::new("live delivery of a message", (figures, "≤ 1000 ms".into()), longest <= 1000.0))
}

/// The moments at which a stream said that something changed.
fn listen(serving: &Serving, token: &str) -> Outcome<mpsc::Receiver<Instant>> {
    let sentence = "The event stream did not open";
    let mut stream = Connection::open(serving.address).or_say(sentence)?;
    let head = stream.send(&request(serving.address, ("GET", "/gebeurtenissen"), (token, ""))).or_say(sentence)?;
    if head.status != 200 {
        return Err(format!("{sentence}: status {}.", head.status));
    }
    let (tell, heard) = mpsc::channel();
    thread::spawn(move || {
        while let Ok(line) = stream.line() {
            if line == "event: changed" && tell.send(Instant::now()).is_err() {
                return;
            }
        }
    });
    Ok(heard)
}

/// From sending a message until it is heard of, in milliseconds.
fn deliver(serving: &Serving, (token, id): (&str, &str), heard: &mpsc::Receiver<Instant>) -> Outcome<f64> {
    let page = serving.get(&format!("/berichten/gesprek/{id}"), token)?.body;
    let composer = page.split_once("class=\"composer\"").map(|(_, composer)| composer).unwrap_or_default();
    let key = composer.split_once("name=\"key\" value=\"").and_then(|(_, rest)| rest.get(..36));
    let key = key.ok_or("The page has no form for a message.")?;
    let body = format!("key={key}&at[portal]=Client&conversation={id}&tekst=Een+bericht+om+te+meten");
    let post = request(serving.address, ("POST", "/api/messages/place"), (token, &body));
    let mut connection = Connection::open(serving.address).or_say("no connection")?;
    let begun = Instant::now();
    let status = connection.burden(&post).or_say("The message was not answered")?;
    if status >= 400 || status == 302 {
        return Err(format!("The message was refused with status {status}."));
    }
    let at = heard.recv_timeout(PATIENCE).or_say("Nothing was heard of the message")?;
    Ok(at.duration_since(begun).as_secs_f64() * 1000.0)
}
