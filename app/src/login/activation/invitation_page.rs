//! Where an invitation leads (R1, D5). Looking at it uses nothing up and sends nothing.

use super::{
    api::{BeginActivation, InvitationView, Next, Place, RenewInvitation, open_invitation},
    words::words,
};
use crate::{
    forms::{ErrorSummary, Field, FormFields, FormState},
    layout::Card,
    login::entrance::from_address,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use portiek_domain::{forms::RefusedForm, ids::FormKey};
use server_fn::ServerFn;

#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let (refused, _) = from_address();
    let asked = token.clone();
    let page = Resource::new(|| (), move |()| open_invitation(asked.clone(), refused));
    let pane = move || {
        let token = token.clone();
        Suspend::new(async move {
            match page.await {
                Ok(InvitationView::Usable { place, next, key, refused }) => {
                    view! { <Usable token place next form=(key, refused) /> }.into_any()
                }
                Ok(InvitationView::Over { why, used }) => view! { <Over token why used /> }.into_any(),
                Err(fault) => view! { <Card title="Account activeren">{problem(fault)}</Card> }.into_any(),
            }
        })
    };
    view! { <Suspense>{pane}</Suspense> }
}

#[component]
fn Usable(token: String, place: Place, next: Next, form: (FormKey, RefusedForm)) -> impl IntoView {
    let (key, refused) = form;
    let form = FormState::new(refused, || None);
    let join = format!("/activeren/{token}/toevoegen");
    let verb = if next == Next::Password { "Ga verder" } else { "Stuur mij de sms-code" };
    view! {
        <Card title="Account activeren">
            <p>
                <strong>{place.organisation}</strong> " heeft voor u een account gemaakt in het "
                {place.portal} "."
            </p>
            <ErrorSummary form title="Er is nog geen code verstuurd" words />
            <form class="form" method="post" action=BeginActivation::url()>
                <FormFields key />
                <input type="hidden" name="token" value=token />
                {explain(form, next, place.phone)}
                <button class="button primary wide" type="submit">
                    {verb}
                </button>
            </form>
            <ul class="login-links">
                <li>
                    <a href=join rel="external">
                        "Ik heb al een account en wil dit daaraan toevoegen"
                    </a>
                </li>
            </ul>
        </Card>
    }
}

/// What happens at the next click.
fn explain(form: FormState, next: Next, phone: String) -> AnyView {
    match next {
        Next::Code(digits) => view! {
            <p>
                "Voor de zekerheid sturen wij eerst een code naar uw mobiele telefoon, "
                <span class="figure">{format!("06-•••• ••{digits}")}</span> "."
            </p>
            <p class="help">"Is dat niet uw nummer? Bel dan " <span class="figure">{phone}</span> "."</p>
        }
        .into_any(),
        Next::Mobile => view! {
            <Field
                form
                name="mobiel"
                label="Mobiel nummer"
                words
                kind="tel"
                autocomplete="tel"
                help=Some("Hierop krijgt u een code, nu en later bij het inloggen.")
            />
        }
        .into_any(),
        Next::Password => view! { <p>"U kiest nu zelf een wachtwoord."</p> }.into_any(),
    }
}

/// R13's title and text, and which of both it was (D5).
#[component]
fn Over(token: String, why: Option<String>, used: bool) -> impl IntoView {
    let query = use_query_map();
    let (sent, wait) = query.with_untracked(|query| (query.get("verstuurd").is_some(), query.get("wacht").is_some()));
    let told = move || {
        if sent {
            view! { <Success text="Stond uw uitnodiging nog open, dan is er een nieuwe link onderweg naar uw e-mailadres." /> }
                .into_any()
        } else if wait {
            view! { <p class="notice" role="status">"Er is al vaak om een nieuwe link gevraagd. Kijk in uw mail, of probeer het over een kwartier opnieuw."</p> }
                .into_any()
        } else {
            ().into_any()
        }
    };
    view! {
        <Card title="De link is verlopen">
            {told()}
            <p>
                "U kunt deze link niet meer gebruiken om een nieuw wachtwoord in te stellen, omdat de termijn hiervoor is \
                 verstreken."
            </p>
            {why.map(|why| view! { <p class="help">{why}</p> })}
            {if used {
                view! {
                    <p>
                        <a class="button primary wide" href="/inloggen" rel="external">
                            "Inloggen"
                        </a>
                    </p>
                    <ul class="login-links">
                        <li>
                            "Vraag " <a href="/wachtwoord" rel="external">
                                "hier"
                            </a> " een nieuw wachtwoord aan."
                        </li>
                    </ul>
                }
                    .into_any()
            } else {
                view! {
                    <form method="post" action=RenewInvitation::url()>
                        <input type="hidden" name="token" value=token />
                        <p>
                            "Vraag " <button class="link-button" type="submit">
                                "hier"
                            </button> " een nieuwe link aan."
                        </p>
                    </form>
                }
                    .into_any()
            }}
        </Card>
    }
}
