//! The settings an operator changes: `Leptos.toml`, each overridable by `PORTIEK_<SECTION>_<KEY>`. A wrong one stops
//! the start with one sentence that names it.

use crate::post::is_this_machine;
use serde::Deserialize;
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};
use toml::{Table, Value};
use url::Url;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub site: Site,
    pub database: Database,
    pub mail: Mail,
    pub sms: Sms,
    pub secrets: Secrets,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// The only source of links in mails; requests for another host are refused. Passkeys belong to its name: with
    /// another one they no longer open anything, and at a bare address there are none.
    pub origin: String,
    pub listen: SocketAddr,
    /// The folder with the built browser half.
    pub root: PathBuf,
    /// Proxies whose forwarding headers count.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            origin: "http://localhost:3000".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            root: "target/site".into(),
            trusted_proxies: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:<file>` or `postgres://…`.
    pub url: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `smtps://name:password@host:465` or `smtp://host:25?tls=required|opportunistic|none`; into the folder without.
    pub url: String,
    /// The sender of mail of organisations without a mail domain of their own, and of the installation's.
    pub from: String,
    /// Mail is written here instead of being sent; refused on any origin but loopback.
    pub folder: PathBuf,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sms {
    /// The gateway that takes SMS by HTTP (see `post/gateway.rs`); into the folder without.
    pub url: String,
    /// What we show the gateway.
    pub token: String,
    /// SMS are written here instead of being sent; refused on any origin but loopback.
    pub folder: PathBuf,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Secrets {
    pub key_file: PathBuf,
}

/// Every setting, for the environment's overrides.
const KEYS: [(&str, &[&str]); 5] = [
    ("site", &["origin", "listen", "root", "trusted_proxies"]),
    ("database", &["url"]),
    ("mail", &["url", "from", "folder"]),
    ("sms", &["url", "token", "folder"]),
    ("secrets", &["key_file"]),
];

impl Config {
    /// The file's settings, then the environment's, then defaults within the data folder.
    pub fn load(file: &Path, data: &Path) -> Result<Self, String> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("{} cannot be read: {error}", file.display())),
        };
        Self::from_text(&text, data, |name| std::env::var(name).ok())
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    fn from_text(text: &str, data: &Path, variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let mut table: Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
        for (section, keys) in KEYS {
            for key in keys {
                let name = format!("PORTIEK_{}_{}", section.to_uppercase(), key.to_uppercase());
                if let Some(value) = variable(&name) {
                    set(&mut table, (section, key), value);
                }
            }
        }
        let config: Self =
            table.try_into().map_err(|error: toml::de::Error| error.to_string().trim().replace('\n', " "))?;
        config.within(data).check()
    }

    fn within(mut self, data: &Path) -> Self {
        if self.database.url.is_empty() {
            self.database.url = format!("sqlite:{}", data.join("portiek.sqlite").display());
        }
        let folders =
            [(&mut self.mail.folder, "post"), (&mut self.sms.folder, "post"), (&mut self.secrets.key_file, "keys")];
        for (folder, name) in folders {
            if folder.as_os_str().is_empty() {
                *folder = data.join(name);
            }
        }
        self
    }

    fn check(self) -> Result<Self, String> {
        let url = &self.database.url;
        if !url.starts_with("sqlite:") && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err("[database] url must begin with sqlite: or postgres://".into());
        }
        let host = self.site.origin.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme));
        match host {
            Some((_, host)) if !host.is_empty() && !host.contains('/') => Ok(self),
            _ => Err("[site] origin must be a scheme and a host, like https://portaal.voorbeeld.nl".into()),
        }
    }

    /// Mail and SMS into a folder are for trying things out on one machine: people elsewhere would wait in vain.
    pub fn check_reach(&self) -> Result<(), String> {
        let is_here = Url::parse(&self.site.origin).is_ok_and(|origin| is_this_machine(&origin));
        let beyond = match (is_here, self.is_loopback()) {
            (true, true) => return Ok(()),
            (false, _) => format!("[site] origin {}", self.site.origin),
            (true, false) => format!("[site] listen {}", self.site.listen),
        };
        for (key, url) in [("mail", &self.mail.url), ("sms", &self.sms.url)] {
            if url.is_empty() {
                return Err(format!(
                    "[{key}] url is missing: [{key}] folder is for this machine only, and {beyond} is for others too"
                ));
            }
        }
        Ok(())
    }

    /// The folder whose disk fills up first: of the embedded database, or without one of the keys.
    pub fn data_folder(&self) -> PathBuf {
        let file = self.database.url.strip_prefix("sqlite:").map_or(self.secrets.key_file.as_path(), Path::new);
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    }

    /// Whether only this machine can reach the application.
    pub fn is_loopback(&self) -> bool {
        self.site.listen.ip().is_loopback()
    }
}

fn set(table: &mut Table, (section, key): (&str, &str), value: String) {
    let value = match key {
        "trusted_proxies" => Value::Array(value.split(',').map(|ip| Value::String(ip.trim().into())).collect()),
        _ => Value::String(value),
    };
    let entry = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(section) = entry {
        section.insert(key.into(), value);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Config::from_text(text, Path::new("data"), find)
    }

    #[test]
    fn without_settings_everything_is_in_the_data_folder() {
        let config = load("", &[]).unwrap();
        assert_eq!(config.database.url, "sqlite:data/portiek.sqlite");
        assert_eq!(config.secrets.key_file, Path::new("data/keys"));
        assert!(config.is_loopback());
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let text = "[database]\nurl = \"sqlite:a\"\n";
        let config = load(text, &[("PORTIEK_DATABASE_URL", "postgres://db/portiek")]).unwrap();
        assert_eq!(config.database.url, "postgres://db/portiek");
        let config = load("", &[("PORTIEK_SITE_TRUSTED_PROXIES", "10.0.0.1, ::1")]).unwrap();
        assert_eq!(config.site.trusted_proxies.len(), 2);
    }

    #[test]
    fn a_folder_for_mail_or_sms_is_for_this_machine_only() {
        let (public, mail, sms) = (
            ("PORTIEK_SITE_ORIGIN", "https://portaal.nl"),
            ("PORTIEK_MAIL_URL", "smtps://mail.nl"),
            ("PORTIEK_SMS_URL", "https://sms.nl/"),
        );
        let listen = ("PORTIEK_SITE_LISTEN", "0.0.0.0:3000");
        let reach = |variables: &[(&str, &str)]| load("", variables).unwrap().check_reach();
        for origin in ["http://localhost:3000", "http://127.0.0.1", "https://[::1]:3000"] {
            assert_eq!(reach(&[("PORTIEK_SITE_ORIGIN", origin)]), Ok(()), "{origin}");
        }
        for beyond in [public, listen] {
            assert!(reach(&[beyond]).unwrap_err().starts_with("[mail] url is missing"));
            assert!(reach(&[beyond, mail]).unwrap_err().starts_with("[sms] url is missing"));
            assert!(reach(&[beyond, sms]).unwrap_err().starts_with("[mail] url is missing"));
            assert_eq!(reach(&[beyond, mail, sms]), Ok(()));
        }
        assert!(reach(&[("PORTIEK_SITE_ORIGIN", "http://localhost.kwaad.nl")]).is_err());
    }

    #[test]
    fn a_wrong_setting_is_named() {
        assert!(load("[database]\nurl = \"mysql:x\"", &[]).unwrap_err().contains("[database] url"));
        assert!(load("[site]\norigin = \"portaal.nl\"", &[]).unwrap_err().contains("[site] origin"));
        assert!(load("[site]\norign = \"x\"", &[]).unwrap_err().contains("orign"));
        assert!(load("", &[("PORTIEK_SITE_LISTEN", "overal")]).unwrap_err().contains("listen"));
    }
}
