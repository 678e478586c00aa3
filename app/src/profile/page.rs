//! The profile page.

use super::api::{BrowserView, EndSession, ProfileView, open_profile};
use crate::{
    fault::Fault,
    forms::ContextFields,
    here::{Here, use_here},
    ui::{Icon, PageTitle, problem},
};
use leptos::{form::ActionForm, prelude::*};
use portiek_domain::actor::Portal;

#[component]
pub fn ProfilePage() -> impl IntoView {
    let here = use_here();
    let end = ServerAction::<EndSession>::new();
    let page = Resource::new(move || (here.context(), end.version().get()), |(at, _)| open_profile(at));
    view! {
        <PageTitle text="Mijn profiel".to_owned() />
        <header class="page-header">
            <h1>"Mijn profiel"</h1>
        </header>
        <Transition>{move || Suspend::new(async move { draw(page.await, here, end) })}</Transition>
    }
}

fn draw(page: Result<ProfileView, Fault>, here: Here, end: ServerAction<EndSession>) -> AnyView {
    match page {
        Ok(profile) => view! { <Sections profile here end /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Sections(profile: ProfileView, here: Here, end: ServerAction<EndSession>) -> impl IntoView {
    let fact = |name: &'static str, value: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let change =
        format!("/wachtwoord/wijzigen?naar={}", here.href("/profiel", "").replace('?', "%3F").replace('&', "%26"));
    let row = move |browser: BrowserView| view! { <Row browser here end /> };
    view! {
        <div class="sections">
            <section class="card" aria-labelledby="gegevens">
                <h2 id="gegevens">"Uw gegevens"</h2>
                <dl class="facts">
                    {fact("Naam", profile.name)} {fact("Gebruikersnaam", profile.login_name)}
                    {fact("E-mailadres", profile.mail)}
                    {fact("Mobiel nummer", format!("06-•••• ••{}", profile.mobile_ends_in))}
                </dl>
            </section>
            <section class="card" aria-labelledby="beveiliging">
                <h2 id="beveiliging">"Beveiliging"</h2>
                <p class="buttons">
                    <a class="button" href=change rel="external">
                        "Wachtwoord wijzigen"
                    </a>
                    <a class="button" href=move || here.href("/profiel/inloggen-met", "")>
                        "Andere manieren van inloggen"
                    </a>
                </p>
            </section>
            <section class="card" aria-labelledby="ingelogd">
                <h2 id="ingelogd">"Waar u bent ingelogd"</h2>
                <p class="intro">"Herkent u een apparaat niet? Beëindig het daar en bel de praktijk."</p>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Apparaat"</th>
                            <th scope="col">"Laatst gebruikt"</th>
                            <th scope="col">
                                <span class="visually-hidden">"Actie"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{profile.browsers.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
            <Show when=move || here.context().portal == Portal::Client>
                <Inspection here />
            </Show>
        </div>
    }
}

/// The way to who looked at the own record (S10).
#[component]
fn Inspection(here: Here) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="inzage">
            <h2 id="inzage">"Wie heeft mijn dossier bekeken?"</h2>
            <p class="intro">"U mag altijd weten wie uw dossier bekijkt, en waarom."</p>
            <a class="button" href=move || here.href("/inzage", "")>
                <Icon of=Icon::Eye />
                "Inzage bekijken"
            </a>
        </section>
    }
}

#[component]
fn Row(browser: BrowserView, here: Here, end: ServerAction<EndSession>) -> impl IntoView {
    let device = browser.device.clone();
    let act = if browser.this_one {
        view! { <span class="pill">"Dit apparaat"</span> }.into_any()
    } else {
        view! {
            <ActionForm action=end>
                <ContextFields at=here.context_untracked() />
                <input type="hidden" name="session" value=browser.session.to_string() />
                <button class="button small" type="submit">
                    "Beëindigen"
                    <span class="visually-hidden">" op " {device}</span>
                </button>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{browser.device}</th>
            <td data-name="Laatst gebruikt">{browser.last_used}</td>
            <td class="end">{act}</td>
        </tr>
    }
}
