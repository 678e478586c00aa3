//! `/platform/organisaties/:number/:section`: the form of one section, which saves by itself.

use super::{
    api::{SaveSection, open_section},
    fields::Facts,
    head::Head,
    sections,
    views::{Fact, FormView},
    words::{section_name, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use portiek_domain::organisation::Section;
use server_fn::ServerFn;

#[component]
pub fn SectionPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let params = params.read();
        let number: Option<i64> = params.get("number").and_then(|number| number.parse().ok());
        let section = params.get("section").and_then(|section| Section::try_from(section).ok());
        let refused = query.read().get("formulier").and_then(|key| key.parse().ok());
        number.zip(section).map(|(number, section)| (number, section, refused))
    });
    let load = |(at, wanted)| async move {
        match wanted {
            Some((number, section, refused)) => {
                open_section(at, number, section, refused).await.map(|page| (section, page))
            }
            None => Err(Fault::NotFound),
        }
    };
    let page = Resource::new(move || (here.context(), wanted.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<(Section, FormView), Fault>, here: Here) -> AnyView {
    match page {
        Ok((section, page)) => view! { <SectionForm section page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn SectionForm(section: Section, page: FormView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    let (title, organisation) = (section_name(section), format!("/organisaties/{}", page.number));
    let back = StoredValue::new(organisation);
    let back = move || back.with_value(|path| here.href(path, ""));
    let overtaken = form.code("sectie").is_some();
    let verb = if matches!(section, Section::Privacy | Section::Terms) { "Publiceren" } else { "Opslaan" };
    view! {
        <Head title here of=(page.number, page.organisation) />
        <div class="sections">
            <ErrorSummary form title="Er is nog niets opgeslagen" words />
            {overtaken.then(|| view! { <Meanwhile now=page.now /> })}
            <form class="card form" method="post" action=SaveSection::url()>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <input type="hidden" name="number" value=page.number.to_string() />
                <input type="hidden" name="section" value=format!("{section:?}") />
                <input type="hidden" name="gezien" value=page.seen />
                {sections::fields(section, form)}
                <div class="buttons">
                    <button class="button primary" type="submit">
                        {verb}
                    </button>
                    <a class="button quiet" href=back>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}

/// What somebody else saved meanwhile (quality.md §4).
#[component]
pub fn Meanwhile(now: Vec<Fact>) -> impl IntoView {
    view! {
        <section class="card" id="sectie" tabindex="-1" aria-labelledby="intussen">
            <h2 id="intussen">"Wat er nu geldt"</h2>
            <p class="intro">"Slaat u nog een keer op, dan vervangt wat u hieronder invulde dit."</p>
            <Facts facts=now />
        </section>
    }
}
