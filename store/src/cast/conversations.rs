//! What Karen, the other clients and their care teams have written: source 1's example, and some around today.

use super::people::{Cast, DE_LINDE, Member, winter};
use crate::{Error, Result, Tx, messages};
use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::{
    actor::Actor,
    ids::{ConversationId, FormKey, SessionId},
    messages::{Body, Subject},
};
use uuid::Uuid;

/// A conversation: who starts it, about which record, with whom, and what it is about.
struct Opening {
    by: &'static str,
    record: &'static str,
    with: &'static str,
    subject: &'static str,
}

const KAREN: &str = "karen.test";
const GERARD: &str = "gerard.van.kesteren";
const PETER: &str = "peter.post";
const CARMEN: &str = "carmen.van.den.eerenbeemt";
const RECORD: &str = "2022021801";

/// Who writes, when, what.
type Line = (&'static str, DateTime<Utc>, &'static str);

pub async fn populate(tx: &mut Tx, (cast, now): (&Cast, DateTime<Utc>)) -> Result<()> {
    for conversation in of_the_source() {
        let id = write(tx, cast, conversation).await?;
        read_by_all(tx, cast, id).await?;
    }
    for conversation in around(now) {
        write(tx, cast, conversation).await?;
    }
    tx.backdate(now);
    Ok(())
}

fn opening(by: &'static str, with: &'static str, subject: &'static str) -> Opening {
    Opening { by, record: RECORD, with, subject }
}

/// The inbox that source 1 shows, with its times.
fn of_the_source() -> Vec<(Opening, Vec<Line>)> {
    let feb = |day, time| winter((2022, 2, day), time);
    vec![
        (opening(KAREN, GERARD, "Afspraken"), vec![(KAREN, feb(21, (11, 40)), "test")]),
        (
            opening(KAREN, GERARD, "behandeling"),
            vec![
                (KAREN, feb(21, (12, 51)), "Kan mijn zus een keer meekomen naar het gesprek?"),
                (GERARD, feb(21, (13, 4)), "Dat kan zeker ik zal het in de agenda zetten."),
            ],
        ),
        (
            opening(KAREN, PETER, "test"),
            vec![
                (KAREN, feb(22, (9, 2)), "Hoe gaat het met de nieuwe dosering, vroeg u?"),
                (PETER, feb(22, (9, 9)), "goed hoor"),
            ],
        ),
        (opening(KAREN, GERARD, "Behandeling"), vec![(KAREN, feb(22, (9, 10)), "ik heb..")]),
    ]
}

/// Around today; absent when the clock stands in the days of the source.
fn around(now: DateTime<Utc>) -> Vec<(Opening, Vec<Line>)> {
    if now < winter((2022, 3, 31), (0, 0)) {
        return Vec::new();
    }
    let ago = |days: i64, minutes: i64| now - TimeDelta::days(days) - TimeDelta::minutes(minutes);
    let jan = Opening { by: "jan.devries", record: "2023061402", with: GERARD, subject: "Slaapdagboek" };
    let fatima = Opening { by: "fatima.elamrani", record: "2024090903", with: PETER, subject: "Bijwerkingen" };
    vec![
        (
            opening(KAREN, GERARD, "Oefeningen in de trein"),
            vec![
                (
                    KAREN,
                    ago(3, 95),
                    "Deze week heb ik de oefeningen drie keer gedaan. Alleen in de trein lukt het nog niet goed, daar word ik onrustig van de drukte.",
                ),
                (
                    GERARD,
                    ago(2, 310),
                    "Dat is goed om te horen. Neem gerust het schema mee naar onze afspraak van maandag, dan kijken we samen wat in de trein kan helpen.",
                ),
                (KAREN, ago(2, 290), "Dat doe ik. Tot maandag!"),
            ],
        ),
        (
            opening(KAREN, PETER, "Vraag over medicatie"),
            vec![
                (KAREN, ago(1, 200), "Mag ik de tabletten ook 's avonds innemen? Overdag word ik er slaperig van."),
                (
                    PETER,
                    ago(0, 130),
                    "Ik heb met de apotheek overlegd en het advies is om ze een uur voor het slapen in te nemen.\n\nMerkt u na een week geen verschil, laat het me dan weten.",
                ),
            ],
        ),
        (
            opening(CARMEN, CARMEN, "Vragenlijst voor donderdag"),
            vec![(
                CARMEN,
                ago(0, 75),
                "Wilt u voor donderdag de vragenlijst invullen? U vindt hem straks bij uw documenten.",
            )],
        ),
        (
            jan,
            vec![("jan.devries", ago(0, 180), "Ik heb het slaapdagboek twee weken bijgehouden. Zal ik het meenemen?")],
        ),
        (
            fatima,
            vec![("fatima.elamrani", ago(0, 240), "Sinds gisteren heb ik last van een droge mond. Kan dat kwaad?")],
        ),
    ]
}

async fn write(tx: &mut Tx, cast: &Cast, (opening, lines): (Opening, Vec<Line>)) -> Result<ConversationId> {
    tx.backdate(lines.first().map_or(tx.now(), |line| line.1));
    let id = start(tx, cast, &opening).await?;
    for (who, at, text) in lines {
        tx.backdate(at);
        let actor = actor(cast.member(who, DE_LINDE)?);
        let found = messages::find(tx, &actor, (id, at)).await?;
        let body = Body::parse(text).map_err(|_| Error::Corrupt("a message of the cast".into()))?;
        let key = FormKey(tx.mint::<Uuid>());
        messages::place(tx, &found, (&body, key)).await?;
        let found = messages::find(tx, &actor, (id, at)).await?;
        messages::read(tx, &found, found.message_count).await?;
    }
    Ok(id)
}

/// What was written years ago has been read by everybody.
async fn read_by_all(tx: &mut Tx, cast: &Cast, id: ConversationId) -> Result<()> {
    for who in [KAREN, GERARD, PETER, CARMEN] {
        let (actor, now) = (actor(cast.member(who, DE_LINDE)?), tx.now());
        let found = messages::find(tx, &actor, (id, now)).await?;
        messages::read(tx, &found, found.message_count).await?;
    }
    Ok(())
}

async fn start(tx: &mut Tx, cast: &Cast, opening: &Opening) -> Result<ConversationId> {
    let by = cast.member(opening.by, DE_LINDE)?;
    let with = cast.member(opening.with, DE_LINDE)?;
    let wanted = messages::start::Wanted {
        subject: Subject::parse(opening.subject).map_err(|_| Error::Corrupt("a subject of the cast".into()))?,
        record: opening.record.into(),
        addressed_to: Some(with.id),
        key: FormKey(tx.mint::<Uuid>()),
    };
    let started = messages::start(tx, &actor(by), &wanted).await?;
    started.map_err(|refusal| Error::Corrupt(format!("a conversation of the cast: {refusal:?}")))
}

/// Somebody of the cast, in no browser.
pub(super) fn actor(member: &Member) -> Actor {
    Actor {
        account: member.account,
        membership: member.id,
        organisation: member.organisation,
        role: member.role,
        name: member.name.clone(),
        session: SessionId(Uuid::nil()),
        network: "127.0.0.1".into(),
    }
}
