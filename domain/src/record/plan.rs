//! Behandelplan: goals with what is done for each and when that is evaluated; published in versions that the client
//! agrees to (R47).

use super::{
    composition::{Composed, CompositionKind},
    overview::optional,
};
use crate::{
    audit::Kind,
    refusal::{Code, Refusal},
    text, time,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Characters of what the client comes with, and of all actions of a goal.
const LONG: usize = 2000;
/// Characters of a goal or of one action.
const LINE: usize = 300;
/// Goals of one plan.
pub const GOALS: usize = 12;
/// Minutes of a whole treatment: more than a week of talking without a pause.
const MINUTES: i64 = 20_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreatmentPlan {
    /// What the client and the team want to work on, in the client's words.
    pub request: String,
    pub goals: Vec<Goal>,
    /// Verwachte behandelinzet, in minutes (R49).
    pub expected_minutes: Option<i64>,
    /// When the whole plan is talked about again.
    pub evaluated_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub text: String,
    pub actions: Vec<String>,
    pub evaluated_on: Option<NaiveDate>,
}

impl Composed for TreatmentPlan {
    const KIND: CompositionKind = CompositionKind::TreatmentPlan;
    const READ: Kind = Kind::TreatmentPlanRead;
    const SAVED: Kind = Kind::TreatmentPlanSaved;
    const PUBLISHED: Kind = Kind::TreatmentPlanPublished;
}

/// As the form has it; a goal of which nothing was filled in is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    #[serde(default)]
    pub hulpvraag: String,
    #[serde(default)]
    pub minuten: String,
    #[serde(default)]
    pub evaluatie: String,
    #[serde(default)]
    pub doelen: Vec<TypedGoal>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedGoal {
    #[serde(default)]
    pub doel: String,
    /// One action a line.
    #[serde(default)]
    pub acties: String,
    #[serde(default)]
    pub evaluatie: String,
}

impl Typed {
    /// A plan as its form begins with it.
    #[cfg(feature = "zone")]
    pub fn of(plan: &TreatmentPlan) -> Self {
        let day = |day: Option<NaiveDate>| day.map(time::date).unwrap_or_default();
        let goal = |goal: &Goal| TypedGoal {
            doel: goal.text.clone(),
            acties: goal.actions.join("\n"),
            evaluatie: day(goal.evaluated_on),
        };
        Self {
            hulpvraag: plan.request.clone(),
            minuten: plan.expected_minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            evaluatie: day(plan.evaluated_on),
            doelen: plan.goals.iter().map(goal).collect(),
        }
    }

    /// Every field by its name in the form: `doel-2-acties` are the actions of the second goal.
    pub fn values(&self) -> Vec<(String, String)> {
        let own = [("hulpvraag", &self.hulpvraag), ("minuten", &self.minuten), ("evaluatie", &self.evaluatie)];
        let goal = |(place, goal): (usize, &TypedGoal)| {
            let parts = [("doel", &goal.doel), ("acties", &goal.acties), ("evaluatie", &goal.evaluatie)];
            parts.map(|(part, value)| (field(place, part), value.clone()))
        };
        let own = own.into_iter().map(|(name, value)| (name.to_owned(), value.clone()));
        own.chain(self.doelen.iter().enumerate().flat_map(goal)).collect()
    }

    /// What was typed, or every field that is not right.
    ///
    /// # Errors
    /// Texts that are too long or cannot be kept, days that are none, too many minutes, too many goals, and a goal with
    /// actions but without words.
    pub fn parse(&self) -> Result<TreatmentPlan, Vec<Refusal>> {
        let mut wrong = Wrong::default();
        let plan = TreatmentPlan {
            request: wrong.keep("hulpvraag", optional(&self.hulpvraag, LONG)),
            goals: self.doelen.iter().enumerate().filter_map(|(place, goal)| goal.parse(place, &mut wrong)).collect(),
            expected_minutes: wrong.keep("minuten", minutes(&self.minuten)),
            evaluated_on: wrong.keep("evaluatie", day(&self.evaluatie)),
        };
        if plan.goals.len() > GOALS {
            wrong.0.push(Refusal::new("doelen", Code::TooMany { most: GOALS }));
        }
        if wrong.0.is_empty() { Ok(plan) } else { Err(wrong.0) }
    }
}

impl TypedGoal {
    fn parse(&self, place: usize, wrong: &mut Wrong) -> Option<Goal> {
        if [&self.doel, &self.acties, &self.evaluatie].iter().all(|typed| typed.trim().is_empty()) {
            return None;
        }
        let actions = wrong.keep(&field(place, "acties"), optional(&self.acties, LONG));
        let text = wrong.keep(&field(place, "doel"), text::within(&self.doel, LINE));
        Some(Goal {
            text: text.trim().to_owned(),
            actions: actions.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            evaluated_on: wrong.keep(&field(place, "evaluatie"), day(&self.evaluatie)),
        })
    }
}

#[derive(Default)]
struct Wrong(Vec<Refusal>);

impl Wrong {
    fn keep<T: Default>(&mut self, field: &str, parsed: Result<T, Code>) -> T {
        parsed.unwrap_or_else(|code| {
            self.0.push(Refusal::new(field, code));
            T::default()
        })
    }
}

/// The name of a goal's field.
pub fn field(place: usize, part: &str) -> String {
    format!("doel-{}-{part}", place + 1)
}

fn day(typed: &str) -> Result<Option<NaiveDate>, Code> {
    if typed.trim().is_empty() { Ok(None) } else { time::parse_day(typed).map(Some).ok_or(Code::NotADay) }
}

fn minutes(typed: &str) -> Result<Option<i64>, Code> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let minutes = typed.parse().ok().filter(|minutes| (0..=MINUTES).contains(minutes));
    minutes.map(Some).ok_or(Code::OutOfRange { from: 0, to: MINUTES })
}

/// What became of one line of a plan from one version to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    Kept(String),
    Added(String),
    Removed(String),
}

/// The lines of the new version in their order, and those that went where they stood: the longest common part is kept.
pub fn compared(old: &[String], new: &[String]) -> Vec<Line> {
    let lengths = common_lengths(old, new);
    let (mut at, mut lines) = ((0, 0), Vec::new());
    while at.0 < old.len() || at.1 < new.len() {
        let (before, after) = (old.get(at.0), new.get(at.1));
        match (before, after) {
            (Some(before), Some(after)) if before == after => {
                lines.push(Line::Kept(after.clone()));
                at = (at.0 + 1, at.1 + 1);
            }
            (Some(before), after) if after.is_none() || lengths[at.0 + 1][at.1] >= lengths[at.0][at.1 + 1] => {
                lines.push(Line::Removed(before.clone()));
                at.0 += 1;
            }
            (_, Some(after)) => {
                lines.push(Line::Added(after.clone()));
                at.1 += 1;
            }
            (_, None) => break,
        }
    }
    lines
}

/// How many lines the rests after each pair of places have in common.
fn common_lengths(old: &[String], new: &[String]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, before) in old.iter().enumerate().rev() {
        for (j, after) in new.iter().enumerate().rev() {
            lengths[i][j] =
                if before == after { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(doel: &str, acties: &str, evaluatie: &str) -> TypedGoal {
        TypedGoal { doel: doel.into(), acties: acties.into(), evaluatie: evaluatie.into() }
    }

    fn lines(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn r47_goals_have_one_action_a_line_and_empty_ones_are_left_out() {
        let typed = Typed {
            doelen: vec![goal("Weer met de trein", "Oefenen\r\n\r\n Meegaan ", "01-06-2022"), goal(" ", "", "")],
            minuten: "600".into(),
            ..Typed::default()
        };
        let plan = typed.parse().unwrap_or_default();
        assert_eq!(plan.expected_minutes, Some(600));
        assert_eq!(plan.goals.len(), 1);
        assert_eq!(plan.goals[0].actions, ["Oefenen", "Meegaan"]);
        assert_eq!(plan.goals[0].evaluated_on, NaiveDate::from_ymd_opt(2022, 6, 1));
    }

    #[test]
    fn every_field_that_is_not_right_is_named() {
        let typed = Typed {
            minuten: "tien".into(),
            evaluatie: "31-02-2022".into(),
            doelen: vec![goal("Goed", "", ""), goal("", "Oefenen", "gisteren")],
            ..Typed::default()
        };
        let fields: Vec<String> = typed.parse().unwrap_err().into_iter().map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["doel-2-doel", "doel-2-evaluatie", "minuten", "evaluatie"]);
    }

    #[test]
    fn a_plan_has_twelve_goals_at_most() {
        let goals = |count| Typed { doelen: vec![goal("Doel", "", ""); count], ..Typed::default() }.parse();
        assert!(goals(GOALS).is_ok());
        assert_eq!(goals(GOALS + 1), Err(vec![Refusal::new("doelen", Code::TooMany { most: GOALS })]));
    }

    #[test]
    fn minutes_are_none_or_a_number_up_to_twenty_thousand() {
        assert_eq!((minutes(""), minutes(" 0 "), minutes("20000")), (Ok(None), Ok(Some(0)), Ok(Some(20_000))));
        for typed in ["20001", "-1", "1.5", "1e3"] {
            assert_eq!(minutes(typed), Err(Code::OutOfRange { from: 0, to: MINUTES }), "{typed}");
        }
    }

    #[test]
    fn versions_are_compared_line_by_line() {
        use Line::{Added, Kept, Removed};
        let shown = compared(&lines("a b c"), &lines("a x c d"));
        let [a, b, x, c, d] = ["a", "b", "x", "c", "d"].map(String::from);
        assert_eq!(shown, [Kept(a), Removed(b), Added(x), Kept(c), Added(d)]);
        assert_eq!(compared(&[], &lines("a")), [Added("a".into())]);
        assert_eq!(compared(&lines("a"), &[]), [Removed("a".into())]);
    }
}
