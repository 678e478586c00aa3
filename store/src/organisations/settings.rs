//! What an organisation has set, section by section (S9). Each is saved by itself; who saves what somebody else changed
//! meanwhile is told so and overwrites nothing (quality.md §4).

use crate::{
    Error, Result, Tx, access, audit,
    db::{On, run},
    help, texts,
};
use chrono::{DateTime, Utc};
use portiek_domain::{
    access::PlatformAccess,
    accounts::{
        factors::{CHOICES, Factor},
        login::SecondFactor,
        password::PasswordPolicy,
    },
    actor::{Actor, OrganisationKind},
    audit::{Event, Kind, ObjectKind},
    help::Desk,
    ids::OrganisationId,
    organisation::{Details, Module, Section, Setting, TextKind},
    refusal::{Code, Refusal},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use uuid::Uuid;

const FIND: &str = "SELECT id, kind, name, display_name, phone, crisis_phone, mail_domain, modules, \
     password_policy, refused_words, second_factor, factors, invitation_days, help_faq, help_mail, help_phone, \
     help_hours, help_contract, created_at FROM organisation WHERE number = $1";
/// Until the commit nobody else changes it.
const HOLD: &str = "UPDATE organisation SET number = number WHERE number = $1";
const DETAILS: &str = "UPDATE organisation SET name = $2, display_name = $3, phone = $4, crisis_phone = $5, \
     mail_domain = $6 WHERE id = $1";
const MODULES: &str = "UPDATE organisation SET modules = $2 WHERE id = $1";
const POLICY: &str = "UPDATE organisation SET password_policy = $2 WHERE id = $1";
const WORDS: &str = "UPDATE organisation SET refused_words = $2 WHERE id = $1";
const FACTOR: &str = "UPDATE organisation SET second_factor = $2 WHERE id = $1";
const INVITATIONS: &str = "UPDATE organisation SET invitation_days = $2 WHERE id = $1";

/// An organisation with all it has set.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: OrganisationId,
    pub number: i64,
    pub kind: OrganisationKind,
    pub created_at: DateTime<Utc>,
    /// One per section that fits its kind, in their order.
    pub settings: Vec<Setting>,
    /// Since when its texts are as they are.
    pub published: Vec<(TextKind, DateTime<Utc>)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    name: String,
    display_name: String,
    phone: String,
    crisis_phone: String,
    mail_domain: String,
    modules: Option<Json<Vec<Module>>>,
    password_policy: Option<Json<PasswordPolicy>>,
    refused_words: Json<Vec<String>>,
    #[sqlx(try_from = "String")]
    second_factor: SecondFactor,
    factors: Json<Vec<Factor>>,
    invitation_days: i64,
    help_faq: String,
    help_mail: String,
    help_phone: String,
    help_hours: String,
    help_contract: String,
    created_at: DateTime<Utc>,
}

/// By its number; who asks for one that is not there is told so, and that is logged.
pub async fn find(on: &mut impl On, access: &PlatformAccess, number: i64) -> Result<Organisation> {
    let Some(row) = run!(on, query_as::<Row>(FIND, number).fetch_optional)? else {
        return Err(absent(access.actor()));
    };
    let mut texts = Vec::new();
    for kind in TextKind::ALL {
        texts.push((*kind, texts::latest(on, number, *kind).await?));
    }
    let published = texts.iter().filter_map(|(kind, text)| Some((*kind, text.as_ref()?.published_at))).collect();
    let (id, kind, created_at) = (row.id.into(), row.kind, row.created_at);
    let mut settings = settings(row);
    settings.extend(
        texts.into_iter().map(|(kind, text)| Setting::Text(kind, text.map_or_else(String::new, |text| text.body))),
    );
    settings.retain(|setting| setting.section().fits(kind));
    Ok(Organisation { id, number, kind, created_at, settings, published })
}

fn absent(actor: &Actor) -> Error {
    access::refused(actor, actor.organisation.0)
}

fn settings(row: Row) -> Vec<Setting> {
    let kind = row.kind;
    let details = Details {
        name: row.name,
        display_name: row.display_name,
        phone: row.phone,
        crisis_phone: row.crisis_phone,
        mail_domain: row.mail_domain,
    };
    let desk = Desk {
        faq: row.help_faq,
        mail: row.help_mail,
        phone: row.help_phone,
        hours: row.help_hours,
        contract: row.help_contract,
    };
    vec![
        Setting::Details(details),
        Setting::Modules(row.modules.map_or_else(|| Module::default_for(kind).to_vec(), |own| own.0)),
        Setting::Policy(row.password_policy.map_or_else(|| PasswordPolicy::default_for(kind), |own| own.0)),
        Setting::Words(row.refused_words.0),
        Setting::Factor(row.second_factor),
        Setting::Factors(CHOICES.into_iter().filter(|factor| row.factors.0.contains(factor)).collect()),
        Setting::Invitations(row.invitation_days),
        Setting::Desk(desk),
    ]
}

impl Organisation {
    /// What a section holds; not there where it does not fit the kind.
    pub fn setting(&self, section: Section) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.section() == section)
    }

    /// Since when a text is as it is.
    pub fn since(&self, setting: &Setting) -> Option<DateTime<Utc>> {
        let Setting::Text(kind, _) = setting else { return None };
        self.published.iter().find(|(published, _)| published == kind).map(|(_, at)| *at)
    }

    pub fn details(&self) -> Option<&Details> {
        match self.setting(Section::Details) {
            Some(Setting::Details(details)) => Some(details),
            _ => None,
        }
    }
}

/// The mark of what somebody was shown, a section for example, to be sent back with the form.
pub fn seen(shown: &impl Serialize) -> String {
    let text = serde_json::to_vec(shown).unwrap_or_default();
    Sha256::digest(text).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Saves one section. The same once more changes nothing; what somebody else changed meanwhile is not overwritten.
pub async fn save(
    tx: &mut Tx,
    (access, number): (&PlatformAccess, i64),
    (shown, new): (&str, &Setting),
) -> Result<Result<(), Refusal>> {
    run!(tx, execute(HOLD, number))?;
    let organisation = find(tx, access, number).await?;
    let current = organisation.setting(new.section()).ok_or_else(|| absent(access.actor()))?;
    if current == new {
        return Ok(Ok(()));
    }
    if seen(current) != shown {
        return Ok(Err(Refusal::new("sectie", Code::Overtaken)));
    }
    let changes = current.changes(new);
    let event = Event::by(access.actor(), kind_of(new)).at(organisation.id).changing(changes);
    write(tx, (access.actor(), organisation.id), (new, event)).await.map(Ok)
}

/// The event is in the log of the organisation itself: its people see what became of what they are asked.
async fn write(tx: &mut Tx, (actor, id): (&Actor, OrganisationId), (new, event): (&Setting, Event)) -> Result<()> {
    match new {
        Setting::Details(new) => {
            let (names, phones) = ((&new.name, &new.display_name), (&new.phone, &new.crisis_phone));
            run!(tx, execute(DETAILS, id.0, names.0, names.1, phones.0, phones.1, &new.mail_domain))?
        }
        Setting::Modules(new) => run!(tx, execute(MODULES, id.0, Json(new)))?,
        Setting::Policy(new) => run!(tx, execute(POLICY, id.0, Json(new)))?,
        Setting::Words(new) => run!(tx, execute(WORDS, id.0, Json(new)))?,
        Setting::Factor(new) => run!(tx, execute(FACTOR, id.0, new.as_str()))?,
        Setting::Factors(new) => run!(tx, execute(super::ALLOW, id.0, Json(new)))?,
        Setting::Desk(new) => return help::set_desk(tx, (id, Some(actor)), new).await,
        Setting::Invitations(new) => run!(tx, execute(INVITATIONS, id.0, *new))?,
        Setting::Text(kind, body) => return texts::publish(tx, (id, event), (*kind, body)).await,
    };
    audit::log(tx, event.on(ObjectKind::Organisation, id)).await
}

fn kind_of(setting: &Setting) -> Kind {
    match setting {
        Setting::Details(_) => Kind::OrganisationChanged,
        Setting::Modules(_) => Kind::ModulesChanged,
        Setting::Policy(_) | Setting::Words(_) => Kind::PasswordPolicyChanged,
        Setting::Factor(_) => Kind::SecondFactorChanged,
        Setting::Factors(_) => Kind::FactorsChanged,
        Setting::Invitations(_) => Kind::InvitationTermChanged,
        Setting::Desk(_) => Kind::HelpDeskSet,
        Setting::Text(..) => Kind::TextPublished,
    }
}
