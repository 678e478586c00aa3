//! Behandelinzet: expected and realised minutes as a plot, and the table of what will be billed (R49); and its form.

use super::{
    api::{AddEffort, RemoveEffort},
    fields::Line,
    views::{EditView, EffortView, EntryView},
    words::words,
};
use crate::{
    forms::{ContextFields, ErrorSummary, FieldError, FormFields, FormState, described_by, invalid},
    here::{Here, use_here},
};
use leptos::prelude::*;
use portiek_domain::record::effort::Activity;
use server_fn::ServerFn;

const PAGE: &str = "/dossier/behandelinzet";

#[component]
pub fn Efforts(effort: EffortView, writes: bool) -> impl IntoView {
    let here = use_here();
    let EffortView { expected, realised, entries, next } = effort;
    let more = next.map(|next| {
        view! {
            <p class="pager">
                <a class="button" href=move || here.href(PAGE, &format!("na={next}"))>
                    "Eerdere inzet"
                </a>
            </p>
        }
    });
    let list = if entries.is_empty() {
        view! {
            <div class="card empty">
                <h2>"Er is nog geen behandelinzet"</h2>
                <p>"Hier komt te staan wat wij voor de behandeling in rekening brengen."</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Table entries writes /> }.into_any()
    };
    view! {
        <div class="effort">
            <Plot expected realised />
            {list}
            {more}
        </div>
    }
}

/// Realised against expected: the title says what the bar shows.
#[component]
fn Plot(expected: Option<i64>, realised: i64) -> impl IntoView {
    const WIDTH: i64 = 1000;
    let expected_words = expected.map_or_else(|| "nog niet in een plan".to_owned(), |minutes| format!("{minutes} min"));
    let bar = expected.filter(|expected| *expected > 0).map(|expected| {
        let most = expected.max(realised);
        let (filled, target) = (realised * WIDTH / most, expected * WIDTH / most);
        let percent = realised * 100 / expected;
        view! {
            <figure>
                <figcaption>{format!("{percent}% van de verwachte minuten is gerealiseerd")}</figcaption>
                <svg class="bar-plot" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label=format!("{realised} van {expected} minuten")>
                    <rect class="whole" width="1000" height="24" />
                    <rect class="filled" width=filled.to_string() height="24" />
                    <line class="target" x1=target.to_string() x2=target.to_string() y1="0" y2="24" />
                </svg>
            </figure>
        }
    });
    view! {
        <section class="card" aria-label="Verwacht en gerealiseerd">
            <p class="effort-sums">
                <span>"Verwachte behandelinzet behandelplan: " <strong>{expected_words}</strong></span>
                <span class="divider" aria-hidden="true">
                    "|"
                </span>
                <span>"Gerealiseerde behandelinzet: " <strong>{format!("{realised} min")}</strong></span>
            </p>
            {bar}
        </section>
    }
}

#[component]
fn Table(entries: Vec<EntryView>, writes: bool) -> impl IntoView {
    let row = move |entry: EntryView| {
        let (short, whole) = entry.by;
        view! {
            <tr>
                <th scope="row">
                    <abbr title=whole.clone()>{short}</abbr>
                    <span class="visually-hidden">{whole}</span>
                </th>
                <td class="day" data-name="Datum">{entry.day}</td>
                <td data-name="Duur">{format!("{} min", entry.minutes)}</td>
                <td data-name="Verrichting">{entry.activity}</td>
                <td data-name="Type consult">{entry.consult_type}</td>
                {writes.then(|| view! { <td class="end"><Remove entry=entry.id.to_string() /></td> })}
            </tr>
        }
    };
    let heads = ["Door", "Datum", "Duur", "Verrichting", "Type consult"];
    view! {
        <div class="card">
            <table class="table">
                <thead>
                    <tr>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                        {writes.then(|| view! { <th scope="col"><span class="visually-hidden">"Verwijderen"</span></th> })}
                    </tr>
                </thead>
                <tbody>{entries.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Remove(entry: String) -> impl IntoView {
    let at = use_here().context_untracked();
    view! {
        <form method="post" action=RemoveEffort::url()>
            <ContextFields at />
            <input type="hidden" name="inzet" value=entry />
            <button class="button quiet" type="submit">
                "Verwijderen"
            </button>
        </form>
    }
}

#[component]
pub fn EffortForm(page: EditView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    view! {
        <div class="sections">
            <ErrorSummary form title="De inzet is nog niet toegevoegd" words />
            <form class="card form" method="post" action=AddEffort::url()>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <Line form id="datum".to_owned() name="inzet[datum]".to_owned() label="Datum" class="input short" />
                <Line
                    form
                    id="minuten".to_owned()
                    name="inzet[minuten]".to_owned()
                    label="Duur in minuten"
                    class="input short"
                />
                <ActivityField form />
                <Line form id="soort".to_owned() name="inzet[soort]".to_owned() label="Type consult" class="input medium" />
                <div class="buttons">
                    <button class="button primary" type="submit">
                        "Toevoegen"
                    </button>
                    <a class="button quiet" href=move || here.href(PAGE, "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}

#[component]
fn ActivityField(form: FormState) -> impl IntoView {
    let chosen = form.value("verrichting");
    let option = move |activity: &Activity| {
        let value = activity.as_str();
        view! {
            <option value=value selected=chosen == value>
                {activity.word()}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for="verrichting">"Verrichting"</label>
            <select
                class="input medium"
                id="verrichting"
                name="inzet[verrichting]"
                aria-invalid=invalid(form, "verrichting")
                aria-describedby=described_by(form, "verrichting", None)
            >
                {Activity::ALL.iter().map(option).collect_view()}
            </select>
            <FieldError form field="verrichting" words />
        </div>
    }
}
