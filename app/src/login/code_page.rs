//! The second step: "Code uit de sms" (R5, D29).

use super::{
    LoginCard,
    api::{FinishLogIn, LoginView, SendCodeAgain, open_login},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FieldError, FormFields, FormState, described_by, invalid},
    ui::{Icon, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn CodePage() -> impl IntoView {
    let query = use_query_map();
    let refused = query.with_untracked(|query| query.get("formulier").and_then(|key| key.parse().ok()));
    let page = Resource::new(|| (), move |()| open_login(refused, true));
    view! {
        <LoginCard title="Code uit de sms">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </LoginCard>
    }
}

fn draw(page: Result<LoginView, Fault>) -> AnyView {
    match page {
        Ok(LoginView { mobile_ends_in: Some(digits), key, refused }) => {
            let form = FormState::new(refused, || None);
            view! { <CodeForm key form digits /> }.into_any()
        }
        Ok(_) => view! { <Over /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

/// No attempt is under way: the cookie is gone or half an hour has passed.
#[component]
fn Over() -> impl IntoView {
    view! {
        <p>"Het inloggen heeft te lang geduurd of is al afgerond. Begin opnieuw met uw naam en wachtwoord."</p>
        <p>
            <a class="button primary wide" href="/inloggen" rel="external">
                "Opnieuw inloggen"
            </a>
        </p>
    }
}

#[component]
fn CodeForm(key: portiek_domain::ids::FormKey, form: FormState, digits: String) -> impl IntoView {
    let query = use_query_map();
    let target = query.with_untracked(|query| query.get("naar"));
    let sent_again = query.with_untracked(|query| query.get("verstuurd").is_some());
    let hidden = move || target.clone().map(|target| view! { <input type="hidden" name="naar" value=target /> });
    view! {
        <p>
            "Wij hebben een code gestuurd naar " <span class="figure">{format!("06-•••• ••{digits}")}</span> "."
        </p>
        {(sent_again && !form.is_refused())
            .then(|| {
                view! {
                    <div class="notice success" role="status">
                        <Icon of=Icon::CircleCheck />
                        <p>"Er is een nieuwe code onderweg. De vorige werkt niet meer."</p>
                    </div>
                }
            })}
        <ErrorSummary form title="U bent nog niet ingelogd" words />
        <form class="form" method="post" action=FinishLogIn::url()>
            <FormFields key />
            {hidden()}
            <div class="field">
                <label for="code">"Code van 6 cijfers"</label>
                <input
                    class="input code"
                    id="code"
                    name="code"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    spellcheck="false"
                    aria-invalid=invalid(form, "code")
                    aria-describedby=described_by(form, "code", None)
                />
                <FieldError form field="code" words />
            </div>
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
        <ul class="login-links">
            <li>
                <form method="post" action=SendCodeAgain::url()>
                    <FormFields key />
                    {hidden()}
                    <button class="link-button" type="submit">
                        "Stuur een nieuwe code"
                    </button>
                </form>
            </li>
            <li>
                <a href="/inloggen" rel="external">
                    "Met een andere naam inloggen"
                </a>
            </li>
        </ul>
    }
}
