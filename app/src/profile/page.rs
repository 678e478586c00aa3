//! The profile page.

use super::api::{ProfileView, open_profile};
use crate::{
    door::Place,
    fault::Fault,
    forms::escaped,
    here::{Here, use_here},
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use portiek_domain::actor::Portal;

#[component]
pub fn ProfilePage() -> impl IntoView {
    let here = use_here();
    let page = Resource::new(move || here.context(), open_profile);
    view! {
        <PageTitle text="Mijn profiel".to_owned() />
        <header class="page-header">
            <h1>"Mijn profiel"</h1>
        </header>
        <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition>
    }
}

fn draw(page: Result<ProfileView, Fault>, here: Here) -> AnyView {
    match page {
        Ok(profile) => view! { <Sections profile here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Sections(profile: ProfileView, here: Here) -> impl IntoView {
    let fact = |name: &'static str, value: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let back = escaped(&here.href("/profiel", ""));
    let change = format!("/wachtwoord/wijzigen?naar={back}");
    let pin = profile.signs.then(|| {
        view! {
            <a class="button" href=format!("/profiel/pincode?naar={back}") rel="external">
                "Pincode"
            </a>
        }
    });
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
                <p class="intro">"Uw wachtwoord, hoe u inlogt en op welke apparaten u bent ingelogd."</p>
                <div class="buttons">
                    <a class="button" href="/profiel/beveiliging" rel="external">
                        "Beveiliging bekijken"
                    </a>
                    <a class="button" href=change rel="external">
                        "Wachtwoord wijzigen"
                    </a>
                    {pin}
                </div>
            </section>
            {move || here.place().filter(|place| place.reads_log).map(|place| view! { <Log place /> })}
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

/// The way to the organisation's log, for who is appointed to read it.
#[component]
fn Log(place: Place) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="logboek">
            <h2 id="logboek">{format!("Logboek van {}", place.organisation)}</h2>
            <p class="intro">"U bent aangewezen om het logboek te lezen."</p>
            <a class="button" href=format!("/inzage/organisatie?bij={}", place.number) rel="external">
                <Icon of=Icon::Eye />
                "Logboek bekijken"
            </a>
        </section>
    }
}
