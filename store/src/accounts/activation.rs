//! Activeren (R1, R4, R114, D5): from an invitation's link over the code by SMS to a password and what else the
//! organisation asks, ending logged in. Looking at the link changes nothing.

use super::{
    account::last_two,
    attempt::{self, Attempt, Start},
    demands,
    links::{self, Row},
    login::{self, Browser, Entered, Step},
    password,
    pin::{self, PinHash},
};
use crate::{
    Conn, Error, Result, Store, Tx, audit,
    db::{On, run},
    names::NameColumns,
    texts, transact,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        link::{LinkKind, State},
        login::{ChangeWhy, login_key},
        password::{Owner, Rule},
    },
    actor::Role,
    audit::{Event, Kind, ObjectKind},
    ids::{AccountId, LinkId, MembershipId, OrganisationId},
    mail, mobile,
    names::PersonName,
    organisation::TextKind,
    refusal::{Code, Refusal},
};
use uuid::Uuid;

const WAITING: &str = "SELECT m.id, m.organisation_id, m.role, m.initials, m.first_name, m.infix, m.last_name, \
     m.login_name, a.mail, a.mobile, o.number, o.display_name, o.phone, o.signs \
     FROM membership m JOIN account a ON a.id = m.account_id JOIN organisation o ON o.id = m.organisation_id \
     WHERE a.id = $1 AND a.activated_at IS NULL AND m.ended_at IS NULL";
const OWNER: &str = "SELECT account_id FROM login_name WHERE key = $1";
const NAME: &str = "INSERT INTO login_name (key, account_id) VALUES ($1, $2)";
const ACTIVATE: &str = "UPDATE account SET activated_at = $2, mail = $3, mobile = $4 WHERE id = $1";
const CALL: &str = "UPDATE membership SET initials = $2, first_name = $3, last_name = $4, mail = $5 WHERE id = $1";
pub(super) const AGREE: &str = "UPDATE membership SET terms_version = $2, terms_agreed_at = $3 WHERE id = $1";

/// The membership that an account which nobody owns yet was made for.
#[derive(sqlx::FromRow)]
pub(super) struct Waiting {
    #[sqlx(try_from = "Uuid")]
    pub id: MembershipId,
    #[sqlx(try_from = "Uuid")]
    pub organisation_id: OrganisationId,
    #[sqlx(try_from = "String")]
    pub role: Role,
    #[sqlx(flatten)]
    name: NameColumns,
    login_name: String,
    mail: String,
    mobile: String,
    number: i64,
    display_name: String,
    phone: String,
    pub signs: bool,
}

/// An invitation as the page of its link shows it.
pub struct Invitation {
    pub state: State,
    /// None once the account is somebody's, or the membership has ended.
    pub leads: Option<(To, Asks)>,
}

/// Where somebody is invited.
#[derive(Clone)]
pub struct To {
    pub number: i64,
    pub organisation: String,
    pub phone: String,
    pub role: Role,
    pub login_name: String,
}

/// What comes next on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A code to the number that the organisation knows, by its last digits.
    Code { mobile_ends_in: String },
    /// A mobile number, and then the code that is sent there.
    Mobile,
    /// No code: the password.
    Password,
}

/// What is asked at the end: a password, and what else there is to fill in or to agree to.
pub struct Asked {
    pub to: To,
    pub rules: Vec<Rule>,
    pub owner: Owner,
    /// Who is invited by hand says who they are themselves.
    pub person: bool,
    /// Whether a PIN is chosen too: people sign there (R16).
    pub signs: bool,
    /// The version of the terms to agree to.
    pub terms: Option<i64>,
    /// Whether there is a privacy statement to read.
    pub privacy: bool,
}

/// What somebody typed at the end.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub password: String,
    pub first: String,
    pub last: String,
    pub mail: String,
    /// Where people sign.
    pub pin: String,
    /// The version of the terms that was agreed to.
    pub agreed: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Named {
    account_id: Uuid,
}

pub(super) async fn waiting(on: &mut impl On, account: AccountId) -> Result<Option<Waiting>> {
    Ok(run!(on, query_as::<Waiting>(WAITING, account.0).fetch_optional)?)
}

impl Waiting {
    pub(super) fn to(&self) -> To {
        To {
            number: self.number,
            organisation: self.display_name.clone(),
            phone: self.phone.clone(),
            role: self.role,
            login_name: self.login_name.clone(),
        }
    }

    /// Made without anybody's name: the first platform administrator's.
    fn asks_person(&self) -> bool {
        self.mail.is_empty()
    }

    fn asks(&self, code: bool) -> Asks {
        match (code, self.mobile.is_empty()) {
            (false, _) => Asks::Password,
            (true, true) => Asks::Mobile,
            (true, false) => Asks::Code { mobile_ends_in: last_two(&self.mobile) },
        }
    }
}

/// What somebody who follows an invitation gets to see; none when there never was such a link.
pub async fn follow(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Invitation>> {
    let Some(row) = links::find(conn, LinkKind::Invitation, token).await? else { return Ok(None) };
    let state = row.state(now);
    let account = AccountId(row.account_id);
    let Some(waiting) = waiting(conn, account).await? else {
        // Withdrawn, or accepted: nothing is told of it but when.
        let state = if state == State::Usable { State::Expired(now) } else { state };
        return Ok(Some(Invitation { state, leads: None }));
    };
    let code = demands::of(conn, account).await?.code;
    Ok(Some(Invitation { state, leads: Some((waiting.to(), waiting.asks(code))) }))
}

/// "Stuur mij de sms-code" (D5). None when the link is of no use any more.
pub async fn begin(
    store: &Store,
    token: &[u8],
    (typed_mobile, browser): (&str, &Browser),
) -> Result<Option<Result<Step, Refusal>>> {
    transact!(store, |tx| {
        let now = tx.now();
        let found = links::find(tx, LinkKind::Invitation, token).await?;
        let Some(row) = found.filter(|row| row.state(now) == State::Usable) else { return Ok(None) };
        let account = AccountId(row.account_id);
        let Some(waiting) = waiting(tx, account).await? else { return Ok(None) };
        let code = demands::of(tx, account).await?.code;
        let typed = match waiting.asks(code) {
            Asks::Mobile => match mobile_number(typed_mobile) {
                Ok(number) => Some(number),
                Err(code) => return Ok(Some(Err(Refusal::new("mobiel", code)))),
            },
            _ => None,
        };
        links::open(tx, LinkKind::Invitation, token).await?;
        let token = attempt::begin(tx, start(&row, (code, typed.as_deref())), browser).await?;
        Ok(Some(Ok(if code { Step::Code { token } } else { Step::Activate { token } })))
    })
}

fn start<'a>(row: &'a Row, (code, typed): (bool, Option<&'a str>)) -> Start<'a> {
    let (change, link) = (Some(ChangeWhy::Invited), Some(LinkId(row.id)));
    Start { account: row.account_id.into(), mobile: &row.mobile, typed, change, link, code }
}

fn mobile_number(typed: &str) -> Result<String, Code> {
    if typed.trim().is_empty() { Err(Code::Missing) } else { mobile::e164(typed).ok_or(Code::NotAMobile) }
}

/// What is asked at the end, for an attempt that has come so far; none when it is over.
pub async fn asked(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> Result<Option<Asked>> {
    let Some((attempt, waiting)) = due(conn, token, now).await? else { return Ok(None) };
    let demands = demands::of(conn, attempt.account).await?;
    let terms = texts::version(conn, waiting.organisation_id, TextKind::Terms).await?;
    let privacy = texts::version(conn, waiting.organisation_id, TextKind::Privacy).await?.is_some();
    let rules = demands.rules.list(&demands.owner);
    let (person, signs) = (waiting.asks_person(), waiting.signs);
    Ok(Some(Asked { to: waiting.to(), rules, owner: demands.owner, person, signs, terms, privacy }))
}

async fn due(on: &mut impl On, token: &[u8], now: DateTime<Utc>) -> Result<Option<(Attempt, Waiting)>> {
    let found = attempt::find(on, token, now).await?;
    let Some(attempt) = found.filter(|attempt| attempt.passed && attempt.change == Some(ChangeWhy::Invited)) else {
        return Ok(None);
    };
    Ok(waiting(on, attempt.account).await?.map(|waiting| (attempt, waiting)))
}

/// Makes the account its owner's and opens a session (R114); none when the attempt is over.
pub async fn finish(
    store: &Store,
    token: &[u8],
    (typed, browser): (&Typed, &Browser),
) -> Result<Option<Result<Entered, Vec<Refusal>>>> {
    let mut conn = store.read().await?;
    let Some((attempt, waiting)) = due(&mut conn, token, store.now()).await? else { return Ok(None) };
    let terms = texts::version(&mut conn, waiting.organisation_id, TextKind::Terms).await?;
    drop(conn);
    let (hash, broken) = match password::checked(store, attempt.account, &typed.password).await? {
        Ok(hash) => (hash, Vec::new()),
        Err(broken) => (String::new(), broken),
    };
    let (pin, bad_pin) = pin_of(store, (attempt.account, &waiting), typed).await?;
    // In the order of the form's fields.
    let refusals = [refused_person(typed, &waiting), broken, bad_pin, refused_terms(typed.agreed, terms)].concat();
    if !refusals.is_empty() {
        return Ok(Some(Err(refusals)));
    }
    transact!(store, |tx| {
        let now = tx.now();
        let Some((attempt, waiting)) = due(tx, token, now).await? else { return Ok(None) };
        let mail = waiting.mail_of(typed);
        if !is_free(tx, attempt.account, &mail).await? {
            return Ok(Some(Err(vec![Refusal::new("mail", Code::MailTaken)])));
        }
        if !attempt.complete(tx).await? || !used_up(tx, &attempt).await? {
            return Ok(None);
        }
        activate(tx, (&attempt, &waiting), (typed, &mail)).await?;
        password::set(tx, attempt.account, (&hash, &browser.network, None)).await?;
        if let Some(pin) = &pin {
            pin::set(tx, attempt.account, (pin, &browser.network)).await?;
        }
        let event = Event::from_network(&browser.network, Kind::AccountActivated);
        audit::log(tx, event.on(ObjectKind::Account, attempt.account)).await?;
        let demands = demands::of(tx, attempt.account).await?;
        let browser = attempt.remembering(browser);
        let entered = login::enter_with(tx, (attempt.account, attempt.level), (&demands, &browser)).await?;
        Ok(Some(Ok(entered)))
    })
}

/// The PIN's hash where one is chosen, or why it cannot be this one.
async fn pin_of(
    store: &Store,
    (account, waiting): (AccountId, &Waiting),
    typed: &Typed,
) -> Result<(Option<PinHash>, Vec<Refusal>)> {
    if !waiting.signs {
        return Ok((None, Vec::new()));
    }
    Ok(match pin::hash(store, account, &typed.pin).await? {
        Ok(hash) => (Some(hash), Vec::new()),
        Err(code) => (None, vec![Refusal::new("pincode", code)]),
    })
}

fn refused_person(typed: &Typed, waiting: &Waiting) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if waiting.asks_person() {
        let fields = [("voornaam", &typed.first), ("achternaam", &typed.last), ("mail", &typed.mail)];
        let missing = fields.into_iter().filter(|(_, value)| value.trim().is_empty());
        refusals.extend(missing.map(|(field, _)| Refusal::new(field, Code::Missing)));
        if !typed.mail.trim().is_empty() && mail::address(&typed.mail).is_none() {
            refusals.push(Refusal::new("mail", Code::NotAMail));
        }
    }
    refusals
}

pub(super) fn refused_terms(agreed: Option<i64>, terms: Option<i64>) -> Vec<Refusal> {
    if terms.is_none() || agreed == terms { Vec::new() } else { vec![Refusal::new("akkoord", Code::NotAgreed)] }
}

async fn is_free(tx: &mut Tx, account: AccountId, mail: &str) -> Result<bool> {
    let owner = run!(tx, query_as::<Named>(OWNER, login_key(mail)).fetch_optional)?;
    Ok(owner.is_none_or(|owner| owner.account_id == account.0))
}

async fn used_up(tx: &mut Tx, attempt: &Attempt) -> Result<bool> {
    match attempt.link {
        Some(link) => links::use_up(tx, link).await,
        None => Err(Error::Corrupt(format!("login_attempt.link_id of {} is missing", attempt.id))),
    }
}

async fn activate(tx: &mut Tx, (attempt, waiting): (&Attempt, &Waiting), (typed, mail): (&Typed, &str)) -> Result<()> {
    let now = tx.now();
    let account = attempt.account.0;
    let mobile = attempt.typed_mobile.as_ref().unwrap_or(&waiting.mobile);
    run!(tx, execute(ACTIVATE, account, now, mail, mobile))?;
    if login_key(mail) != login_key(&waiting.login_name) {
        run!(tx, execute(NAME, login_key(mail), account))?;
    }
    if waiting.asks_person() {
        let name = waiting.name_of(typed);
        run!(tx, execute(CALL, waiting.id.0, &name.initials, &name.first, &name.last, mail))?;
    }
    if typed.agreed.is_some() {
        run!(tx, execute(AGREE, waiting.id.0, typed.agreed, now))?;
    }
    Ok(())
}

impl Waiting {
    fn mail_of(&self, typed: &Typed) -> String {
        if self.asks_person() { mail::address(&typed.mail).unwrap_or_default() } else { self.mail.clone() }
    }

    fn name_of(&self, typed: &Typed) -> PersonName {
        let (first, last) = (typed.first.trim().to_owned(), typed.last.trim().to_owned());
        let initials = first.chars().take(1).collect();
        PersonName { initials, first, last, ..PersonName::from(self.name.clone()) }
    }
}
