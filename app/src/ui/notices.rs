//! What a page says when what it should show is not there or does not work.

use super::{Icon, PageTitle};
use crate::fault::Fault;
use leptos::prelude::*;

/// The calm page for anything that went wrong: what happened and what to do now.
#[component]
pub fn Problem(fault: Fault) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(fault.status());
    let (title, text) = words(&fault);
    let reference = match &fault {
        Fault::Broken { reference } => Some(reference.clone()),
        _ => None,
    };
    view! {
        <PageTitle text=title.to_owned() />
        <div class="trouble">
            <h1>{title}</h1>
            <p>{text}</p>
            {reference
                .map(|reference| {
                    view! { <p class="reference">"Noem bij een vraag dit nummer: " <strong>{reference}</strong></p> }
                })}
            <p>
                <a class="button" href="/" rel="external">
                    {if fault == Fault::LoggedOut { "Inloggen" } else { "Naar het begin" }}
                </a>
            </p>
        </div>
    }
}

/// Said once, where the eye is: something was done.
#[component]
pub fn Success(text: &'static str) -> impl IntoView {
    view! {
        <div class="notice success" role="status">
            <Icon of=Icon::CircleCheck />
            <p>{text}</p>
        </div>
    }
}

/// The same, to end a `match` with.
pub fn problem(fault: Fault) -> AnyView {
    view! { <Problem fault /> }.into_any()
}

fn words(fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::NotFound => (
            "Deze pagina is er niet",
            "Misschien klopt het adres niet helemaal, of is wat u zoekt verplaatst of niet voor u bestemd.",
        ),
        Fault::LoggedOut => {
            ("U bent uitgelogd", "Log opnieuw in om verder te gaan. Wat u aan het typen was, hebben wij bewaard.")
        }
        Fault::Unavailable => (
            "Het portaal is even niet bereikbaar",
            "Probeer het over een minuut opnieuw. Uw gegevens zijn veilig. Hebt u haast, bel dan de praktijk.",
        ),
        Fault::Broken { .. } => (
            "Er ging bij ons iets mis",
            "Dit ligt niet aan u. Probeer het opnieuw. Blijft het misgaan, bel dan de praktijk.",
        ),
        Fault::Unreachable => (
            "Er is geen verbinding",
            "Kijk of uw internet werkt en probeer het opnieuw. Wat u aan het typen was, blijft staan.",
        ),
    }
}
