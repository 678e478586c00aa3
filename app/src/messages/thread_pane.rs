//! One conversation (R26-R30): who heads it, the messages by day, and the composer.

use super::{
    api::{ArchiveConversation, RestoreConversation, open_conversation},
    compose_form::Composer,
    views::{ConversationView, MessageView},
};
use crate::{
    fault::Fault,
    forms::ContextFields,
    here::{Here, use_here},
    layout::use_live,
    ui::{Icon, PageTitle, problem},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use portiek_domain::ids::ConversationId;

#[component]
pub fn Conversation() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let before = Memo::new(move |_| query.read().get("voor").and_then(|number| number.parse().ok()));
    let refused = Memo::new(move |_| query.read().get("formulier").and_then(|key| key.parse().ok()));
    let page = Resource::new(
        move || (here.context(), id.get(), before.get(), refused.get()),
        |(at, id, before, refused)| async move {
            let id = id.parse().map_err(|_| Fault::NotFound)?;
            open_conversation(at, id, before, refused, None).await
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(first) => view! { <Open first here before=before.get_untracked() /> }.into_any(),
                    Err(fault) => view! { <section class="pane detail">{problem(fault)}</section> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Open(first: ConversationView, here: Here, before: Option<i64>) -> impl IntoView {
    let subject = first.subject.clone();
    let (kept, key, readers, id) = (first.refused.clone(), first.key, first.readers.clone(), first.id);
    let draft = first.draft.clone();
    let open = RwSignal::new(first);
    let refresh = keep_fresh(open, here, before);
    let is_first = move || open.with(|open| open.messages.is_empty());
    view! {
        <PageTitle text=format!("{subject} - Berichten") />
        <section class="pane detail" aria-labelledby="gesprek">
            <Header open here />
            <Thread open here />
            {before.is_some().then(|| view! { <Newest id here /> })}
            {before
                .is_none()
                .then(|| view! { <Composer id here key readers kept draft is_first placed=move || refresh.run(()) /> })}
        </section>
    }
}

/// Among earlier messages: the way back to the newest ones, and to the composer.
#[component]
fn Newest(id: ConversationId, here: Here) -> impl IntoView {
    view! {
        <nav class="pager" aria-label="Andere berichten">
            <a class="button small" href=move || here.href(&format!("/berichten/gesprek/{id}"), "")>
                "Nieuwste berichten"
            </a>
        </nav>
    }
}

/// Fetches the conversation again when something changed here or elsewhere.
fn keep_fresh(open: RwSignal<ConversationView>, here: Here, before: Option<i64>) -> Callback<()> {
    let live = use_live();
    let refresh = Action::new(move |(): &()| {
        let at = here.context_untracked();
        let (id, look) = open.with_untracked(|open| (open.id, open.look.clone()));
        async move {
            if let Ok(fresh) = open_conversation(at, id, before, None, Some(look)).await {
                let _ = open.try_set(fresh);
            }
        }
    });
    let at_first = live.changes_untracked();
    Effect::new(move |_| {
        if live.changes() > at_first {
            refresh.dispatch(());
        }
    });
    Callback::new(move |()| {
        refresh.dispatch(());
    })
}

#[component]
fn Header(open: RwSignal<ConversationView>, here: Here) -> impl IntoView {
    let (badge, subject, head, client) =
        open.with_untracked(|open| (open.badge.clone(), open.subject.clone(), open.head.clone(), open.client.clone()));
    let about = client.map(|client| format!("Over {client} · {head}"));
    view! {
        <header class="thread-header">
            <span class="avatar" aria-hidden="true">
                {badge}
            </span>
            <div class="thread-title">
                <h2 id="gesprek">{subject}</h2>
                <p>{about.unwrap_or(head)}</p>
            </div>
            <Dots open here />
        </header>
    }
}

/// The dots, through which a conversation is archived (R29).
#[component]
fn Dots(open: RwSignal<ConversationView>, here: Here) -> impl IntoView {
    let (archive, restore) = (ServerAction::<ArchiveConversation>::new(), ServerAction::<RestoreConversation>::new());
    let id = open.with_untracked(|open| open.id.to_string());
    let archived = Memo::new(move |_| open.with(|open| open.archived));
    let form = move || {
        let fields = view! {
            <ContextFields at=here.context_untracked() />
            <input type="hidden" name="conversation" value=id.clone() />
        };
        if archived.get() {
            view! {
                <ActionForm action=restore>
                    {fields}
                    <button class="menu-item" type="submit">
                        <Icon of=Icon::ArchiveRestore />
                        "Terug naar inbox"
                    </button>
                </ActionForm>
            }
            .into_any()
        } else {
            view! {
                <ActionForm action=archive>
                    {fields}
                    <button class="menu-item" type="submit">
                        <Icon of=Icon::Archive />
                        "Archiveren"
                    </button>
                </ActionForm>
            }
            .into_any()
        }
    };
    let details = NodeRef::<leptos::html::Details>::new();
    let close = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <details class="menu" node_ref=details on:keydown=on_key>
            <summary class="icon-button" title="Meer">
                <Icon of=Icon::Ellipsis />
                <span class="visually-hidden">"Meer voor dit gesprek"</span>
            </summary>
            <div class="menu-panel">{form}</div>
        </details>
    }
}

#[component]
fn Thread(open: RwSignal<ConversationView>, here: Here) -> impl IntoView {
    let id = open.with_untracked(|open| open.id);
    let earlier = move || {
        open.with(|open| open.earlier).map(|number| {
            let href = here.href(&format!("/berichten/gesprek/{id}"), &format!("voor={number}"));
            view! {
                <p class="earlier">
                    <a class="button small" href=href>
                        "Eerdere berichten"
                    </a>
                </p>
            }
        })
    };
    view! {
        <div class="thread" role="region" aria-label="Berichten in dit gesprek" tabindex="0">
            <div class="days" role="log">
                {earlier}
                <For each=move || open.with(ConversationView::days) key=String::clone let:day>
                    <Day day open />
                </For>
            </div>
        </div>
    }
}

#[component]
fn Day(day: String, open: RwSignal<ConversationView>) -> impl IntoView {
    let title = day.clone();
    let messages = move || open.with(|open| open.of_day(&day));
    view! {
        <section class="day">
            <h3 class="day-title">{title}</h3>
            <ol class="messages">
                <For each=messages key=|message| message.number let:message>
                    <Bubble message />
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Bubble(message: MessageView) -> impl IntoView {
    let avatar = (!message.own).then(|| {
        view! {
            <span class="avatar" aria-hidden="true">
                {message.badge}
            </span>
        }
    });
    view! {
        <li class=if message.own { "message own" } else { "message" }>
            {avatar} <div class="bubble">
                <p class="from">{message.from} " · " <time>{message.time}</time></p>
                <p class="words" dir="auto">
                    {message.body}
                </p>
            </div>
        </li>
    }
}
