//! Lezers van het logboek: who may read an organisation's log, on its page.

use super::views::ReaderView;
use crate::here::Here;
use leptos::prelude::*;

#[component]
pub fn Readers(number: i64, readers: Vec<ReaderView>, here: Here) -> impl IntoView {
    let change = format!("/organisaties/{number}/logboek");
    let none = readers.is_empty().then(|| {
        view! { <p class="muted">"Nog niemand leest het logboek van deze organisatie."</p> }
    });
    let item = |one: ReaderView| view! { <li>{one.name} <span class="role">" " {one.about}</span></li> };
    view! {
        <section class="card" id="logboek" aria-labelledby="logboek-kop">
            <header class="card-header">
                <h2 id="logboek-kop">"Lezers van het logboek"</h2>
                <a class="button small" href=move || here.href(&change, "") rel="external">
                    "Wijzigen"
                    <span class="visually-hidden">" Lezers van het logboek"</span>
                </a>
            </header>
            {none}
            <ul class="found">{readers.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}
