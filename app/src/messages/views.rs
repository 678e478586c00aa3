//! What the pages show: finished text, made on the server in Dutch and in Dutch time.

use portiek_domain::{
    forms::RefusedForm,
    ids::{ConversationId, FormKey, MembershipId},
};
use serde::{Deserialize, Serialize};

/// A page of a folder (R24).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub rows: Vec<RowView>,
    /// `?na=` of the next page.
    pub next: Option<String>,
    /// The seal of this look, sent along with a refresh.
    pub look: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowView {
    pub id: ConversationId,
    pub subject: String,
    pub preview: String,
    pub time: String,
    pub unread: bool,
    /// For practitioners: whose conversation it is.
    pub client: Option<String>,
}

/// One conversation with its composer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationView {
    pub id: ConversationId,
    pub subject: String,
    /// Whom it is addressed to: "Gerard van Kesteren, psychotherapeut" (R30).
    pub head: String,
    pub badge: String,
    /// For practitioners: whose conversation it is.
    pub client: Option<String>,
    pub messages: Vec<MessageView>,
    /// The number before which earlier messages are, when there are more.
    pub earlier: Option<i64>,
    /// "Uw bericht wordt gelezen door: …" (D8).
    pub readers: Vec<String>,
    pub archived: bool,
    pub draft: String,
    pub key: FormKey,
    pub refused: RefusedForm,
    pub look: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MessageView {
    pub number: i64,
    /// "Vandaag", "Maandag 21 februari".
    pub day: String,
    pub own: bool,
    pub badge: String,
    /// "Gerard van Kesteren · psychotherapeut", or "U".
    pub from: String,
    pub time: String,
    pub body: String,
}

impl ConversationView {
    /// The days in order, each once.
    pub fn days(&self) -> Vec<String> {
        let mut days: Vec<String> = self.messages.iter().map(|message| message.day.clone()).collect();
        days.dedup();
        days
    }

    pub fn of_day(&self, day: &str) -> Vec<MessageView> {
        self.messages.iter().filter(|message| message.day == day).cloned().collect()
    }
}

/// What a new conversation can be about and with whom (R25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewView {
    pub key: FormKey,
    pub refused: RefusedForm,
    pub choice: Choice,
}

/// A client chooses somebody of the care team; a practitioner chooses a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Practitioner(Vec<(MembershipId, String)>),
    Client(Vec<(String, String)>),
}
