//! `portiek doctor`: does the inspection log still say what it said, and do mail and SMS arrive?

use crate::{config::Config, serve::open_store};
use portiek_store::{
    Store,
    audit::seal,
    outbox::{self, Backlog},
};
use std::process::ExitCode;

/// Prints what was found and the heads of each month's chain, to be kept elsewhere.
#[allow(clippy::print_stdout, reason = "this command's purpose is to print")]
pub async fn examine(config: &Config) -> Result<ExitCode, String> {
    let store = open_store(config, None).await?;
    let verdict = seal::verify(&store).await.map_err(|error| error.to_string())?;
    println!("inspection log: {} events sealed", verdict.sealed);
    for (month, head) in &verdict.heads {
        let mac: String = head.mac.iter().map(|byte| format!("{byte:02x}")).collect();
        println!("head {month} {} {mac}", head.number);
    }
    for finding in &verdict.findings {
        println!("WRONG {finding}");
    }
    for backlog in backlogs(&store).await.map_err(|error| error.to_string())? {
        println!("{}", sentence(&backlog));
    }
    store.close().await;
    Ok(if verdict.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn backlogs(store: &Store) -> portiek_store::Result<[Backlog; 2]> {
    let mut conn = store.read().await?;
    outbox::backlog(&mut conn, store.now()).await
}

fn sentence(backlog: &Backlog) -> String {
    let Backlog { channel, waiting, given_up, .. } = backlog;
    let since = backlog.since.map(|since| format!(" since {}", since.format("%Y-%m-%dT%H:%M:%SZ"))).unwrap_or_default();
    format!("{channel}: {waiting} waiting{since}, {given_up} given up within seven days")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use portiek_store::outbox::Channel;

    #[test]
    fn a_backlog_is_told_in_one_line() {
        let mut backlog = Backlog { channel: Channel::Mail, waiting: 0, since: None, given_up: 0 };
        assert_eq!(sentence(&backlog), "mail: 0 waiting, 0 given up within seven days");
        (backlog.waiting, backlog.since) = (3, DateTime::from_timestamp(0, 0));
        assert_eq!(sentence(&backlog), "mail: 3 waiting since 1970-01-01T00:00:00Z, 0 given up within seven days");
    }
}
