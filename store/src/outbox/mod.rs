//! Mail and SMS: written in the transaction that wants them, delivered by a job, never twice for one event.
//! Recipient and text are encrypted while they wait.

mod backlog;
mod claimed;

pub use backlog::{Backlog, Why, backlog, given_up, held_up};
pub use claimed::{Claimed, LOGIN_REFUSED, LONGEST_WAIT, TOO_LATE, claim};

use crate::{Result, Tx, db::run, keys::Purpose};
use chrono::{DateTime, Utc};
use portiek_domain::ids::{OrganisationId, OutboxId};
use serde::{Deserialize, Serialize};
use std::fmt;
use tokio::sync::Notify;

const POST: &str = "INSERT INTO outbox (id, event_key, channel, sealed, created_at, due_at, tries, sent_at) \
     VALUES ($1, $2, $3, $4, $5, $5, 0, NULL) ON CONFLICT (event_key) DO NOTHING";

/// Where a letter says this, it says the portal's address when it is delivered.
pub const PORTAL: &str = "{adres}";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Mail,
    Sms,
}

impl Channel {
    pub const ALL: [Self; 2] = [Self::Mail, Self::Sms];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mail or SMS, in words alone: how it looks is for who delivers it. Never carries clinical content (S11).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    pub channel: Channel,
    pub to: String,
    pub subject: String,
    /// Paragraphs with an empty line between them.
    pub body: String,
    #[serde(default)]
    pub action: Option<Action>,
    /// Whose letter it is; the portal's own without one.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// From this moment on nobody needs it any more: it is not tried again, however many tries it had.
    #[serde(default)]
    pub useless_after: Option<DateTime<Utc>>,
}

/// The one thing to do now: a page of ours.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Action {
    pub label: String,
    /// Begins with a slash: the origin is added when the letter is delivered.
    pub path: String,
}

impl Letter {
    /// A mail in an organisation's name (D31).
    pub fn mail(organisation: OrganisationId, to: &str, subject: &str, paragraphs: &[&str]) -> Self {
        Self {
            channel: Channel::Mail,
            to: to.into(),
            subject: subject.into(),
            body: paragraphs.join("\n\n"),
            action: None,
            organisation: Some(organisation),
            useless_after: None,
        }
    }

    pub fn sms(to: &str, text: &str) -> Self {
        let (to, body) = (to.into(), text.into());
        let (subject, channel) = (String::new(), Channel::Sms);
        Self { channel, to, subject, body, action: None, organisation: None, useless_after: None }
    }

    /// A letter that comes too late from a moment on: a code is no longer valid then.
    pub fn of_use_until(self, moment: DateTime<Utc>) -> Self {
        Self { useless_after: Some(moment), ..self }
    }

    /// With a button to a page of ours, given by its path.
    pub fn leading_to(self, label: &str, path: &str) -> Self {
        Self { action: Some(Action { label: label.into(), path: path.into() }), ..self }
    }
}

/// Queues a letter, once per event.
pub async fn post(tx: &mut Tx, event_key: &str, letter: &Letter) -> Result<()> {
    let id: OutboxId = tx.mint();
    let text = serde_json::to_vec(letter).unwrap_or_default();
    let ambient = tx.ambient();
    let sealed = ambient.keys.seal(Purpose::Outbox, ambient.random(), (id.0.as_bytes(), &text))?;
    let now = tx.now();
    run!(tx, execute(POST, id.0, event_key, letter.channel.as_str(), sealed, now))?;
    tx.ring(letter.channel);
    Ok(())
}

/// Wakes who delivers a channel's letters once one is committed in this process.
#[derive(Default)]
pub struct Bells {
    mail: Notify,
    sms: Notify,
}

impl Bells {
    pub fn of(&self, channel: Channel) -> &Notify {
        match channel {
            Channel::Mail => &self.mail,
            Channel::Sms => &self.sms,
        }
    }
}
