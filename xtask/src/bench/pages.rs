//! The pages of P1 and P2, each against the floor and against itself in a world of a hundredth.

use super::figures::{Line, Plan, median};
use super::load;
use super::machine::{first_core_busy, processor_time};
use super::serving::Serving;
use crate::fault::Outcome;
use crate::process::say;

pub const CLIENT: &str = "meting.client";
const PRACTITIONER: &str = "meting.behandelaar";

/// Medians of some rounds of one address.
#[derive(Default)]
struct Cost {
    per_second: f64,
    /// Processor time of the server for one request, in milliseconds.
    processor: f64,
    p95: f64,
    /// How much of the server's core others took, in percent.
    others: f64,
}

pub struct Page {
    name: &'static str,
    page: Cost,
    floor: Cost,
}

/// What is measured: its name, its address and the floor's, and who asks.
struct Target {
    name: &'static str,
    addresses: [String; 2],
    token: String,
}

pub fn measure(serving: &Serving, plan: &Plan) -> Outcome<Vec<Page>> {
    targets(serving)?.iter().map(|target| page(serving, target, plan)).collect()
}

fn targets(serving: &Serving) -> Outcome<Vec<Target>> {
    let (client, practitioner) = (serving.enter(CLIENT)?, serving.enter(PRACTITIONER)?);
    let id = first_conversation(serving, &client)?;
    let target = |name, page: &str, floor: &str, token: &str| Target {
        name,
        addresses: [page.to_owned(), format!("/bench/floor/{floor}")],
        token: token.to_owned(),
    };
    let thread = (format!("/berichten/gesprek/{id}"), format!("thread/{id}"));
    Ok(vec![
        target("client's inbox of 50", "/berichten", "inbox", &client),
        target("thread of 200 beside it", &thread.0, &thread.1, &client),
        target("practitioner's inbox of 50", "/praktijk/berichten", "inbox", &practitioner),
    ])
}

/// The newest one in the inbox, which is the long one.
pub fn first_conversation(serving: &Serving, token: &str) -> Outcome<String> {
    let inbox = serving.get("/berichten", token)?.body;
    let id = inbox.split_once("/berichten/gesprek/").and_then(|(_, rest)| rest.get(..36));
    id.map(str::to_owned).ok_or_else(|| "The inbox shows no conversation.".into())
}

/// Page and floor take turns, so that what disturbs one disturbs the other.
fn page(serving: &Serving, target: &Target, plan: &Plan) -> Outcome<Page> {
    say(&format!("asking for the {}", target.name));
    // The first look reads; the floor is cut from what the page shows after that.
    for address in target.addresses.iter().chain(&target.addresses) {
        let answer = serving.get(address, &target.token)?;
        if answer.status != 200 {
            return Err(format!("{address} was answered with {}: {}", answer.status, answer.body));
        }
    }
    let [page, floor] = &target.addresses;
    same_bytes(serving, target)?;
    load::burden(serving.address, (page, &target.token), plan.warm)?;
    let (mut pages, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        pages.push(round(serving, (page, &target.token), plan)?);
        floors.push(round(serving, (floor, &target.token), plan)?);
    }
    Ok(Page { name: target.name, page: middle(&pages), floor: middle(&floors) })
}

/// The floor is one only while it writes what the page writes: nonces and keys differ, nothing else.
fn same_bytes(serving: &Serving, target: &Target) -> Outcome {
    let [page, floor] = &target.addresses;
    let (page, floor) = (serving.get(page, &target.token)?.body, serving.get(floor, &target.token)?.body);
    if page.len() == floor.len() {
        return Ok(());
    }
    Err(format!("The floor of the {} writes {} bytes, the page {}.", target.name, floor.len(), page.len()))
}

fn round(serving: &Serving, at: (&str, &str), plan: &Plan) -> Outcome<Cost> {
    let (before, core) = (processor_time(serving.id())?, first_core_busy()?);
    let round = load::burden(serving.address, at, plan.round)?;
    let (own, core) = (processor_time(serving.id())? - before, first_core_busy()? - core);
    let others = (core - own).max(0.0) / plan.round.as_secs_f64() / 10.0;
    Ok(Cost { per_second: round.per_second, processor: own / round.requests.max(1) as f64, p95: round.p95, others })
}

fn middle(rounds: &[Cost]) -> Cost {
    let of = |of: fn(&Cost) -> f64| median(rounds.iter().map(of).collect());
    Cost {
        per_second: of(|cost| cost.per_second),
        processor: of(|cost| cost.processor),
        p95: of(|cost| cost.p95),
        others: of(|cost| cost.others),
    }
}

/// Says so when the machine was not ours alone: then only processor times mean much.
pub fn warn_of_others(pages: &[Page]) {
    const MUCH: f64 = 10.0;
    let others = pages.iter().flat_map(|page| [page.page.others, page.floor.others]).fold(0.0, f64::max);
    if others > MUCH {
        println!("Other programs took up to {others:.0} % of the server's core: measure again on a quiet machine.");
    }
}

impl Page {
    pub fn against_the_floor(&self) -> [Line; 2] {
        let (page, floor, name) = (&self.page, &self.floor, self.name);
        let (speed, cost) = (page.per_second / floor.per_second, page.processor / floor.processor);
        let speeds = format!("{:.0}/s, floor {:.0}/s: {speed:.2}", page.per_second, floor.per_second);
        let costs = format!("{:.2} ms, floor {:.2} ms: {cost:.2}", page.processor, floor.processor);
        [
            Line::new(format!("P1 {name}, throughput"), (speeds, "≥ 0.50".into()), speed >= 0.5),
            Line::new(format!("P1 {name}, processor time"), (costs, "≤ 2.00".into()), cost <= 2.0),
        ]
    }

    /// In the full world, against a world of a hundredth.
    pub fn against_the_small(&self, small: &Self) -> Line {
        let (large, small) = (self.page.p95, small.page.p95);
        let most = small * 1.3 + 2.0;
        let figures = format!("p95 {large:.1} ms, at a hundredth {small:.1} ms: {:.2}", large / small);
        Line::new(format!("P2 {}", self.name), (figures, format!("≤ {most:.1} ms")), large <= most)
    }
}
