//! "Nieuw wachtwoord", at the end of a link or of a login whose password may not stay (D2, R114).

use super::{
    api::{ChoosePassword, NewPasswordView, open_choice},
    new_field::NewPassword,
    words::{why_words, words},
};
use crate::{
    forms::{ErrorSummary, FormFields, FormState},
    layout::Card,
    login::{
        entrance::{Target, from_address},
        over::Over,
    },
    ui::problem,
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn ChoosePage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_choice(refused));
    let draw = |page| match page {
        Ok(Some(page)) => view! { <ChooseForm page /> }.into_any(),
        Ok(None) => view! { <TooLate /> }.into_any(),
        Err(fault) => problem(fault),
    };
    view! {
        <Card title="Nieuw wachtwoord">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

#[component]
fn ChooseForm(page: NewPasswordView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    view! {
        <p>{why_words(page.why)}</p>
        <ErrorSummary form title="Uw wachtwoord is nog niet ingesteld" words />
        <form class="form" method="post" action=ChoosePassword::url()>
            <FormFields key=page.key />
            <Target naar />
            <NewPassword form rules=page.rules owner=page.owner />
            <button class="button primary wide" type="submit">
                "Wachtwoord instellen"
            </button>
        </form>
    }
}

/// Half an hour has passed, or it was done in another window.
#[component]
fn TooLate() -> impl IntoView {
    view! {
        <Over>
            <p>"Het instellen heeft te lang geduurd of is al gedaan. Uw wachtwoord is nu niet veranderd."</p>
            <p>
                <a class="button primary wide" href="/inloggen" rel="external">
                    "Naar inloggen"
                </a>
            </p>
            <ul class="login-links">
                <li>
                    <a href="/wachtwoord" rel="external">
                        "Nieuw wachtwoord aanvragen"
                    </a>
                </li>
            </ul>
        </Over>
    }
}
