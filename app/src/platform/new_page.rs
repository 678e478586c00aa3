//! `/platform/organisaties/nieuw`: what kind of organisation it is, and its details.

use super::{
    api::{AddOrganisation, open_new},
    fields::Choice,
    head::Head,
    sections::DetailsFields,
    views::BlankView,
    words::{kind_name, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::actor::OrganisationKind;
use server_fn::ServerFn;

#[component]
pub fn NewPage() -> impl IntoView {
    let (here, query) = (use_here(), use_query_map());
    let refused = Memo::new(move |_| query.read().get("formulier").and_then(|key| key.parse().ok()));
    let page = Resource::new(move || (here.context(), refused.get()), |(at, refused)| open_new(at, refused));
    view! {
        <Head title="Organisatie toevoegen" here />
        <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition>
    }
}

fn draw(page: Result<BlankView, Fault>, here: Here) -> AnyView {
    match page {
        Ok(page) => view! { <NewForm page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn NewForm(page: BlankView, here: Here) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let kinds = OrganisationKind::ALL.iter().copied().filter(|kind| *kind != OrganisationKind::Platform);
    let options = kinds.map(|kind| (kind.as_str(), kind_name(kind).to_owned(), Some(about(kind).to_owned()))).collect();
    view! {
        <div class="sections">
            <ErrorSummary form title="De organisatie is nog niet toegevoegd" words />
            <form class="card form" method="post" action=AddOrganisation::url()>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <Choice form name="soort" legend="Soort" options />
                <DetailsFields form />
                <div class="buttons">
                    <button class="button primary" type="submit">
                        "Organisatie toevoegen"
                    </button>
                    <a class="button quiet" href=move || here.href("/organisaties", "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}

/// What such an organisation starts with; all but the kind can be changed later.
fn about(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::MentalHealth => {
            "Begint met Cliëntenportaal, wachtwoordbeleid Modern en een code bij elke keer inloggen."
        }
        OrganisationKind::GeneralPractice => {
            "Begint met Patiëntenportaal, wachtwoordbeleid Patiënt en een code bij elke keer inloggen."
        }
        OrganisationKind::Hospital => {
            "Begint met Opleidingsportfolio, wachtwoordbeleid Modern en een code op nieuwe apparaten."
        }
        OrganisationKind::CareOrganisation => {
            "Begint met Gebruikersbeheer, wachtwoordbeleid Portero en zonder verplichte code."
        }
        OrganisationKind::Platform => "",
    }
}
