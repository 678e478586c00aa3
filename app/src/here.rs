//! Where in the application a page is: portal, organisation and record, read from its address (D30).

use crate::door::{Door, Place, use_door};
use leptos::prelude::*;
use leptos_router::{
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use portiek_domain::actor::{Context, Portal};

/// The page's context, reactive, and the addresses within it.
#[derive(Clone, Copy)]
pub struct Here {
    context: Memo<Context>,
    door: RwSignal<Door>,
}

/// Reads it from the address; needs a router around it.
pub fn use_here() -> Here {
    let (location, query) = (use_location(), use_query_map());
    let context = Memo::new(move |_| context_of(&location.pathname.get(), &query.read()));
    Here { context, door: use_door() }
}

fn context_of(path: &str, query: &ParamsMap) -> Context {
    Context {
        portal: Portal::at(path),
        at: query.get("bij").and_then(|number| number.parse().ok()),
        record: query.get("dossier").filter(|number| !number.is_empty()),
    }
}

impl Here {
    pub fn context(&self) -> Context {
        self.context.get()
    }

    pub fn context_untracked(&self) -> Context {
        self.context.get_untracked()
    }

    pub fn place(&self) -> Option<Place> {
        self.door.with(|door| door.place(&self.context.get()).cloned())
    }

    /// An address within this context: `href("/berichten", "")`, `href("/berichten", "na=…")`.
    pub fn href(&self, path: &str, query: &str) -> String {
        href(&self.context.get(), path, query)
    }
}

/// An address within a context: the portal's base, the path, and the query that keeps the context.
pub fn href(context: &Context, path: &str, query: &str) -> String {
    let at = context.at.map(|number| format!("bij={number}"));
    let record = context.record.as_ref().map(|number| format!("dossier={number}"));
    let parts: Vec<String> =
        [at, record, Some(query.to_owned())].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let mark = if parts.is_empty() { "" } else { "?" };
    format!("{}{path}{mark}{}", context.portal.base(), parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d30_an_address_keeps_whose_data_it_is_about() {
        let own = Context { portal: Portal::Client, at: None, record: None };
        assert_eq!(href(&own, "/berichten", ""), "/berichten");
        let of_one = Context { portal: Portal::Practice, at: Some(11), record: Some("2022021801".into()) };
        assert_eq!(href(&of_one, "/berichten", "na=x"), "/praktijk/berichten?bij=11&dossier=2022021801&na=x");
    }
}
