//! Medicatie: what somebody uses, and what is known to harm them; prescribing weighs the two (R46).

use super::overview::optional;
use crate::{
    actor::named,
    refusal::{Code, Refusal},
    text::{self, search_key},
    time,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Characters of a name, a dosage, a reaction.
const LINE: usize = 200;
/// Characters of a reason.
const REASON: usize = 500;

named! {
    /// Where somebody's medicine comes from.
    Origin {
        /// Prescribed here.
        Prescribed = "prescribed",
        /// Used already, by what the client says.
        InUse = "in_use",
    }
}

named! {
    /// What is known to harm somebody.
    HarmKind {
        /// FHIR AllergyIntolerance.
        Allergy = "allergy",
        /// FHIR Flag.
        ContraIndication = "contra_indication",
    }
}

/// A medicine as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMedicine {
    pub name: String,
    /// Werkzame stof.
    pub substance: String,
    /// WHO's code of the substance, as far as it is known: "N06AB06", "N06A".
    pub atc: String,
    pub dosage: String,
    pub origin: Origin,
    pub from: NaiveDate,
    /// The last day; none while it is used.
    pub until: Option<NaiveDate>,
    /// Why it was prescribed against a warning; empty without one.
    pub despite: String,
}

/// An allergy or a contra-indication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harm {
    pub kind: HarmKind,
    /// "Penicilline", "Zwangerschap".
    pub what: String,
    /// The reaction, or what to mind.
    pub note: String,
    /// Substances or ATC codes to keep away from, one a line. A contra-indication without any counts for all medicines.
    pub avoid: Vec<String>,
}

/// As the form of a medicine has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    #[serde(default)]
    pub naam: String,
    #[serde(default)]
    pub stof: String,
    #[serde(default)]
    pub atc: String,
    #[serde(default)]
    pub dosering: String,
    #[serde(default)]
    pub herkomst: String,
    #[serde(default)]
    pub van: String,
    #[serde(default)]
    pub tot: String,
    #[serde(default)]
    pub toch: String,
}

impl Typed {
    /// What was typed, or every field that is not right.
    ///
    /// # Errors
    /// No name or dosage, texts that are too long, a code that is no ATC code, days that are none or in the wrong order,
    /// and a warning without a reason to go on (R46).
    pub fn parse(&self, known: &[Harm]) -> Result<NewMedicine, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut refuse = |field: &str, code| refusals.push(Refusal::new(field, code));
        let mut keep = |field: &str, parsed: Result<String, Code>| {
            parsed.unwrap_or_else(|code| {
                refuse(field, code);
                String::new()
            })
        };
        let name = keep("naam", text::within(&self.naam, LINE));
        let substance = keep("stof", optional(&self.stof, LINE));
        let atc = keep("atc", atc(&self.atc));
        let dosage = keep("dosering", text::within(&self.dosering, LINE));
        let despite = keep("toch", optional(&self.toch, REASON));
        let origin = Origin::ALL.iter().copied().find(|origin| origin.as_str() == self.herkomst);
        let (from, until) = (time::parse_day(&self.van), time::parse_day(&self.tot));
        if origin.is_none() {
            refuse("herkomst", Code::NotAChoice);
        }
        match (from, until) {
            (None, _) => refuse("van", if self.van.trim().is_empty() { Code::Missing } else { Code::NotADay }),
            (Some(_), None) if !self.tot.trim().is_empty() => refuse("tot", Code::NotADay),
            (Some(from), Some(until)) if until < from => refuse("tot", Code::EndsBeforeItBegins),
            _ => {}
        }
        let (Some(origin), Some(from)) = (origin, from) else { return Err(refusals) };
        let new = NewMedicine {
            name: name.trim().to_owned(),
            substance,
            atc,
            dosage: dosage.trim().to_owned(),
            origin,
            from,
            until,
            despite,
        };
        let warned = new.origin == Origin::Prescribed && !new.harms(known).is_empty();
        if warned && new.despite.is_empty() {
            refusals.push(Refusal::new("toch", Code::Warned));
        }
        if refusals.is_empty() { Ok(new) } else { Err(refusals) }
    }
}

impl NewMedicine {
    /// What is known to harm this person that speaks against this medicine.
    pub fn harms<'a>(&self, known: &'a [Harm]) -> Vec<&'a Harm> {
        known.iter().filter(|harm| self.meets(harm)).collect()
    }

    fn meets(&self, harm: &Harm) -> bool {
        let general = harm.kind == HarmKind::ContraIndication && harm.avoid.is_empty();
        let named = (harm.kind == HarmKind::Allergy).then_some(&harm.what);
        general || named.into_iter().chain(&harm.avoid).any(|what| self.is(what))
    }

    /// Whether it is, or holds, what somebody keeps away from: by name, by substance or by the group of its code.
    fn is(&self, what: &str) -> bool {
        let wanted = search_key(what);
        let code = search_key(&self.atc);
        let in_group = is_atc(&wanted.to_uppercase()) && code.starts_with(&wanted);
        let mentions = |text: &str| {
            let text = search_key(text);
            !wanted.is_empty() && (text.contains(&wanted) || (text.len() >= 4 && wanted.contains(&text)))
        };
        in_group || mentions(&self.name) || mentions(&self.substance)
    }
}

/// As the form of an allergy or a contra-indication has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedHarm {
    #[serde(default)]
    pub soort: String,
    #[serde(default)]
    pub wat: String,
    #[serde(default)]
    pub reactie: String,
    #[serde(default)]
    pub vermijden: String,
}

impl TypedHarm {
    /// What was typed, or every field that is not right.
    ///
    /// # Errors
    /// No kind or name, and texts that are too long or cannot be kept.
    pub fn parse(&self) -> Result<Harm, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut keep = |field: &str, parsed: Result<String, Code>| {
            parsed.unwrap_or_else(|code| {
                refusals.push(Refusal::new(field, code));
                String::new()
            })
        };
        let what = keep("wat", text::within(&self.wat, LINE));
        let note = keep("reactie", optional(&self.reactie, REASON));
        let avoid = keep("vermijden", optional(&self.vermijden, REASON));
        let kind = HarmKind::ALL.iter().copied().find(|kind| kind.as_str() == self.soort);
        let Some(kind) = kind else {
            refusals.push(Refusal::new("soort", Code::NotAChoice));
            return Err(refusals);
        };
        let avoid = avoid.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let harm = Harm { kind, what: what.trim().to_owned(), note, avoid };
        if refusals.is_empty() { Ok(harm) } else { Err(refusals) }
    }
}

fn atc(typed: &str) -> Result<String, Code> {
    let code: String = typed.trim().to_uppercase();
    if code.is_empty() || is_atc(&code) { Ok(code) } else { Err(Code::NotAnAtc) }
}

/// A code of WHO's Anatomical Therapeutic Chemical classification, of any of its five levels: "N", "N06", "N06A",
/// "N06AB", "N06AB06".
fn is_atc(code: &str) -> bool {
    let pattern = "LDDLLDD";
    let fits = |(letter, kind): (char, char)| match kind {
        'L' => letter.is_ascii_uppercase(),
        _ => letter.is_ascii_digit(),
    };
    matches!(code.len(), 1 | 3 | 4 | 5 | 7) && code.chars().zip(pattern.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(naam: &str, stof: &str, atc: &str) -> Typed {
        let [naam, stof, atc] = [naam, stof, atc].map(String::from);
        let [dosering, herkomst, van] = ["1 x per dag", "prescribed", "18-02-2022"].map(String::from);
        Typed { naam, stof, atc, dosering, herkomst, van, ..Typed::default() }
    }

    fn harm(kind: HarmKind, what: &str, avoid: &[&str]) -> Harm {
        Harm { kind, what: what.into(), note: String::new(), avoid: avoid.iter().map(|one| (*one).into()).collect() }
    }

    fn is_warned(typed: &Typed, known: &Harm) -> bool {
        typed.parse(std::slice::from_ref(known)) == Err(vec![Refusal::new("toch", Code::Warned)])
    }

    #[test]
    fn r46_an_allergy_warns_for_its_substance_however_it_is_written() {
        let penicillin = harm(HarmKind::Allergy, "Penicilline", &["J01C"]);
        assert!(is_warned(&typed("Broxil", "FENOXYMETHYLPENICILLINE", ""), &penicillin));
        assert!(is_warned(&typed("Amoxicilline", "", "J01CA04"), &penicillin));
        assert!(!is_warned(&typed("Sertraline", "sertraline", "N06AB06"), &penicillin));
    }

    #[test]
    fn r46_a_contra_indication_warns_for_what_it_names_or_for_everything() {
        let named = harm(HarmKind::ContraIndication, "Lang QT", &["citalopram", "N05AH"]);
        assert!(is_warned(&typed("Cipramil", "Citalopram", ""), &named));
        assert!(is_warned(&typed("Quetiapine", "", "N05AH04"), &named));
        assert!(!is_warned(&typed("Sertraline", "sertraline", "N06AB06"), &named));
        assert!(is_warned(&typed("Sertraline", "", ""), &harm(HarmKind::ContraIndication, "Zwangerschap", &[])));
    }

    #[test]
    fn with_a_reason_it_goes_on_and_what_is_in_use_already_is_only_noted() {
        let allergy = [harm(HarmKind::Allergy, "Sertraline", &[])];
        let despite = Typed { toch: "In overleg, lage dosis".into(), ..typed("Sertraline", "", "") };
        assert!(despite.parse(&allergy).is_ok_and(|new| new.despite == "In overleg, lage dosis"));
        let in_use = Typed { herkomst: "in_use".into(), ..typed("Sertraline", "", "") };
        assert!(in_use.parse(&allergy).is_ok());
    }

    #[test]
    fn every_field_that_is_not_right_is_named() {
        let wrong = Typed { tot: "17-02-2022".into(), ..typed("", "", "n6x") };
        let fields: Vec<(String, Code)> =
            wrong.parse(&[]).unwrap_err().into_iter().map(|refusal| (refusal.field, refusal.code)).collect();
        let expected = [("naam", Code::Missing), ("atc", Code::NotAnAtc), ("tot", Code::EndsBeforeItBegins)];
        assert_eq!(fields, expected.map(|(field, code)| (field.to_owned(), code)));
        assert!(Typed::default().parse(&[]).unwrap_err().iter().any(|refusal| refusal.field == "herkomst"));
    }

    #[test]
    fn codes_of_all_five_levels_are_known() {
        assert!(["N", "N06", "N06A", "N06AB", "N06AB06"].into_iter().all(is_atc));
        assert!(["", "N0", "N06AB0", "06N", "N06AB06X", "é06"].into_iter().all(|code| !is_atc(code)));
    }

    #[test]
    fn an_allergy_keeps_what_to_avoid_line_by_line() {
        let [soort, wat, vermijden] = ["allergy", "Penicilline ", "J01C\r\n\r\n amoxicilline"].map(String::from);
        let harm = TypedHarm { soort, wat, vermijden, ..TypedHarm::default() }.parse();
        assert!(harm.is_ok_and(|harm| harm.what == "Penicilline" && harm.avoid == ["J01C", "amoxicilline"]));
        let fields: Vec<String> =
            TypedHarm::default().parse().unwrap_err().into_iter().map(|refusal| refusal.field).collect();
        assert_eq!(fields, ["wat", "soort"]);
    }
}
