//! Organisations and people as rows: accounts with their login names, memberships, records, care teams.

use super::{
    people::{Client, Group, Member},
    sink::Sink,
    span,
};
use crate::{Result, db::insert_many};
use chrono::{Datelike, NaiveDate};
use portiek_domain::{
    accounts::{login::login_key, password::PasswordPolicy},
    actor::OrganisationKind,
    record::TeamRole,
    time,
};
use sqlx::types::Json;

const ORGANISATIONS: &str = "INSERT INTO organisation (id, number, kind, name, display_name, phone, crisis_phone, created_at, password_policy) ";
const ACCOUNTS: &str = "INSERT INTO account (id, password_hash, password_set_at, mail, mobile, created_at, \
     activated_at) ";
const NAMES: &str = "INSERT INTO login_name (key, account_id) ";
const MEMBERSHIPS: &str = "INSERT INTO membership (organisation_id, id, account_id, role, initials, first_name, infix, \
     last_name, profession, login_name, mail, created_at) ";
const RECORDS: &str = "INSERT INTO record (organisation_id, id, number, subject_id, initials, first_name, infix, \
     last_name, birth_date, sex, created_at) ";
const TEAMS: &str = "INSERT INTO care_team (organisation_id, record_id, membership_id, role, from_day, until_day) ";
/// People per round: every statement has as many rows or a few times as many.
const PEOPLE: usize = 128;
/// The first organisation's number, above those of the cast.
const FIRST_NUMBER: usize = 101;
const NEVER_ENDS: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

/// The probes are people of the first organisation.
pub async fn write(sink: &mut Sink<'_>, (groups, probes): (&[Group], &Group), hash: &str) -> Result<()> {
    write_organisations(sink, groups).await?;
    for group in groups.iter().chain([probes]) {
        let members: Vec<&Member> = group.members().collect();
        for members in members.chunks(PEOPLE) {
            write_accounts(sink, members, hash).await?;
            write_memberships(sink, (group, members)).await?;
        }
        let clients: Vec<(usize, &Client)> = group.clients.iter().enumerate().collect();
        for clients in clients.chunks(PEOPLE) {
            write_records(sink, (group, clients)).await?;
            write_teams(sink, (group, clients)).await?;
        }
    }
    sink.commit().await
}

async fn write_organisations(sink: &mut Sink<'_>, groups: &[Group]) -> Result<()> {
    let numbered = groups.iter().enumerate().map(|(index, group)| (FIRST_NUMBER + index, group));
    let organisations: Vec<(usize, &Group)> = numbered.collect();
    for organisations in organisations.chunks(PEOPLE) {
        let written = insert_many!(sink.tx().await?, ORGANISATIONS, organisations, |row| [
            row.1.organisation.0,
            i64::try_from(row.0).unwrap_or_default(),
            OrganisationKind::MentalHealth.as_str(),
            format!("GGZ-praktijk Meting {}", row.0),
            format!("Praktijk {}", row.0),
            "088 123 45 60",
            "088 123 45 67",
            span().0,
            Json(ageless()),
        ])?;
        sink.wrote(written).await?;
    }
    Ok(())
}

/// The world ended long before it is measured: nobody may have become inactive since, no password may be too old.
fn ageless() -> PasswordPolicy {
    let policy = PasswordPolicy::default_for(OrganisationKind::MentalHealth);
    PasswordPolicy { months_valid: 0, months_inactive: 0, ..policy }
}

/// Everybody has their own.
fn mobile(member: &Member) -> String {
    format!("06-{:08}", member.account.0.as_u128() % 100_000_000)
}

async fn write_accounts(sink: &mut Sink<'_>, members: &[&Member], hash: &str) -> Result<()> {
    let mut written = insert_many!(sink.tx().await?, ACCOUNTS, members, |member| [
        member.account.0,
        hash,
        member.joined_at,
        mail(member),
        mobile(member),
        member.joined_at,
        member.joined_at,
    ])?;
    let name =
        |member: &&Member| [(login_key(&member.login), member.account), (login_key(&mail(member)), member.account)];
    let names: Vec<_> = members.iter().flat_map(name).collect();
    written += insert_many!(sink.tx().await?, NAMES, &names, |row| [row.0.as_str(), row.1.0])?;
    sink.wrote(written).await
}

async fn write_memberships(sink: &mut Sink<'_>, (group, members): (&Group, &[&Member])) -> Result<()> {
    let written = insert_many!(sink.tx().await?, MEMBERSHIPS, members, |member| [
        group.organisation.0,
        member.id.0,
        member.account.0,
        member.role.as_str(),
        member.name.initials.as_str(),
        member.name.first.as_str(),
        member.name.infix.as_str(),
        member.name.last.as_str(),
        member.profession,
        member.login.as_str(),
        mail(member),
        member.joined_at,
    ])?;
    sink.wrote(written).await
}

async fn write_records(sink: &mut Sink<'_>, (group, clients): (&Group, &[(usize, &Client)])) -> Result<()> {
    let written = insert_many!(sink.tx().await?, RECORDS, clients, |row| [
        group.organisation.0,
        row.1.record.0,
        record_number(row.1, row.0),
        row.1.member.id.0,
        row.1.member.name.initials.as_str(),
        row.1.member.name.first.as_str(),
        row.1.member.name.infix.as_str(),
        row.1.member.name.last.as_str(),
        birth_date(row.0),
        if row.0 % 2 == 0 { "vrouw" } else { "man" },
        row.1.member.joined_at,
    ])?;
    sink.wrote(written).await
}

async fn write_teams(sink: &mut Sink<'_>, (group, clients): (&Group, &[(usize, &Client)])) -> Result<()> {
    let places: Vec<(&Client, usize, &Member)> = clients
        .iter()
        .flat_map(|(_, client)| group.team(client).enumerate().map(|(place, member)| (*client, place, member)))
        .collect();
    let written = insert_many!(sink.tx().await?, TEAMS, &places, |row| [
        group.organisation.0,
        row.0.record.0,
        row.2.id.0,
        if row.1 == 0 { TeamRole::Lead } else { TeamRole::CoPractitioner }.as_str(),
        time::day(row.0.member.joined_at),
        NEVER_ENDS,
    ])?;
    sink.wrote(written).await
}

fn mail(member: &Member) -> String {
    format!("{}@voorbeeld.nl", member.login)
}

/// Unique in its organisation: the login name's number, or the probes' words, with the year before it.
fn record_number(client: &Client, index: usize) -> String {
    let probe = if client.member.login.starts_with("client.") { "" } else { "9" };
    format!("{}{probe}{index:06}", client.member.joined_at.year())
}

/// Spread over the years 1945 to 2006.
fn birth_date(index: usize) -> Option<NaiveDate> {
    let (year, day) = (1945 + index % 62, 1 + index % 365);
    NaiveDate::from_yo_opt(i32::try_from(year).ok()?, u32::try_from(day).ok()?)
}
