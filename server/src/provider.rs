//! `portiek provider`: sets up where members of an organisation may log in instead, for an operator at the machine.

use crate::{config::Config, serve::open_store};
use clap::Args;
use portiek_domain::{
    accounts::oidc::{Level, Levels, Settings},
    refusal::{Code, Refusal},
};
use portiek_store::{
    accounts::oidc::{NewProvider, providers},
    organisations, transact,
};
use std::io;

#[derive(Args, Clone, Debug)]
pub struct Options {
    /// The organisation's number.
    #[arg(long)]
    organisation: i64,
    /// What the provider calls itself: https://…, or http:// on this machine.
    #[arg(long)]
    issuer: String,
    /// What we are called there; its secret is read from standard input, and stays as it is when that is empty.
    #[arg(long)]
    client_id: String,
    /// After "Inloggen met": "DigiD".
    #[arg(long)]
    label: String,
    /// A level with what people call it, like urn:x:substantieel=Substantieel; again for each one, the lowest first.
    #[arg(long = "level")]
    levels: Vec<String>,
    /// The lowest level that will do.
    #[arg(long)]
    required: Option<String>,
    /// The claim that carries the BSN.
    #[arg(long)]
    bsn_claim: Option<String>,
}

impl Options {
    fn settings(&self) -> Settings {
        Settings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            label: self.label.clone(),
            levels: Levels {
                ordered: self.levels.iter().map(|text| Level::parse(text)).collect(),
                required: self.required.clone(),
            },
            bsn_claim: self.bsn_claim.clone(),
        }
    }
}

pub async fn set(config: &Config, options: &Options) -> Result<(), String> {
    let mut secret = String::new();
    io::stdin().read_line(&mut secret).map_err(|error| format!("standard input cannot be read: {error}"))?;
    let client_secret = Some(secret.trim().to_owned()).filter(|secret| !secret.is_empty());
    let new = NewProvider { settings: options.settings(), client_secret };
    let store = open_store(config, None).await?;
    let done = transact!(store, |tx| {
        match organisations::numbered(tx, options.organisation).await? {
            Some(organisation) => providers::set(tx, (organisation, None), &new).await.map(Some),
            None => Ok(None),
        }
    });
    store.close().await;
    match done.map_err(|error| error.to_string())? {
        Some(Ok(_)) => Ok(()),
        Some(Err(refusals)) => Err(refusals.iter().map(words).collect::<Vec<_>>().join(", ")),
        None => Err(format!("there is no organisation {}", options.organisation)),
    }
}

fn words(refusal: &Refusal) -> String {
    let option = match refusal.field.as_str() {
        "uitgever" => "--issuer",
        "client" => "--client-id",
        "knop" => "--label",
        "niveaus" => "--level",
        "niveau" => "--required",
        "bsn" => "--bsn-claim",
        _ => "the secret on standard input",
    };
    let why = match refusal.code {
        Code::Missing => "is missing",
        Code::UnsafeAddress => "must begin with https://, or http:// for a provider on this machine",
        Code::NotAChoice => "is none of the levels",
        _ => "is not right",
    };
    format!("{option} {why}")
}
