//! Who there is in the measured world: practices, each with practitioners and clients who are treated by a few of them.

use super::{Size, chance::Chance, span, words};
use chrono::{DateTime, Utc};
use portiek_domain::{
    actor::Role,
    ids::{AccountId, MembershipId, OrganisationId, RecordId},
    names::PersonName,
};

/// So many people for each practitioner among them.
const PER_PRACTITIONER: usize = 25;
/// Also the smallest practice has a whole care team.
pub const FEWEST_PRACTITIONERS: usize = 4;

/// People of one organisation who have to do with each other.
pub struct Group {
    pub organisation: OrganisationId,
    pub practitioners: Vec<Member>,
    pub clients: Vec<Client>,
}

#[derive(Clone, Debug)]
pub struct Member {
    pub id: MembershipId,
    pub account: AccountId,
    pub role: Role,
    pub name: PersonName,
    pub profession: &'static str,
    pub login: String,
    pub joined_at: DateTime<Utc>,
}

pub struct Client {
    pub member: Member,
    pub record: RecordId,
    /// Places among the group's practitioners, the leading one first.
    pub team: Vec<usize>,
}

/// One group for each organisation.
pub fn groups(size: &Size, chance: &mut Chance) -> Vec<Group> {
    let upto = |index: usize| size.people * index / size.organisations.max(1);
    (0..size.organisations).map(|index| group((upto(index), upto(index + 1)), chance)).collect()
}

/// The people with these numbers, the practitioners first.
fn group((from, until): (usize, usize), chance: &mut Chance) -> Group {
    let (began, ended) = span();
    let practitioners = ((until - from) / PER_PRACTITIONER).max(FEWEST_PRACTITIONERS);
    let clients = (until - from).saturating_sub(practitioners);
    let organisation = chance.id(began);
    let colleague = |index| member((Role::Practitioner, began), (chance, &format!("behandelaar.{}", from + index)));
    let practitioners: Vec<Member> = (0..practitioners).map(colleague).collect();
    let step = (ended - began) / i32::try_from(clients + 1).unwrap_or(i32::MAX);
    let client = |index: usize| {
        let joined = began + step * i32::try_from(index).unwrap_or_default();
        client((practitioners.len(), joined), (chance, &format!("client.{}", from + index)))
    };
    let clients = (0..clients).map(client).collect();
    Group { organisation, practitioners, clients }
}

/// A client of two to four of so many practitioners.
pub fn client((practitioners, joined): (usize, DateTime<Utc>), (chance, login): (&mut Chance, &str)) -> Client {
    let first = chance.below(practitioners);
    let team = (0..2 + chance.below(3)).map(|next| (first + next) % practitioners).collect();
    let member = member((Role::Client, joined), (chance, login));
    Client { member, record: chance.id(joined), team }
}

pub fn member((role, joined_at): (Role, DateTime<Utc>), (chance, login): (&mut Chance, &str)) -> Member {
    let first = chance.word(&words::FIRST);
    let (infix, last) = chance.of(&words::LAST).unwrap_or_default();
    let initials = first.chars().take(1).collect();
    let profession = if role == Role::Client { "" } else { chance.word(&words::PROFESSIONS) };
    Member {
        id: chance.id(joined_at),
        account: chance.id(joined_at),
        role,
        name: PersonName { initials, first: first.into(), infix: infix.into(), last: last.into() },
        profession,
        login: login.into(),
        joined_at,
    }
}

impl Group {
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.practitioners.iter().chain(self.clients.iter().map(|client| &client.member))
    }

    /// The client's care team.
    pub fn team<'a>(&'a self, client: &'a Client) -> impl Iterator<Item = &'a Member> {
        client.team.iter().filter_map(|place| self.practitioners.get(*place))
    }
}
