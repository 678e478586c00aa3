//! Who acts: a person in one role at one organisation, from one browser (D23, D30).

use crate::{
    ids::{AccountId, MembershipId, OrganisationId, SessionId},
    names::PersonName,
};
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$about])* $variant),*
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As it is kept in the database.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),*
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                match text.as_str() {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(format!("unknown {}: {text}", stringify!($name))),
                }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What somebody is at an organisation.
    Role {
        Client = "client",
        Patient = "patient",
        Practitioner = "practitioner",
        Assistant = "assistant",
        Trainee = "trainee",
        Director = "director",
        Faculty = "faculty",
        Support = "support",
        Administrator = "administrator",
        Platform = "platform",
    }
}

impl Role {
    /// The portal that somebody in this role is invited to (D31).
    pub fn portal_name(self) -> &'static str {
        match self {
            Self::Client => "Cliëntenportaal",
            Self::Patient => "Patiëntenportaal",
            Self::Practitioner | Self::Assistant => "praktijkportaal",
            Self::Trainee | Self::Director | Self::Faculty => "Opleidingsportfolio",
            Self::Support | Self::Administrator => "gebruikersbeheer",
            Self::Platform => "platformbeheer",
        }
    }
}

named! {
    /// What kind of organisation it is.
    OrganisationKind {
        MentalHealth = "mental_health",
        GeneralPractice = "general_practice",
        Hospital = "hospital",
        CareOrganisation = "care_organisation",
        Platform = "platform",
    }
}

/// The parts of the application, each with its own menu and its own start of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Portal {
    /// Cliëntenportaal, for clients of a mental-health practice.
    Client,
    /// Praktijk: practitioners; assistants join with their own pages.
    Practice,
    /// Platformbeheer: who runs the installation (S9).
    Platform,
}

impl Portal {
    pub const ALL: [Self; 3] = [Self::Client, Self::Practice, Self::Platform];

    /// The start of every address in it.
    pub fn base(self) -> &'static str {
        match self {
            Self::Client => "",
            Self::Practice => "/praktijk",
            Self::Platform => "/platform",
        }
    }

    /// The page, within it, that one starts at.
    pub fn start(self) -> &'static str {
        match self {
            Self::Client | Self::Practice => "/berichten",
            Self::Platform => "/organisaties",
        }
    }

    /// The portal that an address is in.
    pub fn at(path: &str) -> Self {
        let is_in = |portal: &Self| {
            let rest = path.strip_prefix(portal.base()).filter(|_| !portal.base().is_empty());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        Self::ALL.into_iter().find(is_in).unwrap_or(Self::Client)
    }

    /// Whether somebody in this role has this portal.
    pub fn admits(self, role: Role) -> bool {
        match self {
            Self::Client => role == Role::Client,
            Self::Practice => role == Role::Practitioner,
            Self::Platform => role == Role::Platform,
        }
    }

    /// The portal of a role, if it has one yet.
    pub fn of(role: Role) -> Option<Self> {
        Self::ALL.into_iter().find(|portal| portal.admits(role))
    }
}

/// Whose data a page shows and a form changes: from the address, never from the session (D30).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    pub portal: Portal,
    /// `?bij=`: the organisation's number; absent means the only one.
    pub at: Option<i64>,
    /// `?dossier=`: the record's number; absent means the only one.
    pub record: Option<String>,
}

/// A person in one of the roles they have, at one organisation, in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub membership: MembershipId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub name: PersonName,
    pub session: SessionId,
    /// The network address the request came from.
    pub network: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_in_the_portal_whose_base_it_begins_with() {
        for portal in Portal::ALL {
            assert_eq!(Portal::at(&format!("{}{}", portal.base(), portal.start())), portal);
        }
        assert_eq!(Portal::at("/praktijk"), Portal::Practice);
        assert_eq!(Portal::at("/praktijken/berichten"), Portal::Client);
    }
}
