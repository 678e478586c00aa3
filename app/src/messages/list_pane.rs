//! The list of conversations in a folder (R24), kept fresh while something changes.

use super::{
    api::list_conversations,
    page::folder_path,
    views::{ListView, RowView},
};
use crate::{
    here::{Here, href, use_here},
    layout::use_live,
    ui::Icon,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use portiek_domain::{actor::Context, messages::Folder};

#[component]
pub fn ListPane(first: ListView, folder: Folder, after: Option<String>) -> impl IntoView {
    let here = use_here();
    let list = RwSignal::new(first);
    keep_fresh(list, here, (folder, after.clone()));
    let open = use_open();
    // Of the rows, whatever the address becomes before others are fetched.
    let at = StoredValue::new(here.context_untracked());
    let next = move || list.with(|list| list.next.clone());
    let is_empty = move || list.with(|list| list.rows.is_empty());
    let newest = after.is_some();
    let pager = move || {
        let older = next().map(|next| {
            let href = here.href(&folder_path(folder), &format!("na={next}"));
            view! {
                <a class="button small" href=href>
                    "Oudere gesprekken"
                </a>
            }
        });
        let back = newest.then(|| {
            view! {
                <a class="button small quiet" href=here.href(&folder_path(folder), "")>
                    "Nieuwste gesprekken"
                </a>
            }
        });
        (older.is_some() || back.is_some())
            .then(|| view! { <nav class="pager" aria-label="Meer gesprekken">{back} {older}</nav> })
    };
    view! {
        <Show when=move || !is_empty() fallback=move || view! { <Empty folder /> }>
            <div class="pane-scroll">
                <ul class="conversation-list">
                    <For each=move || list.with(|list| list.rows.clone()) key=RowView::clone let:row>
                        <Row row at folder open />
                    </For>
                </ul>
                {pager}
            </div>
        </Show>
    }
}

/// Fetches the page again when something changed; that is no new look.
fn keep_fresh(list: RwSignal<ListView>, here: Here, (folder, after): (Folder, Option<String>)) {
    let live = use_live();
    let refresh = Action::new(move |(): &()| {
        let (at, after) = (here.context_untracked(), after.clone());
        let seen = Some(list.with_untracked(|list| list.look.clone()));
        async move {
            if let Ok(fresh) = list_conversations(at, folder, after, seen).await {
                let _ = list.try_set(fresh);
            }
        }
    });
    let at_first = live.changes_untracked();
    Effect::new(move |_| {
        if live.changes() > at_first {
            refresh.dispatch(());
        }
    });
}

/// The last part of the address: the identifier of the conversation beside the list, if one is open.
fn use_open() -> Memo<String> {
    let location = use_location();
    Memo::new(move |_| location.pathname.with(|path| path.rsplit('/').next().unwrap_or_default().to_owned()))
}

#[component]
fn Row(row: RowView, at: StoredValue<Context>, folder: Folder, open: Memo<String>) -> impl IntoView {
    let id = row.id.to_string();
    let map = if folder == Folder::Inbox { String::new() } else { format!("map={}", folder.segment()) };
    let href = at.with_value(|at| href(at, &format!("/berichten/gesprek/{id}"), &map));
    let current = move || open.with(|open| *open == id).then_some("page");
    let class = if row.unread { "conversation unread" } else { "conversation" };
    view! {
        <li>
            <a class=class href=href aria-current=current>
                {row
                    .unread
                    .then(|| {
                        view! {
                            <span class="dot">
                                <span class="visually-hidden">"Ongelezen"</span>
                            </span>
                        }
                    })}
                <span class="conversation-head">
                    <span class="subject">{row.subject}</span>
                    " "
                    <time>{row.time}</time>
                </span>
                {row.client.map(|client| view! { <span class="client">{client}</span> })}
                <span class="preview">{row.preview}</span>
            </a>
        </li>
    }
}

#[component]
fn Empty(folder: Folder) -> impl IntoView {
    let (icon, title, text) = match folder {
        Folder::Archive => (Icon::Archive, "Uw archief is leeg", "Gesprekken die u archiveert, vindt u hier terug."),
        _ => (Icon::Inbox, "Geen gesprekken", "Begin er een met \"Nieuw gesprek\". U vindt het daarna hier terug."),
    };
    view! {
        <div class="empty">
            <Icon of=icon />
            <h2>{title}</h2>
            <p>{text}</p>
        </div>
    }
}
