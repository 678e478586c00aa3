//! Overzicht: diagnosis, care demand type and registration, each once it was filled in (R44); and its form.

use super::{
    api::SaveOverview,
    fields::Text,
    views::{EditView, OverviewView},
    words::words,
};
use crate::{
    forms::{ErrorSummary, Field, FormFields, FormState},
    here::Here,
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Overview(overview: OverviewView) -> impl IntoView {
    let fact = |name: &'static str, value: String| {
        let value = if value.is_empty() {
            view! { <span class="muted">"Nog niet ingevuld"</span> }.into_any()
        } else {
            value.into_any()
        };
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    view! {
        <div class="sections">
            <section class="card" aria-labelledby="bevindingen">
                <h2 id="bevindingen">"Bevindingen"</h2>
                <dl class="facts">
                    {fact("Diagnose", overview.diagnosis)} {fact("Zorgvraagtypering", overview.care_demand_type)}
                </dl>
            </section>
            <section class="card" aria-labelledby="aanmelding">
                <h2 id="aanmelding">"Aanmelding"</h2>
                <dl class="facts">
                    {fact("Aanmelddatum", overview.registered_on)} {fact("Reden aanmelding", overview.reason)}
                </dl>
            </section>
        </div>
    }
}

#[component]
pub fn OverviewForm(page: EditView, now: OverviewView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    let overtaken = form.code("overzicht").is_some();
    view! {
        <div class="sections">
            <ErrorSummary form title="Het overzicht is nog niet opgeslagen" words />
            {overtaken
                .then(|| {
                    view! {
                        <section id="overzicht" tabindex="-1" aria-label="Wat er nu staat">
                            <Overview overview=now />
                        </section>
                    }
                })} <form class="card form" method="post" action=SaveOverview::url()>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <input type="hidden" name="gezien" value=page.seen />
                <Field form name="diagnose" label="Diagnose" words autocomplete="off" class="input long" />
                <Field
                    form
                    name="zorgvraagtypering"
                    label="Zorgvraagtypering"
                    words
                    autocomplete="off"
                    class="input long"
                />
                <Field
                    form
                    name="aanmelddatum"
                    label="Aanmelddatum"
                    words
                    autocomplete="off"
                    class="input date"
                    help=Some("Bijvoorbeeld 18-02-2022")
                />
                <Text form id="reden".to_owned() name="reden".to_owned() label="Reden aanmelding" rows=4 />
                <div class="buttons">
                    <button class="button primary" type="submit">
                        "Opslaan"
                    </button>
                    <a class="button quiet" href=move || here.href("/dossier/overzicht", "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}
