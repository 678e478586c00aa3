//! A form that a passkey fills in, by its button or, where that is offered, from what the browser fills in on the name's
//! field. Its button is drawn by scripts, for without them no browser asks for a passkey; the answer goes to the server
//! as any form does.

#[cfg(feature = "hydrate")]
mod autofill;
#[cfg(feature = "hydrate")]
mod browser;

use crate::passkeys::Wanted;
use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};

#[component]
pub fn PasskeyForm(
    wanted: Wanted,
    action: &'static str,
    label: &'static str,
    #[prop(default = "button primary wide")] class: &'static str,
    /// Whether one may also be chosen on the name's field, for the only step of a login.
    #[prop(default = false)]
    autofill: bool,
    /// The form's own fields: its key, and where to go after it.
    children: Children,
) -> impl IntoView {
    let (form, token, answer) = (NodeRef::<Form>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let (possible, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<&'static str>);
    #[cfg(feature = "hydrate")]
    let fill_in = move || {
        leptos::task::spawn_local(async move {
            if let Some((asked, shown)) = autofill::chosen().await {
                send((form, token, answer), (&asked, &shown));
            }
        });
    };
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        possible.set(browser::is_possible());
        if autofill && browser::is_possible() {
            fill_in();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            // A browser answers one question at a time.
            autofill::stop();
            match browser::show(wanted).await {
                Ok((asked, shown)) => send((form, token, answer), (&asked, &shown)),
                Err(why) => {
                    failed.set(Some(words(&why)));
                    if autofill {
                        fill_in();
                    }
                }
            }
            busy.set(false);
        });
    };
    let _ = (wanted, autofill);
    view! {
        <form class="form passkey" id="passkey" method="post" action=action node_ref=form on:submit=submit>
            {children()} <input type="hidden" name="token" node_ref=token />
            <input type="hidden" name="antwoord" node_ref=answer /> <Show when=move || possible.get()>
                <button class=class type="submit" aria-busy=move || busy.get().then_some("true")>
                    {label}
                </button>
            </Show>
            <p class="field-error" role="alert" hidden=move || failed.get().is_none()>
                {move || failed.get()}
            </p>
        </form>
    }
}

#[cfg(feature = "hydrate")]
fn send((form, token, answer): (NodeRef<Form>, NodeRef<Input>, NodeRef<Input>), (asked, shown): (&str, &str)) {
    if let (Some(form), Some(token), Some(answer)) =
        (form.get_untracked(), token.get_untracked(), answer.get_untracked())
    {
        token.set_value(asked);
        answer.set_value(shown);
        let _ = form.submit();
    }
}

#[cfg(feature = "hydrate")]
fn words(why: &str) -> &'static str {
    match why {
        "InvalidStateError" => "Op dit apparaat staat al een passkey van uw account.",
        "none" => "Passkeys kunnen hier niet worden gebruikt. Kies een andere manier.",
        _ => "De passkey is niet gebruikt. Probeer het opnieuw, of kies een andere manier.",
    }
}
