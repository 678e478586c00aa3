//! Live updates: one stream of "something changed" per visible page, closed while it is hidden. Whoever shows data
//! that may change fetches it again when the count goes up.

use crate::door::{look_around, use_door};
use leptos::prelude::*;

/// How often something changed since the page was opened, and whether the server is heard.
#[derive(Clone, Copy)]
pub struct Live {
    changes: RwSignal<u64>,
    lost: RwSignal<bool>,
}

impl Live {
    /// Goes up with each change; resources depend on it.
    pub fn changes(&self) -> u64 {
        self.changes.get()
    }

    pub fn changes_untracked(&self) -> u64 {
        self.changes.get_untracked()
    }

    pub fn is_lost(&self) -> bool {
        self.lost.get()
    }
}

pub fn use_live() -> Live {
    expect_context::<Live>()
}

/// Opens the stream once the page is hydrated.
pub fn provide_live() {
    let live = Live { changes: RwSignal::new(0), lost: RwSignal::new(false) };
    provide_context(live);
    let door = use_door();
    let refresh = Action::new(move |(): &()| async move {
        if let Ok(news) = look_around().await {
            door.set(news);
        }
    });
    Effect::new(move |_| {
        if live.changes.get() > 0 {
            refresh.dispatch(());
        }
    });
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| stream::keep_open(live));
}

#[cfg(feature = "hydrate")]
mod stream {
    use super::Live;
    use leptos::prelude::*;
    use std::{cell::RefCell, rc::Rc};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Event, EventSource, VisibilityState};

    const AFTER_LOGOUT: std::time::Duration = std::time::Duration::from_millis(1500);

    type Open = Rc<RefCell<Option<EventSource>>>;

    /// Opens the stream while the page is visible and closes it while it is not.
    pub fn keep_open(live: Live) {
        let open: Open = Rc::default();
        if is_visible() {
            connect(&open, live);
        }
        let watched = open.clone();
        let watch = Closure::<dyn Fn()>::new(move || {
            disconnect(&watched);
            if is_visible() {
                live.changes.update(|count| *count += 1);
                connect(&watched, live);
            }
        });
        let _ = document().add_event_listener_with_callback("visibilitychange", watch.as_ref().unchecked_ref());
        watch.forget();
        on_cleanup_of_page(open);
    }

    /// The frame goes away only with the page; the browser closes the stream then, and we do so first.
    fn on_cleanup_of_page(open: Open) {
        let close = Closure::<dyn Fn()>::new(move || disconnect(&open));
        let _ = window().add_event_listener_with_callback("pagehide", close.as_ref().unchecked_ref());
        close.forget();
    }

    fn is_visible() -> bool {
        document().visibility_state() == VisibilityState::Visible
    }

    fn disconnect(open: &Open) {
        if let Some(stream) = open.borrow_mut().take() {
            stream.close();
        }
    }

    fn connect(open: &Open, live: Live) {
        let Ok(stream) = EventSource::new("/gebeurtenissen") else { return };
        let was_lost = live.lost;
        let opened = Closure::<dyn Fn()>::new(move || {
            if was_lost.get_untracked() {
                live.changes.update(|count| *count += 1);
            }
            live.lost.set(false);
        });
        let changed = Closure::<dyn Fn(Event)>::new(move |_| live.changes.update(|count| *count += 1));
        let failed = Closure::<dyn Fn()>::new(move || live.lost.set(true));
        // Whoever is logging out here is on the way already; only another browser's end has to lead away.
        let ended = Closure::<dyn Fn(Event)>::new(move |_| {
            set_timeout(|| drop(window().location().set_href("/")), AFTER_LOGOUT);
        });
        stream.set_onopen(Some(opened.as_ref().unchecked_ref()));
        stream.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let _ = stream.add_event_listener_with_callback("changed", changed.as_ref().unchecked_ref());
        let _ = stream.add_event_listener_with_callback("ended", ended.as_ref().unchecked_ref());
        opened.forget();
        changed.forget();
        failed.forget();
        ended.forget();
        open.borrow_mut().replace(stream);
    }
}
