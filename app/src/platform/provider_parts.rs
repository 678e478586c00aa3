//! Below the form of a provider that is there: whether it answers, and the end of it.

use super::{
    api::{RemoveProvider, TryProviderOut},
    views::{KnownProvider, Pill, Tone},
};
use crate::{forms::ContextFields, here::Here, ui::Icon};
use leptos::prelude::*;
use server_fn::ServerFn;

/// What can be done with one that is there.
#[component]
pub fn Known(number: i64, known: KnownProvider, here: Here) -> impl IntoView {
    let (id, label) = (known.id.to_string(), known.label);
    let which = {
        let id = id.clone();
        move || {
            view! {
                <ContextFields at=here.context_untracked() />
                <input type="hidden" name="number" value=number.to_string() />
                <input type="hidden" name="provider" value=id.clone() />
            }
        }
    };
    view! {
        <section class="card" id="verbinding" aria-labelledby="verbinding-kop">
            <h2 id="verbinding-kop">"Verbinding"</h2>
            <p>"Vraagt de inlogdienst om zijn gegevens, zoals bij inloggen. Getest wordt wat is opgeslagen."</p>
            {known.tried.map(|tried| view! { <Tried tried /> })}
            <form class="form" method="post" action=TryProviderOut::url()>
                {which()}
                <button class="button" type="submit">
                    "Verbinding testen"
                </button>
            </form>
        </section>
        <section class="card" aria-labelledby="verwijderen-kop">
            <h2 id="verwijderen-kop">"Verwijderen"</h2>
            <p>
                "Niemand van deze organisatie logt dan nog in met " {label.clone()}
                ". Wie geen wachtwoord heeft, kan er een aanvragen. Voegt u de inlogdienst later weer toe, dan gelden de bestaande koppelingen weer."
            </p>
            <form class="form" method="post" action=RemoveProvider::url()>
                {which()}
                <button class="button danger" type="submit">
                    "Verwijderen"
                    <span class="visually-hidden">" van " {label}</span>
                </button>
            </form>
        </section>
    }
}

#[component]
fn Tried(tried: Pill) -> impl IntoView {
    let (class, icon) = match tried.tone {
        Tone::Done => ("notice success", Icon::CircleCheck),
        _ => ("notice warning", Icon::CircleAlert),
    };
    view! {
        <div class=class role="status">
            <Icon of=icon />
            <p>{tried.words}</p>
        </div>
    }
}
