//! Where a mailed link to log in with leads: past the delay that others' wrong tries cause. Looking at it uses nothing up.

use super::api::{UseLoginLink, follow_login_link};
use crate::{layout::Card, ui::problem};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

#[component]
pub fn KnownPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let asked = token.clone();
    let page = Resource::new(|| (), move |()| follow_login_link(asked.clone()));
    let pane = move || {
        let token = token.clone();
        Suspend::new(async move {
            match page.await {
                Ok(None) => view! { <Usable token /> }.into_any(),
                Ok(Some(why)) => view! { <Over why /> }.into_any(),
                Err(fault) => view! { <Card title="Inloggen">{problem(fault)}</Card> }.into_any(),
            }
        })
    };
    view! { <Suspense>{pane}</Suspense> }
}

#[component]
fn Usable(token: String) -> impl IntoView {
    view! {
        <Card title="Inloggen zonder te wachten">
            <p>"Ga verder op het apparaat waarop u wilt inloggen. Daarna vult u gewoon uw naam en wachtwoord in."</p>
            <form class="form" method="post" action=UseLoginLink::url()>
                <input type="hidden" name="token" value=token />
                <button class="button primary wide" type="submit">
                    "Verder met inloggen"
                </button>
            </form>
        </Card>
    }
}

#[component]
fn Over(why: String) -> impl IntoView {
    view! {
        <Card title="De link is verlopen">
            <p>"U kunt deze link niet meer gebruiken om in te loggen."</p>
            <p class="help">{why}</p>
            <p>
                <a class="button primary wide" href="/inloggen" rel="external">
                    "Naar inloggen"
                </a>
            </p>
        </Card>
    }
}
