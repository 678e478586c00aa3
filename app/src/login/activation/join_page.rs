//! Joining an invitation to the account one is logged in with (D23).

use super::{
    api::{Join, JoinView, open_join},
    consent::Consent,
    words::words,
};
use crate::{
    forms::{ErrorSummary, FormFields, FormState},
    layout::Card,
    login::{LogOut, entrance::from_address},
    pin::PinField,
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

#[component]
pub fn JoinPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let (refused, _) = from_address();
    let asked = token.clone();
    let page = Resource::new(|| (), move |()| open_join(asked.clone(), refused));
    let draw = move |page| match page {
        Ok(Some(page)) => view! { <JoinForm token=token.clone() page /> }.into_any(),
        Ok(None) => view! { <Over /> }.into_any(),
        Err(fault) => problem(fault),
    };
    let draw = StoredValue::new(draw);
    view! {
        <Card title="Toevoegen aan uw account">
            <Suspense>{move || Suspend::new(async move { let page = page.await; draw.with_value(|draw| draw(page)) })}</Suspense>
        </Card>
    }
}

#[component]
fn JoinForm(token: String, page: JoinView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    view! {
        <p>
            "U bent ingelogd als " <strong>{page.mail}</strong> ". Wilt u het " {page.place.portal} " van "
            <strong>{page.place.organisation}</strong> " aan dit account toevoegen? U logt dan overal met hetzelfde \
             wachtwoord in. De organisaties zien dat niet van elkaar."
        </p>
        <ErrorSummary form title="Er is nog niets toegevoegd" words />
        <form class="form" method="post" action=Join::url()>
            <FormFields key=page.key />
            <input type="hidden" name="token" value=token />
            {page
                .signs
                .then(|| {
                    view! {
                        <p>"In dit portaal ondertekent u belangrijke stappen met een pincode. Kies die nu."</p>
                        <PinField form words new=true />
                    }
                })}
            <Consent form texts=page.texts />
            <button class="button primary wide" type="submit">
                "Toevoegen"
            </button>
        </form>
        <ul class="login-links">
            <li>
                <form method="post" action=LogOut::url()>
                    <button class="link-button" type="submit">
                        "Uitloggen: dit is niet mijn account"
                    </button>
                </form>
            </li>
        </ul>
    }
}

#[component]
fn Over() -> impl IntoView {
    view! {
        <p>"Deze uitnodiging is al gebruikt of niet meer geldig. Vraag de organisatie om een nieuwe."</p>
        <p>
            <a class="button primary wide" href="/" rel="external">
                "Naar uw portaal"
            </a>
        </p>
    }
}
