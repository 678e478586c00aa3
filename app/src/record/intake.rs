//! Intakeverslag: the numbered questions and answers, with the index that follows while reading (R45); and its form.

use super::{
    api::SaveIntake,
    fields::Text,
    views::{DraftView, EditView, IntakeView},
    words::words,
};
use crate::{
    forms::{ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
};
use leptos::prelude::*;
use portiek_domain::record::intake::{IntakeReport, Item, Part};
use server_fn::ServerFn;

#[component]
pub fn Report(report: Option<IntakeView>, writes: bool) -> impl IntoView {
    match report {
        Some(report) => view! { <Published report /> }.into_any(),
        None => view! { <Nothing writes /> }.into_any(),
    }
}

/// Nothing was published yet.
#[component]
fn Nothing(writes: bool) -> impl IntoView {
    let text = if writes {
        "De cliënt ziet hier het verslag zodra u of een collega het publiceert."
    } else {
        "Uw behandelaar legt hier vast wat u in de intakegesprekken bespreekt. U krijgt bericht zodra u kunt meelezen."
    };
    view! {
        <div class="card empty">
            <h2>"Er is nog geen intakeverslag"</h2>
            <p>{text}</p>
        </div>
    }
}

#[component]
fn Published(report: IntakeView) -> impl IntoView {
    let parts = report.report.parts;
    let titles: Vec<String> = parts.iter().map(|part| part.title.clone()).collect();
    view! {
        <div class="reading">
            <Index titles />
            <article class="card reading-text">
                <p class="muted">{report.published}</p>
                {parts.into_iter().enumerate().map(part).collect_view()}
            </article>
        </div>
    }
}

fn part((index, part): (usize, Part)) -> impl IntoView {
    let item = |item: Item| {
        let answer = if item.answer.is_empty() { "Nog niet ingevuld".to_owned() } else { item.answer };
        view! {
            <div class="question">
                <dt>{format!("{} - {}", item.number, item.question)}</dt>
                <dd>{answer}</dd>
            </div>
        }
    };
    view! {
        <section id=format!("deel-{}", index + 1) tabindex="-1">
            <h2>{part.title}</h2>
            <dl>{part.items.into_iter().map(item).collect_view()}</dl>
        </section>
    }
}

/// "Inhoud": the part that is being read is marked.
#[component]
fn Index(titles: Vec<String>) -> impl IntoView {
    let current = RwSignal::new(0);
    #[cfg(feature = "hydrate")]
    follow_reading(current, titles.len());
    let item = move |(index, title): (usize, String)| {
        let here = move || (current.get() == index).then_some("true");
        view! {
            <li>
                <a href=format!("#deel-{}", index + 1) rel="external" aria-current=here>
                    {format!("{}. {title}", index + 1)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="card index" aria-labelledby="inhoud-kop">
            <h2 id="inhoud-kop">"Inhoud"</h2>
            <ul>{titles.into_iter().enumerate().map(item).collect_view()}</ul>
        </nav>
    }
}

/// Marks the last part that begins above the upper third of the window.
#[cfg(feature = "hydrate")]
fn follow_reading(current: RwSignal<usize>, parts: usize) {
    Effect::new(move |_| {
        let look = move |_| {
            let third = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default() / 3.0;
            let begins = |index: &usize| {
                let part = document().get_element_by_id(&format!("deel-{}", index + 1));
                part.is_some_and(|part| part.get_bounding_client_rect().top() <= third)
            };
            let read = (0..parts).rfind(begins).unwrap_or_default();
            if current.get_untracked() != read {
                current.set(read);
            }
        };
        let handle = window_event_listener(leptos::ev::scroll, look);
        on_cleanup(move || handle.remove());
    });
}

#[component]
pub fn IntakeForm(page: EditView, draft: DraftView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    let overtaken = form.code("versie").is_some();
    let now = draft.draft.clone();
    let states = [draft.drafted, draft.published];
    view! {
        <div class="sections">
            <ErrorSummary form title="Het intakeverslag is nog niet opgeslagen" words />
            {overtaken.then(|| view! { <Meanwhile draft=now /> })}
            <form class="card form" method="post" action=SaveIntake::url()>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <input type="hidden" name="gezien" value=page.seen />
                {states.into_iter().flatten().map(|state| view! { <p class="muted">{state}</p> }).collect_view()}
                {draft.draft.parts.into_iter().enumerate().map(|part| questions(form, part)).collect_view()}
                <div class="buttons">
                    <button class="button primary" type="submit" name="doe" value="publiceren">
                        "Publiceren voor de cliënt"
                    </button>
                    <button class="button" type="submit" name="doe" value="bewaren">
                        "Bewaren als concept"
                    </button>
                    <a class="button quiet" href=move || here.href("/dossier/intakeverslag", "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}

fn questions(form: FormState, (place, part): (usize, Part)) -> impl IntoView {
    let question = move |(index, item): (usize, Item)| {
        let name = format!("antwoord-{}-{}", place + 1, index + 1);
        let label = format!("{} - {}", item.number, item.question);
        view! { <Text form id=name name="antwoorden[]".to_owned() label rows=4 /> }
    };
    view! {
        <fieldset class="part">
            <legend>{format!("{}. {}", place + 1, part.title)}</legend>
            {part.items.into_iter().enumerate().map(question).collect_view()}
        </fieldset>
    }
}

/// What a colleague saved meanwhile (quality.md §4).
#[component]
fn Meanwhile(draft: IntakeReport) -> impl IntoView {
    let here = use_here();
    let item = |item: Item| {
        view! {
            <div>
                <dt>{format!("{} - {}", item.number, item.question)}</dt>
                <dd>{item.answer}</dd>
            </div>
        }
    };
    let items = draft.parts.into_iter().flat_map(|part| part.items).filter(|item| !item.answer.is_empty());
    view! {
        <section class="card" id="versie" tabindex="-1" aria-labelledby="intussen">
            <h2 id="intussen">"Wat er nu in het concept staat"</h2>
            <p class="intro">
                "Neem hieruit over wat erbij hoort. Slaat u dan nog een keer op, dan vervangt uw tekst deze. "
                <a href=move || here.href("/dossier/intakeverslag/wijzigen", "") rel="external">
                    "Of ga verder met de tekst van uw collega"
                </a>
            </p>
            <dl class="facts">{items.map(item).collect_view()}</dl>
        </section>
    }
}
