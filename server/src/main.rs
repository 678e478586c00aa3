//! `portiek`: serves the application and looks after its database.

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use portiek_server::{config::Config, doctor, provider, seed, serve};
use std::{path::PathBuf, process::ExitCode};

/// A page is some thousands of small allocations; with the system's allocator they are a fifth of its time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const HELP: &str = "\
The first `portiek serve` on an empty database prints a one-time link, valid for 24 hours: whoever opens it becomes the
first platform administrator, who adds organisations and invites their administrators. There is no default account;
until somebody has used it, each start prints a new link and ends the one before.

Each setting can be overridden by an environment variable: [mail] url by PORTIEK_MAIL_URL, and so on.
Mail goes by SMTP once [mail] url and [mail] from are set, SMS by an HTTP gateway once [sms] url and [sms] token are;
until then both go into a folder, which is for this machine only. Leptos.toml describes them all.";

/// One portal for care and training.
#[derive(Parser)]
#[command(version, about, after_help = HELP)]
struct Arguments {
    /// The settings; a missing file means all defaults.
    #[arg(long, default_value = "Leptos.toml", global = true)]
    config: PathBuf,
    /// Where the embedded database, keys, mail and SMS folders are, unless the settings say otherwise.
    #[arg(long, default_value = "data", global = true)]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the application.
    Serve(serve::Options),
    /// Applies the migrations that are missing.
    Migrate,
    /// Checks the database and the chain of the inspection log; prints the heads to keep elsewhere.
    Doctor,
    /// Sets up where members of an organisation may log in instead: DigiD through a broker, its own identity provider.
    Provider(provider::Options),
    /// Fills an empty database with a world for measuring, the same for the same number.
    Seed(seed::Options),
    /// Prints the token of a new session for a login name.
    #[cfg(feature = "bench")]
    Enter { login: String },
}

#[tokio::main]
async fn main() -> ExitCode {
    serve::start_telemetry();
    let arguments = Arguments::parse();
    match run(arguments).await {
        Ok(code) => code,
        Err(sentence) => {
            tracing::error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<ExitCode, String> {
    let config = Config::load(&arguments.config, &arguments.data)?;
    match arguments.command {
        Command::Serve(options) => serve::serve(config, options).await.map(|()| ExitCode::SUCCESS),
        Command::Migrate => {
            serve::open_store(&config, None).await?.close().await;
            Ok(ExitCode::SUCCESS)
        }
        Command::Doctor => doctor::examine(&config).await,
        Command::Provider(options) => provider::set(&config, &options).await.map(|()| ExitCode::SUCCESS),
        Command::Seed(options) => seed::fill(&config, &options).await.map(|()| ExitCode::SUCCESS),
        #[cfg(feature = "bench")]
        Command::Enter { login } => seed::enter(&config, &login).await.map(|()| ExitCode::SUCCESS),
    }
}
