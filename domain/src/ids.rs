//! Identifiers: one type per thing, so that a message can never be looked up by a person's key.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// One `afspraak`.
    AppointmentId,
    /// What somebody asks about an appointment.
    AppointmentRequestId,
    /// The person's own account: password, factors, mobile (D23).
    AccountId,
    /// One login attempt, from the password to the code.
    AttemptId,
    /// One row of the inspection log.
    AuditEventId,
    /// A `gesprek` or, later, an e-consult.
    ConversationId,
    /// A passkey or an authenticator app of an account.
    FactorId,
    /// Made with each form and sent along, so that sending twice does it once.
    FormKey,
    /// An allergy or a contra-indication of somebody.
    HarmId,
    /// A medicine that somebody uses or used.
    MedicationId,
    /// A one-time link that was mailed.
    LinkId,
    /// What a practitioner writes about a patient, in versions.
    CompositionId,
    /// Somebody's role in one organisation (D23).
    MembershipId,
    /// One entry of what will be billed (`behandelinzet`).
    EffortId,
    /// One `bericht` in a conversation.
    MessageId,
    /// A care organisation, practice or hospital.
    OrganisationId,
    /// One mail or SMS waiting to be sent.
    OutboxId,
    /// Where members of an organisation may log in instead: DigiD, its own identity provider.
    ProviderId,
    /// A patient's record (`dossier`) in one organisation.
    RecordId,
    /// A browser that is logged in.
    SessionId,
    /// One `handtekening`.
    SignatureId,
    /// Whose data an event is about: a record; a portfolio, once there are any.
    SubjectId,
}

impl From<RecordId> for SubjectId {
    fn from(record: RecordId) -> Self {
        Self(record.0)
    }
}

/// A new version-7 identifier from a moment and 10 random bytes, both passed in.
pub fn mint(at: chrono::DateTime<chrono::Utc>, random: &[u8; 10]) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid()
}

/// Not later than any identifier minted at a moment (a whole millisecond), and later than all minted before it.
pub fn first_at(at: chrono::DateTime<chrono::Utc>) -> Uuid {
    mint(at, &[0; 10])
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    #[test]
    fn later_identifiers_sort_after_earlier_ones() {
        let at = |second| Utc.timestamp_opt(second, 0).single().unwrap_or_default();
        assert!(mint(at(1), &[255; 10]) < mint(at(2), &[0; 10]));
    }

    #[test]
    fn a_moment_has_a_first_identifier() {
        let at = |millis| Utc.timestamp_millis_opt(millis).single().unwrap_or_default();
        assert!(first_at(at(2000)) <= mint(at(2000), &[0; 10]) && first_at(at(2000)) > mint(at(1999), &[255; 10]));
        assert!(first_at(at(-1)) <= mint(at(0), &[0; 10]));
    }
}
