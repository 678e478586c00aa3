//! What each refusal says.

use portiek_domain::refusal::Code;

pub fn words(field: &str, code: &Code) -> String {
    let what = name(field);
    match code {
        Code::Missing => format!("{what} ontbreekt. Vul dit in."),
        Code::Warned => {
            "Hieronder staat wat tegen dit medicijn pleit. Vul een reden in om het toch voor te schrijven.".into()
        }
        Code::NotAnAtc => "De ATC-code klopt niet. Hij ziet eruit als N06AB06.".into(),
        Code::EndsBeforeItBegins => "De laatste dag ligt vóór de eerste.".into(),
        Code::NotAChoice => format!("{what} staat niet in de lijst. Kies er een."),
        Code::OutOfRange { from, to } => format!("{what}: vul een heel getal in van {from} tot en met {to}."),
        Code::TooMany { most } => format!("Een plan heeft ten hoogste {most} doelen. Voeg er een paar samen."),
        Code::Overtaken => "Een collega heeft dit intussen gewijzigd. Hieronder staat wat er nu staat. Wat u invulde, \
             staat er nog."
            .into(),
        Code::InTheFuture => format!("{what} ligt in de toekomst. Vul vandaag of een eerdere dag in."),
        Code::NotADay => format!("{what} is geen datum. Schrijf hem als 18-02-2022."),
        Code::TooLong { by: 1 } => format!("{what} is 1 teken te lang. Maak de tekst korter."),
        Code::TooLong { by } => format!("{what} is {by} tekens te lang. Maak de tekst korter."),
        Code::Unstorable => format!("{what} bevat een teken dat niet kan worden bewaard. Haal het weg."),
        _ => format!("{what} klopt niet. Kijk het na."),
    }
}

fn name(field: &str) -> &'static str {
    match field {
        "diagnose" => "De diagnose",
        "zorgvraagtypering" => "De zorgvraagtypering",
        "aanmelddatum" => "De aanmelddatum",
        "reden" => "De reden van aanmelding",
        "titel" => "De titel",
        "tekst" => "Het verslag",
        "naam" => "De naam van het medicijn",
        "stof" => "De werkzame stof",
        "dosering" => "De dosering",
        "herkomst" => "Of u het voorschrijft",
        "van" => "De eerste dag",
        "tot" => "De laatste dag",
        "toch" => "De reden",
        "wat" => "Waarvoor het geldt",
        "reactie" => "De toelichting",
        "vermijden" => "Wat te vermijden",
        "hulpvraag" => "De hulpvraag",
        "minuten" => "Het aantal minuten",
        "evaluatie" => "De datum van de evaluatie",
        "datum" => "De datum",
        "verrichting" => "De verrichting",
        "soort" => "Het type consult",
        goal if goal.ends_with("-doel") => "Het doel",
        goal if goal.ends_with("-acties") => "Wat u voor dit doel doet",
        goal if goal.ends_with("-evaluatie") => "De datum waarop u dit doel bespreekt",
        _ => "Dit antwoord",
    }
}
