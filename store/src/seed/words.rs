//! What people in the measured world are called and what they write: Dutch, with the characters that must be escaped.

pub const FIRST: [&str; 24] = [
    "Anna", "Bram", "Chantal", "Daan", "Eva", "Fatima", "Guus", "Hanna", "Ilse", "Joost", "Karim", "Lotte", "Mees",
    "Noor", "Omar", "Petra", "Quinten", "Roos", "Sjoerd", "Tess", "Umut", "Vera", "Wim", "Yara",
];

/// Infix and last name.
pub const LAST: [(&str, &str); 20] = [
    ("de", "Jong"),
    ("", "Jansen"),
    ("de", "Vries"),
    ("van den", "Berg"),
    ("", "Bakker"),
    ("van", "Dijk"),
    ("", "Visser"),
    ("", "Smit"),
    ("", "Meijer"),
    ("de", "Boer"),
    ("", "Mulder"),
    ("", "Bos"),
    ("", "Vos"),
    ("", "Peters"),
    ("", "Hendriks"),
    ("van", "Leeuwen"),
    ("", "Dekker"),
    ("", "Brouwer"),
    ("de", "Wit"),
    ("el", "Amrani"),
];

pub const PROFESSIONS: [&str; 4] = ["psychotherapeut", "psychiater", "gz-psycholoog", "verpleegkundig specialist"];

pub const SUBJECTS: [&str; 16] = [
    "Afspraken",
    "Vraag over medicatie",
    "Behandeling",
    "Oefeningen & huiswerk",
    "Slaapdagboek",
    "Bijwerkingen",
    "Verzetten van de afspraak",
    "Vragenlijst",
    "Gesprek met mijn partner",
    "Terugblik op de week",
    "Verwijzing",
    "Herhaalrecept",
    "Groepsbijeenkomst",
    "Hoe gaat het nu?",
    "Verslag \"intake\"",
    "Vakantie",
];

pub const SENTENCES: [&str; 20] = [
    "Ik heb de oefeningen van deze week drie keer gedaan.",
    "Alleen in de trein lukt het nog niet goed, daar word ik onrustig van de drukte.",
    "Dat is goed om te horen.",
    "Neem gerust het schema mee naar onze afspraak, dan kijken we er samen naar.",
    "Mag ik de tabletten ook 's avonds innemen?",
    "Merkt u na een week geen verschil, laat het me dan weten.",
    "Ik slaap de laatste tijd minder dan 5 uur per nacht.",
    "Kunt u mij zeggen of de vragenlijst is aangekomen?",
    "Dank u wel voor uw snelle antwoord!",
    "We spraken af: eerst rust & regelmaat, daarna pas de rest.",
    "Op de schaal van 1 tot 10 was het deze week een <6.",
    "Mijn zus wil graag een keer meekomen naar het gesprek.",
    "Dat kan zeker, ik zet het in de agenda.",
    "Ik had het er vorige keer \"een beetje\" moeilijk mee.",
    "Zullen we het donderdag bespreken?",
    "Het gaat met ups en downs, maar over het geheel genomen beter.",
    "Vergeet niet om het dagboek bij te houden.",
    "Sinds gisteren heb ik last van een droge mond.",
    "Ik ben twee weken met vakantie; mijn collega neemt waar.",
    "Tot maandag 🙂",
];
