//! `/afspraken`: a month, and the lists of what is to come and what is past (R36).

use super::{
    api::open_appointments,
    rows::{Kind, List},
    views::{AppointmentsView, Wanted},
};
use crate::{
    agenda::Agenda,
    fault::Fault,
    here::{Here, use_here},
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

fn wanted(query: &ParamsMap) -> Wanted {
    Wanted { maand: query.get("maand"), vanaf: query.get("vanaf"), na: query.get("na") }
}

/// The address of what is wanted.
pub fn address(here: &Here, wanted: &Wanted) -> String {
    let parts = [("maand", &wanted.maand), ("vanaf", &wanted.vanaf), ("na", &wanted.na)];
    let said = parts.into_iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}")));
    here.href("/afspraken", &said.collect::<Vec<_>>().join("&"))
}

#[component]
pub fn AppointmentsPage() -> impl IntoView {
    let (here, query) = (use_here(), use_query_map());
    let wanted = Memo::new(move |_| wanted(&query.read()));
    let page =
        Resource::new(move || (here.context(), wanted.get()), |(at, wanted)| open_appointments(at, wanted, None));
    view! {
        <PageTitle text="Afspraken".to_owned() />
        <header class="page-header">
            <h1>"Afspraken"</h1>
            <div class="actions">
                <a class="button" href=move || here.href("/afspraken/agenda", "")>
                    <Icon of=Icon::CalendarSync />
                    "In uw eigen agenda"
                </a>
            </div>
        </header>
        <Transition>{move || Suspend::new(async move { draw(page.await, wanted.get_untracked()) })}</Transition>
    }
}

fn draw(page: Result<AppointmentsView, Fault>, wanted: Wanted) -> AnyView {
    match page {
        Ok(view) => view! { <Shown view wanted /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Shown(view: AppointmentsView, wanted: Wanted) -> impl IntoView {
    let here = use_here();
    let shown = RwSignal::new(view);
    keep_fresh(shown, here, wanted.clone());
    let wanted = StoredValue::new(wanted);
    let agenda = move || shown.with(|shown| shown.agenda.clone());
    let upcoming = move || shown.with(|shown| shown.upcoming.clone());
    let past = move || shown.with(|shown| shown.past.clone());
    view! {
        <div class="appointments">
            {move || {
                let to = move |maand: Option<String>| address(&here, &Wanted { maand, ..wanted.get_value() });
                view! { <Agenda agenda=agenda() to /> }
            }}
            <div class="appointment-lists">
                {move || view! { <List kind=Kind::Upcoming list=upcoming() wanted=wanted.get_value() /> }}
                {move || view! { <List kind=Kind::Past list=past() wanted=wanted.get_value() /> }}
            </div>
        </div>
    }
}

/// When a video call opens or an appointment is over, what is shown is fetched again; that is no new look.
fn keep_fresh(shown: RwSignal<AppointmentsView>, here: Here, wanted: Wanted) {
    let _ = (shown, here, &wanted);
    #[cfg(feature = "hydrate")]
    {
        // The most seconds that a browser's timer waits.
        const LONGEST: u64 = 24 * 60 * 60;
        let refresh = Action::new(move |(): &()| {
            let (at, wanted) = (here.context_untracked(), wanted.clone());
            let seen = shown.try_with_untracked(|shown| shown.look.clone());
            async move {
                if let Ok(fresh) = open_appointments(at, wanted, seen).await {
                    let _ = shown.try_set(fresh);
                }
            }
        });
        Effect::new(move |before: Option<Option<TimeoutHandle>>| {
            before.flatten().inspect(TimeoutHandle::clear);
            let seconds = shown.with(|shown| shown.changes_in).filter(|seconds| *seconds <= LONGEST)?;
            let then = move || {
                refresh.dispatch(());
            };
            set_timeout_with_handle(then, std::time::Duration::from_secs(seconds)).ok()
        });
    }
}
