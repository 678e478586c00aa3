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
        /// Somebody who is logged in showed again who they are.
        Confirmed = "login.confirmed",
        ConfirmationRefused = "login.confirmation_refused",
        FactorAdded = "factor.added",
        FactorRenamed = "factor.renamed",
        FactorRemoved = "factor.removed",
        RecoveryCodesMade = "recovery_codes.made",
        RecoveryCodeUsed = "recovery_codes.used",
        /// Somebody saw how the own account is protected and where it is logged in.
        AccountRead = "account.read",
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
        Conversation = "conversation",
        Message = "message",
        /// Something that was asked for by an address and does not exist for who asked.
        Address = "address",
        /// A passkey or an authenticator app.
        Factor = "factor",
    }
}

impl Kind {
    pub fn action(self) -> Action {
        match self {
            Self::ConversationStarted | Self::MessagePlaced | Self::FactorAdded | Self::RecoveryCodesMade => {
                Action::Create
            }
            Self::FactorRemoved => Action::Delete,
            Self::ConversationsListed
            | Self::ConversationRead
            | Self::CareTeamRead
            | Self::ProfileRead
            | Self::AccountRead
            | Self::InspectionRead
            | Self::InspectionExported => Action::Read,
            Self::ConversationArchived | Self::ConversationRestored | Self::PasswordChanged | Self::FactorRenamed => {
                Action::Update
            }
            Self::PasswordRequested
            | Self::LinkSent
            | Self::LoggedIn
            | Self::LoginRefused
            | Self::LoggedOut
            | Self::Confirmed
            | Self::ConfirmationRefused
            | Self::RecoveryCodeUsed
            | Self::CodeSent
            | Self::AccessRefused => Action::Execute,
        }
    }

    pub fn succeeded(self) -> bool {
        !matches!(self, Self::LoginRefused | Self::ConfirmationRefused | Self::AccessRefused)
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
