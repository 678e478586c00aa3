//! The second step: the strongest factor that somebody has (D3), "Code uit de sms" where that is the one (R5, D29). A
//! session is confirmed on the same page (step-up).

use super::{
    api::{CodeView, FinishLogIn, SendCodeAgain, Waiting, open_code},
    entrance::{Card, Target, from_address},
    over::Over,
    passkey::GivePasskey,
    ways,
    words::{too_many_sms, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, Field, FormFields, FormState, escaped},
    passkeys::Wanted,
    ui::{Icon, PasskeyForm, Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::{accounts::factors::Factor, ids::FormKey};
use server_fn::ServerFn;

#[component]
pub fn CodePage() -> impl IntoView {
    let (refused, naar) = from_address();
    let way = use_query_map().with_untracked(|query| query.get("manier").and_then(|slug| ways::from_slug(&slug)));
    let page = Resource::new(|| (), move |()| open_code(refused, way, naar.clone()));
    view! { <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense> }
}

fn draw(page: Result<CodeView, Fault>) -> AnyView {
    match page {
        Ok(CodeView { waiting: Some(waiting), key, refused }) => {
            let form = FormState::new(refused, || None);
            view! {
                <Card title=ways::title(waiting.way)>
                    <Step waiting key form />
                </Card>
            }
            .into_any()
        }
        Ok(_) => view! { <TooLate /> }.into_any(),
        Err(fault) => view! { <Card title="Inloggen">{problem(fault)}</Card> }.into_any(),
    }
}

/// No attempt is under way: the cookie is gone or half an hour has passed.
#[component]
fn TooLate() -> impl IntoView {
    view! {
        <Card title="Code uit de sms">
            <Over>
                <p>"Het inloggen heeft te lang geduurd of is al afgerond. Begin opnieuw met uw naam en wachtwoord."</p>
                <p>"Activeerde u uw account? Open dan de link uit de mail opnieuw."</p>
                <p>
                    <a class="button primary wide" href="/inloggen" rel="external">
                        "Opnieuw inloggen"
                    </a>
                </p>
            </Over>
        </Card>
    }
}

#[component]
fn Step(waiting: Waiting, key: FormKey, form: FormState) -> impl IntoView {
    let sent_again = use_query_map().with_untracked(|query| query.get("verstuurd").is_some());
    let title = match waiting {
        Waiting { confirms: true, .. } => "U hebt nog niet laten zien wie u bent",
        Waiting { activates: true, .. } => "Uw account is nog niet geactiveerd",
        _ => "U bent nog niet ingelogd",
    };
    let withheld = waiting.sms_wait.filter(|_| waiting.way == Factor::Sms && !waiting.sms_sent && !form.is_refused());
    let fields = match waiting.way {
        Factor::Passkey => view! { <ByPasskey key /> }.into_any(),
        Factor::Sms if !waiting.sms_sent => view! { <AskSms key digits=waiting.mobile_ends_in.clone() /> }.into_any(),
        way => view! { <ByCode way key form may_remember=waiting.may_remember /> }.into_any(),
    };
    view! {
        <p>{intro(&waiting)}</p>
        {(sent_again && !form.is_refused())
            .then(|| view! { <Success text="Er is een nieuwe code onderweg. De vorige werkt niet meer." /> })}
        <ErrorSummary form title words />
        {withheld.map(|seconds| view! { <Withheld seconds /> })}
        {fields}
        <OtherWays waiting key />
    }
}

/// No SMS was sent, for there were too many.
#[component]
fn Withheld(seconds: i64) -> impl IntoView {
    view! {
        <div class="notice warning" role="status">
            <Icon of=Icon::CircleAlert />
            <p>{too_many_sms(seconds)}</p>
        </div>
    }
}

fn intro(waiting: &Waiting) -> AnyView {
    let number = format!("06-•••• ••{}", waiting.mobile_ends_in);
    match waiting.way {
        Factor::Sms if waiting.sms_sent => {
            view! { "Wij hebben een code gestuurd naar " <span class="figure">{number}</span> "." }.into_any()
        }
        Factor::Sms => view! { "Uw codes gaan naar " <span class="figure">{number}</span> "." }.into_any(),
        Factor::Totp => {
            "Open de authenticator-app op uw telefoon en neem de code over die daar bij dit portaal staat.".into_any()
        }
        Factor::Passkey => "Uw apparaat vraagt om uw vinger, uw gezicht of uw pincode.".into_any(),
        Factor::Recovery => "Vul een van de herstelcodes in die u hebt bewaard. Elke code werkt één keer.".into_any(),
    }
}

#[component]
fn ByCode(way: Factor, key: FormKey, form: FormState, may_remember: bool) -> impl IntoView {
    let (_, naar) = from_address();
    let recovery = way == Factor::Recovery;
    view! {
        <form class="form" method="post" action=FinishLogIn::url()>
            <FormFields key />
            <Target naar />
            {(way != Factor::Sms).then(|| view! { <input type="hidden" name="manier" value=ways::slug(way) /> })}
            <Field
                form
                name="code"
                label=if recovery { "Herstelcode" } else { "Code van 6 cijfers" }
                words
                class=if recovery { "input medium" } else { "input code" }
                inputmode=(!recovery).then_some("numeric")
                autocomplete="one-time-code"
            />
            {may_remember.then(|| view! { <Remember /> })}
            <button class="button primary wide" type="submit">
                "Ga verder"
            </button>
        </form>
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

#[component]
fn ByPasskey(key: FormKey) -> impl IntoView {
    let (_, naar) = from_address();
    view! {
        <PasskeyForm wanted=Wanted::OfAttempt action=GivePasskey::url() label="Passkey gebruiken">
            <FormFields key />
            <Target naar />
        </PasskeyForm>
        <noscript>
            <p>"Voor een passkey moet JavaScript aan staan. Kies hieronder een andere manier."</p>
        </noscript>
    }
}

/// An SMS goes out when somebody wants it, not because it could.
#[component]
fn AskSms(key: FormKey, digits: String) -> impl IntoView {
    let (_, naar) = from_address();
    view! {
        <form class="form" method="post" action=SendCodeAgain::url()>
            <FormFields key />
            <Target naar />
            <input type="hidden" name="manier" value=ways::slug(Factor::Sms) />
            <button class="button primary wide" type="submit">
                "Stuur mij een code"
                <span class="visually-hidden">" naar het nummer dat eindigt op " {digits}</span>
            </button>
        </form>
    }
}

#[component]
fn OtherWays(waiting: Waiting, key: FormKey) -> impl IntoView {
    let (_, naar) = from_address();
    let mine = waiting.way;
    let again = (mine == Factor::Sms && waiting.sms_sent).then(|| view! { <Again key /> });
    let others: Vec<Factor> = waiting.others.into_iter().filter(|way| *way != mine).collect();
    let item = move |way: Factor| {
        let naar = naar.as_ref().map(|naar| format!("&naar={}", escaped(naar))).unwrap_or_default();
        let href = format!("/inloggen/code?manier={}{naar}", ways::slug(way));
        view! {
            <li>
                <a href=href rel="external">
                    {ways::link(way)}
                </a>
            </li>
        }
    };
    let way_out = match (waiting.confirms, waiting.activates) {
        (true, _) => Some(("/profiel/beveiliging", "Annuleren")),
        (_, true) => None,
        _ => Some(("/inloggen", "Met een andere naam inloggen")),
    };
    let help = waiting.sms_wait.map(|_| ("/hulp", "Hulp bij inloggen"));
    let link = |(href, words): (&'static str, &'static str)| {
        view! {
            <li>
                <a href=href rel="external">
                    {words}
                </a>
            </li>
        }
    };
    view! {
        {(!others.is_empty())
            .then(|| {
                view! {
                    <h2 class="other-ways" id="anders">
                        "Andere manier"
                    </h2>
                    <ul aria-labelledby="anders" class="other-ways-list">
                        {others.into_iter().map(item).collect_view()}
                    </ul>
                }
            })}
        <ul class="login-links">
            {again}
            {way_out.into_iter().chain(help).map(link).collect_view()}
        </ul>
    }
}

#[component]
fn Again(key: FormKey) -> impl IntoView {
    let (_, naar) = from_address();
    view! {
        <li>
            <form method="post" action=SendCodeAgain::url()>
                <FormFields key />
                <Target naar />
                <input type="hidden" name="manier" value=ways::slug(Factor::Sms) />
                <button class="link-button" type="submit">
                    "Stuur een nieuwe code"
                </button>
            </form>
        </li>
    }
}
