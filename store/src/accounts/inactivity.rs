//! Ends the memberships of who has stayed away too long, after two warnings by mail (R14, D6). Any visit of the account
//! counts; a membership that a patient record is about stays.

use crate::{
    Result, Store, Tx,
    db::run,
    memberships::{self, Ending},
    outbox::{self, Letter},
    transact,
};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    accounts::{
        inactivity::{Standing, standing},
        password::PasswordPolicy,
    },
    actor::OrganisationKind,
    audit::{Event, Kind},
    time,
};
use sqlx::types::Json;
use uuid::Uuid;

const ORGANISATIONS: &str = "SELECT id, kind, password_policy, display_name FROM organisation ORDER BY id";
const AWAY: &str = "SELECT m.id, m.mail, m.created_at, MAX(s.seen_at) AS seen_at FROM membership m \
     JOIN account a ON a.id = m.account_id AND a.activated_at IS NOT NULL \
     LEFT JOIN session s ON s.account_id = m.account_id \
     WHERE m.organisation_id = $1 AND m.ended_at IS NULL AND m.created_at <= $2 AND m.id > $3 \
     AND NOT EXISTS (SELECT 1 FROM session v WHERE v.account_id = m.account_id AND v.seen_at > $2) \
     AND NOT EXISTS (SELECT 1 FROM record r WHERE r.organisation_id = m.organisation_id AND r.subject_id = m.id) \
     GROUP BY m.id, m.mail, m.created_at ORDER BY m.id LIMIT 200";
/// The earliest warning, and a day more than months may differ by.
const AHEAD: TimeDelta = TimeDelta::days(4 * 7 + 4);

#[derive(sqlx::FromRow)]
struct Organisation {
    id: Uuid,
    #[sqlx(try_from = "String")]
    kind: OrganisationKind,
    password_policy: Option<Json<PasswordPolicy>>,
    display_name: String,
}

#[derive(sqlx::FromRow)]
struct Away {
    id: Uuid,
    mail: String,
    created_at: DateTime<Utc>,
    seen_at: Option<DateTime<Utc>>,
}

/// Warns and ends who is due; how many were ended.
pub async fn review(store: &Store) -> Result<u64> {
    let mut conn = store.read().await?;
    let organisations = run!(&mut conn, query_as::<Organisation>(ORGANISATIONS).fetch_all)?;
    drop(conn);
    let mut ended = 0;
    for organisation in organisations {
        let own = organisation.password_policy.as_ref().map(|policy| policy.0.clone());
        let months = own.unwrap_or_else(|| PasswordPolicy::default_for(organisation.kind)).months_inactive;
        if months > 0 {
            ended += review_one(store, (&organisation, months)).await?;
        }
    }
    Ok(ended)
}

async fn review_one(store: &Store, (organisation, months): (&Organisation, u32)) -> Result<u64> {
    // No month is shorter than 28 days; what is exactly due is decided per person.
    let before = store.now() - TimeDelta::days(28 * i64::from(months)) + AHEAD;
    let (mut after, mut ended) = (Uuid::nil(), 0);
    loop {
        let mut conn = store.read().await?;
        let away = run!(&mut conn, query_as::<Away>(AWAY, organisation.id, before, after).fetch_all)?;
        drop(conn);
        let Some(last) = away.last() else { return Ok(ended) };
        after = last.id;
        for person in &away {
            ended += u64::from(transact!(store, |tx| { settle(tx, organisation, (person, months)).await })?);
        }
    }
}

/// Whether the membership was ended.
async fn settle(tx: &mut Tx, organisation: &Organisation, (person, months): (&Away, u32)) -> Result<bool> {
    let last = person.seen_at.map_or(person.created_at, |seen| seen.max(person.created_at));
    let ends = time::months_later(last, months);
    match standing(ends, tx.now()) {
        Standing::Active => Ok(false),
        Standing::Warn { weeks } => {
            // Each warning once for each time somebody stays away.
            let event_key = format!("inactive:{}:{}:{weeks}", person.id, last.timestamp());
            outbox::post(tx, &event_key, &organisation.warning(person, ends)).await.map(|()| false)
        }
        Standing::Inactive => {
            let event = Event::from_network("", Kind::MembershipInactive);
            memberships::end(tx, person.id.into(), (Ending::Inactive, event)).await
        }
    }
}

impl Organisation {
    fn warning(&self, person: &Away, ends: DateTime<Utc>) -> Letter {
        let (name, day) = (&self.display_name, time::date(time::day(ends)));
        let paragraphs = [
            format!("U hebt lang niet ingelogd bij {name}. Doet u niets, dan wordt uw account daar inactief op {day}."),
            "Wilt u uw account houden? Log dan voor die dag een keer in. Een inactief account kan niet opnieuw worden \
             geactiveerd: uw beheerder moet dan een nieuw account maken."
                .into(),
        ];
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let letter = Letter::mail(self.id.into(), &person.mail, "Uw account wordt inactief", &paragraphs);
        letter.leading_to("Inloggen", "/inloggen")
    }
}
