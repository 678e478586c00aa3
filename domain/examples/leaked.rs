//! Makes `store/data/leaked` from a list of leaked passwords, one per line:
//! `cargo run -p portiek-domain --example leaked -- <list> <file to write>`.
#![allow(clippy::print_stdout, reason = "a tool for the command line")]

use portiek_domain::accounts::password::list;
use std::{env, fs, io};

/// What Dutch people choose, which an English list hardly has.
const DUTCH: [&str; 42] = [
    "welkom",
    "wachtwoord",
    "geheim",
    "voetbal",
    "feyenoord",
    "ajax",
    "psveindhoven",
    "nederland",
    "holland",
    "amsterdam",
    "rotterdam",
    "utrecht",
    "denhaag",
    "groningen",
    "eindhoven",
    "zomer",
    "winter",
    "lente",
    "herfst",
    "januari",
    "februari",
    "maart",
    "april",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "lieverd",
    "schatje",
    "hallo",
    "appeltaart",
    "sinterklaas",
    "ziekenhuis",
    "patient",
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        return Err(io::Error::other("name the list and the file to write"));
    };
    let text = String::from_utf8_lossy(&fs::read(from)?).into_owned();
    let dutch = dutch();
    let leaked = text.lines().map(str::trim).filter(|password| is_of_use(password));
    let hashes = list(leaked.chain(dutch.iter().map(String::as_str)));
    println!("{} bytes", hashes.len());
    fs::write(to, hashes)
}

/// Only what some policy would otherwise accept.
fn is_of_use(password: &str) -> bool {
    let (letters, others): (Vec<char>, Vec<char>) = password.chars().partition(|c| c.is_alphabetic());
    let length = letters.len() + others.len();
    (length >= 8 && !letters.is_empty() && !others.is_empty()) || length >= 12
}

/// Each word with the endings that composition rules bring about, and twice.
fn dutch() -> Vec<String> {
    let digits = ["1", "01", "12", "123", "1234"].into_iter().map(str::to_owned);
    let years = (2015..=2035).flat_map(|year| [year.to_string(), format!("{}", year % 100)]);
    let plain: Vec<String> = digits.chain(years).collect();
    let marked = plain.iter().flat_map(|end| ["!", "?", "@", "#", "."].map(|mark| format!("{end}{mark}")));
    let before = plain.iter().flat_map(|end| ["!", "@", "-", "_"].map(|mark| format!("{mark}{end}")));
    let endings: Vec<String> = plain.iter().cloned().chain(marked).chain(before).collect();
    let with_endings = |word: &&str| endings.iter().map(|end| format!("{word}{end}")).collect::<Vec<_>>();
    let twice = DUTCH.iter().map(|word| word.repeat(2));
    DUTCH.iter().flat_map(with_endings).chain(twice).collect()
}
