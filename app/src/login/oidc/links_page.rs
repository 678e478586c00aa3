//! "Andere manieren van inloggen": which logins elsewhere are joined to the own account (D23).

use super::{
    api::{LinkView, LinksView, Unlink, WayView, list_links},
    ways::{SetbackNotice, asked, setback},
};
use crate::{
    fault::Fault,
    layout::AccountFrame,
    ui::{Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

const TITLE: &str = "Andere manieren van inloggen";
pub const PATH: &str = "/profiel/inloggen-met";

#[component]
pub fn LinksPage() -> impl IntoView {
    let asked = asked(Some(PATH.to_owned()));
    let page = Resource::new(|| (), move |()| list_links(asked.clone()));
    view! {
        <AccountFrame title=TITLE>
            <Outcome />
            <Suspense>{move || Suspend::new(async move { draw(page.await) })}</Suspense>
        </AccountFrame>
    }
}

/// What was just done.
#[component]
fn Outcome() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get("uitkomst").unwrap_or_default());
    match outcome.as_str() {
        "gekoppeld" => Some("De login is toegevoegd. U kunt er voortaan mee inloggen."),
        "ontkoppeld" => Some("De login is verwijderd. U kunt er niet meer mee inloggen."),
        _ => None,
    }
    .map(|text| view! { <Success text /> })
}

fn draw(page: Result<LinksView, Fault>) -> AnyView {
    match page {
        Ok(page) => view! { <Sections page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Sections(page: LinksView) -> impl IntoView {
    let LinksView { links, offers, about, may_change } = page;
    let has_offers = !offers.is_empty();
    view! {
        {setback().map(|setback| view! { <SetbackNotice setback about /> })}
        <div class="sections">
            <section class="card" aria-labelledby="gekoppeld">
                <h2 id="gekoppeld">"Hiermee kunt u inloggen"</h2>
                {if links.is_empty() {
                    view! { <p class="intro">"Alleen met uw gebruikersnaam en wachtwoord."</p> }.into_any()
                } else {
                    view! { <Table links may_change /> }.into_any()
                }}
                {(!may_change)
                    .then(|| {
                        view! {
                            <p class="help">
                                "U bent nu niet met uw wachtwoord ingelogd. Log daarmee in om hier iets te wijzigen."
                            </p>
                        }
                    })}
            </section>
            {has_offers.then(|| view! { <Offers offers /> })}
            <p>
                <a href="/profiel/beveiliging" rel="external">
                    "Terug naar Beveiliging"
                </a>
            </p>
        </div>
    }
}

#[component]
fn Offers(offers: Vec<WayView>) -> impl IntoView {
    let item = |way: WayView| {
        view! {
            <li>
                <a class="button" href=way.href rel="external nofollow">
                    {format!("{} toevoegen", way.label)}
                    <span class="visually-hidden">{format!(" voor {}", way.organisation)}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="toevoegen">
            <h2 id="toevoegen">"Toevoegen"</h2>
            <p class="intro">"U logt één keer in bij de dienst. Daarna kunt u er ook hier mee inloggen."</p>
            <ul class="buttons">{offers.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Table(links: Vec<LinkView>, may_change: bool) -> impl IntoView {
    let then = format!("{PATH}?uitkomst=ontkoppeld");
    let row = |link: LinkView| view! { <Row link may_change then=then.clone() /> };
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"Dienst"</th>
                    <th scope="col">"Sinds"</th>
                    <th scope="col">
                        <span class="visually-hidden">"Actie"</span>
                    </th>
                </tr>
            </thead>
            <tbody>{links.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(link: LinkView, may_change: bool, then: String) -> impl IntoView {
    let label = link.label.clone();
    let act = may_change.then(|| {
        view! {
            <form method="post" action=Unlink::url()>
                <input type="hidden" name="link" value=link.id.to_string() />
                <input type="hidden" name="naar" value=then />
                <button class="button small" type="submit">
                    "Verwijderen"
                    <span class="visually-hidden">" van " {label}</span>
                </button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{link.label}</th>
            <td data-name="Sinds">{link.since}</td>
            <td class="end">{act}</td>
        </tr>
    }
}
