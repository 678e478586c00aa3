//! Beheerders: who administers an organisation, how far each has come, and what can be done (D5, D23, R72).

use super::{
    api::{InviteAgain, LogOutEverywhere},
    fields::State,
    views::AdministratorView,
};
use crate::{
    forms::{ContextFields, FormFields},
    here::Here,
    ui::{Icon, Success},
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Administrators(number: i64, people: Vec<AdministratorView>, said: Option<String>, here: Here) -> impl IntoView {
    let invite = format!("/organisaties/{number}/beheerders/nieuw");
    let is_empty = people.is_empty();
    let row = move |person: AdministratorView| view! { <Row number person here /> };
    view! {
        <section class="card" id="beheerders" aria-labelledby="beheerders-kop">
            <header class="card-header">
                <h2 id="beheerders-kop">"Beheerders"</h2>
                <a class="button small" href=move || here.href(&invite, "")>
                    <Icon of=Icon::Plus />
                    "Beheerder uitnodigen"
                </a>
            </header>
            <Said what=said />
            <Show when=move || is_empty>
                <p class="muted">"Er is nog niemand uitgenodigd. Nodig iemand uit die de organisatie gaat beheren."</p>
            </Show>
            <table class="table" hidden=is_empty>
                <thead>
                    <tr>
                        <th scope="col">"Naam"</th>
                        <th scope="col">"E-mailadres"</th>
                        <th scope="col">"Uitnodiging"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Acties"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{people.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// What was just done here, if anything was.
#[component]
fn Said(what: Option<String>) -> impl IntoView {
    let text = match what.as_deref() {
        Some("uitgenodigd") => "De uitnodiging is onderweg.",
        Some("opnieuw") => "Er is een nieuwe uitnodiging onderweg. De vorige link werkt niet meer.",
        Some("ingetrokken") => "De toegang is ingetrokken.",
        Some("uitgelogd") => "Deze beheerder is overal uitgelogd.",
        Some("elders") => {
            return view! {
                <div class="notice warning" role="status">
                    <Icon of=Icon::CircleAlert />
                    <p>
                        "Dit account hoort niet alleen bij deze organisatie. Alleen de eigenaar kan zich overal uitloggen, \
                         onder Mijn profiel."
                    </p>
                </div>
            }
            .into_any();
        }
        _ => return ().into_any(),
    };
    view! { <Success text /> }.into_any()
}

#[component]
fn Row(number: i64, person: AdministratorView, here: Here) -> impl IntoView {
    let name = if person.name.is_empty() { "Nog niet bekend".to_owned() } else { person.name.clone() };
    let (may, who) = (person.may, StoredValue::new(name.clone()));
    let withdraw = format!("/organisaties/{number}/beheerders/{}/intrekken", person.id);
    let of = move || view! { <span class="visually-hidden">" " {who.get_value()}</span> };
    let again = may.be_invited_again.then(|| {
        view! {
            <form method="post" action=InviteAgain::url()>
                <FormFields key=person.key at=Some(here.context_untracked()) />
                <Whom number id=person.id.to_string() />
                <button class="button small" type="submit">
                    "Opnieuw uitnodigen"
                    {of()}
                </button>
            </form>
        }
    });
    let log_out = may.be_logged_out.then(|| {
        view! {
            <form method="post" action=LogOutEverywhere::url()>
                <ContextFields at=here.context_untracked() />
                <Whom number id=person.id.to_string() />
                <button class="button small" type="submit">
                    "Overal uitloggen"
                    {of()}
                </button>
            </form>
        }
    });
    let withdrawal = may.be_withdrawn.then(|| {
        view! {
            <a class="button small" href=move || here.href(&withdraw, "")>
                "Intrekken"
                {of()}
            </a>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {name} <small class="login-name">{person.login_name}</small>
            </th>
            <td data-name="E-mailadres">{person.mail}</td>
            <td data-name="Uitnodiging">
                <State of=person.state /> {person.why.map(|why| view! { <small class="why">"Reden: " {why}</small> })}
            </td>
            <td class="end">
                <div class="row-actions">{again} {log_out} {withdrawal}</div>
            </td>
        </tr>
    }
}

/// Whom a button of a row is about.
#[component]
fn Whom(number: i64, id: String) -> impl IntoView {
    view! {
        <input type="hidden" name="number" value=number.to_string() />
        <input type="hidden" name="member" value=id />
    }
}
