//! What the inspection log (`logboek`, `inzage`) says of an event, with the fields of NEN 7513 (S10).
//! Events name what was touched, never its content.

use crate::{
    access::{Access, Ground},
    actor::{Actor, named},
    ids::{OrganisationId, SubjectId},
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
        TextPublished = "organisation.text_published",
        /// Somebody is invited to a membership (R1, R2).
        Invited = "invitation.sent",
        /// Somebody stayed away too long (D6).
        MembershipInactive = "membership.inactive",
        MembershipEnded = "membership.ended",
        AccountActivated = "account.activated",
        /// Somebody joined an invitation to the account they had already (D23).
        MembershipJoined = "membership.joined",
        PinSet = "pin.set",
        PinRefused = "pin.refused",
        /// The second factor was given after too many wrong PINs.
        PinUnlocked = "pin.unlocked",
        Signed = "signature.made",
        SignatureWithdrawn = "signature.withdrawn",
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
        /// Somebody read the organisation's own log.
        LogRead = "log.read",
        LogExported = "log.exported",
        LogReaderAppointed = "log.reader_appointed",
        LogReaderDismissed = "log.reader_dismissed",
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
        Organisation = "organisation",
        Record = "record",
        Conversation = "conversation",
        Message = "message",
        Signature = "signature",
        /// Something that was asked for by an address and does not exist for who asked.
        Address = "address",
    }
}

impl Kind {
    pub fn action(self) -> Action {
        match self {
            Self::ConversationStarted | Self::MessagePlaced | Self::Signed | Self::Invited | Self::TextPublished => {
                Action::Create
            }
            Self::ConversationsListed
            | Self::ConversationRead
            | Self::CareTeamRead
            | Self::ProfileRead
            | Self::InspectionRead
            | Self::InspectionExported
            | Self::LogRead
            | Self::LogExported => Action::Read,
            Self::ConversationArchived
            | Self::ConversationRestored
            | Self::PasswordChanged
            | Self::AccountActivated
            | Self::MembershipEnded
            | Self::MembershipInactive
            | Self::MembershipJoined
            | Self::PinSet
            | Self::PinUnlocked
            | Self::SignatureWithdrawn
            | Self::LogReaderAppointed
            | Self::LogReaderDismissed => Action::Update,
            Self::PasswordRequested
            | Self::PinRefused
            | Self::LinkSent
            | Self::LoggedIn
            | Self::LoginRefused
            | Self::LoggedOut
            | Self::CodeSent
            | Self::AccessRefused => Action::Execute,
        }
    }

    pub fn succeeded(self) -> bool {
        !matches!(self, Self::LoginRefused | Self::PinRefused | Self::AccessRefused)
    }
}

/// One event: who did what to which object, on what ground, and whose data it concerned.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: Kind,
    /// Absent when nobody was logged in.
    pub actor: Option<Actor>,
    /// Whose log it is in; absent for what concerns an account only (D23).
    pub organisation: Option<OrganisationId>,
    /// Where a request without an actor came from.
    pub network: String,
    pub ground: Option<Ground>,
    pub object: Option<(ObjectKind, Uuid)>,
    /// What was searched, as the address or the form said it; never what was found.
    pub query: Option<String>,
    /// Whose data was shown or changed: a list of 50 has 50.
    pub subjects: Vec<SubjectId>,
}

impl Event {
    /// By somebody who needs no ground for it: their own account, or a refusal.
    pub fn by(actor: &Actor, kind: Kind) -> Self {
        let event = Self::from_network(&actor.network, kind);
        Self { actor: Some(actor.clone()), organisation: Some(actor.organisation), ..event }
    }

    /// By nobody in particular, from a network address.
    pub fn from_network(network: &str, kind: Kind) -> Self {
        Self {
            kind,
            actor: None,
            organisation: None,
            network: network.into(),
            ground: None,
            object: None,
            query: None,
            subjects: Vec::new(),
        }
    }

    /// With leave to use a record.
    pub fn with(access: &Access, kind: Kind) -> Self {
        let event = Self::by(access.actor(), kind);
        Self { ground: Some(access.ground()), subjects: vec![access.record().into()], ..event }
    }

    pub fn on(self, kind: ObjectKind, id: impl Into<Uuid>) -> Self {
        Self { object: Some((kind, id.into())), ..self }
    }

    pub fn about<S: Into<SubjectId>>(self, subjects: Vec<S>, ground: Ground) -> Self {
        Self { subjects: subjects.into_iter().map(Into::into).collect(), ground: Some(ground), ..self }
    }

    /// In this organisation's log, whoever did it.
    pub fn at(self, organisation: OrganisationId) -> Self {
        Self { organisation: Some(organisation), ..self }
    }

    pub fn searching(self, query: impl Into<String>) -> Self {
        Self { query: Some(query.into()), ..self }
    }
}
