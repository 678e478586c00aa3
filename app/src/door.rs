//! What every page knows of who is looking: the portals they have and what is unread in each. Made on the server with
//! the page, and again when something changed.

use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::actor::{Context, Portal};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// Empty when nobody is logged in.
    pub places: Vec<Place>,
    pub menu_collapsed: bool,
    /// Whether an old browser is still to be told so (D18).
    pub browser_notice: bool,
    /// Without activity the login ends after so many seconds (D20).
    pub idle_seconds: i64,
    /// The demonstration world: every page says so.
    pub demo: bool,
}

/// One role at one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub number: i64,
    pub organisation: String,
    /// The portal of this role; none while it has no pages yet, or where the organisation has its module off.
    pub portal: Option<Portal>,
    pub role: String,
    pub unread: i64,
    pub phone: String,
    pub crisis_phone: String,
    /// Whether it has published a privacy statement and terms (S15).
    pub has_texts: bool,
    /// Whether one is appointed to read the organisation's log.
    pub reads_log: bool,
}

impl Place {
    pub fn portal_name(&self) -> String {
        self.portal.map_or_else(|| self.role.clone(), |portal| portal_name(portal).to_owned())
    }
}

/// The portal's name on screen (D31).
pub fn portal_name(portal: Portal) -> &'static str {
    match portal {
        Portal::Client => "Cliëntenportaal",
        Portal::Practice => "Praktijk",
        Portal::Platform => "Platformbeheer",
    }
}

impl Door {
    /// The place a page is for: the one named, or the first of its portal.
    pub fn place(&self, context: &Context) -> Option<&Place> {
        self.places.iter().find(|place| {
            place.portal == Some(context.portal) && context.at.is_none_or(|number| place.number == number)
        })
    }

    /// The place whose log one reads: the one named, or the only one.
    pub fn log(&self, at: Option<i64>) -> Option<&Place> {
        let fits = |place: &&Place| place.reads_log && at.is_none_or(|number| place.number == number);
        let mut reading = self.places.iter().filter(fits);
        let first = reading.next()?;
        reading.next().is_none().then_some(first)
    }

    /// The number to put into addresses, when leaving it out would leave open which organisation is meant (D30).
    pub fn number_needed(&self, place: &Place) -> Option<i64> {
        let alike = self.places.iter().filter(|other| other.portal == place.portal).count();
        (alike > 1).then_some(place.number)
    }
}

/// The door as every page shares it.
#[derive(Clone, Copy)]
pub struct DoorSignal(pub RwSignal<Door>);

pub fn use_door() -> RwSignal<Door> {
    expect_context::<DoorSignal>().0
}

/// Who is looking and what is unread, again. No activity: the browser asks it when something changed.
#[server(LookAround, "/api", endpoint = "door/look_around")]
pub async fn look_around() -> Result<Door, Fault> {
    let request = crate::request::Request::current()?;
    request.visitor()?;
    Ok(request.door())
}
