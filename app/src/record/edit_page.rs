//! `/praktijk/dossier/:tab/wijzigen`: the form of a part, for who treats (S1).

use super::{
    api::open_edit,
    effort::EffortForm,
    intake::IntakeForm,
    medication::MedicationForms,
    overview::OverviewForm,
    page::Person,
    plan::PlanForm,
    reports::ReportForm,
    tab::Tab,
    views::{EditPart, EditView},
};
use crate::{
    fault::Fault,
    here::{Here, use_here},
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn EditPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let tab = Memo::new(move |_| Tab::from_segment(params.read().get("tab").as_deref()));
    let refused = Memo::new(move |_| query.read().get("formulier").and_then(|key| key.parse().ok()));
    let about = Memo::new(move |_| query.read().get("afspraak").and_then(|id| id.parse().ok()));
    let load = |(at, tab, refused, about): (_, Option<Tab>, _, _)| async move {
        match tab {
            Some(tab) => open_edit(at, tab, refused, about).await.map(|page| (tab, page)),
            None => Err(Fault::NotFound),
        }
    };
    let page = Resource::new(move || (here.context(), tab.get(), refused.get(), about.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<(Tab, EditView), Fault>, here: Here) -> AnyView {
    let (tab, page) = match page {
        Ok(page) => page,
        Err(fault) => return problem(fault),
    };
    let whose = page.whose.clone();
    let title = format!("{} {}", tab.word(), tab.verb().unwrap_or("Wijzigen").to_lowercase());
    let form = match page.part.clone() {
        EditPart::Overview(now) => view! { <OverviewForm page now here /> }.into_any(),
        EditPart::Intake(draft) => view! { <IntakeForm page draft here /> }.into_any(),
        EditPart::Plan(draft) => view! { <PlanForm page draft here /> }.into_any(),
        EditPart::Medication(warnings) => view! { <MedicationForms page warnings here /> }.into_any(),
        EditPart::Report { about, appointment, draft } => {
            view! { <ReportForm page about appointment draft here /> }.into_any()
        }
        EditPart::Effort => view! { <EffortForm page here /> }.into_any(),
    };
    view! {
        <PageTitle text=format!("{title} - Dossier {}", whose.number) />
        <a class="trail-back" href=move || here.href(&tab.path(), "")>
            <Icon of=Icon::ChevronLeft />
            "Terug naar het dossier"
        </a>
        <header class="page-header">
            <div>
                <h1>{title.clone()}</h1>
                <Person whose here />
            </div>
        </header>
        {form}
    }
    .into_any()
}
