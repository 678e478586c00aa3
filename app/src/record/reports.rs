//! Verslaglegging: a month with the reports beside it (R50); and the form of a report.

use super::{
    api::SaveReport,
    fields::{Line, Text},
    views::{DraftOf, EditView, ReportView, ReportsView, WaitingView},
    words::words,
};
use crate::{
    agenda::Agenda,
    forms::{ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::Icon,
};
use leptos::prelude::*;
use portiek_domain::ids::AppointmentId;
use server_fn::ServerFn;

const PAGE: &str = "/dossier/verslaglegging";

#[component]
pub fn Reports(reports: ReportsView, writes: bool) -> impl IntoView {
    let here = use_here();
    let ReportsView { agenda, reports, waiting, any } = reports;
    let to =
        move |month: Option<String>| here.href(PAGE, &month.map(|month| format!("maand={month}")).unwrap_or_default());
    let shown = if reports.is_empty() {
        view! { <Nothing any writes /> }.into_any()
    } else {
        reports.into_iter().map(|report| view! { <Report report writes /> }).collect_view().into_any()
    };
    view! {
        <div class="reports">
            <Agenda agenda to />
            <div class="report-list">
                {shown} {(!waiting.is_empty()).then(|| view! { <Waiting waiting /> })}
            </div>
        </div>
    }
}

#[component]
fn Nothing(any: bool, writes: bool) -> impl IntoView {
    let (title, text) = match (any, writes) {
        (true, _) => ("Geen verslag in deze maand", "Blader naar een andere maand."),
        (false, true) => ("Er zijn nog geen verslagen", "De cliënt ziet hier wat u of een collega publiceert."),
        (false, false) => {
            ("Er zijn nog geen verslagen", "Na een afspraak leest u hier het verslag van uw behandelaar.")
        }
    };
    view! {
        <div class="card empty">
            <h2>{title}</h2>
            <p>{text}</p>
        </div>
    }
}

#[component]
fn Report(report: ReportView, writes: bool) -> impl IntoView {
    let here = use_here();
    let query = format!("afspraak={}", report.appointment);
    let change = writes.then(|| {
        view! {
            <p>
                <a class="button" href=move || here.href("/dossier/verslaglegging/wijzigen", &query)>
                    <Icon of=Icon::PencilLine />
                    "Wijzigen"
                </a>
            </p>
        }
    });
    view! {
        <article class="card report">
            <h2>{report.title}</h2>
            <p class="muted">{report.day} " " {report.time} " · " {report.practitioner}</p>
            <p class="report-text">{report.text}</p>
            {change}
        </article>
    }
}

/// Sessions that nobody reported yet.
#[component]
fn Waiting(waiting: Vec<WaitingView>) -> impl IntoView {
    let here = use_here();
    let item = move |one: WaitingView| {
        let query = format!("afspraak={}", one.appointment);
        view! {
            <li>
                <span>{one.when} " " {one.title}</span>
                <a href=move || here.href("/dossier/verslaglegging/wijzigen", &query)>"Verslag schrijven"</a>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="zonder">
            <h2 id="zonder">"Sessies zonder verslag"</h2>
            <ul class="harms">{waiting.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}

#[component]
pub fn ReportForm(
    page: EditView,
    about: String,
    appointment: AppointmentId,
    draft: DraftOf<()>,
    here: Here,
) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    let overtaken = form.code("versie").is_some();
    view! {
        <div class="sections">
            <ErrorSummary form title="Het verslag is nog niet opgeslagen" words />
            {overtaken.then(|| view! { <Meanwhile appointment /> })}
            <form class="card form" method="post" action=SaveReport::url()>
                <h2>{about}</h2>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <input type="hidden" name="afspraak" value=appointment.to_string() />
                <input type="hidden" name="gezien" value=page.seen />
                {draft.drafted.map(|state| view! { <p class="muted">{state}</p> })}
                <Line form id="titel".to_owned() name="titel".to_owned() label="Titel (mag leeg)" class="input medium" />
                <Text form id="tekst".to_owned() name="tekst".to_owned() label="Verslag" rows=14 />
                <div class="buttons">
                    <button class="button primary" type="submit" name="doe" value="publiceren">
                        "Publiceren voor de cliënt"
                    </button>
                    <button class="button" type="submit" name="doe" value="bewaren">
                        "Bewaren als concept"
                    </button>
                    <a class="button quiet" href=move || here.href(PAGE, "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}

/// What a colleague saved meanwhile (quality.md §4).
#[component]
fn Meanwhile(appointment: AppointmentId) -> impl IntoView {
    let here = use_here();
    let query = format!("afspraak={appointment}");
    view! {
        <section class="card" id="versie" tabindex="-1" aria-labelledby="intussen">
            <h2 id="intussen">"Een collega bewaarde intussen een ander concept"</h2>
            <p class="intro">
                <a href=move || here.href("/dossier/verslaglegging/wijzigen", &query) target="_blank" rel="external">
                    "Bekijk dat concept in een nieuw tabblad"
                </a>
                " en neem eruit over wat erbij hoort. Bewaart u dan nog een keer, dan vervangt uw tekst het."
            </p>
        </section>
    }
}
