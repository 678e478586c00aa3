//! Where a mailed link leads (R13, D5). Looking at it uses nothing up and sends nothing.

use super::api::{GoOn, LinkView, follow_link};
use crate::{layout::Card, ui::problem};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

#[component]
pub fn LinkPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let asked = token.clone();
    let page = Resource::new(|| (), move |()| follow_link(asked.clone()));
    let pane = move || {
        let token = token.clone();
        Suspend::new(async move {
            match page.await {
                Ok(LinkView::Usable { code }) => view! { <Usable token code /> }.into_any(),
                Ok(LinkView::Over { why }) => view! { <Over why /> }.into_any(),
                Err(fault) => view! { <Card title="Nieuw wachtwoord">{problem(fault)}</Card> }.into_any(),
            }
        })
    };
    view! { <Suspense>{pane}</Suspense> }
}

#[component]
fn Usable(token: String, code: bool) -> impl IntoView {
    let (text, verb) = if code {
        ("Voor de zekerheid sturen wij eerst een code naar uw mobiele telefoon.", "Stuur mij de sms-code")
    } else {
        ("U kunt nu zelf een nieuw wachtwoord kiezen.", "Ga verder")
    };
    view! {
        <Card title="Nieuw wachtwoord">
            <p>{text}</p>
            <form class="form" method="post" action=GoOn::url()>
                <input type="hidden" name="token" value=token />
                <button class="button primary wide" type="submit">
                    {verb}
                </button>
            </form>
        </Card>
    }
}

/// R13's title and text, and which of both it was (D5).
#[component]
fn Over(why: Option<String>) -> impl IntoView {
    view! {
        <Card title="De link is verlopen">
            <p>
                "U kunt deze link niet meer gebruiken om een nieuw wachtwoord in te stellen, omdat de termijn hiervoor is \
                 verstreken. Vraag " <a href="/wachtwoord" rel="external">
                    "hier"
                </a> " een nieuw wachtwoord aan."
            </p>
            {why.map(|why| view! { <p class="help">{why}</p> })}
        </Card>
    }
}
