//! Delivering mail and SMS: for real, or into a folder, which is for one machine alone.

mod folder;
mod gateway;
mod round;
mod smtp;
mod words;

pub use folder::{Delivered, Folder, read};
pub use gateway::Gateway;
pub use round::deliver_due;
pub use smtp::Smtp;
pub use words::{Parcel, Words};

use crate::{client::EXCHANGE, config::Config};
use portiek_store::outbox::{Channel, Claimed};
use reqwest::Client;
use std::{path::Path, time::Duration};
use tokio::time::timeout;
use url::{Host, Url};

/// How one channel's letters leave.
pub enum Post {
    Folder(Folder),
    Smtp(Box<Smtp>),
    Gateway(Gateway),
}

/// Both channels' ways, as the settings say.
pub struct Posts {
    pub mail: Post,
    pub sms: Post,
    pub words: Words,
    /// The longest that one letter may be under way.
    pub patience: Duration,
}

/// Why a letter did not arrive, in a few words and nothing about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may arrive when it is tried again.
    ForNow(String),
    /// It never will.
    ForGood(String),
}

impl Posts {
    /// The error names the setting that is wrong.
    pub fn open(config: &Config, client: &Client) -> Result<Self, String> {
        let (mail, sms, origin) = (&config.mail, &config.sms, &config.site.origin);
        let parsed = Url::parse(origin).map_err(|error| format!("[site] origin: {error}"))?;
        let folder = |folder: &Path| Post::Folder(Folder(folder.to_owned()));
        Ok(Self {
            mail: match mail.url.as_str() {
                "" => folder(&mail.folder),
                url => Post::Smtp(Box::new(Smtp::open((url, &mail.from), &parsed)?)),
            },
            sms: match sms.url.as_str() {
                "" => folder(&sms.folder),
                url => Post::Gateway(Gateway::open(client.clone(), (url, &sms.token))?),
            },
            words: Words { origin: origin.clone() },
            patience: EXCHANGE,
        })
    }

    pub fn of(&self, channel: Channel) -> &Post {
        match channel {
            Channel::Mail => &self.mail,
            Channel::Sms => &self.sms,
        }
    }

    pub async fn deliver(&self, claimed: &Claimed) -> Result<(), Failure> {
        let parcel = self.words.parcel(claimed);
        let delivered = timeout(self.patience, self.of(parcel.channel).deliver(&parcel)).await;
        delivered.unwrap_or_else(|_| Err(Failure::ForNow("no answer".into())))
    }
}

impl Post {
    /// How many letters are under way at once: mail servers take few connections from one client.
    pub fn abreast(&self) -> i64 {
        match self {
            Self::Smtp(_) => 2,
            Self::Folder(_) | Self::Gateway(_) => 8,
        }
    }

    async fn deliver(&self, parcel: &Parcel) -> Result<(), Failure> {
        match self {
            Self::Folder(folder) => folder.deliver(parcel).await,
            Self::Smtp(smtp) => smtp.deliver(parcel).await,
            Self::Gateway(gateway) => gateway.deliver(parcel).await,
        }
    }

    /// Nothing is due any more: lets go of what was kept for the next letter.
    pub async fn rest(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.rest().await;
        }
    }
}

/// Whether an address cannot lead to another machine.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        }
        None => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What the settings say is wrong with them; nothing when they are right.
    fn wrong(mail: (&str, &str), sms: (&str, &str)) -> String {
        let mut config = Config::default();
        (config.mail.url, config.mail.from) = (mail.0.into(), mail.1.into());
        (config.sms.url, config.sms.token) = (sms.0.into(), sms.1.into());
        Posts::open(&config, &crate::client::open().unwrap()).err().unwrap_or_default()
    }

    const NO_SMS: (&str, &str) = ("", "");
    const NO_MAIL: (&str, &str) = ("", "");
    const FROM: &str = "noreply@portaal.nl";

    #[test]
    fn mail_servers_are_named_by_an_address() {
        for url in [
            "smtps://naam:wacht%20woord@mail.nl:465",
            "smtps://mail.nl",
            "smtp://mail.nl",
            "smtp://naam:woord@mail.nl:587?tls=required",
            "smtp://mail.nl:25?tls=opportunistic",
            "smtp://10.0.0.1?tls=none",
            "smtp://naam:woord@localhost:25?tls=none",
            "smtp://naam:woord@[::1]:25?tls=none",
        ] {
            assert_eq!(wrong((url, FROM), NO_SMS), "", "{url}");
        }
    }

    #[test]
    fn a_wrong_setting_for_mail_is_named_and_no_password_is_shown() {
        for url in [
            "mail.nl",
            "https://mail.nl",
            "smtp://",
            "smtp://mail.nl?tls=ja",
            "smtp://mail.nl?tsl=required",
            "smtp://mail.nl?tls=required&tls=none",
            "smtps://mail.nl?tls=none",
            "smtp://geheim@mail.nl",
            "smtp://naam:geheim@mail.nl?tls=none",
            "smtp://naam:geheim@127.0.0.1.kwaad.nl?tls=opportunistic",
            "smtps://naam:%FFgeheim@mail.nl",
        ] {
            let sentence = wrong((url, FROM), NO_SMS);
            assert!(sentence.starts_with("[mail] url") && !sentence.contains("geheim"), "{url}: {sentence}");
        }
        for from in ["", "portaal", "De Linde <noreply@portaal.nl>"] {
            assert!(wrong(("smtps://mail.nl", from), NO_SMS).starts_with("[mail] from"), "{from}");
        }
    }

    #[test]
    fn a_wrong_setting_for_sms_is_named_and_no_token_is_shown() {
        for url in ["https://sms.nl/send", "http://localhost:8080/", "http://127.0.0.1:8080/sms"] {
            assert_eq!(wrong(NO_MAIL, (url, "geheim")), "", "{url}");
        }
        for url in ["sms.nl", "http://sms.nl/", "ftp://sms.nl/", "https://", "http://localhost.kwaad.nl/"] {
            let sentence = wrong(NO_MAIL, (url, "geheim"));
            assert!(sentence.starts_with("[sms] url") && !sentence.contains("geheim"), "{url}: {sentence}");
        }
        for token in ["", "gehéim\n"] {
            let sentence = wrong(NO_MAIL, ("https://sms.nl/", token));
            assert!(sentence.starts_with("[sms] token") && !sentence.contains("geh"), "{sentence}");
        }
    }
}
