//! What the inspection log (`logboek`, `inzage`) says of an event, with the fields of NEN 7513 (S10).
//! Events name what was touched, never its content.

use crate::{
    access::{Access, Ground},
    actor::{Actor, named},
    ids::RecordId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

named! {
    /// What happened, as `area.verb`.
    Kind {
        LoggedIn = "login.succeeded",
        LoginRefused = "login.refused",
        LoggedOut = "login.ended",
        CodeSent = "login.code_sent",
        PasswordRequested = "password.requested",
        LinkSent = "password.link_sent",
        PasswordChanged = "password.changed",
        /// A provider of logins was set up or changed for an organisation.
        ProviderSet = "provider.set",
        /// A login at a provider was joined to an account.
        ProviderLinked = "provider.linked",
        ProviderUnlinked = "provider.unlinked",
        BsnKept = "bsn.kept",
        HelpRequested = "help.requested",
        HelpDeskSet = "help.desk_set",
        AccessRefused = "access.refused",
        ConversationsListed = "conversations.listed",
        ConversationRead = "conversation.read",
        CareTeamRead = "care_team.read",
        ConversationStarted = "conversation.started",
        ConversationArchived = "conversation.archived",
        ConversationRestored = "conversation.restored",
        MessagePlaced = "message.placed",
        ProfileRead = "profile.read",
        /// Somebody saw who looked at a record.
        InspectionRead = "inspection.read",
        InspectionExported = "inspection.exported",
    }
}

named! {
    /// FHIR AuditEvent.action.
    Action {
        Create = "C",
        Read = "R",
        Update = "U",
        Delete = "D",
        Execute = "E",
    }
}

named! {
    /// What kind of thing was touched.
    ObjectKind {
        Account = "account",
        Session = "session",
        Membership = "membership",
        Record = "record",
        Organisation = "organisation",
        Conversation = "conversation",
        Message = "message",
        /// Something that was asked for by an address and does not exist for who asked.
        Address = "address",
    }
}

impl Kind {
    pub fn action(self) -> Action {
        match self {
            Self::ConversationStarted | Self::MessagePlaced | Self::HelpRequested => Action::Create,
            Self::ConversationsListed
            | Self::ConversationRead
            | Self::CareTeamRead
            | Self::ProfileRead
            | Self::InspectionRead
            | Self::InspectionExported => Action::Read,
            Self::ConversationArchived
            | Self::ConversationRestored
            | Self::PasswordChanged
            | Self::ProviderSet
            | Self::ProviderLinked
            | Self::BsnKept
            | Self::HelpDeskSet => Action::Update,
            Self::ProviderUnlinked => Action::Delete,
            Self::PasswordRequested
            | Self::LinkSent
            | Self::LoggedIn
            | Self::LoginRefused
            | Self::LoggedOut
            | Self::CodeSent
            | Self::AccessRefused => Action::Execute,
        }
    }

    pub fn succeeded(self) -> bool {
        !matches!(self, Self::LoginRefused | Self::AccessRefused)
    }
}

/// One event: who did what to which object, on what ground, and whose data it concerned.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: Kind,
    /// Absent when nobody was logged in.
    pub actor: Option<Actor>,
    /// Where a request without an actor came from.
    pub network: String,
    pub ground: Option<Ground>,
    pub object: Option<(ObjectKind, Uuid)>,
    /// The records whose data was shown or changed: a list of 50 has 50.
    pub subjects: Vec<RecordId>,
}

impl Event {
    /// By somebody who needs no ground for it: their own account, or a refusal.
    pub fn by(actor: &Actor, kind: Kind) -> Self {
        let network = actor.network.clone();
        Self { kind, actor: Some(actor.clone()), network, ground: None, object: None, subjects: Vec::new() }
    }

    /// By nobody in particular, from a network address.
    pub fn from_network(network: &str, kind: Kind) -> Self {
        Self { kind, actor: None, network: network.into(), ground: None, object: None, subjects: Vec::new() }
    }

    /// With leave to use a record.
    pub fn with(access: &Access, kind: Kind) -> Self {
        let event = Self::by(access.actor(), kind);
        Self { ground: Some(access.ground()), subjects: vec![access.record()], ..event }
    }

    pub fn on(self, kind: ObjectKind, id: impl Into<Uuid>) -> Self {
        Self { object: Some((kind, id.into())), ..self }
    }

    pub fn about(self, subjects: Vec<RecordId>, ground: Ground) -> Self {
        Self { subjects, ground: Some(ground), ..self }
    }
}
