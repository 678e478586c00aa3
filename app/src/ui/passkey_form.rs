//! A form that a passkey fills in. Its button is drawn by scripts, for without them no browser asks for a passkey; the
//! answer goes to the server as any form does.

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
    /// The form's own fields: its key, and where to go after it.
    children: Children,
) -> impl IntoView {
    let (form, token, answer) = (NodeRef::<Form>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let (possible, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<&'static str>);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| possible.set(browser::is_possible()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            match browser::show(wanted).await {
                Ok((asked, shown)) => send((form, token, answer), (&asked, &shown)),
                Err(why) => failed.set(Some(words(&why))),
            }
            busy.set(false);
        });
    };
    let _ = wanted;
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

/// The browser's own functions. They take and give JSON, so that nothing of WebAuthn is spelled out here.
#[cfg(feature = "hydrate")]
mod browser {
    use crate::passkeys::{Wanted, ask_own_passkey, ask_passkey};
    use leptos::prelude::window;
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        CredentialCreationOptions, CredentialRequestOptions, PublicKeyCredentialCreationOptions,
        PublicKeyCredentialRequestOptions,
        js_sys::{JSON, Reflect},
    };

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseCreationOptionsFromJSON)]
        fn creation(options: &JsValue) -> Result<PublicKeyCredentialCreationOptions, JsValue>;
        #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseRequestOptionsFromJSON)]
        fn request(options: &JsValue) -> Result<PublicKeyCredentialRequestOptions, JsValue>;
        type Shown;
        #[wasm_bindgen(method, js_name = toJSON)]
        fn to_json(this: &Shown) -> JsValue;
    }

    pub fn is_possible() -> bool {
        Reflect::get(&window(), &"PublicKeyCredential".into())
            .and_then(|type_| Reflect::has(&type_, &"parseRequestOptionsFromJSON".into()))
            .unwrap_or(false)
    }

    /// The token of the question, and the answer; or the name of what went wrong.
    pub async fn show(wanted: Wanted) -> Result<(String, String), String> {
        let question = match wanted {
            Wanted::New => ask_own_passkey(true).await,
            Wanted::Own => ask_own_passkey(false).await,
            Wanted::Any => ask_passkey(false).await,
            Wanted::OfAttempt => ask_passkey(true).await,
        };
        let question = question.ok().flatten().ok_or("none")?;
        let shown = ask(wanted, &question.options).await.map_err(|error| name(&error))?;
        Ok((question.token, shown))
    }

    async fn ask(wanted: Wanted, options: &str) -> Result<String, JsValue> {
        let (options, credentials) = (JSON::parse(options)?, window().navigator().credentials());
        let asked = if wanted == Wanted::New {
            let all = CredentialCreationOptions::new();
            all.set_public_key(&creation(&options)?);
            credentials.create_with_options(&all)?
        } else {
            let all = CredentialRequestOptions::new();
            all.set_public_key(&request(&options)?);
            credentials.get_with_options(&all)?
        };
        let shown: Shown = JsFuture::from(asked).await?.unchecked_into();
        Ok(String::from(JSON::stringify(&shown.to_json())?))
    }

    fn name(error: &JsValue) -> String {
        Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
    }
}
