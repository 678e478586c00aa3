//! Asking to move or to cancel, and the practice's answer (D11): clients of a GGZ practice ask, the practice decides.

use super::Times;
use crate::{
    actor::named,
    refusal::{Code, Refusal},
    text,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// The longest reason, and the longest word to an answer.
pub const LONGEST_REASON: usize = 500;
/// Days and parts of them that may suit: how forms and the database name them, and people.
pub const DAYS: [(&str, &str); 5] =
    [("ma", "maandag"), ("di", "dinsdag"), ("wo", "woensdag"), ("do", "donderdag"), ("vr", "vrijdag")];
pub const PARTS: [&str; 3] = ["ochtend", "middag", "avond"];

named! {
    /// What is asked.
    Wish {
        /// "Verzetten".
        Move = "move",
        /// "Annuleren".
        Cancel = "cancel",
    }
}

/// The parts of the week that suit, each as its place in the week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences(BTreeSet<(usize, usize)>);

impl Preferences {
    /// From names like `ma-ochtend`.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, Code> {
        let place = |name: &str| {
            let (day, part) = name.split_once('-')?;
            Some((DAYS.iter().position(|(key, _)| *key == day)?, PARTS.iter().position(|known| *known == part)?))
        };
        names.into_iter().map(|name| place(name).ok_or(Code::NotAChoice)).collect::<Result<_, _>>().map(Self)
    }

    /// As it is kept: `ma-ochtend do-middag`.
    pub fn keys(&self) -> String {
        let names = self.0.iter().map(|(day, part)| format!("{}-{}", DAYS[*day].0, PARTS[*part]));
        names.collect::<Vec<_>>().join(" ")
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// "maandagochtend, donderdagmiddag".
impl fmt::Display for Preferences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (day, part)) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{}{}", DAYS[*day].1, PARTS[*part])?;
        }
        Ok(())
    }
}

/// What a client asks: with a reason and, for moving, when it would suit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub wish: Wish,
    pub reason: String,
    pub preferences: Preferences,
}

impl Asked {
    /// When it would suit counts for moving only.
    pub fn parse<'a>(wish: &str, reason: &str, suits: impl IntoIterator<Item = &'a str>) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut keep = |field: &str, code| refusals.push(Refusal::new(field, code));
        let wish = Wish::try_from(wish.to_owned()).map_err(|_| keep("wens", Code::Missing));
        let reason = text::within(reason, LONGEST_REASON).map_err(|code| keep("reden", code));
        let preferences = Preferences::parse(suits).map_err(|code| keep("voorkeur", code));
        let (Ok(wish), Ok(reason), Ok(preferences)) = (wish, reason, preferences) else { return Err(refusals) };
        let preferences = if wish == Wish::Move { preferences } else { Preferences::default() };
        Ok(Self { wish, reason, preferences })
    }
}

/// What the practice says to it, if it wants to say something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer(String);

impl Answer {
    pub fn parse(typed: &str) -> Result<Self, Code> {
        match text::within(typed, LONGEST_REASON) {
            Ok(words) => Ok(Self(words)),
            Err(Code::Missing) => Ok(Self::default()),
            Err(code) => Err(code),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the practice decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Moved(Times),
    Cancelled,
    /// It stays as it is.
    Declined,
}

impl Decision {
    /// Whether it answers what was asked: what is asked to be moved is not cancelled, and nothing moves into the past.
    pub fn fits(self, wish: Wish, now: DateTime<Utc>) -> Result<(), Refusal> {
        match (self, wish) {
            (Self::Moved(times), Wish::Move) if times.has_begun(now) => Err(Refusal::new("tijd", Code::InThePast)),
            (Self::Moved(_), Wish::Move) | (Self::Cancelled, Wish::Cancel) | (Self::Declined, _) => Ok(()),
            _ => Err(Refusal::new("besluit", Code::NotAChoice)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn refused(wish: &str, reason: &str, suits: &[&str]) -> Vec<(String, Code)> {
        let refusals = Asked::parse(wish, reason, suits.iter().copied()).err().unwrap_or_default();
        refusals.into_iter().map(|refusal| (refusal.field, refusal.code)).collect()
    }

    #[test]
    fn d11_a_question_has_a_wish_and_a_reason_of_at_most_500_characters() {
        assert!(refused("move", &"é".repeat(500), &[]).is_empty());
        assert_eq!(refused("move", &"é".repeat(503), &[]), [("reden".into(), Code::TooLong { by: 3 })]);
        assert_eq!(refused("", " ", &[]), [("wens".into(), Code::Missing), ("reden".into(), Code::Missing)]);
    }

    #[test]
    fn d11_when_it_would_suit_is_kept_in_the_order_of_the_week_and_said_in_words() {
        let asked = Asked::parse("move", "Ik moet werken.", ["do-middag", "ma-ochtend", "do-middag"]);
        let preferences = asked.map(|asked| asked.preferences).unwrap_or_default();
        assert_eq!(preferences.keys(), "ma-ochtend do-middag");
        assert_eq!(preferences.to_string(), "maandagochtend, donderdagmiddag");
        assert_eq!(Preferences::parse(preferences.keys().split(' ')), Ok(preferences));
    }

    #[test]
    fn what_is_no_part_of_the_week_is_refused() {
        for name in ["za-ochtend", "ma-nacht", "ma", ""] {
            assert_eq!(refused("move", "Werk.", &[name]), [("voorkeur".into(), Code::NotAChoice)], "{name}");
        }
    }

    #[test]
    fn who_cancels_needs_no_other_day() {
        let asked = Asked::parse("cancel", "Ik ben ziek.", ["ma-ochtend"]);
        assert!(asked.is_ok_and(|asked| asked.preferences.is_empty()));
    }

    #[test]
    fn d11_a_decision_answers_what_was_asked_and_moves_nothing_into_the_past() {
        let now: DateTime<Utc> = "2022-03-07T12:30:00Z".parse().unwrap_or_default();
        let at =
            |start: DateTime<Utc>| Decision::Moved(Times { starts_at: start, ends_at: start + TimeDelta::hours(1) });
        assert_eq!(at(now + TimeDelta::seconds(1)).fits(Wish::Move, now), Ok(()));
        assert_eq!(at(now).fits(Wish::Move, now), Err(Refusal::new("tijd", Code::InThePast)));
        assert_eq!(Decision::Cancelled.fits(Wish::Cancel, now), Ok(()));
        for wish in Wish::ALL {
            assert_eq!(Decision::Declined.fits(*wish, now), Ok(()));
        }
        let other = Err(Refusal::new("besluit", Code::NotAChoice));
        assert_eq!(Decision::Cancelled.fits(Wish::Move, now), other);
        assert_eq!(at(now + TimeDelta::days(1)).fits(Wish::Cancel, now), other);
    }

    #[test]
    fn an_answer_may_say_nothing_and_never_too_much() {
        assert_eq!(Answer::parse("").map(|answer| answer.0), Ok(String::new()));
        assert_eq!(Answer::parse(&"a".repeat(501)), Err(Code::TooLong { by: 1 }));
    }
}
