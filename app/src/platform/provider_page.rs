//! `/platform/organisaties/:number/inloggen-met/:provider`, or `…/nieuw`: where members of an organisation may log in
//! instead, whether it answers, and the end of it.

use super::{
    api::{SetProvider, open_provider},
    head::Head,
    provider_fields::ProviderFields,
    provider_parts::Known,
    section_page::Meanwhile,
    views::ProviderFormView,
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use portiek_domain::ids::ProviderId;
use server_fn::ServerFn;

#[component]
pub fn ProviderPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let params = params.read();
        let number: Option<i64> = params.get("number").and_then(|number| number.parse().ok());
        let provider = match params.get("provider").as_deref() {
            Some("nieuw") => Some(None),
            Some(id) => id.parse::<ProviderId>().ok().map(Some),
            None => None,
        };
        let refused = query.read().get("formulier").and_then(|key| key.parse().ok());
        number.zip(provider).map(|(number, provider)| (number, provider, refused))
    });
    let load = |(at, wanted)| async move {
        match wanted {
            Some((number, provider, refused)) => open_provider(at, number, provider, refused).await,
            None => Err(Fault::NotFound),
        }
    };
    let page = Resource::new(move || (here.context(), wanted.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<Option<ProviderFormView>, Fault>, here: Here) -> AnyView {
    match page {
        Ok(Some(page)) => view! { <ProviderForm page here /> }.into_any(),
        // On its way to confirm who one is.
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn ProviderForm(page: ProviderFormView, here: Here) -> impl IntoView {
    let ProviderFormView { number, organisation, key, form, known } = page;
    let form = FormState::new(form, || None);
    let title =
        known.as_ref().map_or("Inlogdienst toevoegen".to_owned(), |known| format!("Inloggen met {}", known.label));
    let overtaken = known.as_ref().filter(|_| form.code("sectie").is_some()).map(|known| known.now.clone());
    let hidden = known.as_ref().map(|known| {
        view! {
            <input type="hidden" name="provider" value=known.id.to_string() />
            <input type="hidden" name="gezien" value=known.seen.clone() />
        }
    });
    let issuer = known.as_ref().map(|known| known.issuer.clone());
    view! {
        <Head title here of=(number, organisation) />
        <div class="sections">
            <ErrorSummary form title="Er is nog niets opgeslagen" words />
            {overtaken.map(|now| view! { <Meanwhile now /> })}
            <form class="card form" method="post" action=SetProvider::url()>
                <FormFields key at=Some(here.context_untracked()) />
                <input type="hidden" name="number" value=number.to_string() />
                {hidden}
                <ProviderFields form issuer />
                <div class="buttons">
                    <button class="button primary" type="submit">
                        "Opslaan"
                    </button>
                    <a class="button quiet" href=move || here.href(&format!("/organisaties/{number}"), "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
            {known.map(|known| view! { <Known number known here /> })}
        </div>
    }
}
