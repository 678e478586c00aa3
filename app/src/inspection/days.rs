//! The list: a table for each day, and the way to earlier days.

use super::{
    address::query,
    views::{DayView, InspectionView, LineView},
};
use crate::{here::use_here, ui::Icon};
use leptos::prelude::*;
use portiek_domain::inspection::{Period, Wanted};

#[component]
pub fn Days(view: InspectionView, wanted: Wanted) -> impl IntoView {
    if view.days.is_empty() {
        return view! { <Empty wanted /> }.into_any();
    }
    let days = view.days.into_iter().map(|day| view! { <Day day /> }).collect_view();
    view! {
        <div class="sections">{days} <Pager next=view.next wanted /></div>
    }
    .into_any()
}

#[component]
fn Day(day: DayView) -> impl IntoView {
    let id = format!("dag-{}", day.day);
    let name = id.clone();
    view! {
        <section class="card" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{day.heading}</h2>
            <table class="table looks" aria-labelledby=name>
                <thead>
                    <tr>
                        <th scope="col">"Wie"</th>
                        <th scope="col">"Wat"</th>
                        <th scope="col">"Waarom"</th>
                        <th scope="col">"Eerste keer"</th>
                    </tr>
                </thead>
                <tbody>{day.lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Line(line: LineView) -> impl IntoView {
    let role = line.role.map(|role| {
        view! {
            <span class="role">{role} ", " {line.organisation}</span>
        }
    });
    let emergency = line.emergency.then(|| view! { <span class="pill warning">"Noodtoegang"</span> });
    view! {
        <tr>
            <th scope="row">{line.who} " " {role}</th>
            <td data-name="Wat">{line.part}</td>
            <td data-name="Waarom">{line.ground} " " {emergency}</td>
            <td data-name="Eerste keer">
                <time>{line.first_time}</time>
            </td>
        </tr>
    }
}

#[component]
fn Pager(next: Option<String>, wanted: Wanted) -> impl IntoView {
    let here = use_here();
    let newest = wanted.after.map(|_| {
        view! {
            <a class="button small quiet" href=move || here.href("/inzage", &query(&wanted, None))>
                "Nieuwste dagen"
            </a>
        }
    });
    let older = next.map(|after| {
        view! {
            <a class="button small" href=move || here.href("/inzage", &query(&wanted, Some(&after)))>
                "Oudere dagen"
            </a>
        }
    });
    (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label="Meer dagen">{newest} {older}</nav> })
}

#[component]
fn Empty(wanted: Wanted) -> impl IntoView {
    let (title, text) = if wanted.period == Period::default() {
        ("Nog niemand heeft uw dossier bekeken", "Zodra iemand dat doet, ziet u hier wie, wat en waarom.")
    } else {
        (
            "In deze dagen heeft niemand uw dossier bekeken",
            "Kies andere dagen, of maak de velden leeg om alles te zien.",
        )
    };
    view! {
        <div class="empty">
            <Icon of=Icon::Eye />
            <h2>{title}</h2>
            <p>{text}</p>
        </div>
    }
}
