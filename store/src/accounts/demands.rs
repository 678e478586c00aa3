//! What the organisations somebody is at ask of the login and the password: the strictest of all (D1, D3, D23).

use crate::{
    Result,
    db::{On, run},
    names::NameColumns,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    accounts::{
        factors::{self, Enrolled, Factor},
        login::SecondFactor,
        password::{
            Owner, PasswordPolicy, Preset, Rules,
            expiry::{self, Age},
        },
    },
    actor::OrganisationKind,
    ids::AccountId,
    names::PersonName,
    time,
};
use sqlx::types::Json;

const DEMANDS: &str = "SELECT a.mail AS own_mail, a.password_set_at, o.kind, o.password_policy, o.refused_words, \
     o.second_factor, o.factors, \
     (SELECT count(*) FROM factor f WHERE f.account_id = a.id AND f.kind = 'passkey') AS passkeys, \
     (SELECT count(*) FROM factor f WHERE f.account_id = a.id AND f.kind = 'totp') AS apps, \
     (SELECT count(*) FROM recovery_code c WHERE c.account_id = a.id AND c.used_at IS NULL) AS recovery_codes, \
     m.initials, m.first_name, m.infix, m.last_name, m.login_name, m.mail AS work_mail \
     FROM membership m JOIN account a ON a.id = m.account_id JOIN organisation o ON o.id = m.organisation_id \
     WHERE m.account_id = $1 AND m.ended_at IS NULL ORDER BY o.number";

#[derive(sqlx::FromRow)]
struct Row {
    own_mail: String,
    password_set_at: DateTime<Utc>,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    password_policy: Option<Json<PasswordPolicy>>,
    refused_words: Json<Vec<String>>,
    #[sqlx(try_from = "String")]
    second_factor: SecondFactor,
    factors: Json<Vec<Factor>>,
    passkeys: i64,
    apps: i64,
    recovery_codes: i64,
    #[sqlx(flatten)]
    name: NameColumns,
    login_name: String,
    work_mail: String,
}

/// What is asked of one account.
#[derive(Clone, Debug)]
pub struct Demands {
    pub rules: Rules,
    pub owner: Owner,
    /// Whether a second factor is asked at all: an organisation demands one, or the owner has set one up.
    pub code: bool,
    /// Whether it is also asked on a browser that is remembered.
    pub each_login: bool,
    /// How it may be shown, the strongest first.
    pub ways: Vec<Factor>,
    allowed: Vec<Factor>,
    enrolled: Enrolled,
    valid_until: Option<DateTime<Utc>>,
    warn_days: u32,
}

impl Demands {
    /// Whether a login that met the others would not meet these: it does not count here then (D23).
    pub fn are_beyond(&self, others: &Self) -> bool {
        let sooner = |until: Option<DateTime<Utc>>| until.map_or(i64::MAX, |until| until.timestamp());
        (self.code && !others.code)
            || (self.each_login && !others.each_login)
            || self.rules != others.rules
            || sooner(self.valid_until) < sooner(others.valid_until)
    }

    /// Whether a second factor is asked on a browser that is remembered, or is not (D3).
    pub fn code_on(&self, remembered: bool) -> bool {
        self.code && (self.each_login || !remembered)
    }

    /// Whether "dit apparaat onthouden" is offered.
    pub fn may_remember(&self) -> bool {
        self.code && !self.each_login
    }

    /// Whether a login sends a code by SMS without being asked to.
    pub fn sends_code(&self) -> bool {
        self.code && self.ways.first() == Some(&Factor::Sms)
    }

    /// How the password stands (R10, R11).
    pub fn age(&self, now: DateTime<Utc>) -> Age {
        expiry::age(self.valid_until, self.warn_days, now)
    }
}

/// Somebody who is at no organisation any more still has an account: a long password and a code.
fn of_nobody() -> Demands {
    let rules = PasswordPolicy::preset(Preset::Modern).rules(true);
    Demands {
        rules,
        owner: Owner::default(),
        code: true,
        each_login: true,
        ways: Vec::new(),
        allowed: vec![Factor::Sms],
        enrolled: Enrolled::default(),
        valid_until: None,
        warn_days: 0,
    }
}

pub async fn of(on: &mut impl On, account: AccountId) -> Result<Demands> {
    let rows = run!(on, query_as::<Row>(DEMANDS, account.0).fetch_all)?;
    let demands = rows.into_iter().map(one).reduce(stricter).unwrap_or_else(of_nobody);
    let ways = factors::ways(demands.enrolled, &demands.allowed);
    Ok(Demands { code: factors::is_asked(demands.code, &ways), ways, ..demands })
}

fn one(row: Row) -> Demands {
    let policy = row.password_policy.map_or_else(|| PasswordPolicy::default_for(row.kind), |own| own.0);
    let code = row.second_factor != SecondFactor::Offered;
    let months = policy.months_valid;
    Demands {
        rules: policy.rules(row.second_factor == SecondFactor::EachLogin),
        owner: Owner {
            names: names(row.name.into(), [row.login_name, row.work_mail, row.own_mail]),
            words: row.refused_words.0,
        },
        code,
        each_login: row.second_factor == SecondFactor::EachLogin,
        ways: Vec::new(),
        allowed: row.factors.0,
        enrolled: Enrolled { passkey: row.passkeys > 0, totp: row.apps > 0, recovery: row.recovery_codes > 0 },
        valid_until: (months > 0).then(|| time::months_later(row.password_set_at, months)),
        warn_days: policy.warn_days,
    }
}

/// Of a mail address only what is before the `@`: the rest is many people's.
fn names(name: PersonName, logins: [String; 3]) -> Vec<String> {
    let local = |login: String| login.split('@').next().unwrap_or_default().to_owned();
    [name.initials, name.first, name.infix, name.last].into_iter().chain(logins.map(local)).collect()
}

fn stricter(one: Demands, other: Demands) -> Demands {
    let mut owner = one.owner;
    owner.names.extend(other.owner.names);
    owner.words.extend(other.owner.words);
    owner.names.sort_unstable();
    owner.names.dedup();
    Demands {
        rules: one.rules.and(other.rules),
        owner,
        code: one.code || other.code,
        each_login: one.each_login || other.each_login,
        ways: Vec::new(),
        allowed: one.allowed.into_iter().filter(|factor| other.allowed.contains(factor)).collect(),
        enrolled: one.enrolled,
        valid_until: one.valid_until.into_iter().chain(other.valid_until).min(),
        warn_days: one.warn_days.max(other.warn_days),
    }
}
