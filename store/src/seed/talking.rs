//! Conversations, messages and everybody's inboxes as rows.

use super::{
    sink::Sink,
    talks::{Entry, Line, Talk},
};
use crate::{Result, db::insert_many};
use chrono::{DateTime, Utc};

const TALKS: &str = "INSERT INTO conversation (organisation_id, id, record_id, kind, subject, addressed_to, started_by, \
     started_at, message_count, last_preview, last_author) ";
const LINES: &str = "INSERT INTO message (organisation_id, conversation_id, number, id, author_id, body, placed_at) ";
const ENTRIES: &str = "INSERT INTO inbox_entry (organisation_id, membership_id, conversation_id, record_id, \
     last_message_at, read_through, unread_since, archived_at) ";
/// Rows per statement: more make its text costly, fewer the ways between the threads.
const ROWS: usize = 128;

pub async fn write(sink: &mut Sink<'_>, talks: &[Talk]) -> Result<()> {
    for talks in talks.chunks(ROWS) {
        write_heads(sink, talks).await?;
    }
    let lines: Vec<(&Talk, usize, &Line)> = talks.iter().flat_map(numbered).collect();
    for lines in lines.chunks(ROWS) {
        write_lines(sink, lines).await?;
    }
    let entries: Vec<(&Talk, &Entry)> = talks.iter().flat_map(|t| t.entries.iter().map(move |e| (t, e))).collect();
    for entries in entries.chunks(ROWS) {
        write_entries(sink, entries).await?;
    }
    Ok(())
}

fn numbered(talk: &Talk) -> impl Iterator<Item = (&Talk, usize, &Line)> {
    talk.lines.iter().enumerate().map(move |(index, line)| (talk, index + 1, line))
}

async fn write_heads(sink: &mut Sink<'_>, talks: &[Talk]) -> Result<()> {
    let written = insert_many!(sink.tx().await?, TALKS, talks, |talk| [
        talk.organisation.0,
        talk.id.0,
        talk.record.0,
        "gesprek",
        talk.subject,
        talk.addressed_to.0,
        talk.lines.first().map(|line| line.author.0),
        talk.lines.first().map(|line| line.at),
        count(talk.lines.len()),
        talk.preview(),
        talk.lines.last().map(|line| line.author.0),
    ])?;
    sink.wrote(written).await
}

async fn write_lines(sink: &mut Sink<'_>, lines: &[(&Talk, usize, &Line)]) -> Result<()> {
    let written = insert_many!(sink.tx().await?, LINES, lines, |row| [
        row.0.organisation.0,
        row.0.id.0,
        count(row.1),
        row.2.id.0,
        row.2.author.0,
        row.2.body.as_str(),
        row.2.at,
    ])?;
    sink.wrote(written).await
}

async fn write_entries(sink: &mut Sink<'_>, entries: &[(&Talk, &Entry)]) -> Result<()> {
    let written = insert_many!(sink.tx().await?, ENTRIES, entries, |row| [
        row.0.organisation.0,
        row.1.reader.0,
        row.0.id.0,
        row.0.record.0,
        latest(row.0),
        count(row.1.read_through),
        row.1.unread_since,
        row.1.archived_at,
    ])?;
    sink.wrote(written).await
}

fn latest(talk: &Talk) -> Option<DateTime<Utc>> {
    talk.lines.last().map(|line| line.at)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
