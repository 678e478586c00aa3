//! The warning two minutes before the idle timeout ends the login (D20).

use super::api::stay_logged_in;
use crate::{door::use_door, login::LogOut};
use leptos::{html::Dialog, prelude::*};
use server_fn::ServerFn;

#[component]
pub fn IdleWarning() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let limit = use_door().with_untracked(|door| door.idle_seconds);
    let stay = Action::new(move |(): &()| stay_logged_in());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| watch::begin(dialog, limit));
    let _ = limit;
    let on_stay = move |_| {
        stay.dispatch(());
        if let Some(dialog) = dialog.get() {
            dialog.close();
        }
        #[cfg(feature = "hydrate")]
        watch::note_activity();
    };
    view! {
        <dialog class="dialog" id="idle" aria-labelledby="idle-titel" aria-describedby="idle-tekst" node_ref=dialog>
            <h2 id="idle-titel">"U wordt zo uitgelogd"</h2>
            <p id="idle-tekst">
                "U hebt een tijdje niets gedaan. Over 2 minuten loggen wij u uit, zodat niemand anders uw gegevens ziet. Wat u typte, blijft bewaard."
            </p>
            <div class="buttons">
                <button class="button primary" type="button" autofocus on:click=on_stay>
                    "Ingelogd blijven"
                </button>
                <form method="post" action=LogOut::url()>
                    <button class="button quiet" type="submit">
                        "Uitloggen"
                    </button>
                </form>
            </div>
        </dialog>
    }
}

#[cfg(feature = "hydrate")]
mod watch {
    use gloo_timers::callback::Interval;
    use leptos::{html::Dialog, prelude::*};
    use std::cell::Cell;
    use wasm_bindgen::{JsCast, closure::Closure};

    /// How long before the end the warning comes, in seconds.
    const WARNING: f64 = 120.0;

    thread_local! {
        static LATEST: Cell<f64> = const { Cell::new(0.0) };
    }

    pub fn note_activity() {
        LATEST.set(now());
    }

    fn now() -> f64 {
        web_sys::js_sys::Date::now() / 1000.0
    }

    /// Clicks and keys are activity; when there was none for long enough, warns, and at the end asks the server.
    pub fn begin(dialog: NodeRef<Dialog>, limit: i64) {
        note_activity();
        let active = Closure::<dyn Fn()>::new(note_activity);
        for event in ["click", "keydown"] {
            let _ = document().add_event_listener_with_callback(event, active.as_ref().unchecked_ref());
        }
        active.forget();
        #[allow(clippy::cast_precision_loss)]
        let limit = limit as f64;
        Interval::new(5_000, move || check(dialog, limit)).forget();
    }

    fn check(dialog: NodeRef<Dialog>, limit: f64) {
        let idle = now() - LATEST.get();
        let Some(dialog) = dialog.get_untracked() else { return };
        if idle > limit {
            let _ = window().location().reload();
        } else if idle > limit - WARNING && !dialog.open() {
            let _ = dialog.show_modal();
        }
    }
}
