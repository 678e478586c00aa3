//! "Uw wachtwoord is bijna verlopen" (R11), after each login from two weeks ahead.

use super::api::open_expiry;
use crate::{
    fault::Fault,
    forms::escaped,
    login::entrance::{Card, from_address},
    ui::problem,
};
use leptos::prelude::*;

#[component]
pub fn ExpiryPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| open_expiry());
    let draw = |page: Result<Option<i64>, Fault>| match page {
        Ok(days) => view! { <Choice days=days.unwrap_or_default() /> }.into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Uw wachtwoord is bijna verlopen">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn Choice(days: i64) -> impl IntoView {
    let (_, naar) = from_address();
    let later = naar.unwrap_or_else(|| "/".into());
    let change = format!("/wachtwoord/wijzigen?naar={}", escaped(&later));
    let text = match days {
        // Changed in another window meanwhile.
        0 => "Uw wachtwoord is intussen gewijzigd.".into(),
        1 => "Uw wachtwoord verloopt binnen 1 dag.".into(),
        days => format!("Uw wachtwoord verloopt binnen {days} dagen."),
    };
    view! {
        <p>{text}</p>
        <p>"Wilt u nu een nieuw wachtwoord instellen?"</p>
        <div class="choice">
            <a class="button" href=later rel="external">
                "Nee"
            </a>
            <a class="button primary" href=change rel="external">
                "Ja"
            </a>
        </div>
    }
}
