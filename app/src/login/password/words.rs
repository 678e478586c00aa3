//! What the pages about passwords say: the rules as they are listed, and the sentences of refusals.

use crate::login::words::words as login_words;
use portiek_domain::{
    accounts::{login::ChangeWhy, password::Rule},
    refusal::Code,
};

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("naam", Code::Missing) => "Vul uw gebruikersnaam in.".into(),
        ("naam", Code::Wait { .. }) => {
            "Er is te vaak een nieuw wachtwoord aangevraagd. Kijk in uw mail of probeer het later opnieuw.".into()
        }
        ("huidig", Code::Missing) => "Vul uw huidige wachtwoord in.".into(),
        ("huidig", Code::WrongPassword) => "Dit is niet uw huidige wachtwoord. Probeer het opnieuw.".into(),
        ("nieuw", Code::Missing) => "Vul een nieuw wachtwoord in.".into(),
        (_, Code::BreaksRule(rule)) => sentence(*rule),
        _ => login_words(field, code),
    }
}

/// A rule as the list beside the field has it.
pub fn rule_words(rule: Rule) -> String {
    match rule {
        Rule::Length(least) => format!("Minimaal {least} tekens"),
        Rule::Upper(least) => format!("Minimaal {}", counted(least, "hoofdletter", "hoofdletters")),
        Rule::Lower(least) => format!("Minimaal {}", counted(least, "kleine letter", "kleine letters")),
        Rule::Digits(least) => format!("Minimaal {}", counted(least, "cijfer", "cijfers")),
        Rule::Classes(least) => format!(
            "Tekens uit minimaal {least} van deze groepen: hoofdletters, kleine letters, cijfers (0 tot en met 9), \
             leestekens (zoals ! $ # %)"
        ),
        Rule::NoName => "Geen deel van uw naam of gebruikersnaam".into(),
        Rule::NotLeaked => "Geen veelgebruikt wachtwoord".into(),
        Rule::NoWord => "Geen woord dat bij uw organisatie hoort".into(),
        Rule::NotUsed(latest) => format!("Niet een van uw laatste {latest} wachtwoorden"),
        Rule::NotTooLong => "Maximaal 200 tekens".into(),
    }
}

fn sentence(rule: Rule) -> String {
    match rule {
        Rule::Length(least) => format!("Uw wachtwoord is te kort. Gebruik minimaal {least} tekens."),
        Rule::Upper(least) => format!("Gebruik minimaal {}.", counted(least, "hoofdletter", "hoofdletters")),
        Rule::Lower(least) => format!("Gebruik minimaal {}.", counted(least, "kleine letter", "kleine letters")),
        Rule::Digits(least) => format!("Gebruik minimaal {}.", counted(least, "cijfer", "cijfers")),
        Rule::Classes(least) => {
            format!("Gebruik minimaal {least} van deze groepen: hoofdletters, kleine letters, cijfers en leestekens.")
        }
        Rule::NoName => "Uw naam of gebruikersnaam, of een deel ervan, mag niet in uw wachtwoord staan.".into(),
        Rule::NotLeaked => {
            "Dit wachtwoord wordt veel gebruikt en is daardoor makkelijk te raden. Kies een ander.".into()
        }
        Rule::NoWord => "In uw wachtwoord staat een woord dat bij uw organisatie hoort. Kies iets anders.".into(),
        Rule::NotUsed(latest) => format!("Dit is een van uw laatste {latest} wachtwoorden. Kies een nieuw."),
        Rule::NotTooLong => "Uw wachtwoord is te lang. Gebruik maximaal 200 tekens.".into(),
    }
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Why somebody chooses a new password, above the form.
pub fn why_words(why: Option<ChangeWhy>) -> &'static str {
    match why {
        Some(ChangeWhy::Expired) => "Uw wachtwoord is verlopen. Kies een nieuw wachtwoord om verder te gaan.",
        Some(ChangeWhy::Rules) => {
            "Uw wachtwoord voldoet niet meer aan de eisen. Kies een nieuw wachtwoord om verder te gaan."
        }
        Some(ChangeWhy::Forgotten) => "Kies een nieuw wachtwoord. Daarna bent u ingelogd.",
        Some(ChangeWhy::Invited) => "Kies uw wachtwoord. Daarna bent u ingelogd.",
        None => "Daarna bent u op uw andere apparaten uitgelogd.",
    }
}

/// How many rules are still to be met, for who cannot see the ticks.
pub fn left_words(left: usize) -> String {
    match left {
        0 => "Uw wachtwoord voldoet aan alle eisen.".into(),
        1 => "Nog 1 eis te gaan.".into(),
        left => format!("Nog {left} eisen te gaan."),
    }
}
