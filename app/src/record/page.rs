//! The record: its parts at the left, whose it is, and the part that is open (R43).

use super::{
    api::open_record,
    effort::Efforts,
    intake::Report,
    medication::Medication,
    overview::Overview,
    plan::Plan,
    reports::Reports,
    tab::Tab,
    team::Team,
    views::{Part, RecordView, Wanted, Whose},
};
use crate::{
    fault::Fault,
    here::{Here, href, use_here},
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use portiek_domain::actor::{Context, Portal};

#[component]
pub fn RecordPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let tab = Memo::new(move |_| Tab::from_segment(params.read().get("tab").as_deref()));
    let wanted = Memo::new(move |_| wanted(&query.read()));
    let load = |(at, tab, wanted): (_, Option<Tab>, _)| async move {
        match tab {
            Some(tab) => open_record(at, tab, wanted).await.map(|view| (tab, view)),
            None => Err(Fault::NotFound),
        }
    };
    let page = Resource::new(move || (here.context(), tab.get(), wanted.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn wanted(query: &ParamsMap) -> Wanted {
    let number = |name| query.get(name).and_then(|number| number.parse().ok());
    Wanted {
        weergave: query.get("weergave"),
        versie: number("versie"),
        vergelijk: number("vergelijk"),
        na: query.get("na"),
        maand: query.get("maand"),
        dag: query.get("dag"),
    }
}

fn draw(page: Result<(Tab, RecordView), Fault>, here: Here) -> AnyView {
    match page {
        Ok((tab, view)) => view! { <Shell tab view here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Shell(tab: Tab, view: RecordView, here: Here) -> impl IntoView {
    let RecordView { whose, own, writes, part } = view;
    let number = whose.number.clone();
    let verb = tab.verb().filter(|_| writes);
    let part = match part {
        Part::Overview(overview) => view! { <Overview overview /> }.into_any(),
        Part::Intake(report) => view! { <Report report writes /> }.into_any(),
        Part::Plan(plan) => view! { <Plan plan=plan.map(|plan| *plan) writes /> }.into_any(),
        Part::Reports(reports) => view! { <Reports reports writes /> }.into_any(),
        Part::Effort(effort) => view! { <Efforts effort writes /> }.into_any(),
        Part::Medication(medication) => view! { <Medication medication writes /> }.into_any(),
        Part::Team(team) => view! { <Team team /> }.into_any(),
    };
    view! {
        <PageTitle text=format!("{} - Dossier {number}", tab.word()) />
        <div class="record">
            <Parts tab number own here />
            <div class="record-part">
                <header class="page-header">
                    <div>
                        <h1>{tab.word()}</h1>
                        <Person whose here />
                    </div>
                    {verb
                        .map(|verb| {
                            view! {
                                <div class="actions">
                                    <a class="button primary" href=move || here.href(&format!("{}/wijzigen", tab.path()), "")>
                                        <Icon of=Icon::PencilLine />
                                        {verb}
                                    </a>
                                </div>
                            }
                        })}
                </header>
                {part}
            </div>
        </div>
    }
}

/// Name, birth date, age and sex.
#[component]
pub fn Person(whose: Whose, here: Here) -> impl IntoView {
    let practice = here.context_untracked().portal == Portal::Practice;
    view! {
        <p class="person">
            <strong>{whose.name}</strong>
            <span>{whose.person}</span>
            {practice.then(|| view! { <span>"Dossier " {whose.number}</span> })}
        </p>
    }
}

/// The submenu (R43), and the other records of who has several.
#[component]
fn Parts(tab: Tab, number: String, own: Vec<String>, here: Here) -> impl IntoView {
    let item = move |of: Tab| {
        let current = (of == tab).then_some("page");
        view! {
            <li>
                <a href=move || here.href(&of.path(), "") aria-current=current>
                    {of.word()}
                </a>
            </li>
        }
    };
    let others = (own.len() > 1).then(|| view! { <Others tab number=number.clone() own here /> });
    view! {
        <nav class="record-parts" aria-label=format!("Dossier {number}")>
            <p class="record-number">"Dossier " {number.clone()}</p>
            <ul>{Tab::ALL.map(item).collect_view()}</ul>
            {others}
        </nav>
    }
}

#[component]
fn Others(tab: Tab, number: String, own: Vec<String>, here: Here) -> impl IntoView {
    let context = here.context_untracked();
    let link = move |other: String| {
        let at = Context { record: Some(other.clone()), ..context.clone() };
        view! { <li><a href=href(&at, &tab.path(), "")>"Dossier " {other}</a></li> }
    };
    view! {
        <p class="record-others">"Uw andere dossiers"</p>
        <ul>{own.into_iter().filter(|other| *other != number).map(link).collect_view()}</ul>
    }
}
