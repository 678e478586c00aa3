//! What the address says of the page: `/inzage?van=2026-03-01&tot=2026-03-31&zelf=1&na=2026-03-12`.

use leptos_router::params::ParamsMap;
use portiek_domain::{
    inspection::{Period, Wanted},
    refusal::Refusal,
    time::parse_day,
};
use serde::Deserialize;

/// The query as it was typed, chosen or followed; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Address {
    pub van: String,
    pub tot: String,
    pub zelf: String,
    pub na: String,
}

impl Address {
    pub fn of(query: &ParamsMap) -> Self {
        let said = |name: &str| query.get(name).unwrap_or_default();
        Self { van: said("van"), tot: said("tot"), zelf: said("zelf"), na: said("na") }
    }

    /// What it asks for, or why that cannot be.
    pub fn wanted(&self) -> Result<Wanted, Vec<Refusal>> {
        let period = Period::parse(&self.van, &self.tot)?;
        Ok(Wanted { period, after: parse_day(&self.na), own: self.own() })
    }

    pub fn own(&self) -> bool {
        self.zelf == "1"
    }

    pub fn refusals(&self) -> Vec<Refusal> {
        self.wanted().err().unwrap_or_default()
    }
}

/// The query of a page of what is asked for, after a day or from the newest.
pub fn query(wanted: &Wanted, after: Option<&str>) -> String {
    let day = |name: &str, day: Option<chrono::NaiveDate>| day.map(|day| format!("{name}={day}"));
    let parts = [
        day("van", wanted.period.from),
        day("tot", wanted.period.until),
        wanted.own.then(|| "zelf=1".to_owned()),
        after.map(|after| format!("na={after}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_the_address() {
        let address = Address { van: "01-03-2026".into(), zelf: "1".into(), ..Address::default() };
        let wanted = address.wanted().unwrap_or_default();
        assert_eq!(query(&wanted, Some("2026-03-12")), "van=2026-03-01&zelf=1&na=2026-03-12");
        let next =
            Address { van: "2026-03-01".into(), zelf: "1".into(), na: "2026-03-12".into(), ..Address::default() };
        assert_eq!(next.wanted(), Ok(Wanted { after: parse_day("2026-03-12"), ..wanted }));
    }

    #[test]
    fn a_page_that_is_none_is_the_newest() {
        let address = Address { na: "onzin".into(), zelf: "nee".into(), ..Address::default() };
        assert_eq!(address.wanted(), Ok(Wanted::default()));
    }
}
