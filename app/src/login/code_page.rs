//! The second step: "Code uit de sms" (R5, D29).

use super::{
    api::{FinishLogIn, LoginView, SendCodeAgain, open_login},
    entrance::{Target, from_address},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn CodePage() -> impl IntoView {
    let (refused, _) = from_address();
    let page = Resource::new(|| (), move |()| open_login(refused, true));
    view! {
        <Card title="Code uit de sms">
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </Card>
    }
}

fn draw(page: Result<LoginView, Fault>) -> AnyView {
    match page {
        Ok(LoginView { mobile_ends_in: Some(digits), key, refused, may_remember }) => {
            let form = FormState::new(refused, || None);
            view! { <CodeForm key form digits may_remember /> }.into_any()
        }
        Ok(_) => view! { <Over /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

/// "Dit apparaat onthouden" (D3, R16).
#[component]
fn Remember() -> impl IntoView {
    view! {
        <div class="field">
            <div class="check">
                <input type="checkbox" id="onthouden" name="onthouden" value="true" aria-describedby="onthouden-hulp" />
                <label for="onthouden">"Dit apparaat 90 dagen onthouden"</label>
            </div>
            <p class="help" id="onthouden-hulp">
                "Hier vragen wij dan geen code meer. Doe dit alleen op een apparaat dat u met niemand deelt."
            </p>
        </div>
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
fn CodeForm(key: portiek_domain::ids::FormKey, form: FormState, digits: String, may_remember: bool) -> impl IntoView {
    let (_, naar) = from_address();
    let sent_again = use_query_map().with_untracked(|query| query.get("verstuurd").is_some());
    view! {
        <p>
            "Wij hebben een code gestuurd naar " <span class="figure">{format!("06-•••• ••{digits}")}</span> "."
        </p>
        {(sent_again && !form.is_refused())
            .then(|| view! { <Success text="Er is een nieuwe code onderweg. De vorige werkt niet meer." /> })}
        <ErrorSummary form title="U bent nog niet ingelogd" words />
        <form class="form" method="post" action=FinishLogIn::url()>
            <FormFields key />
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
            {may_remember.then(|| view! { <Remember /> })}
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
        <ul class="login-links">
            <li>
                <form method="post" action=SendCodeAgain::url()>
                    <FormFields key />
                    <Target naar />
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
