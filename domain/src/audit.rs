//! What the inspection log (`logboek`, `inzage`) says of an event, with the fields of NEN 7513 (S10).
//! Events name what was touched, never its content; old and new values only of what an organisation sets.

use crate::{
    access::{Access, Ground},
    actor::{Actor, named},
    ids::{OrganisationId, SubjectId},
    organisation::Values,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Every kind of event: its name in the log, `area.verb`, and FHIR's action.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident = $text:literal, $action:ident;)*) => {
        named! {
            /// What happened.
            Kind {
                $($(#[$about])* $kind = $text),*
            }
        }

        impl Kind {
            pub fn action(self) -> Action {
                match self {
                    $(Self::$kind => Action::$action),*
                }
            }
        }
    };
}

kinds! {
    LoggedIn = "login.succeeded", Execute;
    LoginRefused = "login.refused", Execute;
    LoggedOut = "login.ended", Execute;
    CodeSent = "login.code_sent", Execute;
    /// No code by SMS: there were too many.
    CodeWithheld = "login.code_withheld", Execute;
    PasswordRequested = "password.requested", Execute;
    LinkSent = "password.link_sent", Execute;
    PasswordChanged = "password.changed", Update;
    TextPublished = "organisation.text_published", Create;
    /// Somebody is invited to a membership (R1, R2).
    Invited = "invitation.sent", Create;
    /// Somebody stayed away too long (D6).
    MembershipInactive = "membership.inactive", Update;
    MembershipEnded = "membership.ended", Update;
    AccountActivated = "account.activated", Update;
    /// Somebody joined an invitation to the account they had already (D23).
    MembershipJoined = "membership.joined", Update;
    PinSet = "pin.set", Update;
    PinRefused = "pin.refused", Execute;
    /// The second factor was given after too many wrong PINs.
    PinUnlocked = "pin.unlocked", Update;
    Signed = "signature.made", Create;
    SignatureWithdrawn = "signature.withdrawn", Update;
    AccessRefused = "access.refused", Execute;
    ConversationsListed = "conversations.listed", Read;
    ConversationRead = "conversation.read", Read;
    CareTeamRead = "care_team.read", Read;
    /// The client's or team's look at a part of a record (R43).
    OverviewRead = "overview.read", Read;
    OverviewChanged = "overview.changed", Update;
    IntakeReportRead = "intake_report.read", Read;
    IntakeReportSaved = "intake_report.saved", Update;
    IntakeReportPublished = "intake_report.published", Update;
    TreatmentPlanRead = "treatment_plan.read", Read;
    TreatmentPlanSaved = "treatment_plan.saved", Update;
    TreatmentPlanPublished = "treatment_plan.published", Update;
    /// The client agreed to a version (R47).
    TreatmentPlanAgreed = "treatment_plan.agreed", Update;
    SessionReportRead = "session_report.read", Read;
    SessionReportSaved = "session_report.saved", Update;
    SessionReportPublished = "session_report.published", Update;
    MedicationRead = "medication.read", Read;
    MedicationAdded = "medication.added", Create;
    MedicationStopped = "medication.stopped", Update;
    /// An allergy or a contra-indication was written down, or taken back (R46).
    HarmAdded = "harm.added", Create;
    HarmRemoved = "harm.removed", Delete;
    EffortRead = "effort.read", Read;
    EffortAdded = "effort.added", Create;
    EffortRemoved = "effort.removed", Delete;
    /// Somebody searched or saw the records of the own care teams.
    RecordsListed = "records.listed", Read;
    ConversationStarted = "conversation.started", Create;
    ConversationArchived = "conversation.archived", Update;
    ConversationRestored = "conversation.restored", Update;
    MessagePlaced = "message.placed", Create;
    ProfileRead = "profile.read", Read;
    /// Somebody saw who looked at a record.
    InspectionRead = "inspection.read", Read;
    InspectionExported = "inspection.exported", Read;
    /// Somebody read the organisation's own log.
    LogRead = "log.read", Read;
    LogExported = "log.exported", Read;
    LogReaderAppointed = "log.reader_appointed", Update;
    LogReaderDismissed = "log.reader_dismissed", Update;
    /// Somebody who is logged in showed again who they are.
    Confirmed = "login.confirmed", Execute;
    ConfirmationRefused = "login.confirmation_refused", Execute;
    FactorAdded = "factor.added", Create;
    FactorRenamed = "factor.renamed", Update;
    FactorRemoved = "factor.removed", Delete;
    RecoveryCodesMade = "recovery_codes.made", Create;
    RecoveryCodeUsed = "recovery_codes.used", Execute;
    /// Somebody saw how the own account is protected and where it is logged in.
    AccountRead = "account.read", Read;
    OrganisationFounded = "organisation.founded", Create;
    /// Name, telephone, crisis number, mail domain.
    OrganisationChanged = "organisation.changed", Update;
    ModulesChanged = "organisation.modules_changed", Update;
    /// Password policy, or the words that passwords may not hold (D1).
    PasswordPolicyChanged = "organisation.password_policy_changed", Update;
    SecondFactorChanged = "organisation.second_factor_changed", Update;
    /// Which second factors may be used (D3).
    FactorsChanged = "organisation.factors_changed", Update;
    InvitationTermChanged = "organisation.invitation_term_changed", Update;
    /// Somebody saw who administers an organisation.
    AdministratorsRead = "administrators.read", Read;
    /// An administrator logged somebody out everywhere (D23).
    SessionsEnded = "sessions.ended", Execute;
    /// A provider of logins was set up or changed for an organisation.
    ProviderSet = "provider.set", Update;
    /// Nobody of the organisation logs in there any more.
    ProviderRemoved = "provider.removed", Delete;
    /// A login at a provider was joined to an account.
    ProviderLinked = "provider.linked", Update;
    ProviderUnlinked = "provider.unlinked", Delete;
    BsnKept = "bsn.kept", Update;
    AppointmentsListed = "appointments.listed", Read;
    AppointmentRead = "appointment.read", Read;
    /// Somebody saved an appointment for a calendar program.
    AppointmentDownloaded = "appointment.downloaded", Read;
    AppointmentPlanned = "appointment.planned", Create;
    /// A client asks to move or cancel (D11).
    AppointmentChangeAsked = "appointment.change_asked", Create;
    AppointmentChangeWithdrawn = "appointment.change_withdrawn", Update;
    AppointmentChangeDeclined = "appointment.change_declined", Update;
    AppointmentMoved = "appointment.moved", Update;
    AppointmentCancelled = "appointment.cancelled", Update;
    /// Somebody saw the private address of the own calendar.
    CalendarAddressRead = "calendar.address_read", Read;
    CalendarAddressMade = "calendar.address_made", Create;
    CalendarAddressRemoved = "calendar.address_removed", Delete;
    /// A calendar program fetched the appointments by that address.
    CalendarFetched = "calendar.fetched", Read;
    HelpRequested = "help.requested", Create;
    HelpDeskSet = "help.desk_set", Update;
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
        Appointment = "appointment",
        Conversation = "conversation",
        Message = "message",
        Signature = "signature",
        Composition = "composition",
        Effort = "effort",
        Medication = "medication",
        /// An allergy or a contra-indication.
        Harm = "harm",
        /// Something that was asked for by an address and does not exist for who asked.
        Address = "address",
        /// A passkey or an authenticator app.
        Factor = "factor",
    }
}

impl Kind {
    pub fn succeeded(self) -> bool {
        !matches!(
            self,
            Self::LoginRefused
                | Self::CodeWithheld
                | Self::PinRefused
                | Self::AccessRefused
                | Self::ConfirmationRefused
        )
    }
}

/// A field of a setting before and after; never a secret's, and never of care. Empty is nothing, or not ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub old: String,
    pub new: String,
}

impl Change {
    /// What differs between two forms, by field.
    pub fn between(old: &Values, new: &Values) -> Vec<Self> {
        let value = |form: &Values, field: &str| form.get(field).cloned().unwrap_or_default();
        let fields: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let changes = fields.into_iter().map(|field| Self {
            field: field.clone(),
            old: value(old, field),
            new: value(new, field),
        });
        changes.filter(|change| change.old != change.new).collect()
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
    /// What was set before and after.
    pub changes: Vec<Change>,
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
            changes: Vec::new(),
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

    pub fn changing(self, changes: Vec<Change>) -> Self {
        Self { changes, ..self }
    }

    pub fn searching(self, query: impl Into<String>) -> Self {
        Self { query: Some(query.into()), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_a_change_and_what_is_gone_is_empty() {
        let form = |pairs: &[(&str, &str)]| -> Values {
            pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
        };
        let change =
            |field: &str, old: &str, new: &str| Change { field: field.into(), old: old.into(), new: new.into() };
        let (old, new) = (form(&[("a", "1"), ("b", "2"), ("c", "3")]), form(&[("a", "1"), ("b", "4"), ("d", "5")]));
        assert_eq!(Change::between(&old, &new), [change("b", "2", "4"), change("c", "3", ""), change("d", "", "5")]);
        assert_eq!(Change::between(&old, &old), []);
    }
}
