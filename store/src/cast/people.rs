//! Who there is, and where (product.md, "The demonstration world").

use crate::{
    Error, Result, Tx,
    accounts::{
        account::{self, NewAccount},
        pin::{self, PinHash},
    },
    audit::readers,
    bsn,
    db::run,
    help,
    memberships::{self, NewMembership},
    organisations::{self, NewOrganisation},
    records::{self, NewRecord, Place},
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use portiek_domain::{
    actor::{OrganisationKind, Role},
    bsn::Bsn,
    help::Desk,
    ids::{AccountId, MembershipId, OrganisationId, RecordId},
    names::PersonName,
    record::TeamRole,
    time,
};
use std::collections::BTreeMap;

/// Everybody by login name and organisation number.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub organisations: BTreeMap<i64, OrganisationId>,
    pub accounts: BTreeMap<String, AccountId>,
    pub members: BTreeMap<(String, i64), Member>,
    pub records: BTreeMap<String, RecordId>,
}

#[derive(Clone, Debug)]
pub struct Member {
    pub id: MembershipId,
    pub account: AccountId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub name: PersonName,
}

pub const PLATFORM: i64 = 1;
pub const DE_LINDE: i64 = 11;
pub const HET_PLEIN: i64 = 12;
pub const OOST: i64 = 13;
pub const WEST: i64 = 14;
pub const CIZ_ICT: i64 = 16;

/// Where everybody's mail is, and from where organisations send theirs.
const MAIL_DOMAIN: &str = "voorbeeld.nl";

/// number, kind, name, display name, telephone, crisis number
type OrganisationLine = (i64, OrganisationKind, &'static str, &'static str, &'static str, &'static str);

const ORGANISATIONS: [OrganisationLine; 6] = [
    (PLATFORM, OrganisationKind::Platform, "Portiek", "Portiek", "088 123 45 00", "112"),
    (DE_LINDE, OrganisationKind::MentalHealth, "GGZ-praktijk De Linde", "De Linde", "088 123 45 60", "088 123 45 67"),
    (
        HET_PLEIN,
        OrganisationKind::GeneralPractice,
        "Huisartsenpraktijk Het Plein",
        "Het Plein",
        "088 123 45 70",
        "088 123 45 77",
    ),
    (OOST, OrganisationKind::Hospital, "Ziekenhuis Oost", "Ziekenhuis Oost", "088 123 45 80", "112"),
    (WEST, OrganisationKind::Hospital, "Ziekenhuis West", "Ziekenhuis West", "088 123 45 90", "112"),
    (CIZ_ICT, OrganisationKind::CareOrganisation, "CIZ ICT", "CIZ ICT", "088 123 45 95", "112"),
];

const HOURS: &str = "op kantoordagen van 08.30 tot 17.00 uur";

/// organisation, page with questions, mail, telephone, mail about the contract
const DESKS: [(i64, &str, &str, &str, &str); 4] = [
    (PLATFORM, "", "support@voorbeeld.nl", "088 123 45 00", ""),
    (DE_LINDE, "https://www.voorbeeld.nl/vragen", "helpdesk@voorbeeld.nl", "088 123 45 61", ""),
    (HET_PLEIN, "", "hulp@voorbeeld.nl", "088 123 45 70", ""),
    (CIZ_ICT, "", "servicedesk@voorbeeld.nl", "088 789 17 00", "contractbeheer@voorbeeld.nl"),
];

/// login name, organisation, role, first name or initials, infix, last name, profession
type PersonLine = (&'static str, i64, Role, &'static str, &'static str, &'static str, &'static str);

const PEOPLE: [PersonLine; 21] = [
    ("karen.test", DE_LINDE, Role::Client, "Karen", "", "Test", ""),
    ("karen.test", HET_PLEIN, Role::Patient, "Karen", "", "Test", ""),
    ("jan.devries", DE_LINDE, Role::Client, "Jan", "de", "Vries", ""),
    ("fatima.elamrani", DE_LINDE, Role::Client, "Fatima", "el", "Amrani", ""),
    ("gerard.van.kesteren", DE_LINDE, Role::Practitioner, "Gerard", "van", "Kesteren", "psychotherapeut"),
    ("peter.post", DE_LINDE, Role::Practitioner, "Peter", "", "Post", "psychiater"),
    ("carmen.van.den.eerenbeemt", DE_LINDE, Role::Practitioner, "Carmen", "van den", "Eerenbeemt", "gz-psycholoog"),
    ("huisarts.dewit", HET_PLEIN, Role::Practitioner, "Anneke", "de", "Wit", "huisarts"),
    ("assistente.mulder", HET_PLEIN, Role::Assistant, "Ilse", "", "Mulder", "doktersassistente"),
    ("ouder.bos", HET_PLEIN, Role::Patient, "Marieke", "", "Bos", ""),
    ("kind.bos", HET_PLEIN, Role::Patient, "Daan", "", "Bos", ""),
    ("noor.aios", OOST, Role::Trainee, "Noor", "", "Visser", "AIOS interne geneeskunde"),
    ("sem.anios", OOST, Role::Trainee, "Sem", "", "Jansen", "ANIOS interne geneeskunde"),
    ("opleider.kas", OOST, Role::Director, "Kas", "", "Hoekstra", "internist"),
    ("staf.lena", OOST, Role::Faculty, "Lena", "", "Smit", "internist"),
    ("ondersteuning.oost", OOST, Role::Support, "Ria", "", "Bakker", ""),
    ("ondersteuning.west", WEST, Role::Support, "Ton", "", "Meijer", ""),
    ("fgrashoff11", CIZ_ICT, Role::Administrator, "F", "", "Grashoff", ""),
    ("platform", PLATFORM, Role::Platform, "Petra", "", "Platform", ""),
    ("nina.kuipers", DE_LINDE, Role::Assistant, "Nina", "", "Kuipers", "secretaresse"),
    ("omar.haddad", DE_LINDE, Role::Practitioner, "Omar", "", "Haddad", "gz-psycholoog"),
];

/// Who worked somewhere and was deleted there, and why.
const FORMER: [(PersonLine, &str); 1] =
    [(("jan.devries", OOST, Role::Trainee, "Jan", "de", "Vries", "ANIOS interne geneeskunde"), "Uit dienst")];
const END: &str = "UPDATE membership SET ended_at = $3, ended_why = $4 WHERE organisation_id = $1 AND id = $2";

/// Numbers that are nobody's, for trying things out.
const NUMBERS: [(&str, i64, &str); 3] = [
    ("karen.test", DE_LINDE, "999990019"),
    ("karen.test", HET_PLEIN, "999990019"),
    ("jan.devries", DE_LINDE, "999990020"),
];

pub async fn populate(tx: &mut Tx, hash: &str) -> Result<Cast> {
    let mut cast = Cast::default();
    for line in ORGANISATIONS {
        let id = organisations::found(tx, &organisation(line)).await?;
        cast.organisations.insert(line.0, id);
    }
    open_desks(tx, &cast).await?;
    for (index, line) in PEOPLE.iter().enumerate() {
        join(tx, &mut cast, (line, mobile(index), hash)).await?;
    }
    let nina = cast.member("nina.kuipers", DE_LINDE)?;
    readers::appoint(tx, None, (nina.organisation, nina.id)).await?;
    leave(tx, &mut cast, hash).await?;
    keep_numbers(tx, &cast).await?;
    open_records(tx, &mut cast).await?;
    fill_care_teams(tx, &cast).await?;
    Ok(cast)
}

/// Everybody can sign.
pub async fn give_pins(tx: &mut Tx, (cast, hash): (&Cast, &PinHash)) -> Result<()> {
    for account in cast.accounts.values() {
        pin::set(tx, *account, (hash, "")).await?;
    }
    Ok(())
}

fn organisation((number, kind, name, display_name, phone, crisis_phone): OrganisationLine) -> NewOrganisation {
    NewOrganisation {
        number,
        kind,
        name: name.into(),
        display_name: display_name.into(),
        phone: phone.into(),
        crisis_phone: crisis_phone.into(),
        mail_domain: if number == PLATFORM { String::new() } else { MAIL_DOMAIN.into() },
    }
}

fn mobile(index: usize) -> String {
    format!("06-1234 56{index:02}")
}

async fn join(tx: &mut Tx, cast: &mut Cast, (line, mobile, hash): (&PersonLine, String, &str)) -> Result<()> {
    let &(login, number, role, first, infix, last, profession) = line;
    let mail = format!("{login}@{MAIL_DOMAIN}");
    let organisation = cast.organisation(number)?;
    let account = match cast.accounts.get(login) {
        Some(account) => *account,
        None => {
            let new = NewAccount { mail: mail.clone(), mobile, password_hash: hash.into() };
            account::create(tx, &new).await?
        }
    };
    let name = PersonName { initials: initial(first), first: first.into(), infix: infix.into(), last: last.into() };
    let new = NewMembership { role, name: name.clone(), profession: profession.into(), login_name: login.into(), mail };
    let id = memberships::join(tx, (organisation, account), &new).await?;
    cast.accounts.insert(login.into(), account);
    cast.members.insert((login.into(), number), Member { id, account, organisation, role, name });
    Ok(())
}

async fn open_desks(tx: &mut Tx, cast: &Cast) -> Result<()> {
    for (at, faq, mail, phone, contract) in DESKS {
        let [faq, mail, phone, contract] = [faq, mail, phone, contract].map(String::from);
        let desk = Desk { faq, mail, phone, contract, hours: HOURS.into() };
        help::set_desk(tx, (cast.organisation(at)?, None), &desk).await?;
    }
    Ok(())
}

async fn leave(tx: &mut Tx, cast: &mut Cast, hash: &str) -> Result<()> {
    let now = tx.now();
    for (line, why) in &FORMER {
        join(tx, cast, (line, String::new(), hash)).await?;
        let member = cast.member(line.0, line.1)?;
        run!(tx, execute(END, member.organisation.0, member.id.0, now, *why))?;
    }
    Ok(())
}

async fn keep_numbers(tx: &mut Tx, cast: &Cast) -> Result<()> {
    for (login, at, number) in NUMBERS {
        let (member, number) = (cast.member(login, at)?, Bsn::parse(number).ok_or_else(|| missing("a number"))?);
        bsn::keep(tx, (member.organisation, member.id, None), &number).await?;
    }
    Ok(())
}

fn initial(first: &str) -> String {
    first.chars().take(1).collect()
}

async fn open_records(tx: &mut Tx, cast: &mut Cast) -> Result<()> {
    let today = time::day(tx.now());
    let lines = [
        ("2022021801", "karen.test", DE_LINDE, born(1986, 3, 30), "vrouw"),
        ("2023061402", "jan.devries", DE_LINDE, born(1971, 11, 2), "man"),
        ("2024090903", "fatima.elamrani", DE_LINDE, born(1994, 7, 19), "vrouw"),
        ("10042", "karen.test", HET_PLEIN, born(1986, 3, 30), "vrouw"),
        ("10051", "ouder.bos", HET_PLEIN, born(1983, 5, 8), "vrouw"),
        ("10052", "kind.bos", HET_PLEIN, years_ago(today, 13), "man"),
    ];
    for (number, login, at, birth_date, sex) in lines {
        let member = cast.member(login, at)?.clone();
        let new = NewRecord {
            number: number.into(),
            subject: Some(member.id),
            name: member.name,
            birth_date,
            sex: sex.into(),
        };
        let id = records::begin(tx, member.organisation, &new).await?;
        cast.records.insert(number.into(), id);
    }
    Ok(())
}

async fn fill_care_teams(tx: &mut Tx, cast: &Cast) -> Result<()> {
    use TeamRole::{CoPractitioner, Lead};
    let places = [
        ("2022021801", "gerard.van.kesteren", Lead, born(2022, 2, 18)),
        ("2022021801", "peter.post", CoPractitioner, born(2022, 2, 21)),
        ("2022021801", "carmen.van.den.eerenbeemt", CoPractitioner, born(2022, 2, 21)),
        ("2023061402", "gerard.van.kesteren", Lead, born(2022, 2, 18)),
        ("2024090903", "peter.post", Lead, born(2022, 2, 18)),
        ("2024090903", "omar.haddad", CoPractitioner, born(2022, 2, 18)),
    ];
    for (number, login, role, from) in places {
        let member = cast.member(login, DE_LINDE)?;
        let record = cast.record(number)?;
        let place = Place { member: member.id, role, from, until: None };
        records::join_team(tx, (member.organisation, record), place).await?;
    }
    Ok(())
}

pub(super) fn born(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// A birth date that makes somebody this old today, half a year after the birthday.
fn years_ago(today: NaiveDate, years: i32) -> NaiveDate {
    let birthday = today - chrono::TimeDelta::days(182);
    born(birthday.year() - years, birthday.month(), birthday.day().min(28))
}

impl Cast {
    pub fn organisation(&self, number: i64) -> Result<OrganisationId> {
        self.organisations.get(&number).copied().ok_or_else(|| missing(&number.to_string()))
    }

    pub fn member(&self, login: &str, at: i64) -> Result<&Member> {
        self.members.get(&(login.to_owned(), at)).ok_or_else(|| missing(login))
    }

    pub fn record(&self, number: &str) -> Result<RecordId> {
        self.records.get(number).copied().ok_or_else(|| missing(number))
    }
}

fn missing(what: &str) -> Error {
    Error::Corrupt(format!("{what} is not in the cast"))
}

/// A moment on the Dutch clock, in winter time.
pub(super) fn winter(day: (i32, u32, u32), (hour, minute): (u32, u32)) -> DateTime<Utc> {
    let at = born(day.0, day.1, day.2).and_hms_opt(hour, minute, 0).unwrap_or_default();
    at.and_utc() - chrono::TimeDelta::hours(1)
}
