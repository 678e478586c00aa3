//! The head of a page that lies below another one: its title, the way back, its heading.

use crate::{here::Here, ui::PageTitle};
use leptos::prelude::*;

/// Below an organisation, by number and name; or below the list of them.
#[component]
pub fn Head(#[prop(into)] title: String, here: Here, #[prop(optional)] of: Option<(i64, String)>) -> impl IntoView {
    let above = of.as_ref().map_or("Organisaties", |(_, name)| name.as_str()).to_owned();
    let organisation = of.map(|(number, name)| {
        let path = format!("/organisaties/{number}");
        view! { <a href=move || here.href(&path, "")>{name}</a> }
    });
    view! {
        <PageTitle text=format!("{title} - {above}") />
        <nav class="trail" aria-label="Kruimelpad">
            <a href=move || here.href("/organisaties", "")>"Organisaties"</a>
            {organisation}
        </nav>
        <header class="page-header">
            <h1>{title}</h1>
        </header>
    }
}
