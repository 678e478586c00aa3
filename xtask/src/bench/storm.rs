//! Many at once: everybody logs in, and everybody leaves a page open (P4, P8).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::browser::Browser;
use super::figures::{Line, Plan};
use super::http::{Connection, request};
use super::load;
use super::login::PASSWORD;
use super::pages::CLIENT;
use super::serving::Serving;
use crate::fault::{OrSay, Outcome};

const LOGINS: usize = 50;
const STREAMS: usize = 10_000;
/// Those the storm logs in, apart from whom else is measured.
const FIRST_CLIENT: usize = 1000;

/// The inbox while fifty people are logging in all the time, against the same without them.
pub fn inbox(serving: &Serving, plan: &Plan) -> Outcome<Line> {
    let token = serving.enter(CLIENT)?;
    let burden = || load::burden(serving.address, ("/berichten", &token), plan.round);
    let idle = burden()?.p95;
    let (over, logins) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (over, logins) = (&over, &logins);
    let stormy = thread::scope(|scope| {
        let storm: Vec<_> =
            (0..LOGINS).map(|place| scope.spawn(move || log_in_until(serving, place, (over, logins)))).collect();
        thread::sleep(Duration::from_secs(1));
        let stormy = burden();
        over.store(true, Ordering::Relaxed);
        let failed = storm.into_iter().filter_map(|login| login.join().ok()).find_map(Result::err);
        failed.map_or(stormy, Err)
    })?;
    let (p95, logins) = (stormy.p95, logins.load(Ordering::Relaxed));
    let figures = format!("p95 {p95:.0} ms, idle {idle:.0} ms: {:.2}; {logins} logins", p95 / idle);
    Ok(Line::new(format!("P4 inbox with {LOGINS} logins under way"), (figures, "≤ 3.00".into()), p95 <= idle * 3.0))
}

/// One after another, each of somebody else.
fn log_in_until(serving: &Serving, place: usize, (over, logins): (&AtomicBool, &AtomicUsize)) -> Outcome {
    for round in 0.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let name = format!("client.{}", FIRST_CLIENT + round * LOGINS + place);
        let led_to = Browser::at(serving, format!("10.5.{place}.{}", round + 1)).log_in(&name, PASSWORD)?;
        if !led_to.contains("/inloggen/code") {
            return Err(format!("The login of {name} led to {led_to}."));
        }
        logins.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Pages that wait for news; they stay open while the returned connections live.
pub fn streams(serving: &Serving) -> Outcome<Vec<Connection>> {
    let token = serving.enter(CLIENT)?;
    let listen = request(serving.address, ("GET", "/gebeurtenissen"), (&token, ""));
    let open = |_| {
        let mut stream = Connection::open(serving.address).or_say("An event stream was not accepted")?;
        match stream.send(&listen).or_say("An event stream did not open")?.status {
            200 => Ok(stream),
            status => Err(format!("An event stream did not open: status {status}.")),
        }
    };
    (0..STREAMS).map(open).collect()
}
