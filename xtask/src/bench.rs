//! `cargo xtask bench`: the table of quality.md section 1, measured on this machine in one run. The server has one
//! core, what burdens it has another; figures are medians, and ratios wherever there is something to compare with.

mod browser;
mod delivery;
mod figures;
mod http;
mod load;
mod login;
mod machine;
mod pages;
mod serving;
mod size;
mod storm;
mod world;

use crate::fault::{OrSay, Outcome};
use crate::files;
use crate::halves::Build;
use crate::process::{self, say};
use crate::site;
use figures::{Line, Plan};
use serving::Serving;
use std::fs;
use std::path::{Path, PathBuf};
use world::World;

/// Worlds of a size and of a hundredth of it.
const FULL: World = World { people: 100_000, messages: 1_000_000, looks: 1_000_000 };
const QUICK: World = World { people: 2_000, messages: 20_000, looks: 20_000 };
const STARTS: usize = 3;

/// Whether all targets were reached.
pub fn bench(quick: bool) -> Outcome<bool> {
    println!(
        "Builds for release, fills two worlds and measures for some minutes; other work on this machine disturbs."
    );
    let plan = if quick { Plan::QUICK } else { Plan::FULL };
    let size = if quick { QUICK } else { FULL };
    site::build(Build::Release)?;
    let server = server()?;
    let (large, small) = (size.made(&server)?, size.hundredth().made(&server)?);
    machine::keep_to_the_second_core()?;
    let mut lines = Vec::new();
    say(&format!("measuring in a world of {} messages", size.messages));
    let (starts, serving) = start(&server, &large)?;
    lines.extend(starts);
    let in_large = pages::measure(&serving, &plan)?;
    lines.extend(in_large.iter().flat_map(pages::Page::against_the_floor));
    lines.push(size::first_visit(&serving)?);
    lines.push(delivery::latency(&serving)?);
    lines.push(login::names(&serving)?);
    lines.extend(login::owner(&serving)?);
    lines.push(storm::inbox(&serving, &plan)?);
    let streams = storm::streams(&serving)?;
    lines.push(serving.memory_after(&format!("the storm and {} event streams", streams.len()))?);
    drop(streams);
    drop(serving);
    say(&format!("measuring in a world of {} messages", size.hundredth().messages));
    let in_small = pages::measure(&start(&server, &small)?.1, &plan)?;
    lines.extend(in_large.iter().zip(&in_small).map(|(large, small)| large.against_the_small(small)));
    let reached = figures::print(&mut lines);
    pages::warn_of_others(&in_large);
    pages::warn_of_others(&in_small);
    Ok(reached)
}

/// Starts it some times: how long until it was ready and what it takes at rest.
fn start(server: &Path, world: &Path) -> Outcome<(Vec<Line>, Serving)> {
    let mut times = Vec::new();
    for _ in 1..STARTS {
        times.push(Serving::start(server, world)?.ready_after);
    }
    let serving = Serving::start(server, world)?;
    times.push(serving.ready_after);
    let ready = figures::median(times.iter().map(|time| time.as_secs_f64() * 1000.0).collect());
    let lines = vec![Line::at_most("P9 ready after the start", (ready, 1000.0, "ms")), serving.memory_at_rest()?];
    Ok((lines, serving))
}

/// The server with the floor in it, built with the flags of `run --release`.
fn server() -> Outcome<PathBuf> {
    say("building the server half with the floor to measure against");
    let mut cargo = Build::Release.cargo();
    cargo.args(["build", "-p", "portiek-server", "--bin", "portiek", "--release", "--features", "bench"]);
    process::run(&mut cargo, "The server half could not be built: the compiler says above what is wrong.")?;
    // Out of the way: the program that people use has neither a floor nor a back door.
    let (built, kept) = (files::cargo_target().join("release/portiek"), world::folder().join("portiek"));
    fs::create_dir_all(world::folder()).or_say("target/bench-data could not be made")?;
    fs::rename(built, &kept).or_say("The server could not be put into target/bench-data")?;
    Ok(kept)
}
