//! `portiek seed`: fills an empty database with a world for measuring, the same for the same number.

use crate::{config::Config, serve::open_store};
use clap::Args;
use portiek_store::{cast, seed};
use std::{
    cell::Cell,
    time::{Duration, Instant},
};

#[derive(Args, Clone, Debug)]
pub struct Options {
    /// Practitioners and clients together.
    #[arg(long, default_value_t = 100_000)]
    people: usize,
    #[arg(long, default_value_t = 1_000_000)]
    messages: usize,
    /// Looks in the inspection log; as many as there are messages when left out.
    #[arg(long)]
    looks: Option<usize>,
    /// One for each 5000 people when left out.
    #[arg(long)]
    organisations: Option<usize>,
    /// Another number, another world.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Options {
    fn size(&self) -> seed::Size {
        seed::Size {
            organisations: self.organisations.unwrap_or(self.people / 5000).max(1),
            people: self.people,
            messages: self.messages,
            looks: self.looks.unwrap_or(self.messages),
        }
    }
}

/// Says on standard error how far it is and how fast that went.
pub async fn fill(config: &Config, options: &Options) -> Result<(), String> {
    let store = open_store(config, None).await?;
    if !cast::is_empty(&store).await.map_err(|error| error.to_string())? {
        return Err("[database] url is in use already: a world for measuring needs an empty database".into());
    }
    let (begun, told) = (Instant::now(), Cell::new(Instant::now()));
    let tell = |what: &'static str, rows: u64| {
        if told.get().elapsed() > Duration::from_secs(1) {
            told.set(Instant::now());
            eprintln!("{what}: {}", pace(rows, begun));
        }
    };
    let rows = seed::populate(&store, (&options.size(), options.seed), &tell).await;
    let rows = rows.map_err(|error| format!("the world for measuring cannot be made: {error}"))?;
    store.close().await;
    eprintln!("done: {}", pace(rows, begun));
    Ok(())
}

fn pace(rows: u64, begun: Instant) -> String {
    let rate = u128::from(rows) * 1000 / begun.elapsed().as_millis().max(1);
    format!("{rows} rows in {:.1} s, {rate} rows/s", begun.elapsed().as_secs_f64())
}

/// Prints the token of a session for a login name: a measurement needs no code by SMS.
#[cfg(feature = "bench")]
#[allow(clippy::print_stdout, reason = "this command's purpose is to print")]
pub async fn enter(config: &Config, login: &str) -> Result<(), String> {
    let store = open_store(config, None).await?;
    let opened = seed::probes::log_in(&store, login).await.map_err(|error| error.to_string())?;
    let opened = opened.ok_or_else(|| format!("nobody logs in as {login}"))?;
    let token: String = opened.token.iter().map(|byte| format!("{byte:02x}")).collect();
    println!("{token}");
    store.close().await;
    Ok(())
}
