//! Sixty-four connections, each asking again as soon as it is answered.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use super::http::{Connection, request};
use crate::fault::{OrSay, Outcome};

const CONNECTIONS: usize = 64;

/// What one round was like.
pub struct Round {
    pub per_second: f64,
    pub requests: usize,
    /// 95 of 100 answers came within it, in milliseconds.
    pub p95: f64,
}

/// Asks for one page for as long; anything but 200 is an error.
pub fn burden(address: SocketAddr, (path, token): (&str, &str), time: Duration) -> Outcome<Round> {
    let request = request(address, ("GET", path), (token, ""));
    let begun = Instant::now();
    let until = begun + time;
    let ask = || ask_until(address, &request, until).or_say(format!("{path} was not answered"));
    let answers: Vec<Outcome<Vec<Duration>>> = thread::scope(|scope| {
        let connections: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(ask)).collect();
        connections.into_iter().filter_map(|connection| connection.join().ok()).collect()
    });
    let took = begun.elapsed().as_secs_f64();
    let mut latencies = Vec::new();
    for connection in answers {
        latencies.extend(connection?);
    }
    latencies.sort_unstable();
    let p95 = latencies.get(latencies.len() * 95 / 100).copied().unwrap_or_default();
    Ok(Round { per_second: latencies.len() as f64 / took, requests: latencies.len(), p95: p95.as_secs_f64() * 1000.0 })
}

fn ask_until(address: SocketAddr, request: &[u8], until: Instant) -> Outcome<Vec<Duration>> {
    let mut connection = Connection::open(address).or_say("no connection")?;
    let mut latencies = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        match connection.burden(request).or_say("the connection broke")? {
            200 => latencies.push(begun.elapsed()),
            status => return Err(format!("the status was {status}")),
        }
    }
    Ok(latencies)
}
