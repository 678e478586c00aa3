//! The form for a new conversation (R25).

use super::{
    api::{StartConversation, new_conversation},
    views::{Choice, NewView},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FieldError, FormFields, FormState, described_by, invalid},
    here::{Here, use_here},
    ui::{PageTitle, problem},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use portiek_domain::forms::Answer;

#[component]
pub fn New() -> impl IntoView {
    let (here, query) = (use_here(), use_query_map());
    let refused = Memo::new(move |_| query.read().get("formulier").and_then(|key| key.parse().ok()));
    let page = Resource::new(move || (here.context(), refused.get()), |(at, refused)| new_conversation(at, refused));
    view! {
        <PageTitle text="Nieuw gesprek - Berichten".to_owned() />
        <section class="pane detail" aria-labelledby="nieuw">
            <div class="pane-scroll pane-body">
                <h2 id="nieuw">"Nieuw gesprek"</h2>
                <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition>
            </div>
        </section>
    }
}

fn draw(page: Result<NewView, Fault>, here: Here) -> AnyView {
    match page {
        Ok(page) => view! { <NewForm page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn NewForm(page: NewView, here: Here) -> impl IntoView {
    let action = ServerAction::<StartConversation>::new();
    let answered = move || match action.value().get() {
        Some(Ok(Answer::Refused(refusals))) => Some(refusals),
        _ => None,
    };
    let form = FormState::new(page.refused, answered);
    let failed = move || action.value().get().and_then(Result::err);
    view! {
        <ErrorSummary form title="Het gesprek is nog niet gestart" words />
        {move || {
            failed()
                .map(|_| {
                    view! {
                        <div class="error-summary" role="alert">
                            <p>"Het gesprek is nog niet gestart. Wat u invulde staat er nog: probeer het zo opnieuw."</p>
                        </div>
                    }
                })
        }}
        <ActionForm action attr:class="form">
            <FormFields key=page.key at=Some(here.context_untracked()) />
            <div class="field">
                <label for="onderwerp">"Onderwerp"</label>
                <p class="help" id="onderwerp-hulp">
                    "Waar gaat het gesprek over?"
                </p>
                <input
                    class="input long"
                    id="onderwerp"
                    name="onderwerp"
                    value=form.value("onderwerp")
                    autocomplete="off"
                    aria-invalid=invalid(form, "onderwerp")
                    aria-describedby=described_by(form, "onderwerp", Some("onderwerp-hulp".into()))
                />
                <FieldError form field="onderwerp" words />
            </div>
            <ChoiceField choice=page.choice form />
            <div class="buttons">
                <button class="button primary" type="submit">
                    "Gesprek starten"
                </button>
                <a class="button quiet" href=move || here.href("/berichten", "")>
                    "Annuleren"
                </a>
            </div>
        </ActionForm>
    }
}

/// With whom (a client) or about whom (a practitioner).
#[component]
fn ChoiceField(choice: Choice, form: FormState) -> impl IntoView {
    let (field, label, first, help, options): (_, _, _, _, Vec<(String, String)>) = match choice {
        Choice::Practitioner(team) => (
            "behandelaar",
            "Behandelaar",
            "Kies een behandelaar",
            "Uw hele behandelteam kan het gesprek lezen.",
            team.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        ),
        Choice::Client(clients) => (
            "dossier",
            "Cliënt",
            "Kies een cliënt",
            "De cliënt en het hele behandelteam kunnen het gesprek lezen.",
            clients,
        ),
    };
    let chosen = form.value(field);
    let option = |(value, name): (String, String)| {
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {name}
            </option>
        }
    };
    let help_id = "keuze-hulp";
    view! {
        <div class="field">
            <label for=field>{label}</label>
            <p class="help" id=help_id>
                {help}
            </p>
            <select
                class="input medium"
                id=field
                name=field
                aria-invalid=invalid(form, field)
                aria-describedby=described_by(form, field, Some(help_id.into()))
            >
                <option value="">{first}</option>
                {options.into_iter().map(option).collect_view()}
            </select>
            <FieldError form field words />
        </div>
    }
}
