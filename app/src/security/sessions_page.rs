//! "Overal anders uitloggen".

use super::{
    PAGE,
    api::{EndOthers, FormView, open_form},
};
use crate::{fault::Fault, layout::Card, ui::problem};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn SessionsPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| open_form("/uitloggen".into(), None));
    let draw = |page: Result<Option<FormView>, Fault>| match page {
        Ok(Some(_)) => view! { <Ask /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Overal anders uitloggen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn Ask() -> impl IntoView {
    view! {
        <p>"U wordt uitgelogd op al uw apparaten, behalve op dit. Wat u daar typte, blijft bewaard."</p>
        <form class="form" method="post" action=EndOthers::url()>
            <button class="button primary wide" type="submit">
                "Overal anders uitloggen"
            </button>
        </form>
        <Cancel />
    }
}

/// The quiet way out of each of these pages.
#[component]
pub fn Cancel() -> impl IntoView {
    view! {
        <ul class="login-links">
            <li>
                <a href=PAGE rel="external">
                    "Annuleren"
                </a>
            </li>
        </ul>
    }
}
