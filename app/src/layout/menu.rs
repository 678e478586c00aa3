//! The menu at the left (R23): the portal's pages, Inklappen, Mijn profiel, Uitloggen. On a narrow window it opens
//! from a button. Works without scripts: popovers and small forms.

use super::api::CollapseMenu;
use crate::{
    door::{Place, use_door},
    here::{href, use_here},
    login::LogOut,
    ui::Icon,
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_location;
use portiek_domain::actor::{Context, Portal};
use server_fn::ServerFn;

#[component]
pub fn Menu() -> impl IntoView {
    let here = use_here();
    let unread = move || here.place().map_or(0, |place| place.unread);
    let portal = Memo::new(move |_| here.context().portal);
    let menu = NodeRef::<leptos::html::Div>::new();
    close_after_choosing(menu);
    view! {
        <header class="frame">
            <Brand />
            <button class="menu-button" type="button" popovertarget="menu">
                <Icon of=Icon::Menu />
                "Menu"
                <Unread count=unread what=" ongelezen" />
            </button>
            <div class="frame-menu" id="menu" popover node_ref=menu>
                <button class="menu-close" type="button" popovertarget="menu" popovertargetaction="hide">
                    <Icon of=Icon::X />
                    "Sluiten"
                </button>
                <nav aria-label="Hoofdmenu">
                    <ul class="nav">{move || items(portal.get())}</ul>
                </nav>
                <ul class="nav">
                    <Collapse />
                    <Item path="/profiel" icon=Icon::User word="Mijn profiel" unread=|| 0 />
                    <li>
                        <form method="post" action=LogOut::url()>
                            <button class="nav-item" type="submit">
                                <Icon of=Icon::LogOut />
                                <span class="label">"Uitloggen"</span>
                            </button>
                        </form>
                    </li>
                </ul>
            </div>
        </header>
    }
}

/// The pages of a portal.
fn items(portal: Portal) -> AnyView {
    let here = use_here();
    let unread = move || here.place().map_or(0, |place| place.unread);
    match portal {
        Portal::Client => view! {
            <Item path="/berichten" icon=Icon::MessageSquare word="Berichten" unread />
            <Item path="/afspraken" icon=Icon::Calendar word="Afspraken" unread=|| 0 />
            <Item path="/dossier" icon=Icon::Folder word="Dossier" unread=|| 0 />
        }
        .into_any(),
        Portal::Practice => view! {
            <Item path="/berichten" icon=Icon::MessageSquare word="Berichten" unread />
            <Item path="/clienten" icon=Icon::Users word="Cliënten" unread=|| 0 />
        }
        .into_any(),
        Portal::Platform => view! {
            <Item path="/organisaties" icon=Icon::Building word="Organisaties" unread=|| 0 />
            <Item path="/toestand" icon=Icon::Activity word="Toestand" unread=|| 0 />
        }
        .into_any(),
    }
}

/// On a narrow window the menu lies over the page that was chosen from it.
fn close_after_choosing(menu: NodeRef<leptos::html::Div>) {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path)
            && let Some(menu) = menu.get_untracked()
        {
            let _ = menu.hide_popover();
        }
        path
    });
}

#[component]
fn Item(
    path: &'static str,
    icon: Icon,
    word: &'static str,
    unread: impl Fn() -> i64 + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (here, location) = (use_here(), use_location());
    let current = move || {
        let base = format!("{}{path}", here.context().portal.base());
        let at = location.pathname.get();
        (at == base || at.starts_with(&format!("{base}/"))).then_some("page")
    };
    view! {
        <li>
            <a class="nav-item" href=move || here.href(path, "") aria-current=current>
                <Icon of=icon />
                <span class="label">{word}</span>
                <Unread count=unread what=" ongelezen" />
            </a>
        </li>
    }
}

#[component]
fn Unread(count: impl Fn() -> i64 + Copy + Send + Sync + 'static, what: &'static str) -> impl IntoView {
    view! {
        <Show when=move || { count() > 0 }>
            <span class="badge">{count} <span class="visually-hidden">{what}</span></span>
        </Show>
    }
}

#[component]
fn Collapse() -> impl IntoView {
    let door = use_door();
    let action = ServerAction::<CollapseMenu>::new();
    Effect::new(move |_| {
        if let Some(sent) = action.input().get() {
            door.update(|door| door.menu_collapsed = sent.collapsed);
        }
    });
    let collapsed = move || door.with(|door| door.menu_collapsed);
    let face = move || {
        let (icon, word) =
            if collapsed() { (Icon::ChevronsRight, "Uitklappen") } else { (Icon::ChevronsLeft, "Inklappen") };
        view! {
            <Icon of=icon />
            <span class="label">{word}</span>
        }
    };
    view! {
        <li class="collapse">
            <ActionForm action>
                <input type="hidden" name="collapsed" value=move || (!collapsed()).to_string() />
                <button class="nav-item" type="submit">
                    {face}
                </button>
            </ActionForm>
        </li>
    }
}

/// The organisation and the portal; with several portals, the way to the others.
#[component]
fn Brand() -> impl IntoView {
    let (door, here) = (use_door(), use_here());
    let several = move || door.with(|door| door.places.iter().filter(|place| place.portal.is_some()).count() > 1);
    let words = move || {
        let place = here.place();
        let name = place.as_ref().map_or_else(|| "Portiek".to_owned(), |place| place.organisation.clone());
        let portal = place.map_or_else(String::new, |place| place.portal_name());
        let mark: String = name.trim_start_matches("De ").trim_start_matches("Het ").chars().take(1).collect();
        view! {
            <span class="brand-mark" aria-hidden="true">
                {mark}
            </span>
            <span class="brand-words">
                <span class="brand-name">{name}</span>
                <span class="brand-portal">{portal}</span>
            </span>
        }
    };
    view! {
        <Show when=several fallback=move || view! { <a class="brand" href=move || here.href(here.context().portal.start(), "")>{words}</a> }>
            <button class="brand" type="button" popovertarget="portalen">
                {words}
                <Icon of=Icon::ChevronDown />
                <span class="visually-hidden">"Naar een ander portaal"</span>
            </button>
            <nav class="portals" id="portalen" popover aria-label="Portalen">
                <ul class="portal-list">{move || portals(&here.context())}</ul>
            </nav>
        </Show>
    }
}

fn portals(here: &Context) -> impl IntoView + use<> {
    let door = use_door().get();
    let current = door.place(here).cloned();
    let item = |place: &Place, portal: Portal| {
        let context = Context { portal, at: door.number_needed(place), record: None };
        let current = (current.as_ref() == Some(place)).then_some("true");
        view! {
            <li>
                <a href=href(&context, portal.start(), "") rel="external" aria-current=current>
                    {place.organisation.clone()}
                    <small>{place.portal_name()}</small>
                </a>
            </li>
        }
    };
    door.places.iter().filter_map(|place| place.portal.map(|portal| item(place, portal))).collect_view()
}
