//! `portiek doctor`: does the inspection log still say what it said?

use crate::{config::Config, serve::open_store};
use portiek_store::audit::seal;
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
    store.close().await;
    Ok(if verdict.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
