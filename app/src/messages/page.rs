//! The page of messages: the folder at the left, what is open at the right; on a narrow window one of both.

use super::{
    api::{RestoreConversation, list_conversations},
    list_pane::ListPane,
};
use crate::{
    forms::ContextFields,
    here::{Here, use_here},
    ui::{Icon, PageTitle, focus_soon, problem},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_query_map},
    params::ParamsMap,
};
use portiek_domain::messages::Folder;

/// The folder an address shows beside what is open: `/berichten/archief`, `/berichten/gesprek/…?map=archief`.
pub fn folder_of(path: &str, query: &ParamsMap) -> Folder {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = query.get("map");
    Folder::from_segment(named.as_deref().unwrap_or(last)).unwrap_or_default()
}

/// The folder's own address.
pub fn folder_path(folder: Folder) -> String {
    match folder.segment() {
        "" => "/berichten".into(),
        segment => format!("/berichten/{segment}"),
    }
}

/// The folder's word on screen (R24).
pub fn folder_word(folder: Folder) -> &'static str {
    match folder {
        Folder::Inbox => "Inbox",
        Folder::Archive => "Archief",
        Folder::All => "Alles",
    }
}

#[component]
pub fn Messages() -> impl IntoView {
    let (here, location, query) = (use_here(), use_location(), use_query_map());
    let folder = Memo::new(move |_| folder_of(&location.pathname.get(), &query.read()));
    let after = Memo::new(move |_| query.read().get("na"));
    let moved = Memo::new(move |_| query.read().get("gearchiveerd").or_else(|| query.read().get("teruggezet")));
    let page = Resource::new(
        move || (here.context(), folder.get(), after.get(), moved.get()),
        |(at, folder, after, _)| list_conversations(at, folder, after, None),
    );
    let is_open = move || {
        let path = location.pathname.get();
        path.contains("/gesprek/") || path.ends_with("/nieuw")
    };
    let show = move || if is_open() { "detail" } else { "list" };
    let pane = move || {
        Suspend::new(async move {
            match page.await {
                Ok(first) => {
                    view! { <ListPane first folder=folder.get_untracked() after=after.get_untracked() /> }.into_any()
                }
                Err(fault) => problem(fault),
            }
        })
    };
    view! {
        <header class="page-header">
            <h1>"Berichten"</h1>
            <div class="actions">
                <a class="button primary" href=move || here.href("/berichten/nieuw", "")>
                    <Icon of=Icon::PencilLine />
                    "Nieuw gesprek"
                </a>
            </div>
        </header>
        <Moved here />
        <Show when=is_open>
            <a class="back" href=move || here.href(&folder_path(folder.get()), "")>
                <Icon of=Icon::ChevronLeft />
                "Terug naar "
                {move || folder_word(folder.get())}
            </a>
        </Show>
        <div class="split" data-show=show>
            <section class="pane list" aria-label="Gesprekken">
                <Folders folder />
                <Transition>{pane}</Transition>
            </section>
            <Outlet />
        </div>
    }
}

#[component]
fn Folders(folder: Memo<Folder>) -> impl IntoView {
    let here = use_here();
    let tab = move |of: Folder| {
        let current = move || (folder.get() == of).then_some("true");
        view! {
            <a href=move || here.href(&folder_path(of), "") aria-current=current>
                <span data-word=folder_word(of)>{folder_word(of)}</span>
            </a>
        }
    };
    view! {
        <nav class="tabs folders" aria-label="Mappen">
            {[Folder::Inbox, Folder::Archive, Folder::All].map(tab).collect_view()}
        </nav>
    }
}

/// Said once after archiving, with the way back (D28).
#[component]
fn Moved(here: Here) -> impl IntoView {
    let query = use_query_map();
    let restore = ServerAction::<RestoreConversation>::new();
    let archived = move || query.read().get("gearchiveerd");
    let restored = move || query.read().get("teruggezet").is_some();
    let notice = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(notice) = notice.get() {
            focus_soon(&notice);
        }
    });
    view! {
        {move || {
            archived()
                .map(|id| {
                    view! {
                        <div class="notice success" role="status" tabindex="-1" node_ref=notice>
                            <Icon of=Icon::CircleCheck />
                            <p>"Het gesprek staat nu in het archief."</p>
                            <ActionForm action=restore>
                                <ContextFields at=here.context_untracked() />
                                <input type="hidden" name="conversation" value=id />
                                <button class="button quiet small" type="submit">
                                    "Terugzetten"
                                </button>
                            </ActionForm>
                        </div>
                    }
                })
        }}
        <Show when=restored>
            <div class="notice success" role="status" tabindex="-1" node_ref=notice>
                <Icon of=Icon::CircleCheck />
                <p>"Het gesprek staat weer in uw inbox."</p>
            </div>
        </Show>
    }
}

/// Nothing is open yet.
#[component]
pub fn Nothing() -> impl IntoView {
    let (location, query) = (use_location(), use_query_map());
    let title = Signal::derive(move || match folder_of(&location.pathname.get(), &query.read()) {
        Folder::Inbox => "Berichten".to_owned(),
        folder => format!("{} - Berichten", folder_word(folder)),
    });
    view! {
        <PageTitle text=title />
        <section class="pane detail" aria-label="Gesprek">
            <div class="empty">
                <Icon of=Icon::MessagesSquare />
                <h2>"Kies een gesprek"</h2>
                <p>"Dan leest u hier de berichten."</p>
            </div>
        </section>
    }
}
