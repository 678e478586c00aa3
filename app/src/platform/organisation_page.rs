//! `/platform/organisaties/:number`: what an organisation has set, section by section, and who administers it.

use super::{
    administrators::Administrators,
    api::open_organisation,
    fields::Facts,
    head::Head,
    providers::Providers,
    readers::Readers,
    views::{OrganisationView, SectionView},
    words::section_name,
};
use crate::{
    fault::Fault,
    here::{Here, use_here},
    ui::{Icon, Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn OrganisationPage() -> impl IntoView {
    let (here, params) = (use_here(), use_params_map());
    let number = Memo::new(move |_| params.read().get("number").and_then(|number| number.parse::<i64>().ok()));
    let load = |(at, number): (_, Option<i64>)| async move {
        match number {
            Some(number) => open_organisation(at, number).await,
            None => Err(Fault::NotFound),
        }
    };
    let page = Resource::new(move || (here.context(), number.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<OrganisationView, Fault>, here: Here) -> AnyView {
    match page {
        Ok(page) => view! { <Sections page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Sections(page: OrganisationView, here: Here) -> impl IntoView {
    let (number, said) = (page.number, page.said);
    let added = said.as_deref() == Some("toegevoegd");
    let (saved, trusted) = (said.clone(), said.clone());
    let section = move |section: SectionView| {
        let is_saved = saved.as_deref() == Some(section.section.as_str());
        view! { <Section number section is_saved here /> }
    };
    view! {
        <Head title=page.name here />
        <p class="page-intro">{format!("{} · nummer {number} · sinds {}", page.kind, page.since)}</p>
        <div class="sections">
            {added
                .then(|| {
                    view! { <Success text="De organisatie is toegevoegd. Nodig nu de eerste beheerder uit." /> }
                })} <Administrators number people=page.administrators said here />
            <Providers number trusted=page.providers said=trusted here />
            <Readers number readers=page.readers here />
            {page.sections.into_iter().map(section).collect_view()}
        </div>
    }
}

#[component]
fn Section(number: i64, section: SectionView, is_saved: bool, here: Here) -> impl IntoView {
    let (id, name) = (section.section.as_str(), section_name(section.section));
    let (heading, change) = (format!("{id}-kop"), format!("/organisaties/{number}/{id}"));
    let labelled = heading.clone();
    view! {
        <section class="card" id=id aria-labelledby=labelled>
            <header class="card-header">
                <h2 id=heading>{name}</h2>
                <a class="button small" href=move || here.href(&change, "")>
                    "Wijzigen"
                    <span class="visually-hidden">" " {name}</span>
                </a>
            </header>
            {is_saved.then(|| view! { <Success text="Opgeslagen" /> })}
            {section
                .warning
                .map(|warning| {
                    view! {
                        <div class="notice warning">
                            <Icon of=Icon::CircleAlert />
                            <p>{warning}</p>
                        </div>
                    }
                })} <Facts facts=section.facts />
        </section>
    }
}
