//! `portiek serve`: opens everything, listens, and stops in the right order.

use crate::{
    client,
    clock::{SystemClock, SystemEntropy},
    config::Config,
    disk, files, first_start,
    jobs::Jobs,
    keyfile,
    live::Hub,
    oidc::Oidc,
    post::Posts,
    router::router,
    state::AppState,
};
use axum::{ServiceExt, extract::Request, serve::ListenerExt};
use chrono::{DateTime, Utc};
use clap::Args;
use leptos::config::LeptosOptions;
use portiek_app::request::Services;
use portiek_store::{Ambient, Store, accounts::factors::passkey::Passkeys, cast};
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, signal};
use tracing_subscriber::EnvFilter;

#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Fills an empty database with the demonstration world and shows its mail at /demo/postbus. Without it, nobody has
    /// an account at the first start: a one-time link on the console makes the first platform administrator.
    #[arg(long)]
    demo: bool,
    /// With --demo: starts the server's clock at this moment, like 2022-02-22T12:00:00+01:00.
    #[arg(long, requires = "demo")]
    clock: Option<DateTime<Utc>>,
    /// Where to listen, instead of [site] listen; port 0 takes a free one.
    #[arg(long)]
    listen: Option<SocketAddr>,
}

/// Logs to standard error; `RUST_LOG` says how much.
pub fn start_telemetry() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,portiek=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Opens the database with the real clock, chance and keys.
pub async fn open_store(config: &Config, clock: Option<DateTime<Utc>>) -> Result<Store, String> {
    if let Some(folder) =
        config.database.url.strip_prefix("sqlite:").and_then(|file| std::path::Path::new(file).parent())
    {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("[database] url: {} cannot be made: {error}", folder.display()))?;
    }
    let keys = keyfile::open(&config.secrets.key_file, &SystemEntropy)?;
    let ambient = Ambient { clock: Box::new(SystemClock::new(clock)), entropy: Box::new(SystemEntropy), keys };
    Store::open(&config.database.url, ambient)
        .await
        .map_err(|error| format!("[database] url cannot be opened: {error}"))
}

pub async fn serve(mut config: Config, options: Options) -> Result<(), String> {
    config.site.listen = options.listen.unwrap_or(config.site.listen);
    config.check_reach()?;
    if options.demo && !config.is_loopback() {
        return Err("--demo is for this machine only, and [site] listen is not: everybody knows its passwords".into());
    }
    let client = client::open()?;
    let posts = Posts::open(&config, &client)?;
    let files = files::find(&config.site.root)?;
    let store = open_store(&config, options.clock).await?;
    if options.demo && cast::is_empty(&store).await.map_err(|error| error.to_string())? {
        cast::demonstrate(&store).await.map_err(|error| format!("the demonstration world cannot be made: {error}"))?;
    }
    let greeting = match options.demo {
        true => None,
        false => first_start::greeting(&store, &config.site.origin).await?,
    };
    let oidc = Oidc::new(client);
    let state = AppState {
        services: Services {
            store: store.clone(),
            demo: options.demo,
            passkeys: Passkeys::at(&config.site.origin),
            disk: disk::meter(config.data_folder()),
            try_provider: oidc.trial(),
            origin: config.site.origin.as_str().into(),
        },
        hub: Hub::default(),
        oidc,
        config: Arc::new(config),
        files,
        options: LeptosOptions::builder().output_name("portiek").build(),
    };
    let jobs = Jobs::start(&store, posts);
    tokio::spawn(state.hub.clone().run(store.clone()));
    let ended = listen(&state, greeting).await;
    jobs.stop().await;
    store.close().await;
    ended
}

#[allow(clippy::print_stdout, reason = "scripts wait for this line")]
async fn listen(state: &AppState, greeting: Option<String>) -> Result<(), String> {
    let at = state.config.site.listen;
    let listener =
        TcpListener::bind(at).await.map_err(|error| format!("[site] listen: {at} cannot be used: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    // Heard from before anybody knows that we are there.
    let asked_to_stop = asked_to_stop()?;
    println!("portiek luistert op http://{address}");
    if let Some(greeting) = greeting {
        println!("{greeting}");
    }
    // Without it streamed pages stall by 40 ms.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(router(state));
    let hub = state.hub.clone();
    let stop = async move {
        asked_to_stop.await;
        hub.close();
    };
    axum::serve(listener, service).with_graceful_shutdown(stop).await.map_err(|error| error.to_string())
}

fn asked_to_stop() -> Result<impl Future<Output = ()>, String> {
    let hear = |kind| signal::unix::signal(kind).map_err(|error| format!("signals cannot be heard: {error}"));
    let mut interrupted = hear(signal::unix::SignalKind::interrupt())?;
    let mut terminated = hear(signal::unix::SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}
