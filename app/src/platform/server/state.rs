//! Toestand, in words.

use super::platform;
use crate::{
    fault::Fault,
    platform::views::{ChannelView, Fact, JobView, Pill, StateView, Tone},
    request::Request,
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{actor::Context, time};
use portiek_store::{
    outbox::{Backlog, Channel, LOGIN_REFUSED, TOO_LATE, Why},
    platform::{
        jobs::Job,
        state::{self, Counted, State},
    },
};

/// What waits longer than this has not gone as it should.
const LONG: TimeDelta = TimeDelta::minutes(15);
/// A job that was not noted for so long does not run.
const SILENT: TimeDelta = TimeDelta::minutes(5);
/// Less room than this is too little, in bytes.
const LITTLE_ROOM: u64 = 2_000_000_000;

pub async fn state(request: &Request, at: &Context) -> Result<StateView, Fault> {
    let access = platform(request, at).await?;
    let now = request.store.now();
    let mut conn = request.read().await?;
    let looked = state::look(&mut conn, &access, now).await;
    drop(conn);
    let state = request.settle(looked).await?;
    Ok(view(state, ((request.disk)(), now)))
}

fn view(state: State, (free, now): (Option<u64>, DateTime<Utc>)) -> StateView {
    StateView {
        as_of: time::stamp(now),
        attention: attention(&state, (free, now)),
        channels: state.backlogs.iter().map(channel).collect(),
        given_up: reasons(&state.given_up),
        held_up: reasons(&state.held_up),
        waiting: vec![
            fact("Aanvragen voor een wachtwoord", waiting(state.requests)),
            fact("Regels logboek zonder zegel", count(state.unsealed.many)),
            fact("Laatste zegel", moment(state.unsealed.since)),
        ],
        storage: vec![
            fact("Database", size(u64::try_from(state.database).unwrap_or_default())),
            fact("Vrije schijfruimte", free.map_or_else(|| "Onbekend".into(), size)),
        ],
        program: program(&state),
        jobs: state.jobs.into_iter().map(job).collect(),
    }
}

fn program(state: &State) -> Vec<Fact> {
    let mut facts = vec![fact("Versie", env!("CARGO_PKG_VERSION").into()), fact("Schema", state.schema.to_string())];
    // A demonstration does not note its starts.
    let started = state.organisations.since.filter(|at| at.timestamp() > 0);
    facts.extend(started.map(|at| fact("Laatste start", time::stamp(at))));
    facts.push(fact("Organisaties", count(state.organisations.many)));
    facts.push(fact("Geactiveerde accounts", count(state.accounts.many)));
    facts
}

fn fact(name: &str, value: String) -> Fact {
    Fact { name: name.into(), value }
}

fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "Mail",
        Channel::Sms => "Sms",
    }
}

fn channel(backlog: &Backlog) -> ChannelView {
    ChannelView {
        name: channel_name(backlog.channel).into(),
        waiting: count(backlog.waiting),
        since: backlog.since.map_or_else(|| "Niets wacht".into(), time::stamp),
        given_up: count(backlog.given_up),
    }
}

fn reasons(letters: &[Why]) -> Vec<Fact> {
    let reason = |why: &Why| fact(&format!("{}: {}", why.channel, reason(&why.failure)), count(why.letters));
    letters.iter().map(reason).collect()
}

fn reason(failure: &str) -> String {
    match failure.strip_prefix(TOO_LATE) {
        _ if failure.is_empty() => "reden onbekend".into(),
        Some(before) => format!("te laat om nog te bezorgen{before}"),
        None => failure.into(),
    }
}

/// Whether a server does not take us for who we say we are: only somebody here can mend that.
fn is_ours_to_mend(why: &Why) -> bool {
    why.failure.starts_with(LOGIN_REFUSED)
}

fn job_name(name: &str) -> String {
    match name {
        "mail" => "Mail bezorgen".into(),
        "sms" => "Sms bezorgen".into(),
        "seal" => "Logboek verzegelen".into(),
        "requests" => "Aanvragen voor een wachtwoord beantwoorden".into(),
        "forget" => "Opruimen wat niet meer nodig is".into(),
        other => other.to_owned(),
    }
}

fn job(job: Job) -> JobView {
    let failed = job.failure.is_some();
    let outcome = match &job.failure {
        None => Pill { words: "Gelukt".into(), tone: Tone::Done },
        Some(why) => Pill { words: format!("Mislukt: {why}"), tone: Tone::Warning },
    };
    let succeeded = job.succeeded_at.filter(|_| failed).map(time::stamp);
    JobView { name: job_name(&job.name), ran: time::stamp(job.ran_at), outcome, succeeded }
}

/// What somebody has to look at.
fn attention(state: &State, (free, now): (Option<u64>, DateTime<Utc>)) -> Vec<String> {
    let is_long = |since: Option<DateTime<Utc>>| since.is_some_and(|since| since + LONG < now);
    let mut sentences = Vec::new();
    for backlog in &state.backlogs {
        let name = channel_name(backlog.channel);
        if state.held_up.iter().any(|why| why.channel == backlog.channel.as_str() && is_ours_to_mend(why)) {
            sentences.push(format!(
                "{name}: de server weigert onze inloggegevens. Controleer de instellingen onder [{}]; tot die tijd wacht \
                 alles.",
                backlog.channel
            ));
        }
        if is_long(backlog.since) {
            sentences
                .push(format!("{name} wacht langer dan een kwartier. Kijk of de server voor {name} bereikbaar is."));
        }
        if backlog.given_up > 0 {
            sentences
                .push(format!("{name}: {} deze week opgegeven. De redenen staan hieronder.", count(backlog.given_up)));
        }
    }
    if is_long(state.requests.since) {
        sentences.push("Aanvragen voor een wachtwoord wachten langer dan een kwartier.".into());
    }
    for job in &state.jobs {
        let name = job_name(&job.name);
        match &job.failure {
            Some(_) => {
                sentences.push(format!("De taak '{name}' mislukte. Kijk in de uitvoer van het programma waarom."))
            }
            None if job.ran_at + SILENT < now => sentences.push(format!("De taak '{name}' draait niet.")),
            None => {}
        }
    }
    if free.is_some_and(|free| free < LITTLE_ROOM) {
        sentences.push("De schijf is bijna vol. Maak ruimte voordat er niets meer bewaard kan worden.".into());
    }
    sentences
}

fn waiting(counted: Counted) -> String {
    match counted.since {
        Some(since) => format!("{}, sinds {}", count(counted.many), time::stamp(since)),
        None => count(counted.many),
    }
}

/// Not yet, while it still stands at the beginning of time.
fn moment(at: Option<DateTime<Utc>>) -> String {
    at.filter(|at| at.timestamp() > 0).map_or_else(|| "Nog niet".into(), time::stamp)
}

/// "1.234".
fn count(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// "12,3 GB".
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| bytes >= *unit) else { return format!("{bytes} B") };
    let tenths = bytes / (unit / 10);
    format!("{},{} {name}", count(i64::try_from(tenths / 10).unwrap_or(i64::MAX)), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_sizes_read_as_in_dutch() {
        assert_eq!(
            ["0", "999", "1.000", "1.234.567"],
            [0, 999, 1000, 1_234_567].map(count).each_ref().map(String::as_str)
        );
        assert_eq!((size(999), size(12_340_000_000), size(1_500)), ("999 B".into(), "12,3 GB".into(), "1,5 kB".into()));
        assert_eq!(moment(DateTime::from_timestamp(0, 0)), "Nog niet");
    }
}
