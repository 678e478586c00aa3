//! "Hulp bij inloggen" and "Hulp bij een ander probleem" (R22, R116).

use super::{
    alias::AliasGuide,
    api::{HelpView, open_help},
    desk::DeskDetails,
    form::HelpForm,
};
use crate::{
    fault::Fault,
    layout::Card,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::help::About;

/// The page with the form for this.
pub fn path(about: About) -> &'static str {
    match about {
        About::Login => "/hulp",
        About::Other => "/hulp/anders",
    }
}

#[component]
pub fn LoginHelpPage() -> impl IntoView {
    view! { <HelpPage about=About::Login title="Hulp bij inloggen" /> }
}

#[component]
pub fn OtherHelpPage() -> impl IntoView {
    view! { <HelpPage about=About::Other title="Hulp bij een ander probleem" /> }
}

#[component]
fn HelpPage(about: About, title: &'static str) -> impl IntoView {
    let (bij, refused, is_sent) = use_query_map().with_untracked(|query| {
        let bij: Option<i64> = query.get("bij").and_then(|number| number.parse().ok());
        (bij, query.get("formulier").and_then(|key| key.parse().ok()), query.get("verzonden").is_some())
    });
    let page = Resource::new(|| (), move |()| open_help(bij, refused));
    let draw = move || Suspend::new(async move { draw(page.await, (about, bij, is_sent)) });
    view! {
        <Card title=title>
            <Suspense>{draw}</Suspense>
        </Card>
    }
}

fn draw(page: Result<HelpView, Fault>, (about, bij, is_sent): (About, Option<i64>, bool)) -> AnyView {
    match page {
        Ok(page) if is_sent => view! { <Sent page bij /> }.into_any(),
        Ok(page) => view! { <Ask page about bij /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

fn with_number(path: &str, bij: Option<i64>) -> String {
    bij.map_or_else(|| path.to_owned(), |number| format!("{path}?bij={number}"))
}

#[component]
fn Ask(page: HelpView, about: About, bij: Option<i64>) -> impl IntoView {
    let (other, question, answer) = match about {
        About::Login => (About::Other, "Gaat het niet over inloggen? ", "Meld een ander probleem"),
        About::Other => (About::Login, "Kunt u niet inloggen? ", "Vraag hulp bij inloggen"),
    };
    let details = view! { <DeskDetails name=page.name.clone() desk=page.desk.clone() /> };
    view! {
        <p>
            {question} <a href=with_number(path(other), bij) rel="external">
                {answer}
            </a> "."
        </p>
        <HelpForm page about bij />
        {details}
        <AliasGuide />
        <Back bij />
    }
}

#[component]
fn Sent(page: HelpView, bij: Option<i64>) -> impl IntoView {
    view! {
        <Success text="Uw bericht is verzonden. De helpdesk neemt contact met u op." />
        <DeskDetails name=page.name desk=page.desk />
        <Back bij />
    }
}

#[component]
fn Back(bij: Option<i64>) -> impl IntoView {
    view! {
        <ul class="login-links">
            <li>
                <a href=with_number("/inloggen", bij) rel="external">
                    "Terug naar inloggen"
                </a>
            </li>
        </ul>
    }
}
