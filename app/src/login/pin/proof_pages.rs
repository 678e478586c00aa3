//! "Pincode vergeten" (D27): password, code, then another PIN. Also for who has none yet, and after five wrong tries.

use super::{
    api::{ChoosePin, ForgetPin, GivePinCode, PinView, SendPinCodeAgain, open_pin},
    words::{proof_words, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    login::entrance::{Target, from_address, to},
    pin::PinField,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::forms::RefusedForm;
use server_fn::ServerFn;

/// Draws a page of one's PIN.
fn on_page(draw: fn(PinView) -> AnyView) -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_pin(refused));
    let draw = move |page: Result<PinView, Fault>| match page {
        Ok(page) => draw(page),
        Err(fault) => problem(fault),
    };
    view! { <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense> }
}

#[component]
pub fn ForgottenPage() -> impl IntoView {
    on_page(|page| view! { <ProofForm page /> }.into_any())
}

/// Asks the password; then a code goes out.
#[component]
pub fn ProofForm(page: PinView) -> impl IntoView {
    // What a form for another moment was refused for is said by the page itself.
    let mut refusals = page.refused.refusals;
    refusals.retain(|refusal| refusal.field == "wachtwoord");
    let form = FormState::new(RefusedForm { refusals, ..RefusedForm::default() }, || None);
    let (_, naar) = from_address();
    let back = naar.clone().unwrap_or_else(|| "/".into());
    let (title, why) = proof_words(page.standing);
    view! {
        <Card title>
            <p>{why}</p>
            <ErrorSummary form title="Er is nog geen code verstuurd" words />
            <form class="form" method="post" action=ForgetPin::url()>
                <FormFields key=page.key />
                <Target naar />
                <Field
                    form
                    name="wachtwoord"
                    label="Wachtwoord"
                    words
                    kind="password"
                    autocomplete="current-password"
                />
                <button class="button primary wide" type="submit">
                    "Stuur mij de sms-code"
                </button>
            </form>
            <ul class="login-links">
                <li>
                    <a href=back rel="external">
                        "Annuleren"
                    </a>
                </li>
            </ul>
        </Card>
    }
}

#[component]
pub fn PinCodePage() -> impl IntoView {
    on_page(|page| match page.mobile_ends_in.clone() {
        Some(digits) => view! { <CodeForm page digits /> }.into_any(),
        None => view! { <Over /> }.into_any(),
    })
}

#[component]
fn CodeForm(page: PinView, digits: String) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let sent_again = use_query_map().with_untracked(|query| query.get("verstuurd").is_some());
    view! {
        <Card title="Code uit de sms">
            <p>
                "Wij hebben een code gestuurd naar " <span class="figure">{format!("06-•••• ••{digits}")}</span> "."
            </p>
            {(sent_again && !form.is_refused())
                .then(|| view! { <Success text="Er is een nieuwe code onderweg. De vorige werkt niet meer." /> })}
            <ErrorSummary form title="U kunt nog geen nieuwe pincode kiezen" words />
            <form class="form" method="post" action=GivePinCode::url()>
                <FormFields key=page.key />
                <Target naar=naar.clone() />
                <Field
                    form
                    name="code"
                    label="Code van 6 cijfers"
                    words
                    class="input code"
                    inputmode=Some("numeric")
                    autocomplete="one-time-code"
                />
                <button class="button primary wide" type="submit">
                    "Ga verder"
                </button>
            </form>
            <ul class="login-links">
                <li>
                    <form method="post" action=SendPinCodeAgain::url()>
                        <FormFields key=page.key />
                        <Target naar />
                        <button class="link-button" type="submit">
                            "Stuur een nieuwe code"
                        </button>
                    </form>
                </li>
            </ul>
        </Card>
    }
}

#[component]
pub fn NewPinPage() -> impl IntoView {
    on_page(|page| if page.proven { view! { <NewPinForm page /> }.into_any() } else { view! { <Over /> }.into_any() })
}

#[component]
fn NewPinForm(page: PinView) -> impl IntoView {
    let form = FormState::new(page.refused, || None);
    let (_, naar) = from_address();
    let back = naar.clone().unwrap_or_else(|| "/".into());
    let known = page.standing == portiek_domain::accounts::pin::Standing::Ready;
    view! {
        <Card title="Nieuwe pincode">
            <p>"Met uw pincode ondertekent u belangrijke stappen. Onthoud hem en geef hem aan niemand."</p>
            <ErrorSummary form title="Uw pincode is nog niet ingesteld" words />
            <form class="form" method="post" action=ChoosePin::url()>
                <FormFields key=page.key />
                <Target naar />
                <PinField form words label="Nieuwe pincode" new=true />
                <button class="button primary wide" type="submit">
                    "Pincode instellen"
                </button>
            </form>
            {known
                .then(|| {
                    view! {
                        <ul class="login-links">
                            <li>
                                <a href=back rel="external">
                                    "Ik weet mijn pincode weer"
                                </a>
                            </li>
                        </ul>
                    }
                })}
        </Card>
    }
}

/// Half an hour has passed, or it was done in another window.
#[component]
fn Over() -> impl IntoView {
    let (_, naar) = from_address();
    let again = to("/profiel/pincode", naar.as_deref());
    view! {
        <Card title="Nieuwe pincode">
            <p>"Het instellen heeft te lang geduurd of is al gedaan. Uw pincode is nu niet veranderd."</p>
            <p>
                <a class="button primary wide" href=again rel="external">
                    "Opnieuw beginnen"
                </a>
            </p>
        </Card>
    }
}
