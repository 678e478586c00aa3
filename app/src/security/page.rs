//! "Beveiliging": everything about how one logs in, and where one is.

use super::{
    PAGE,
    api::{FactorView, RecoveryView, SecurityView, open_security},
    sessions::Sessions,
    words::done,
};
use crate::{
    fault::Fault,
    layout::AccountFrame,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn SecurityPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| open_security());
    let said = use_query_map().with_untracked(|query| query.get("gedaan").and_then(|what| done(&what)));
    view! {
        <AccountFrame title="Beveiliging">
            {said.map(|text| view! { <Success text /> })}
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </AccountFrame>
    }
}

fn draw(page: Result<SecurityView, Fault>) -> AnyView {
    match page {
        Ok(page) => view! { <Sections page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Sections(page: SecurityView) -> impl IntoView {
    view! {
        <div class="sections">
            <Password since=page.password_set mobile_ends_in=page.mobile_ends_in />
            <Factors factors=page.factors passkeys=page.passkeys />
            <Recovery state=page.recovery />
            <Sessions browsers=page.browsers />
        </div>
    }
}

#[component]
fn Password(since: String, mobile_ends_in: String) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="wachtwoord">
            <h2 id="wachtwoord">"Wachtwoord en mobiel nummer"</h2>
            <dl class="facts">
                <div>
                    <dt>"Wachtwoord"</dt>
                    <dd>
                        "Ingesteld op " <span class="figure">{since}</span> ". "
                        <a href=format!("/wachtwoord/wijzigen?naar={PAGE}") rel="external">
                            "Wachtwoord wijzigen"
                        </a>
                    </dd>
                </div>
                <div>
                    <dt>"Mobiel nummer"</dt>
                    <dd>
                        <span class="figure">{format!("06-•••• ••{mobile_ends_in}")}</span>
                        " voor codes per sms. Klopt het nummer niet? Bel de organisatie waar u bent ingeschreven."
                    </dd>
                </div>
            </dl>
        </section>
    }
}

#[component]
fn Factors(factors: Vec<FactorView>, passkeys: bool) -> impl IntoView {
    let table = (!factors.is_empty()).then(|| view! { <FactorTable factors /> });
    let none = table.is_none().then(|| {
        view! { <p>"U hebt nog geen passkey of authenticator-app."</p> }
    });
    view! {
        <section class="card" aria-labelledby="manieren">
            <h2 id="manieren">"Veiliger inloggen"</h2>
            <p class="intro">
                "Met een passkey logt u in met uw vinger, uw gezicht of de pincode van uw apparaat. Een authenticator-app geeft steeds een nieuwe code. Beide zijn veiliger dan een sms."
            </p>
            {none}
            <div class="buttons">
                {passkeys
                    .then(|| {
                        view! {
                            <a class="button" href=format!("{PAGE}/passkey") rel="external">
                                "Passkey toevoegen"
                            </a>
                        }
                    })} <a class="button" href=format!("{PAGE}/app") rel="external">
                    "Authenticator-app toevoegen"
                </a> <a class="button" href="/profiel/inloggen-met" rel="external">
                    "Andere manieren van inloggen"
                </a>
            </div>
            {table}
        </section>
    }
}

#[component]
fn FactorTable(factors: Vec<FactorView>) -> impl IntoView {
    let row = |factor: FactorView| {
        let name = factor.name.clone();
        view! {
            <tr>
                <th scope="row">{factor.name}</th>
                <td data-name="Soort">{factor.kind}</td>
                <td data-name="Toegevoegd">{factor.added}</td>
                <td data-name="Laatst gebruikt">{factor.used.unwrap_or_else(|| "nog niet".into())}</td>
                <td class="end">
                    <a class="button small" href=format!("{PAGE}/{}", factor.id) rel="external">
                        "Wijzigen"
                        <span class="visually-hidden">" van " {name}</span>
                    </a>
                </td>
            </tr>
        }
    };
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"Naam"</th>
                    <th scope="col">"Soort"</th>
                    <th scope="col">"Toegevoegd"</th>
                    <th scope="col">"Laatst gebruikt"</th>
                    <th scope="col">
                        <span class="visually-hidden">"Actie"</span>
                    </th>
                </tr>
            </thead>
            <tbody>{factors.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Recovery(state: Option<RecoveryView>) -> impl IntoView {
    let words = match &state {
        None => "U hebt nog geen herstelcodes.".into(),
        Some(state) if state.left == 0 => format!("Uw herstelcodes van {} zijn op. Maak nieuwe.", state.made),
        Some(state) => format!("U hebt nog {} van de 10 codes van {}.", state.left, state.made),
    };
    view! {
        <section class="card" aria-labelledby="herstelcodes">
            <h2 id="herstelcodes">"Herstelcodes"</h2>
            <p class="intro">"Daarmee logt u in als u uw telefoon of passkey kwijt bent."</p>
            <p>{words}</p>
            <div class="buttons">
                <a class="button" href=format!("{PAGE}/herstelcodes") rel="external">
                    {if state.is_some() { "Nieuwe herstelcodes maken" } else { "Herstelcodes maken" }}
                </a>
            </div>
        </section>
    }
}
