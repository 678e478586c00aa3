//! The composer (R26): who will read it, what is left of 1000, a draft kept on the server while typing.

use super::{
    api::{KeepDraft, PlaceMessage},
    words::{left, words},
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FieldError, FormFields, FormState, as_textarea_shows, invalid},
    here::{Here, use_here},
    ui::{Icon, focus_soon},
};
use leptos::{form::ActionForm, html::Textarea, prelude::*};
use portiek_domain::{
    actor::Portal,
    forms::{Answer, RefusedForm},
    ids::{ConversationId, FormKey},
    messages::characters_left,
    refusal::Refusal,
};

/// Only so much room is left that the counter turns to words.
const NEAR: i64 = 50;

#[component]
pub fn Composer(
    id: ConversationId,
    here: Here,
    key: FormKey,
    readers: Vec<String>,
    kept: RefusedForm,
    draft: String,
    is_first: impl Fn() -> bool + Copy + Send + Sync + 'static,
    placed: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let action = ServerAction::<PlaceMessage>::new();
    let field = NodeRef::<Textarea>::new();
    let begin = kept.value("tekst").map_or(draft, str::to_owned);
    let form = FormState::new(kept, move || refusals(action.value().get()));
    let text = RwSignal::new(begin.clone());
    let key = RwSignal::new(key);
    let state = keep_draft_while_typing(id, here, text);
    take_over(field, text, (state, is_first));
    on_placed(action, move |next| {
        key.set(next);
        text.set(String::new());
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        state.forget();
        placed();
    });
    let remaining = Memo::new(move |_| text.with(|text| characters_left(text)));
    let label = move || if is_first() { "Bericht" } else { "Reactie" };
    let verb = move || if is_first() { "Plaatsen" } else { "Reactie plaatsen" };
    let on_input = move |event| {
        text.set(event_target_value(&event));
        state.typed();
    };
    let described = move || form.code("tekst").map_or("lezers over", |_| "lezers tekst-fout over");
    view! {
        <ActionForm action attr:class="composer" on:submit=move |event| hold_while_sending(&event, action.pending())>
            <FormFields key at=Some(here.context_untracked()) />
            <input type="hidden" name="conversation" value=id.to_string() />
            <Show when=move || here.context().portal == Portal::Client>
                <Emergency />
            </Show>
            <ErrorSummary form title="Uw bericht is nog niet geplaatst" words />
            <NotSent action />
            <div class="composer-label">
                <label for="tekst">{label}</label>
                <p class="help" id="lezers">
                    "Uw bericht wordt gelezen door: "
                    {readers.join(", ")}
                </p>
            </div>
            <textarea
                class="input"
                id="tekst"
                name="tekst"
                rows="3"
                node_ref=field
                aria-describedby=described
                aria-invalid=invalid(form, "tekst")
                on:input=on_input
            >
                {as_textarea_shows(begin)}
            </textarea>
            <FieldError form field="tekst" words />
            <div class="composer-foot">
                <button class="button primary" type="submit">
                    {verb}
                </button>
                <p class="composer-state">
                    <span role="status">{move || state.words()}</span>
                    <Counter remaining />
                </p>
            </div>
        </ActionForm>
    }
}

/// What was typed before the scripts came is counted and kept as well; a new conversation begins with typing.
fn take_over(
    field: NodeRef<Textarea>,
    text: RwSignal<String>,
    (state, is_first): (DraftState, impl Fn() -> bool + Copy + 'static),
) {
    Effect::new(move |_| {
        let Some(field) = field.get() else { return };
        if field.value() != text.get_untracked() {
            text.set(field.value());
            state.typed();
        }
        if untrack(is_first) {
            focus_soon(&field);
        }
    });
}

fn refusals(value: Option<Result<Answer, Fault>>) -> Option<Vec<Refusal>> {
    match value {
        Some(Ok(Answer::Refused(refusals))) => Some(refusals),
        Some(_) => Some(Vec::new()),
        None => None,
    }
}

/// A second click while the first is under way sends nothing.
fn hold_while_sending(event: &leptos::ev::SubmitEvent, pending: Memo<bool>) {
    if pending.get_untracked() {
        event.prevent_default();
    }
}

fn on_placed(action: ServerAction<PlaceMessage>, then: impl Fn(FormKey) + 'static) {
    Effect::new(move |_| {
        if let Some(Ok(Answer::Done(next))) = action.value().get() {
            then(next);
        }
    });
}

/// The server was not reached: nothing is lost, the text and its key stay.
#[component]
fn NotSent(action: ServerAction<PlaceMessage>) -> impl IntoView {
    let words = move || match action.value().get() {
        Some(Err(Fault::LoggedOut)) => Some("U bent uitgelogd. Log opnieuw in; uw tekst is als concept bewaard."),
        Some(Err(Fault::NotFound)) => Some("U kunt in dit gesprek niet meer schrijven."),
        Some(Err(_)) => Some("Uw bericht is nog niet verstuurd. Uw tekst staat er nog: probeer het zo opnieuw."),
        _ => None,
    };
    move || {
        words().map(|words| {
            view! {
                <div class="error-summary" role="alert">
                    <p>{words}</p>
                </div>
            }
        })
    }
}

/// Above every composer to care: not for emergencies, and whom to call (S13).
#[component]
fn Emergency() -> impl IntoView {
    let here = use_here();
    let phone = move || here.place().map(|place| place.crisis_phone).unwrap_or_default();
    let call = move || format!("tel:{}", phone().replace(' ', ""));
    view! {
        <p class="emergency">
            <Icon of=Icon::CircleAlert />
            <span>
                "Niet voor spoed. Bel bij nood " <a href="tel:112">"112"</a> ", bij gedachten aan zelfdoding "
                <a href="tel:113">"113"</a> " (of " <a href="tel:08000113">"0800-0113"</a> "), of onze crisisdienst: "
                <a href=call>{phone}</a> "."
            </span>
        </p>
    }
}

#[component]
fn Counter(remaining: Memo<i64>) -> impl IntoView {
    let class = move || match remaining.get() {
        ..=-1 => "counter over",
        0..=NEAR => "counter near",
        _ => "counter",
    };
    view! {
        <span class=class id="over">
            {move || left(remaining.get())}
        </span>
    }
}

/// Whether what is being typed is on the server.
#[derive(Clone, Copy)]
struct DraftState {
    /// Counts key strokes; a draft is kept when they pause.
    strokes: RwSignal<u64>,
    kept: ServerAction<KeepDraft>,
}

impl DraftState {
    fn typed(self) {
        self.strokes.update(|strokes| *strokes += 1);
    }

    /// What was typed has been placed.
    fn forget(self) {
        self.strokes.set(0);
        self.kept.clear();
    }

    fn words(self) -> &'static str {
        match self.kept.value().get() {
            Some(Ok(())) => "Concept bewaard",
            Some(Err(_)) => "Concept nog niet bewaard",
            None => "",
        }
    }
}

/// Keeps the draft when typing pauses (S12).
fn keep_draft_while_typing(id: ConversationId, here: Here, text: RwSignal<String>) -> DraftState {
    let state = DraftState { strokes: RwSignal::new(0), kept: ServerAction::<KeepDraft>::new() };
    let _ = (id, here, text);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        const PAUSE: std::time::Duration = std::time::Duration::from_millis(800);
        let strokes = state.strokes.get();
        if strokes == 0 {
            return;
        }
        set_timeout(
            move || {
                if state.strokes.try_get_untracked() == Some(strokes) {
                    let tekst = text.get_untracked();
                    state.kept.dispatch(KeepDraft { at: here.context_untracked(), conversation: id, tekst });
                }
            },
            PAUSE,
        );
    });
    state
}
