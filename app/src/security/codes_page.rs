//! "Herstelcodes": made here, shown until they are kept, and fit for printing.

use super::{
    PAGE,
    api::{CodesView, HideCodes, MakeCodes, RecoveryView, open_codes},
    sessions_page::Cancel,
};
use crate::{fault::Fault, layout::Card, ui::problem};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn CodesPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| open_codes());
    let draw = |page: Result<Option<CodesView>, Fault>| match page {
        Ok(Some(page)) if page.codes.is_empty() => view! { <Make state=page.state /> }.into_any(),
        Ok(Some(page)) => view! { <Made codes=page.codes /> }.into_any(),
        Ok(None) => ().into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Herstelcodes">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn Make(state: Option<RecoveryView>) -> impl IntoView {
    let earlier = state.map(|state| {
        let text = format!("U hebt nog {} codes van {}. Die werken daarna niet meer.", state.left, state.made);
        view! { <p>{text}</p> }
    });
    view! {
        <p>"U krijgt 10 codes. Elke code werkt één keer, als u uw telefoon of passkey niet bij u hebt."</p>
        {earlier}
        <form class="form" method="post" action=MakeCodes::url()>
            <button class="button primary wide" type="submit">
                "Herstelcodes maken"
            </button>
        </form>
        <Cancel />
    }
}

#[component]
fn Made(codes: Vec<String>) -> impl IntoView {
    let item = |code: String| view! { <li>{code}</li> };
    view! {
        <p>
            "Print deze codes of schrijf ze op, en bewaar ze op een veilige plek. Wij laten ze maar één keer zien. Oude herstelcodes werken niet meer."
        </p>
        <ol class="recovery-codes" aria-label="Uw herstelcodes">
            {codes.into_iter().map(item).collect_view()}
        </ol>
        <form class="form" method="post" action=HideCodes::url()>
            <button class="button primary wide" type="submit">
                "Ik heb ze bewaard"
            </button>
        </form>
        <p class="print-only">{format!("Herstelcodes voor Portiek. Elke code werkt één keer. Zie {PAGE}.")}</p>
    }
}
