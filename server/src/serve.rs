//! `portiek serve`: opens everything, listens, and stops in the right order.

use crate::{
    client,
    clock::{SystemClock, SystemEntropy},
    config::Config,
    files,
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
use portiek_store::{Ambient, Store, cast};
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, signal};
use tracing_subscriber::EnvFilter;

#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Fills an empty database with the demonstration world and shows its mail at /demo/postbus.
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
        cast::populate(&store).await.map_err(|error| format!("the demonstration world cannot be made: {error}"))?;
    }
    let state = AppState {
        services: Services { store: store.clone(), demo: options.demo },
        hub: Hub::default(),
        oidc: Oidc::new(client),
        config: Arc::new(config),
        files,
        options: LeptosOptions::builder().output_name("portiek").build(),
    };
    let jobs = Jobs::start(&store, posts);
    tokio::spawn(state.hub.clone().run(store.clone()));
    let ended = listen(&state).await;
    jobs.stop().await;
    store.close().await;
    ended
}

#[allow(clippy::print_stdout, reason = "scripts wait for this line")]
async fn listen(state: &AppState) -> Result<(), String> {
    let at = state.config.site.listen;
    let listener =
        TcpListener::bind(at).await.map_err(|error| format!("[site] listen: {at} cannot be used: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("portiek luistert op http://{address}");
    // Without it streamed pages stall by 40 ms.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(router(state));
    let hub = state.hub.clone();
    let stop = async move {
        asked_to_stop().await;
        hub.close();
    };
    axum::serve(listener, service).with_graceful_shutdown(stop).await.map_err(|error| error.to_string())
}

async fn asked_to_stop() {
    let interrupted = signal::ctrl_c();
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}
