//! Mail by SMTP. A connection serves one letter after the other while there are any; one on which something went wrong,
//! or that was cut off in the middle, is never used again.

use super::{Failure, Parcel};
use crate::client::{self, CONNECT};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use portiek_store::outbox::LOGIN_REFUSED;
use std::time::SystemTime;
use tokio::sync::Mutex;
use url::{Host, Url};

/// What the settings say of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tls {
    /// From the first byte: `smtps://`.
    Whole,
    Required,
    Opportunistic,
    None,
}

pub struct Smtp {
    host: String,
    port: u16,
    tls: Tls,
    parameters: TlsParameters,
    credentials: Option<Credentials>,
    /// How we introduce ourselves.
    hello: ClientId,
    from: Address,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

/// Which setting is wrong, and how it should be.
type Wrong = String;

impl Smtp {
    pub fn open((url, from): (&str, &str), origin: &Url) -> Result<Self, Wrong> {
        client::trust();
        let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "smtp" | "smtps")).ok_or(
            "[mail] url must be like smtps://name:password@host:465 or smtp://host:587?tls=required".to_owned(),
        )?;
        let (host, is_here) = host(&url).ok_or("[mail] url names no host".to_owned())?;
        let (tls, port) = tls(&url)?;
        let credentials = credentials(&url)?;
        if credentials.is_some() && !is_here && matches!(tls, Tls::Opportunistic | Tls::None) {
            return Err("[mail] url holds a password, which needs smtps:// or tls=required".into());
        }
        Ok(Self {
            parameters: TlsParameters::new(host.clone()).map_err(|error| format!("[mail] url: {error}"))?,
            host,
            port: url.port().unwrap_or(port),
            tls,
            credentials,
            hello: hello(origin),
            from: from.parse().map_err(|_| "[mail] from must be an address, like noreply@voorbeeld.nl".to_owned())?,
            idle: Mutex::default(),
        })
    }

    pub async fn deliver(&self, parcel: &Parcel) -> Result<(), Failure> {
        let to: Address = parcel.to.parse().map_err(|_| Failure::ForGood("no mail address".into()))?;
        let from = self.sender(&parcel.sender.mail_domain);
        let mail = self.compose(parcel, (from.clone(), to.clone()))?;
        let mut connection = self.borrow().await?;
        hand_over(&mut connection, (from, to), &mail).await?;
        self.idle.lock().await.push(connection);
        Ok(())
    }

    /// Nothing is due any more: takes its leave.
    pub async fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().await);
        for mut connection in idle {
            let _ = tokio::time::timeout(CONNECT, connection.quit()).await;
        }
    }

    /// The organisation's own domain, where it has one (D31).
    fn sender(&self, domain: &str) -> Address {
        Address::new("noreply", domain).unwrap_or_else(|_| self.from.clone())
    }

    /// The same bytes at each try: by its Message-ID mail programs know a letter that came twice.
    fn compose(&self, parcel: &Parcel, (from, to): (Address, Address)) -> Result<Vec<u8>, Failure> {
        let id = parcel.id;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let parts = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(format!("portiek-{id}"))
            .singlepart(SinglePart::plain(parcel.text.clone()))
            .singlepart(SinglePart::html(parcel.html.clone()));
        Message::builder()
            .from(Mailbox::new(Some(parcel.sender.name.clone()), from))
            .to(Mailbox::new(None, to))
            .subject(&parcel.subject)
            .date(SystemTime::from(parcel.at))
            .message_id(Some(format!("<{id}@{}>", self.from.domain())))
            .raw_header(HeaderValue::new(automatic, "auto-generated".into()))
            .multipart(parts)
            .map(|mail| mail.formatted())
            .map_err(|error| Failure::ForGood(format!("cannot be composed: {error}")))
    }

    /// A connection that still works, or a new one.
    async fn borrow(&self) -> Result<AsyncSmtpConnection, Failure> {
        let idle = self.idle.lock().await.pop();
        if let Some(mut connection) = idle
            && connection.test_connected().await
        {
            return Ok(connection);
        }
        self.connect().await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let at_once = (self.tls == Tls::Whole).then(|| self.parameters.clone());
        let server = (self.host.as_str(), self.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &self.hello, at_once, None)
            .await
            .map_err(|error| for_now("no connection", &error))?;
        let upgraded = match self.tls {
            Tls::Required => connection.starttls(self.parameters.clone(), &self.hello).await,
            Tls::Opportunistic if connection.can_starttls() => {
                connection.starttls(self.parameters.clone(), &self.hello).await
            }
            _ => Ok(()),
        };
        upgraded.map_err(|error| for_now("no TLS", &error))?;
        if let Some(credentials) = &self.credentials {
            let known = connection.auth(DEFAULT_MECHANISMS, credentials).await;
            known.map_err(|error| for_now(LOGIN_REFUSED, &error))?;
        }
        Ok(connection)
    }
}

/// What is refused about the sender is our settings' fault and may be mended; a refused recipient or text is not.
async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    (from, to): (Address, Address),
    mail: &[u8],
) -> Result<(), Failure> {
    let mut parameters = Vec::new();
    if [&from, &to].iter().any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Failure::ForGood("address not supported".into()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let sender = connection.command(Mail::new(Some(from), parameters)).await;
    sender.map_err(|error| for_now("sender refused", &error))?;
    let recipient = connection.command(Rcpt::new(to, Vec::new())).await;
    recipient.map_err(|error| judged("recipient refused", &error))?;
    connection.command(Data).await.map_err(|error| judged("text refused", &error))?;
    connection.message(mail).await.map_err(|error| judged("text refused", &error))?;
    Ok(())
}

/// Whom to call, and whether it is this machine.
fn host(url: &Url) -> Option<(String, bool)> {
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    Some((host.to_owned(), super::is_this_machine(url)))
}

/// With the usual port for it.
fn tls(url: &Url) -> Result<(Tls, u16), Wrong> {
    let wanted: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let wanted: Vec<(&str, &str)> = wanted.iter().map(|(name, value)| (&**name, &**value)).collect();
    match (url.scheme(), wanted.as_slice()) {
        ("smtps", []) => Ok((Tls::Whole, 465)),
        ("smtps", _) => Err("[mail] url: smtps:// takes nothing after the question mark".into()),
        (_, [] | [("tls", "required")]) => Ok((Tls::Required, 587)),
        (_, [("tls", "opportunistic")]) => Ok((Tls::Opportunistic, 25)),
        (_, [("tls", "none")]) => Ok((Tls::None, 25)),
        _ => Err("[mail] url: tls must be required, opportunistic or none".into()),
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, Wrong> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (name, Some(password)) if !name.is_empty() => match (decode(name), decode(password)) {
            (Ok(name), Ok(password)) => Ok(Some(Credentials::new(name, password))),
            _ => Err("[mail] url: name and password must be UTF-8".into()),
        },
        _ => Err("[mail] url needs a name and a password, or neither".into()),
    }
}

fn hello(origin: &Url) -> ClientId {
    match origin.host() {
        Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
        Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
        Some(Host::Domain(name)) => ClientId::Domain(name.to_owned()),
        None => ClientId::default(),
    }
}

/// Before anybody is named, what the server said may be in our own log.
fn for_now(what: &str, error: &Error) -> Failure {
    tracing::warn!(%error, "the mail server: {what}");
    Failure::ForNow(reason(what, error).unwrap_or_else(|| what.to_owned()))
}

fn judged(what: &str, error: &Error) -> Failure {
    let reason = reason(what, error).unwrap_or_else(|| "connection lost".to_owned());
    if error.is_permanent() { Failure::ForGood(reason) } else { Failure::ForNow(reason) }
}

/// With the code alone: servers repeat addresses in their words. None when nothing was answered.
fn reason(what: &str, error: &Error) -> Option<String> {
    error.status().map(|code| format!("{what} {code}"))
}
