//! Intakeverslag: questions and answers of the first talks, in numbered parts (R45).

use super::{
    composition::{Composed, CompositionKind},
    overview::optional,
};
use crate::{audit::Kind, refusal::Refusal};
use serde::{Deserialize, Serialize};

/// Characters of one answer.
pub const ANSWER: usize = 4000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeReport {
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub title: String,
    pub items: Vec<Item>,
}

/// An empty answer was not given yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// "1a", as the questionnaire numbers it.
    pub number: String,
    pub question: String,
    pub answer: String,
}

impl Composed for IntakeReport {
    const KIND: CompositionKind = CompositionKind::IntakeReport;
    const READ: Kind = Kind::IntakeReportRead;
    const SAVED: Kind = Kind::IntakeReportSaved;
    const PUBLISHED: Kind = Kind::IntakeReportPublished;
}

/// The questions a report starts with: those of the cultural interview that the source shows.
const QUESTIONS: [(&str, &[(&str, &str)]); 2] = [
    ("Functioneren", &[("1a", "Wat is de reden van uw komst?"), ("1b", "En hoe lang heeft u dit al?")]),
    (
        "Oorzaken",
        &[
            (
                "4",
                "Waarom denkt u dat dit u overkomt? Wat is volgens u de oorzaak of wat zijn de oorzaken van uw (probleem)?",
            ),
            ("5", "Hoe denkt uw familie en vrienden daarover?"),
        ],
    ),
];

impl IntakeReport {
    /// With every question and no answer.
    pub fn blank() -> Self {
        let item = |(number, question): &(&str, &str)| Item {
            number: (*number).into(),
            question: (*question).into(),
            answer: String::new(),
        };
        let part = |(title, items): &(&str, &[(&str, &str)])| Part {
            title: (*title).into(),
            items: items.iter().map(item).collect(),
        };
        Self { parts: QUESTIONS.iter().map(part).collect() }
    }

    /// Every item with the name of its field in a form: `antwoord-1-2` is the second of the first part.
    pub fn fields(&self) -> impl Iterator<Item = (String, &Item)> {
        self.parts
            .iter()
            .enumerate()
            .flat_map(|(part, items)| items.items.iter().enumerate().map(move |(item, one)| (field(part, item), one)))
    }

    /// The same questions with other answers, in their order.
    ///
    /// # Errors
    /// Every answer that is too long or cannot be kept.
    pub fn answered(&self, answers: &[String]) -> Result<Self, Vec<Refusal>> {
        let (mut report, mut refusals) = (self.clone(), Vec::new());
        let mut answers = answers.iter().map(String::as_str);
        for (part, items) in report.parts.iter_mut().enumerate() {
            for (item, one) in items.items.iter_mut().enumerate() {
                match optional(answers.next().unwrap_or_default(), ANSWER) {
                    Ok(answer) => one.answer = answer,
                    Err(code) => refusals.push(Refusal::new(&field(part, item), code)),
                }
            }
        }
        if refusals.is_empty() { Ok(report) } else { Err(refusals) }
    }
}

fn field(part: usize, item: usize) -> String {
    format!("antwoord-{}-{}", part + 1, item + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Code;

    #[test]
    fn r45_a_blank_report_has_the_sources_parts_and_questions() {
        let blank = IntakeReport::blank();
        let titles: Vec<&str> = blank.parts.iter().map(|part| part.title.as_str()).collect();
        assert_eq!(titles, ["Functioneren", "Oorzaken"]);
        let numbers: Vec<&str> = blank.fields().map(|(_, item)| item.number.as_str()).collect();
        assert_eq!(numbers, ["1a", "1b", "4", "5"]);
    }

    #[test]
    fn answers_go_to_their_own_questions() {
        let answers = ["De reden is...", "", "Ik denk dat...", ""].map(String::from);
        let report = IntakeReport::blank().answered(&answers).unwrap_or_default();
        let given: Vec<&str> = report.fields().map(|(_, item)| item.answer.as_str()).collect();
        assert_eq!(given, ["De reden is...", "", "Ik denk dat...", ""]);
    }

    #[test]
    fn an_answer_that_is_too_long_is_named_by_its_field() {
        let answers = [String::new(), "é".repeat(ANSWER + 3)];
        let refused = IntakeReport::blank().answered(&answers);
        assert_eq!(refused, Err(vec![Refusal::new("antwoord-1-2", Code::TooLong { by: 3 })]));
    }
}
