//! Inloggen met …: the providers of logins that an organisation trusts, on its page. The way to their forms is a whole
//! page: it may lead over "Bent u het zelf?".

use super::views::ProviderView;
use crate::{
    here::Here,
    ui::{Icon, Success},
};
use leptos::prelude::*;

#[component]
pub fn Providers(number: i64, trusted: Vec<ProviderView>, said: Option<String>, here: Here) -> impl IntoView {
    let add = format!("/organisaties/{number}/inloggen-met/nieuw");
    let is_empty = trusted.is_empty();
    let row = move |provider: ProviderView| view! { <Row number provider here /> };
    let said = match said.as_deref() {
        Some("inlogdienst-opgeslagen") => Some("De inlogdienst is opgeslagen."),
        Some("inlogdienst-verwijderd") => Some("De inlogdienst is verwijderd. Niemand logt er nu nog mee in."),
        _ => None,
    };
    view! {
        <section class="card" id="inloggen-met" aria-labelledby="inloggen-met-kop">
            <header class="card-header">
                <h2 id="inloggen-met-kop">"Inloggen met een andere dienst"</h2>
                <a class="button small" href=move || here.href(&add, "") rel="external">
                    <Icon of=Icon::Plus />
                    "Inlogdienst toevoegen"
                </a>
            </header>
            {said.map(|text| view! { <Success text /> })}
            <Show when=move || is_empty>
                <p class="muted">"Iedereen logt in met een wachtwoord van dit portaal."</p>
            </Show>
            <table class="table" hidden=is_empty>
                <thead>
                    <tr>
                        <th scope="col">"Inloggen met"</th>
                        <th scope="col">"Uitgever"</th>
                        <th scope="col">"Minimaal niveau"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Acties"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{trusted.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(number: i64, provider: ProviderView, here: Here) -> impl IntoView {
    let change = format!("/organisaties/{number}/inloggen-met/{}", provider.id);
    let label = provider.label.clone();
    view! {
        <tr>
            <th scope="row">{provider.label}</th>
            <td class="address" data-name="Uitgever">
                {provider.issuer}
            </td>
            <td data-name="Minimaal niveau">{provider.level}</td>
            <td class="end">
                <a class="button small" href=move || here.href(&change, "") rel="external">
                    "Wijzigen"
                    <span class="visually-hidden">" " {label}</span>
                </a>
            </td>
        </tr>
    }
}
