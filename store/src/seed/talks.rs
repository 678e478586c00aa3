//! Conversations of the measured world, as the readers' inboxes have them by now: mostly read, many archived.

use super::{
    chance::Chance,
    people::{Client, Group, Member},
    span, words,
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    ids::{ConversationId, MembershipId, MessageId, OrganisationId, RecordId},
    messages::Body,
};

/// The most messages in an ordinary conversation, and the longest pause between two of them in minutes.
const LONGEST: usize = 14;
const PAUSE: usize = 2 * 24 * 60;

pub struct Talk {
    pub organisation: OrganisationId,
    pub id: ConversationId,
    pub record: RecordId,
    pub subject: &'static str,
    pub addressed_to: MembershipId,
    pub lines: Vec<Line>,
    pub entries: Vec<Entry>,
}

pub struct Line {
    pub id: MessageId,
    pub author: MembershipId,
    pub body: String,
    pub at: DateTime<Utc>,
}

/// The conversation in somebody's inbox.
pub struct Entry {
    pub reader: MembershipId,
    pub read_through: usize,
    pub unread_since: Option<DateTime<Utc>>,
    pub archived_at: Option<DateTime<Utc>>,
}

/// How a conversation goes, and what its readers do: they have read and archived so many in a hundred.
pub struct Course {
    pub lines: usize,
    pub starts: DateTime<Utc>,
    /// The longest pause between two messages, in minutes.
    pub pause: usize,
    pub read: usize,
    pub archived: usize,
}

/// How many messages each client has, together exactly so many; some have none, some eight times as many as others.
pub fn shares(groups: &[Group], messages: usize, chance: &mut Chance) -> Vec<Vec<usize>> {
    let weigh = |group: &Group, chance: &mut Chance| group.clients.iter().map(|_| chance.below(9)).collect();
    let weights: Vec<Vec<usize>> = groups.iter().map(|group| weigh(group, chance)).collect();
    let all: usize = weights.iter().flatten().sum();
    let mut so_far = 0;
    let mut share = |weight: usize| {
        let before = messages * so_far / all.max(1);
        so_far += weight;
        messages * so_far / all.max(1) - before
    };
    weights.into_iter().map(|group| group.into_iter().map(&mut share).collect()).collect()
}

/// A client's conversations, of so many messages together.
pub fn of_client((group, client): (&Group, &Client), messages: usize, chance: &mut Chance) -> Vec<Talk> {
    let until = span().1 - TimeDelta::days(30);
    let (mut talks, mut left) = (Vec::new(), messages);
    while left > 0 {
        let lines = left.min(1 + chance.below(LONGEST));
        let starts = chance.moment((client.member.joined_at.min(until), until));
        let course = Course { lines, starts, pause: PAUSE, read: 90, archived: 50 };
        talks.push(talk((group, client), &course, chance));
        left -= lines;
    }
    talks
}

pub fn talk((group, client): (&Group, &Client), course: &Course, chance: &mut Chance) -> Talk {
    let team: Vec<&Member> = group.team(client).collect();
    let addressed_to = chance.of(&team).map_or(client.member.id, |member| member.id);
    let lines = lines((client.member.id, addressed_to), course, chance);
    let readers = team.iter().map(|member| member.id).chain([client.member.id]);
    Talk {
        organisation: group.organisation,
        id: chance.id(course.starts),
        record: client.record,
        subject: chance.word(&words::SUBJECTS),
        addressed_to,
        entries: readers.map(|reader| entry(reader, (&lines, course), chance)).collect(),
        lines,
    }
}

/// The client begins mostly; then they take turns, mostly.
fn lines((client, practitioner): (MembershipId, MembershipId), course: &Course, chance: &mut Chance) -> Vec<Line> {
    let (mut at, mut clients_turn) = (course.starts, chance.percent(70));
    let mut line = |_| {
        let author = if clients_turn { client } else { practitioner };
        let line = Line { id: chance.id(at), author, body: body(chance), at };
        at += TimeDelta::minutes(i64::try_from(1 + chance.below(course.pause)).unwrap_or_default());
        clients_turn ^= chance.percent(85);
        line
    };
    (0..course.lines).map(&mut line).collect()
}

/// One to six sentences, sometimes in paragraphs.
fn body(chance: &mut Chance) -> String {
    let mut text = chance.word(&words::SENTENCES).to_owned();
    for _ in 0..chance.below(6) {
        text.push_str(if chance.percent(20) { "\n\n" } else { " " });
        text.push_str(chance.word(&words::SENTENCES));
    }
    text
}

fn entry(reader: MembershipId, (lines, course): (&[Line], &Course), chance: &mut Chance) -> Entry {
    let unread = lines.last().filter(|last| last.author != reader && !chance.percent(course.read));
    let read_at = lines.last().map(|last| last.at + TimeDelta::hours(1));
    Entry {
        reader,
        read_through: lines.len() - usize::from(unread.is_some()),
        unread_since: unread.map(|last| last.at),
        archived_at: read_at.filter(|_| unread.is_none() && chance.percent(course.archived)),
    }
}

impl Talk {
    /// The first words of the last message.
    pub fn preview(&self) -> String {
        let last = self.lines.last().and_then(|last| Body::parse(&last.body).ok());
        last.map(|body| body.preview()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Size, people};
    use super::*;

    #[test]
    fn all_messages_are_given_out_and_the_same_number_gives_the_same_ones() {
        let size = Size { organisations: 2, people: 60, messages: 500, looks: 0 };
        let make = || {
            let mut chance = Chance::new(3);
            let groups = people::groups(&size, &mut chance);
            let shares = shares(&groups, size.messages, &mut chance);
            let talks = groups.iter().zip(&shares).flat_map(|(group, shares)| {
                let of = |(client, messages): (&Client, &usize)| of_client((group, client), *messages, &mut chance);
                group.clients.iter().zip(shares).flat_map(of).collect::<Vec<Talk>>()
            });
            talks.flat_map(|talk| talk.lines).map(|line| (line.id, line.body)).collect::<Vec<_>>()
        };
        assert_eq!(make().len(), 500);
        assert_eq!(make(), make());
    }
}
