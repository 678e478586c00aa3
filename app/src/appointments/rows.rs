//! "Komende afspraken" and "Afgelopen afspraken" (R36): when, what, with whom, where.

use super::{
    page::address,
    views::{ListView, RowView, Wanted},
    words::state,
};
use crate::{here::use_here, ui::Icon};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Upcoming,
    Past,
}

impl Kind {
    fn id(self) -> &'static str {
        match self {
            Self::Upcoming => "komend",
            Self::Past => "afgelopen",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Upcoming => "Komende afspraken",
            Self::Past => "Afgelopen afspraken",
        }
    }

    fn further(self) -> &'static str {
        match self {
            Self::Upcoming => "Latere afspraken",
            Self::Past => "Oudere afspraken",
        }
    }

    fn back(self) -> &'static str {
        match self {
            Self::Upcoming => "Eerstvolgende afspraken",
            Self::Past => "Nieuwste afspraken",
        }
    }

    /// The same address with this list at a place in it.
    fn at(self, wanted: &Wanted, place: Option<String>) -> Wanted {
        match self {
            Self::Upcoming => Wanted { vanaf: place, ..wanted.clone() },
            Self::Past => Wanted { na: place, ..wanted.clone() },
        }
    }

    fn is_first(self, wanted: &Wanted) -> bool {
        match self {
            Self::Upcoming => wanted.vanaf.is_none(),
            Self::Past => wanted.na.is_none(),
        }
    }
}

#[component]
pub fn List(kind: Kind, list: ListView, wanted: Wanted) -> impl IntoView {
    let rows = if list.rows.is_empty() {
        view! { <Empty kind /> }.into_any()
    } else {
        view! { <Table kind rows=list.rows /> }.into_any()
    };
    view! {
        <section class="card appointment-list" id=kind.id() aria-labelledby=format!("{}-kop", kind.id())>
            <h2 id=format!("{}-kop", kind.id())>{kind.title()}</h2>
            {rows}
            <Pager kind next=list.next wanted />
        </section>
    }
}

#[component]
fn Table(kind: Kind, rows: Vec<RowView>) -> impl IntoView {
    view! {
        <table class="table agreed" aria-labelledby=format!("{}-kop", kind.id())>
            <thead>
                <tr>
                    <th scope="col">"Wanneer"</th>
                    <th scope="col">"Soort"</th>
                    <th scope="col">"Behandelaar"</th>
                    <th scope="col">"Waar"</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: RowView) -> impl IntoView {
    let here = use_here();
    let path = format!("/afspraken/{}", row.id);
    let cancelled = row.state.is_some_and(super::views::State::is_cancelled);
    let class = if cancelled { "row-link cancelled" } else { "row-link" };
    let pill = row.state.map(|is| {
        let (words, class) = state(is);
        view! { <span class=class>{words}</span> }
    });
    let video = row.video.map(|link| {
        view! {
            <a class="button primary small" href=link target="_blank" rel="noopener noreferrer">
                <Icon of=Icon::Video />
                "Naar het videogesprek"
            </a>
        }
    });
    let report = row.report.map(|day| {
        let query = format!("dag={day}");
        view! {
            <a class="read-report" href=move || here.href("/dossier/verslaglegging", &query)>
                "Verslag lezen"
            </a>
        }
    });
    let place = video.is_none().then_some(row.place);
    view! {
        <tr class=class>
            <th scope="row">
                <a href=move || here.href(&path, "")>
                    <time class="day">{row.day}</time>
                    " "
                    <time class="time">{row.time}</time>
                </a>
            </th>
            <td data-name="Soort">{row.kind} " " {pill}</td>
            <td data-name="Behandelaar">{row.practitioner}</td>
            <td data-name="Waar">{place} {video} {report}</td>
        </tr>
    }
}

#[component]
fn Empty(kind: Kind) -> impl IntoView {
    let (title, text) = match kind {
        Kind::Upcoming => ("Geen komende afspraken", "Zodra de praktijk iets met u afspreekt, ziet u het hier."),
        Kind::Past => ("Geen afgelopen afspraken", "Na een afspraak vindt u hem hier terug."),
    };
    view! {
        <div class="empty">
            <Icon of=Icon::Calendar />
            <h3>{title}</h3>
            <p>{text}</p>
        </div>
    }
}

#[component]
fn Pager(kind: Kind, next: Option<String>, wanted: Wanted) -> impl IntoView {
    let here = use_here();
    let first = kind.is_first(&wanted);
    let to = move |place: Option<String>| format!("{}#{}", address(&here, &kind.at(&wanted, place)), kind.id());
    let back = (!first).then(|| view! { <a class="button small quiet" href=to(None)>{kind.back()}</a> });
    let further = next.map(|next| view! { <a class="button small" href=to(Some(next))>{kind.further()}</a> });
    let label = format!("Meer {}", kind.title().to_lowercase());
    (back.is_some() || further.is_some()).then(|| view! { <nav class="pager" aria-label=label>{back} {further}</nav> })
}
