//! The log itself: whom a search found, the events, and the way to earlier ones.

use super::{
    address::{PATH, href},
    views::{EmployeeView, EntryView, ShownView},
};
use crate::ui::Icon;
use leptos::prelude::*;
use portiek_domain::inspection::LogWanted;

#[component]
pub fn Shown(view: ShownView, wanted: LogWanted, at: Option<i64>) -> impl IntoView {
    let ShownView { found, entries, next, .. } = view;
    match found {
        Some(found) if found.is_empty() => view! { <Empty title="Niemand gevonden" text=NOBODY /> }.into_any(),
        Some(found) => view! { <Found found wanted at /> }.into_any(),
        None if entries.is_empty() => {
            view! { <Empty title="In deze dagen is niets vastgelegd" text=NOTHING /> }.into_any()
        }
        None => view! {
            <Everybody wanted=wanted.clone() at />
            <Events entries />
            <Pager next wanted at />
        }
        .into_any(),
    }
}

const NOBODY: &str = "Zoek op het begin van een voornaam, achternaam of inlognaam.";
const NOTHING: &str = "Kies andere dagen, of maak de velden leeg om alles te zien.";

#[component]
fn Found(found: Vec<EmployeeView>, wanted: LogWanted, at: Option<i64>) -> impl IntoView {
    let item = |one: EmployeeView| {
        let of_one = LogWanted { member: Some(one.id), search: String::new(), after: None, ..wanted.clone() };
        view! {
            <li>
                <a href=href(PATH, at, &of_one)>{one.name}</a>
                <span class="role">" " {one.what}</span>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="gevonden">
            <h2 id="gevonden">"Van wie wilt u het logboek zien?"</h2>
            <ul class="found">{found.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}

/// The way back from one employee.
#[component]
fn Everybody(wanted: LogWanted, at: Option<i64>) -> impl IntoView {
    wanted.member.map(|_| {
        let all = href(PATH, at, &LogWanted { member: None, after: None, ..wanted.clone() });
        view! {
            <p>
                <a href=all>"Toon iedereen"</a>
            </p>
        }
    })
}

#[component]
fn Events(entries: Vec<EntryView>) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="gebeurtenissen">
            <h2 id="gebeurtenissen">"Gebeurtenissen"</h2>
            <table class="table log" aria-labelledby="gebeurtenissen">
                <thead>
                    <tr>
                        <th scope="col">"Wanneer"</th>
                        <th scope="col">"Wie"</th>
                        <th scope="col">"Wat"</th>
                        <th scope="col">"Dossier"</th>
                        <th scope="col">"Grond"</th>
                        <th scope="col">"Uitkomst"</th>
                        <th scope="col">"Netwerkadres"</th>
                    </tr>
                </thead>
                <tbody>{entries.into_iter().map(|entry| view! { <Event entry /> }).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Event(entry: EntryView) -> impl IntoView {
    let small = |text: Option<String>| text.map(|text| view! { <span class="role">" " {text}</span> });
    let emergency = entry.emergency.then(|| view! { <span class="pill warning">"Noodtoegang"</span> });
    let outcome = if entry.refused {
        view! { <span class="pill warning">"Geweigerd"</span> }.into_any()
    } else {
        "Gelukt".into_any()
    };
    view! {
        <tr>
            <td data-name="Wanneer">
                <time>{entry.when}</time>
            </td>
            <th scope="row">{entry.who} {small(entry.role)}</th>
            <td data-name="Wat">
                {entry.what} {small(entry.query)}
                {entry.changes.into_iter().map(|change| small(Some(change))).collect_view()}
            </td>
            <td data-name="Dossier">{entry.records}</td>
            <td data-name="Grond">{entry.ground} " " {emergency}</td>
            <td data-name="Uitkomst">{outcome}</td>
            <td data-name="Netwerkadres">{entry.network}</td>
        </tr>
    }
}

#[component]
fn Pager(next: Option<portiek_domain::ids::AuditEventId>, wanted: LogWanted, at: Option<i64>) -> impl IntoView {
    let newest = wanted.after.map(|_| {
        let newest = href(PATH, at, &LogWanted { after: None, ..wanted.clone() });
        view! { <a class="button small quiet" href=newest>"Nieuwste"</a> }
    });
    let older = next.map(|after| {
        let older = href(PATH, at, &LogWanted { after: Some(after), ..wanted.clone() });
        view! { <a class="button small" href=older>"Ouder"</a> }
    });
    (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label="Meer gebeurtenissen">{newest} {older}</nav> })
}

#[component]
fn Empty(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon of=Icon::Eye />
            <h2>{title}</h2>
            <p>{text}</p>
        </div>
    }
}
