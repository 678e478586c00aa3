//! The page of such a text.

use super::api::{TextView, read_text};
use crate::{fault::Fault, layout::Sheet, ui::problem};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::organisation::TextKind;

#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! { <TextPage kind=TextKind::Privacy title="Privacyverklaring" /> }
}

#[component]
pub fn TermsPage() -> impl IntoView {
    view! { <TextPage kind=TextKind::Terms title="Gebruiksvoorwaarden" /> }
}

#[component]
fn TextPage(kind: TextKind, title: &'static str) -> impl IntoView {
    let number = use_query_map().with_untracked(|query| query.get("bij").and_then(|number| number.parse().ok()));
    let page = Resource::new(|| (), move |()| read_text(number.unwrap_or_default(), kind));
    view! {
        <Sheet title>
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Sheet>
    }
}

fn draw(page: Result<Option<TextView>, Fault>) -> AnyView {
    match page {
        Ok(Some(text)) => view! { <Text text /> }.into_any(),
        Ok(None) => view! { <p>"Deze organisatie heeft nog geen tekst gepubliceerd. Vraag het haar gerust zelf."</p> }
            .into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Text(text: TextView) -> impl IntoView {
    let part = |part: String| match part.strip_prefix("# ") {
        Some(heading) => view! { <h2>{heading.to_owned()}</h2> }.into_any(),
        None => view! { <p>{part}</p> }.into_any(),
    };
    view! {
        <p class="help">{text.organisation} ", sinds " <span class="figure">{text.since}</span></p>
        <div class="prose">{text.paragraphs.into_iter().map(part).collect_view()}</div>
    }
}
