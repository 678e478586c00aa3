//! What the address says of the page: `/inzage/organisatie?bij=11&zoek=ger&medewerker=…&van=2026-03-01&na=…`.

use crate::forms::escaped;
use leptos_router::params::ParamsMap;
use portiek_domain::{
    inspection::{LONGEST_SEARCH, LogWanted, Period},
    refusal::{Code, Refusal},
};
use serde::Deserialize;

pub const PATH: &str = "/inzage/organisatie";

/// The query as it was typed, chosen or followed; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Address {
    pub bij: String,
    pub zoek: String,
    pub medewerker: String,
    pub van: String,
    pub tot: String,
    pub na: String,
}

impl Address {
    pub fn of(query: &ParamsMap) -> Self {
        let said = |name: &str| query.get(name).unwrap_or_default();
        Self {
            bij: said("bij"),
            zoek: said("zoek"),
            medewerker: said("medewerker"),
            van: said("van"),
            tot: said("tot"),
            na: said("na"),
        }
    }

    /// The organisation's number, where it is named (D30).
    pub fn at(&self) -> Option<i64> {
        self.bij.parse().ok()
    }

    /// What it asks for, or why that cannot be. Who is looked for by name is no longer the one that was chosen.
    pub fn wanted(&self) -> Result<LogWanted, Vec<Refusal>> {
        let search = self.zoek.trim().to_owned();
        let too_long = search.chars().count().checked_sub(LONGEST_SEARCH + 1).map(|by| by + 1);
        let too_long = too_long.map(|by| Refusal::new("zoek", Code::TooLong { by }));
        match (Period::parse(&self.van, &self.tot), too_long) {
            (Ok(period), None) => {
                let member = self.medewerker.parse().ok().filter(|_| search.is_empty());
                Ok(LogWanted { period, member, search, after: self.na.parse().ok() })
            }
            (period, too_long) => Err(too_long.into_iter().chain(period.err().unwrap_or_default()).collect()),
        }
    }

    pub fn refusals(&self) -> Vec<Refusal> {
        self.wanted().err().unwrap_or_default()
    }
}

/// The address of a page of what is asked for.
pub fn href(path: &str, at: Option<i64>, wanted: &LogWanted) -> String {
    let at = at.map(|number| format!("bij={number}"));
    let LogWanted { search, .. } = wanted;
    let named = LogWanted { search: escaped(search), ..wanted.clone() }.query();
    let query: Vec<String> = at.into_iter().chain(Some(named).filter(|named| !named.is_empty())).collect();
    if query.is_empty() { path.into() } else { format!("{path}?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_the_address() {
        let member = "0192d0e4-0000-7000-8000-000000000001";
        let address =
            Address { bij: "11".into(), medewerker: member.into(), van: "01-03-2026".into(), ..Default::default() };
        let wanted = address.wanted().unwrap_or_default();
        assert_eq!(href(PATH, address.at(), &wanted), format!("{PATH}?bij=11&medewerker={member}&van=2026-03-01"));
        let search = LogWanted { search: "van & zn".into(), ..LogWanted::default() };
        assert_eq!(href(PATH, None, &search), format!("{PATH}?zoek=van%20%26%20zn"));
        assert_eq!(href(PATH, None, &LogWanted::default()), PATH);
    }

    #[test]
    fn what_is_typed_too_long_or_is_no_day_is_refused_at_its_field() {
        let fields = |address: Address| address.refusals().into_iter().map(|refusal| refusal.field).collect::<Vec<_>>();
        assert_eq!(fields(Address { zoek: "x".repeat(101), van: "x".into(), ..Default::default() }), ["zoek", "van"]);
        assert!(fields(Address { zoek: "x".repeat(100), ..Default::default() }).is_empty());
    }

    #[test]
    fn who_searches_again_is_not_shown_who_was_chosen_before() {
        let member = "0192d0e4-0000-7000-8000-000000000001";
        let address = Address { zoek: " ger ".into(), medewerker: member.into(), ..Default::default() };
        assert_eq!(address.wanted(), Ok(LogWanted { search: "ger".into(), ..LogWanted::default() }));
    }
}
