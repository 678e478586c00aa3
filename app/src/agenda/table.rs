//! A month as a table: weeks from Monday with their numbers, today in a ring, and the way to the months around it.

use super::{AgendaView, DayView, MarkView, WeekView};
use crate::{here::use_here, ui::Icon};
use leptos::prelude::*;
use portiek_domain::time::{SHORT_WEEKDAYS, WEEKDAYS};

#[component]
pub fn Agenda(
    agenda: AgendaView,
    /// The address of a month; of the one it is now where none is named.
    to: impl Fn(Option<String>) -> String + 'static,
) -> impl IntoView {
    let days = SHORT_WEEKDAYS.into_iter().zip(WEEKDAYS).map(|(short, long)| {
        view! {
            <th scope="col" abbr=long>
                {short}
            </th>
        }
    });
    let weeks = agenda.weeks.into_iter().map(|week| view! { <Week week /> }).collect_view();
    view! {
        <section class="card agenda" aria-labelledby="maand">
            <header class="agenda-header">
                <h2 id="maand">{agenda.name}</h2>
                <Months previous=agenda.previous next=agenda.next current=agenda.current to />
            </header>
            <table class="month" aria-labelledby="maand">
                <thead>
                    <tr>
                        <th scope="col" abbr="week" class="week">
                            "wk"
                        </th>
                        {days.collect_view()}
                    </tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </section>
    }
}

/// The months around it, and the way back to the one it is now.
#[component]
fn Months(
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
    current: bool,
    to: impl Fn(Option<String>) -> String + 'static,
) -> impl IntoView {
    let beside = |(month, name): (String, String), word: &'static str, icon| {
        let label = format!("{word}: {name}");
        let title = label.clone();
        view! {
            <a class="icon-button" href=to(Some(month)) title=title>
                <Icon of=icon />
                <span class="visually-hidden">{label}</span>
            </a>
        }
    };
    let today = (!current).then(|| view! { <a class="button small" href=to(None)>"Deze maand"</a> });
    let previous = previous.map(|month| beside(month, "Vorige maand", Icon::ChevronLeft));
    let next = next.map(|month| beside(month, "Volgende maand", Icon::ChevronRight));
    view! { <nav class="months" aria-label="Andere maanden">{today} {previous} {next}</nav> }
}

#[component]
fn Week(week: WeekView) -> impl IntoView {
    view! {
        <tr>
            <th scope="row" class="week">
                <span class="visually-hidden">"week "</span>
                {week.number}
            </th>
            {week.days.into_iter().map(|day| view! { <Day day /> }).collect_view()}
        </tr>
    }
}

#[component]
fn Day(day: DayView) -> impl IntoView {
    let class = match (&day.elsewhere, day.marks.is_empty()) {
        (Some(_), _) => "day elsewhere",
        (None, true) => "day",
        (None, false) => "day agreed",
    };
    let elsewhere = day.elsewhere.map(|month| view! { <span class="visually-hidden">" " {month}</span> });
    let today = day.today.then(|| view! { <span class="visually-hidden">", vandaag"</span> });
    let marks = (!day.marks.is_empty()).then(|| {
        let marks = day.marks.into_iter().map(|mark| view! { <Mark mark /> }).collect_view();
        view! { <ul class="marks">{marks}</ul> }
    });
    view! {
        <td class=class aria-current=day.today.then_some("date")>
            <time class="number" datetime=day.date>
                {day.number}
                {elsewhere}
                {today}
            </time>
            {marks}
        </td>
    }
}

#[component]
fn Mark(mark: MarkView) -> impl IntoView {
    let here = use_here();
    let class = if mark.cancelled { "mark cancelled" } else { "mark" };
    let cancelled = if mark.cancelled { ", geannuleerd" } else { "" };
    let about = format!("{}{cancelled}", mark.about);
    let title = about.clone();
    view! {
        <li>
            <a class=class href=move || here.href(&mark.path, &mark.query) title=title aria-current=mark.open.then_some("true")>
                {mark.time.clone()}
                <span class="visually-hidden">" " {about}</span>
            </a>
        </li>
    }
}
